#include "support/faulty_disk.hpp"

#include <algorithm>
#include <utility>

namespace mostrador::tests {

using base::Code;
using base::Result;
using base::Status;

namespace {

// What a medium writes wholly or not at all; smaller than a page, so that pages tear.
constexpr std::size_t kSectorSize = 512;

std::unexpected<base::Error> io_error() {
    return base::fail(Code::store_io, {}, "injected");
}

std::unexpected<base::Error> full_error() {
    return base::fail(Code::store_full, {}, "injected");
}

}  // namespace

std::int64_t FaultyDisk::used() const {
    return main_.length() + wal_.length() + journal_.length();
}

void FaultyDisk::power_on(int survival_percent) {
    for (DiskFile* file : {&main_, &wal_, &journal_})
        file->lose_unflushed(survival_percent);
    planned_.reset();
    has_power_ = true;
}

std::optional<Fault> FaultyDisk::next_fault() {
    const std::int64_t operation = operations_++;
    if (!planned_ || planned_->operation != operation) return std::nullopt;
    return std::exchange(planned_, std::nullopt)->fault;
}

bool FaultyDisk::happens(int percent) {
    return base::random_below(random_, 100) < static_cast<std::uint64_t>(percent);
}

Result<std::size_t> FaultyDisk::DiskFile::read(std::int64_t at, std::span<std::uint8_t> out) {
    if (!disk_.has_power_) return io_error();
    const std::size_t from = std::min(static_cast<std::size_t>(at), seen_.size());
    const std::size_t count = std::min(out.size(), seen_.size() - from);
    std::copy_n(seen_.begin() + static_cast<std::ptrdiff_t>(from), count, out.begin());
    return count;
}

Result<std::size_t> FaultyDisk::DiskFile::write(std::int64_t at,
                                                std::span<const std::uint8_t> bytes) {
    if (!disk_.has_power_) return io_error();
    const auto from = static_cast<std::size_t>(at);
    if (const auto fault = disk_.next_fault()) return fail_write(*fault, at, bytes);
    if (disk_.standing_) return fail_write(*disk_.standing_, at, bytes);
    if (disk_.capacity_) {
        const std::int64_t room = std::max(*disk_.capacity_ - (disk_.used() - length()), length());
        bytes = bytes.first(static_cast<std::size_t>(
            std::clamp<std::int64_t>(room - at, 0, static_cast<std::int64_t>(bytes.size()))));
    }
    change(from, bytes);
    return bytes.size();
}

Result<std::size_t> FaultyDisk::DiskFile::fail_write(Fault fault, std::int64_t at,
                                                     std::span<const std::uint8_t> bytes) {
    const auto from = static_cast<std::size_t>(at);
    switch (fault) {
        case Fault::error:
            return io_error();
        case Fault::torn:
            record(from, bytes, 50);
            return io_error();
        case Fault::short_write:
            change(from, bytes.first(bytes.size() / 2));
            return bytes.size() / 2;
        case Fault::huge_number:
            return std::size_t{0xffff'fff6};
        case Fault::full:
            return full_error();
        case Fault::power_cut:
            record(from, bytes, 50);
            disk_.has_power_ = false;
            return io_error();
    }
    std::unreachable();
}

Status FaultyDisk::DiskFile::truncate(std::int64_t size) {
    if (!disk_.has_power_) return io_error();
    if (const auto fault = disk_.next_fault()) {
        disk_.has_power_ = *fault != Fault::power_cut;
        return io_error();
    }
    const Change change{static_cast<std::size_t>(size), {}};
    apply(seen_, change);
    unflushed_.push_back(change);
    return {};
}

Result<std::int64_t> FaultyDisk::DiskFile::size() {
    if (!disk_.has_power_) return io_error();
    return length();
}

Status FaultyDisk::DiskFile::flush() {
    if (!disk_.has_power_) return io_error();
    if (const auto fault = disk_.next_fault()) {
        disk_.has_power_ = *fault != Fault::power_cut;
        return *fault == Fault::full ? full_error() : io_error();
    }
    durable_ = seen_;
    unflushed_.clear();
    return {};
}

void FaultyDisk::DiskFile::load(std::span<const std::uint8_t> content) {
    durable_.assign(content.begin(), content.end());
    seen_ = durable_;
}

void FaultyDisk::DiskFile::lose_unflushed(int survival_percent) {
    for (const Change& change : unflushed_) {
        if (disk_.happens(survival_percent)) apply(durable_, change);
    }
    unflushed_.clear();
    seen_ = durable_;
}

void FaultyDisk::DiskFile::change(std::size_t at, std::span<const std::uint8_t> bytes) {
    record(at, bytes, 100);
}

// Splits a write into its sectors, of which each is done with this probability.
void FaultyDisk::DiskFile::record(std::size_t at, std::span<const std::uint8_t> bytes,
                                  int percent) {
    while (!bytes.empty()) {
        const std::size_t size = std::min(bytes.size(), kSectorSize - at % kSectorSize);
        if (disk_.happens(percent)) {
            const Change change{
                at, Content(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size))};
            apply(seen_, change);
            unflushed_.push_back(change);
        }
        at += size;
        bytes = bytes.subspan(size);
    }
}

void FaultyDisk::DiskFile::apply(Content& content, const Change& change) {
    if (change.bytes.empty()) {
        content.resize(change.at);
        return;
    }
    content.resize(std::max(content.size(), change.at + change.bytes.size()));
    std::ranges::copy(change.bytes, content.begin() + static_cast<std::ptrdiff_t>(change.at));
}

}  // namespace mostrador::tests
