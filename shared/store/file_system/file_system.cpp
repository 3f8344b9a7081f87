#include "store/file_system/file_system.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <span>
#include <sqlite3.h>
#include <string_view>

#include "base/random.hpp"
#include "store/file_system/buffered_file.hpp"
#include "store/file_system/memory_file.hpp"
#include "store/file_system/wal_file.hpp"
#include "store/page_cache.hpp"

namespace mostrador::store {

using base::Code;
using base::Result;
using base::Status;

namespace {

constexpr int kSectorSize = 4096;
constexpr int kLongestPath = 512;

// The set behind one registered file system.
class FixedFiles final : public FileSystem {
public:
    FixedFiles(std::string name, FileSet files, const Options& options)
        : name_(std::move(name)),
          main_(files.main, counters_, BufferedFile::Policy::push),
          wal_(files.wal, counters_, options.wal_step_bytes),
          journal_(files.journal, counters_, BufferedFile::Policy::push) {}

    FixedFiles(const FixedFiles&) = delete;
    FixedFiles& operator=(const FixedFiles&) = delete;

    ~FixedFiles() override { sqlite3_vfs_unregister(&vfs_); }

    Status register_with_sqlite(bool make_default);

    FileCounters counters() const override { return counters_; }

    // The file of the set that SQLite means by a path, or null.
    BufferedFile* find(std::string_view path) {
        if (path.ends_with("-wal")) return &wal_;
        if (path.ends_with("-journal")) return &journal_;
        return path == main_path_ ? &main_ : nullptr;
    }

    // The same for opening, where SQLite says what the file is for.
    BufferedFile* find(const char* path, int flags) {
        if (flags & SQLITE_OPEN_WAL) return &wal_;
        if (flags & SQLITE_OPEN_MAIN_JOURNAL) return &journal_;
        if (!(flags & SQLITE_OPEN_MAIN_DB)) return nullptr;
        main_path_ = path;
        return &main_;
    }

    BufferedFile& wal() { return wal_; }

    BufferedFile& journal() { return journal_; }

    bool is_main(const File* file) const { return file == &main_; }

    bool main_is_open = false;
    /// Whether the log stays when it is copied back for good. Its room is kept for the next one; a
    /// database that goes on without a log must not find it again.
    bool keeps_wal = true;

private:
    FileCounters counters_;
    std::string name_;
    std::string main_path_;
    BufferedFile main_;
    WalFile wal_;
    BufferedFile journal_;
    sqlite3_vfs vfs_{};
};

// What SQLite allocates for each file it opens; it must stay a plain struct that begins like this.
struct OpenFile {
    sqlite3_file base;
    FixedFiles* files;
    File* file;
    BufferedFile* fixed;  // null for a temporary file, which then owns `file`
};

OpenFile& open_file(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}

FixedFiles& files_of(sqlite3_vfs* vfs) {
    return *static_cast<FixedFiles*>(vfs->pAppData);
}

// ---- files -----------------------------------------------------------------------------------

int close_file(sqlite3_file* sqlite_file) {
    OpenFile& open = open_file(sqlite_file);
    if (open.fixed == nullptr) {
        delete open.file;
        return SQLITE_OK;
    }
    // Every commit was handed over when it ended; what still waits was never acknowledged.
    open.fixed->discard();
    if (open.files->is_main(open.file)) open.files->main_is_open = false;
    return SQLITE_OK;
}

int read_file(sqlite3_file* sqlite_file, void* out, int size, sqlite3_int64 at) {
    const std::span target(static_cast<std::uint8_t*>(out), static_cast<std::size_t>(size));
    const Result<std::size_t> count = open_file(sqlite_file).file->read(at, target);
    if (!count) return SQLITE_IOERR_READ;
    if (*count == target.size()) return SQLITE_OK;
    std::ranges::fill(target.subspan(*count), std::uint8_t{0});  // SQLite relies on it
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* sqlite_file, const void* bytes, int size, sqlite3_int64 at) {
    const std::span source(static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size));
    const Result<std::size_t> count = open_file(sqlite_file).file->write(at, source);
    if (count) return SQLITE_OK;
    return count.error().code == Code::store_io ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}

int truncate_file(sqlite3_file* sqlite_file, sqlite3_int64 size) {
    return open_file(sqlite_file).file->truncate(size) ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* sqlite_file, int /*flags*/) {
    const Status flushed = open_file(sqlite_file).file->flush();
    if (flushed) return SQLITE_OK;
    return flushed.error().code == Code::store_full ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
}

int size_of_file(sqlite3_file* sqlite_file, sqlite3_int64* out) {
    const Result<std::int64_t> size = open_file(sqlite_file).file->size();
    if (!size) return SQLITE_IOERR_FSTAT;
    *out = *size;
    return SQLITE_OK;
}

// Whoever has the handles is alone: there is nobody to lock out.
int lock_file(sqlite3_file*, int) {
    return SQLITE_OK;
}

int unlock_file(sqlite3_file*, int) {
    return SQLITE_OK;
}

int check_reserved_lock(sqlite3_file*, int* out) {
    *out = 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file* sqlite_file, int operation, void* argument) {
    OpenFile& open = open_file(sqlite_file);
    switch (operation) {
        case SQLITE_FCNTL_PERSIST_WAL: {
            auto& keep = *static_cast<int*>(argument);  // negative: only asked
            if (keep >= 0) open.files->keeps_wal = keep != 0;
            keep = open.files->keeps_wal ? 1 : 0;
            return SQLITE_OK;
        }
        case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
            *static_cast<int*>(argument) = 1;
            return SQLITE_OK;
        case SQLITE_FCNTL_COMMIT_PHASETWO:
            // A commit so large that SQLite rewrote checksums ends with a frame header, not with a
            // page; its flush, if it has one, came before this.
            return open.files->wal().push() ? SQLITE_OK : SQLITE_FULL;
        default:
            return SQLITE_NOTFOUND;
    }
}

int sector_size(sqlite3_file*) {
    return kSectorSize;
}

// Not ATOMIC, SAFE_APPEND or SEQUENTIAL: no browser promises them, and a full disk or a power cut
// then damages the file.
int device_characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
}

