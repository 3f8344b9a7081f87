#include "store/backup.hpp"

#include <filesystem>
#include <system_error>

#include "store/page_copy.hpp"

namespace mostrador::store {

using base::Code;
using base::Status;

namespace {

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

Status scratch_copy(Database& database, const std::string& path) {
    MOSTRADOR_TRY(copy, Database::open(path, {.wal = false, .exclusive = false}));
    MOSTRADOR_CHECK(copy.run_script("PRAGMA synchronous = OFF"));
    MOSTRADOR_CHECK(copy_pages(database, copy));
    return copy.run("PRAGMA journal_mode = DELETE");  // the copied header says WAL
}

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
