#pragma once

#include <emscripten/val.h>

#include "store/file_system/file.hpp"

namespace mostrador::opfs {

/// A file in the browser's private file system, through a FileSystemSyncAccessHandle that
/// JavaScript has opened. Errors: store.io when the handle is lost or the medium fails, store.full.
class OpfsFile final : public store::File {
public:
    explicit OpfsFile(emscripten::val handle) : handle_(std::move(handle)) {}

    base::Result<std::size_t> read(std::int64_t at, std::span<std::uint8_t> out) override;
    base::Result<std::size_t> write(std::int64_t at, std::span<const std::uint8_t> bytes) override;
    base::Status truncate(std::int64_t size) override;
    base::Result<std::int64_t> size() override;
    base::Status flush() override;

private:
    emscripten::val handle_;
};

/// The files of one database, from a JavaScript object `{main, wal, journal}` of access handles.
class OpfsFileSet {
public:
    explicit OpfsFileSet(const emscripten::val& handles)
        : main_(handles["main"]), wal_(handles["wal"]), journal_(handles["journal"]) {}

    store::FileSet files() { return {main_, wal_, journal_}; }

private:
    OpfsFile main_;
    OpfsFile wal_;
    OpfsFile journal_;
};

}  // namespace mostrador::opfs
