#include "store/backup.hpp"

#include <filesystem>
#include <sqlite3.h>
#include <system_error>

#include "store/sqlite_error.hpp"

namespace mostrador::store {

using base::Code;
using base::Status;

namespace {

Status copy_pages(Database& from, Database& to) {
    sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (copy == nullptr) return sqlite_error(to.handle(), "backup");
    sqlite3_backup_step(copy, -1);
    if (sqlite3_backup_finish(copy) != SQLITE_OK) return sqlite_error(to.handle(), "backup");
    return {};
}

Status check(Database& copy) {
    MOSTRADOR_TRY(report, copy.integrity_check());
    if (report != "ok") return base::fail(Code::store_corrupt, {}, std::move(report));
    return {};
}

Status write_copy(Database& database, const std::string& path) {
    MOSTRADOR_TRY(copy, Database::open(path, {.wal = false, .exclusive = false}));
    MOSTRADOR_CHECK(copy_pages(database, copy));
    // The copied header says WAL; the backup shall be one plain file.
    MOSTRADOR_CHECK(copy.run("PRAGMA journal_mode = DELETE"));
    return check(copy);
}

}  // namespace

Status backup(Database& database, const std::string& path) {
    const std::string partial = path + ".partial";
    std::error_code error;
    std::filesystem::remove(partial, error);
    if (Status written = write_copy(database, partial); !written) {
        std::filesystem::remove(partial, error);
        return written;
    }
    std::filesystem::rename(partial, path, error);
    if (error) return base::fail(Code::store_io, {}, "cannot rename " + partial);
    return {};
}

}  // namespace mostrador::store
