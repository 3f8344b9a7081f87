#include "store/file_system/memory_file.hpp"

#include <algorithm>

namespace mostrador::store {

base::Result<std::size_t> MemoryFile::read(std::int64_t at, std::span<std::uint8_t> out) {
    const auto from = std::min(static_cast<std::size_t>(at), content_.size());
    const std::size_t count = std::min(out.size(), content_.size() - from);
    std::copy_n(content_.begin() + static_cast<std::ptrdiff_t>(from), count, out.begin());
    return count;
}

base::Result<std::size_t> MemoryFile::write(std::int64_t at, std::span<const std::uint8_t> bytes) {
    const auto from = static_cast<std::size_t>(at);
    if (from + bytes.size() > content_.size()) content_.resize(from + bytes.size());
    std::ranges::copy(bytes, content_.begin() + static_cast<std::ptrdiff_t>(from));
    return bytes.size();
}

base::Status MemoryFile::truncate(std::int64_t size) {
    content_.resize(static_cast<std::size_t>(size));
    return {};
}

base::Result<std::int64_t> MemoryFile::size() {
    return static_cast<std::int64_t>(content_.size());
}

}  // namespace mostrador::store
