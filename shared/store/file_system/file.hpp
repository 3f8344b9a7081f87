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

    /// Bytes written. Anything but all of them, or an error, is a full disk to the caller
    /// (browsers throw, write short, or return nonsense: hand the number through as it is).
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
