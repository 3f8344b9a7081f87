#include "store/file_system/buffered_file.hpp"

#include <algorithm>

namespace mostrador::store {

using base::Code;
using base::Result;
using base::Status;

namespace {

// Larger transactions (an import) go out in pieces of this size.
constexpr std::size_t kMostBufferedBytes = 512 * 1024;

}  // namespace

Result<std::size_t> BufferedFile::read(std::int64_t at, std::span<std::uint8_t> out) {
    MOSTRADOR_TRY(whole, size());
    const std::int64_t wanted = static_cast<std::int64_t>(out.size());
    const std::int64_t available = std::clamp<std::int64_t>(whole - at, 0, wanted);
    const std::span<std::uint8_t> target = out.first(static_cast<std::size_t>(available));
    const std::int64_t from = std::max(at, start_);
    const std::int64_t to = std::min(at + available, end());
    if (to - from < available) {
        std::ranges::fill(target, std::uint8_t{0});
        ++counters_.reads;
        MOSTRADOR_CHECK(file_.read(at, target));
    }
    if (from < to) {
        const std::span run = std::span(run_).subspan(static_cast<std::size_t>(from - start_),
                                                      static_cast<std::size_t>(to - from));
        std::ranges::copy(run, target.subspan(static_cast<std::size_t>(from - at)).begin());
    }
    return target.size();
}

Result<std::size_t> BufferedFile::write(std::int64_t at, std::span<const std::uint8_t> bytes) {
    if (!run_.empty() && !touches(at, bytes.size())) {
        MOSTRADOR_CHECK(policy_ == Policy::flush ? flush() : push());
    }
    if (run_.empty()) start_ = at;
    const auto from = static_cast<std::size_t>(at - start_);
    const std::size_t to = from + bytes.size();
    const std::size_t overwritten = std::min(run_.size() - from, bytes.size());
    std::ranges::copy(bytes.first(overwritten), run_.begin() + static_cast<std::ptrdiff_t>(from));
    run_.insert(run_.end(), bytes.begin() + static_cast<std::ptrdiff_t>(overwritten), bytes.end());
    mark_unwritten(from, to);
    return bytes.size();
}

Status BufferedFile::truncate(std::int64_t size) {
    if (size <= start_)
        discard();
    else if (size < end()) {
        run_.resize(static_cast<std::size_t>(size - start_));
        unwritten_to_ = std::min(unwritten_to_, run_.size());
    }
    return truncate_file(size);
}

Result<std::int64_t> BufferedFile::size() {
    MOSTRADOR_TRY(size, file_size());
    return run_.empty() ? size : std::max(size, end());
}

Status BufferedFile::flush() {
    MOSTRADOR_CHECK(push());
    if (!unflushed_) return {};
    ++counters_.flushes;
    if (Status flushed = file_.flush(); !flushed) {
        // The system may now have forgotten what it had accepted: the run is written once more.
        mark_unwritten(0, run_.size());
        return flushed;
    }
    unflushed_ = false;
    discard();
    return {};
}

Status BufferedFile::push() {
    if (!has_unwritten()) return {};
    const std::int64_t at = start_ + static_cast<std::int64_t>(unwritten_from_);
    const auto unwritten =
        std::span(run_).subspan(unwritten_from_, unwritten_to_ - unwritten_from_);
    make_room(at + static_cast<std::int64_t>(unwritten.size()));
    MOSTRADOR_CHECK(write_through(at, unwritten));
    mark_written();
    if (policy_ == Policy::push) discard();
    return {};
}

void BufferedFile::discard() {
    run_.clear();
    mark_written();
}

Result<std::int64_t> BufferedFile::file_size() {
    if (!file_size_) {
        MOSTRADOR_TRY(size, file_.size());
        file_size_ = size;
    }
    return *file_size_;
}

Status BufferedFile::write_through(std::int64_t at, std::span<const std::uint8_t> bytes) {
    MOSTRADOR_TRY(size, file_size());
    ++counters_.writes;
    unflushed_ = true;
    const Result<std::size_t> written = file_.write(at, bytes);
    if (written && *written == bytes.size()) {
        counters_.bytes += static_cast<std::int64_t>(bytes.size());
        file_size_ = std::max(size, at + static_cast<std::int64_t>(bytes.size()));
        return {};
    }
    file_size_.reset();  // a short write may have made the file longer
    if (!written && written.error().code == Code::store_io) return std::unexpected(written.error());
    return base::fail(Code::store_full, {}, written ? "short write" : written.error().detail);
}

Status BufferedFile::truncate_file(std::int64_t size) {
    file_size_.reset();
    unflushed_ = true;
    return file_.truncate(size);
}

bool BufferedFile::touches(std::int64_t at, std::size_t size) const {
    const std::int64_t to = at + static_cast<std::int64_t>(size);
    return at >= start_ && at <= end() &&
           to - start_ <= static_cast<std::int64_t>(kMostBufferedBytes);
}

void BufferedFile::mark_unwritten(std::size_t from, std::size_t to) {
    unwritten_from_ = has_unwritten() ? std::min(unwritten_from_, from) : from;
    unwritten_to_ = std::max(unwritten_to_, to);
}

void BufferedFile::mark_written() {
    unwritten_from_ = unwritten_to_ = 0;
}

}  // namespace mostrador::store
