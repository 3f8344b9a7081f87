#include "opfs/opfs_file.hpp"

// opfs_library.js. Offsets travel as doubles, exact up to 2^53.
extern "C" {
int opfs_read(emscripten::EM_VAL handle, double at, void* out, std::size_t size);
int opfs_write(emscripten::EM_VAL handle, double at, const void* bytes, std::size_t size);
int opfs_truncate(emscripten::EM_VAL handle, double size);
double opfs_size(emscripten::EM_VAL handle);
int opfs_flush(emscripten::EM_VAL handle);
}

namespace mostrador::opfs {
namespace {

constexpr int kFull = -2;

std::unexpected<base::Error> failure(int code, std::string_view action) {
    const auto reason = code == kFull ? base::Code::store_full : base::Code::store_io;
    return base::fail(reason, {}, "OPFS " + std::string(action));
}

}  // namespace

base::Result<std::size_t> OpfsFile::read(std::int64_t at, std::span<std::uint8_t> out) {
    const int count =
        opfs_read(handle_.as_handle(), static_cast<double>(at), out.data(), out.size());
    if (count < 0) return failure(count, "read");
    return static_cast<std::size_t>(count);
}

base::Result<std::size_t> OpfsFile::write(std::int64_t at, std::span<const std::uint8_t> bytes) {
    const int count =
        opfs_write(handle_.as_handle(), static_cast<double>(at), bytes.data(), bytes.size());
    if (count < 0) return failure(count, "write");
    return static_cast<std::size_t>(count);
}

base::Status OpfsFile::truncate(std::int64_t size) {
    const int answer = opfs_truncate(handle_.as_handle(), static_cast<double>(size));
    if (answer < 0) return failure(answer, "truncate");
    return {};
}

base::Result<std::int64_t> OpfsFile::size() {
    const double size = opfs_size(handle_.as_handle());
    if (size < 0) return failure(static_cast<int>(size), "size");
    return static_cast<std::int64_t>(size);
}

base::Status OpfsFile::flush() {
    const int answer = opfs_flush(handle_.as_handle());
    if (answer < 0) return failure(answer, "flush");
    return {};
}

}  // namespace mostrador::opfs
