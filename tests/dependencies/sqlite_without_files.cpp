// The wasm build of SQLite has no operating system below it. A file system that opens nothing is
// enough for databases in memory, and keeps this program free of our own code.
#ifdef __EMSCRIPTEN__

#include <cstddef>
#include <sqlite3.h>
#include <unistd.h>

namespace {

int open_nothing(sqlite3_vfs*, sqlite3_filename, sqlite3_file*, int, int*) {
    return SQLITE_CANTOPEN;
}

int fill_with_random(sqlite3_vfs*, int size, char* out) {
    return getentropy(out, static_cast<std::size_t>(size)) == 0 ? size : 0;
}

sqlite3_vfs without_files() {
    sqlite3_vfs vfs{};
    vfs.iVersion = 1;
    vfs.mxPathname = 1;
    vfs.zName = "without-files";
    vfs.xOpen = open_nothing;
    vfs.xRandomness = fill_with_random;
    return vfs;
}

}  // namespace

extern "C" int sqlite3_os_init() {
    static sqlite3_vfs vfs = without_files();
    return sqlite3_vfs_register(&vfs, 1);
}

extern "C" int sqlite3_os_end() {
    return SQLITE_OK;
}

#endif