// Version 1: without shared memory, SQLite keeps the index of its log on its own heap.
constexpr sqlite3_io_methods kFileMethods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

// ---- the file system -------------------------------------------------------------------------

int open_main(FixedFiles& files, BufferedFile& main, int flags) {
    if (files.main_is_open) return SQLITE_CANTOPEN;
    const Result<std::int64_t> size = main.size();
    if (!size) return SQLITE_IOERR_FSTAT;
    if (*size == 0 && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    files.main_is_open = true;
    return SQLITE_OK;
}

int vfs_open(sqlite3_vfs* vfs, const char* path, sqlite3_file* sqlite_file, int flags,
             int* out_flags) {
    sqlite_file->pMethods = nullptr;  // tells SQLite not to close a file that failed to open
    FixedFiles& files = files_of(vfs);
    BufferedFile* fixed = path == nullptr ? nullptr : files.find(path, flags);
    if (fixed != nullptr && files.is_main(fixed)) {
        if (const int result = open_main(files, *fixed, flags); result != SQLITE_OK) return result;
    }
    // A rollback journal that comes back after a power cut, when the file has since gone over to
    // its write-ahead log, would undo every sale: first it must be gone for certain.
    if ((flags & SQLITE_OPEN_WAL) && !files.journal().flush()) return SQLITE_IOERR_FSYNC;
    OpenFile& open = open_file(sqlite_file);
    open.files = &files;
    open.fixed = fixed;
    open.file = fixed != nullptr ? static_cast<File*>(fixed) : new MemoryFile();
    open.base.pMethods = &kFileMethods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

// Flushed although SQLite does not ask for it, see vfs_open.
int vfs_delete(sqlite3_vfs* vfs, const char* path, int /*sync_folder*/) {
    BufferedFile* file = files_of(vfs).find(path);
    if (file == nullptr) return SQLITE_IOERR_DELETE_NOENT;
    return file->truncate(0) && file->flush() ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

int vfs_access(sqlite3_vfs* vfs, const char* path, int /*flags*/, int* out) {
    *out = 0;
    BufferedFile* file = files_of(vfs).find(path);
    if (file == nullptr) return SQLITE_OK;
    const Result<std::int64_t> size = file->size();
    if (!size) return SQLITE_IOERR_ACCESS;
    *out = *size > 0 ? 1 : 0;
    return SQLITE_OK;
}

int vfs_full_path(sqlite3_vfs*, const char* path, int out_size, char* out) {
    const std::size_t size = std::strlen(path) + 1;
    if (size > static_cast<std::size_t>(out_size)) return SQLITE_CANTOPEN;
    std::memcpy(out, path, size);
    return SQLITE_OK;
}

int vfs_randomness(sqlite3_vfs*, int size, char* out) {
    base::SystemRandom().fill(
        {reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
    return size;
}

int vfs_sleep(sqlite3_vfs*, int /*microseconds*/) {
    return 0;
}

// Only for SQL's own date functions, which the domain does not use.
int vfs_current_time(sqlite3_vfs*, double* out) {
    using Days = std::chrono::duration<double, std::chrono::days::period>;
    constexpr double unix_epoch_as_julian_day = 2440587.5;
    *out = unix_epoch_as_julian_day +
           std::chrono::duration_cast<Days>(std::chrono::system_clock::now().time_since_epoch())
               .count();
    return SQLITE_OK;
}

int vfs_last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

Status FixedFiles::register_with_sqlite(bool make_default) {
    vfs_.iVersion = 1;
    vfs_.szOsFile = sizeof(OpenFile);
    vfs_.mxPathname = kLongestPath;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.xOpen = vfs_open;
    vfs_.xDelete = vfs_delete;
    vfs_.xAccess = vfs_access;
    vfs_.xFullPathname = vfs_full_path;
    vfs_.xRandomness = vfs_randomness;
    vfs_.xSleep = vfs_sleep;
    vfs_.xCurrentTime = vfs_current_time;
    vfs_.xGetLastError = vfs_last_error;
    if (sqlite3_vfs_find(vfs_.zName) != nullptr) {
        return base::fail(Code::store_misuse, {}, "file system registered twice: " + name_);
    }
    if (sqlite3_vfs_register(&vfs_, make_default ? 1 : 0) != SQLITE_OK) {
        return base::fail(Code::store_misuse, {}, "cannot register file system " + name_);
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<FileSystem>> register_file_system(const std::string& name, FileSet files,
                                                         const FileSystem::Options& options) {
    watch_page_cache();  // before the registration, which starts SQLite
    auto file_system = std::make_unique<FixedFiles>(name, files, options);
    MOSTRADOR_CHECK(file_system->register_with_sqlite(options.make_default));
    return file_system;
}

}  // namespace mostrador::store

#ifdef __EMSCRIPTEN__
// SQLite is compiled with SQLITE_OS_OTHER there: it has no file system until one is registered.
extern "C" int sqlite3_os_init() {
    return SQLITE_OK;
}

extern "C" int sqlite3_os_end() {
    return SQLITE_OK;
}
#endif
