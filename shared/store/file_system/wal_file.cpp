#include "store/file_system/wal_file.hpp"

#include <algorithm>
#include <utility>

namespace mostrador::store {

using base::Result;
using base::Status;

namespace {

// https://sqlite.org/fileformat2.html#wal_file_format: bytes 4..7 of a frame's header are 0 unless
// the frame ends a commit.
constexpr std::size_t kFrameHeaderSize = 24;

constexpr std::size_t kZerosSize = 256 * 1024;

bool is_commit_header(std::span<const std::uint8_t> bytes) {
    if (bytes.size() != kFrameHeaderSize) return false;
    return std::ranges::any_of(bytes.subspan(4, 4), [](std::uint8_t byte) { return byte != 0; });
}

}  // namespace

Result<std::size_t> WalFile::write(std::int64_t at, std::span<const std::uint8_t> bytes) {
    MOSTRADOR_CHECK(BufferedFile::write(at, bytes));
    if (std::exchange(page_ends_commit_, is_commit_header(bytes))) MOSTRADOR_CHECK(push());
    return bytes.size();
}

// Room ahead only saves time: when there is none to have, the commit itself may still fit.
void WalFile::make_room(std::int64_t end) {
    const Result<std::int64_t> size = file_size();
    if (step_ == 0 || !size || end <= *size) return;
    const std::int64_t grown = (end + step_ - 1) / step_ * step_;
    if (!fill_with_zeros(*size, grown)) std::ignore = truncate_file(*size);
}

Status WalFile::fill_with_zeros(std::int64_t from, std::int64_t to) {
    const std::vector<std::uint8_t> zeros(kZerosSize);
    while (from < to) {
        const std::int64_t size = std::min(to - from, std::int64_t{kZerosSize});
        MOSTRADOR_CHECK(
            write_through(from, std::span(zeros).first(static_cast<std::size_t>(size))));
        from += size;
    }
    return {};
}

}  // namespace mostrador::store
