#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/error.hpp"

namespace mostrador::store {

/// One file that is open for life: an OPFS access handle in the browser, memory in a test.
/// Offsets and sizes are in bytes. Implementations catch what the platform throws.
struct File {
    virtual ~File() = default;

    /// Bytes read; fewer than asked for only at the end of the file.
    virtual base::Result<std::size_t> read(std::int64_t at, std::span<std::uint8_t> out) = 0;

    /// Bytes written. A full disk shows in many ways: browsers throw, write short, or return
    /// nonsense. Hand the number through as it is; anything but all bytes, and any error other than
    /// store.io, counts as a full disk.
    virtual base::Result<std::size_t> write(std::int64_t at,
                                            std::span<const std::uint8_t> bytes) = 0;

    virtual base::Status truncate(std::int64_t size) = 0;
    virtual base::Result<std::int64_t> size() = 0;

    /// Returns when what was written is on the medium.
    virtual base::Status flush() = 0;
};

/// The fixed set of files a database has. A file "exists" when its size is not 0.
struct FileSet {
    File& main;
    File& wal;
    File& journal;
};

}  // namespace mostrador::store
