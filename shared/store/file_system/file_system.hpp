#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "store/file_system/file.hpp"

namespace mostrador::store {

/// What reached the files (not what SQLite asked for): counts are stable where times are not.
struct FileCounters {
    std::int64_t reads = 0;
    std::int64_t writes = 0;
    std::int64_t bytes = 0;  ///< written
    std::int64_t flushes = 0;
};

/// A file system for SQLite (an sqlite3_vfs) over a fixed FileSet, for one connection in WAL mode
/// with exclusive locking. A commit is one write and one flush. It stays registered until it is
/// destroyed; close the database first.
class FileSystem {
public:
    struct Options {
        bool make_default = false;
        /// The write-ahead log grows by this many bytes at a time, filled with zeros, so that
        /// commits overwrite and a flush has no file size to record. 0: grow as needed.
        std::int64_t wal_step_bytes = 4 << 20;
    };

    virtual ~FileSystem() = default;
    virtual FileCounters counters() const = 0;
};

/// The files must outlive the file system. Opens as `Database::Options{.vfs = name}` under any
/// path. Errors: store.misuse when SQLite refuses.
base::Result<std::unique_ptr<FileSystem>> register_file_system(const std::string& name,
                                                               FileSet files,
                                                               const FileSystem::Options& options);

}  // namespace mostrador::store
