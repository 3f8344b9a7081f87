#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "store/file_system/file.hpp"
#include "store/file_system/file_system.hpp"

namespace mostrador::store {

/// Gathers writes that touch each other into one run of bytes and hands the run over as one write:
/// a system call costs more than the bytes of a page. Reads see what waits. What a failed write or
/// flush did not bring to the medium is kept and goes with the next one.
class BufferedFile : public File {
public:
    /// What happens to the waiting run when the next write does not touch it.
    enum class Policy {
        push,  ///< hand it over (pages of the main file, which a checkpoint can write again)
        flush  ///< hand it over and flush, so that whatever is not on the medium is in the buffer
    };

    BufferedFile(File& file, FileCounters& counters, Policy policy)
        : file_(file), counters_(counters), policy_(policy) {}

    base::Result<std::size_t> read(std::int64_t at, std::span<std::uint8_t> out) override;
    base::Result<std::size_t> write(std::int64_t at, std::span<const std::uint8_t> bytes) override;
    base::Status truncate(std::int64_t size) override;
    base::Result<std::int64_t> size() override;

    /// Pushes; then flushes the file, unless nothing reached it since the last flush.
    base::Status flush() override;

    /// Hands what waits over to the file.
    base::Status push();

    /// Forgets what waits; for the end of a connection, when it belongs to no finished commit.
    void discard();

protected:
    /// Called before bytes up to `end` are handed over; a place to grow the file.
    virtual void make_room(std::int64_t /*end*/) {}

    base::Result<std::int64_t> file_size();
    base::Status write_through(std::int64_t at, std::span<const std::uint8_t> bytes);
    base::Status truncate_file(std::int64_t size);

private:
    bool touches(std::int64_t at, std::size_t size) const;

    std::int64_t end() const { return start_ + static_cast<std::int64_t>(run_.size()); }

    bool has_unwritten() const { return unwritten_from_ < unwritten_to_; }

    void mark_unwritten(std::size_t from, std::size_t to);
    void mark_written();

    File& file_;
    FileCounters& counters_;
    Policy policy_;
    std::optional<std::int64_t> file_size_;  // asking costs as much as a small write
    // Something reached the file since its last flush; at first, perhaps from a killed process.
    bool unflushed_ = true;

    std::vector<std::uint8_t> run_;  // the bytes at start_, newer than the file's or equal to them
    std::int64_t start_ = 0;
    std::size_t unwritten_from_ = 0;  // the part of run_ that the file does not have yet
    std::size_t unwritten_to_ = 0;
};

}  // namespace mostrador::store
