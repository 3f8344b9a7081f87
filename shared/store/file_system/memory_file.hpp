#pragma once

#include <vector>

#include "store/file_system/file.hpp"

namespace mostrador::store {

/// A file in memory: SQLite's temporary files, and databases that nobody keeps (tests, Node).
class MemoryFile final : public File {
public:
    base::Result<std::size_t> read(std::int64_t at, std::span<std::uint8_t> out) override;
    base::Result<std::size_t> write(std::int64_t at, std::span<const std::uint8_t> bytes) override;
    base::Status truncate(std::int64_t size) override;
    base::Result<std::int64_t> size() override;

    base::Status flush() override { return {}; }

private:
    std::vector<std::uint8_t> content_;
};

/// A whole set in memory. Example: `MemoryFileSet memory; register_file_system("memory",
/// memory.files(), true);`
class MemoryFileSet {
public:
    FileSet files() { return {main_, wal_, journal_}; }

private:
    MemoryFile main_;
    MemoryFile wal_;
    MemoryFile journal_;
};

}  // namespace mostrador::store
