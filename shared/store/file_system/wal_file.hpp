#pragma once

#include "store/file_system/buffered_file.hpp"

namespace mostrador::store {

/// SQLite's write-ahead log, which gets two small writes for each page (a frame: 24 bytes of header
/// and the page). The whole commit becomes one write, handed over when its last frame is complete,
/// so that a commit without a flush survives the end of the process, and so that a full disk is
/// known while SQLite can still undo the commit.
class WalFile final : public BufferedFile {
public:
    /// `step`: the file grows by so many bytes at a time, filled with zeros (0: as needed). SQLite
    /// takes zeros for the end of the log.
    WalFile(File& file, FileCounters& counters, std::int64_t step)
        : BufferedFile(file, counters, Policy::flush), step_(step) {}

    base::Result<std::size_t> write(std::int64_t at, std::span<const std::uint8_t> bytes) override;

private:
    void make_room(std::int64_t end) override;
    base::Status fill_with_zeros(std::int64_t from, std::int64_t to);

    std::int64_t step_;
    bool page_ends_commit_ = false;
};

}  // namespace mostrador::store
