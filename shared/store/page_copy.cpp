#include "store/page_copy.hpp"

#include <sqlite3.h>
#include <tuple>

#include "store/sqlite_error.hpp"
#include "store/transaction.hpp"

namespace mostrador::store {
namespace {

/// Copies the write-ahead log back and deletes it: a log that were found again later would put old
/// pages over new ones.
base::Status leave_log(Database& database) {
    // An empty transaction; what it leaves behind is that everything is flushed from here on.
    MOSTRADOR_TRY(flushed, Transaction::begin(database, Durability::flushed));
    MOSTRADOR_CHECK(flushed.commit());
    int keep = 0;
    sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
    const auto left = database.run_script("PRAGMA journal_mode = DELETE");
    keep = 1;
    sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
    return left;
}

}  // namespace

base::Status copy_pages(Database& from, Database& to) {
    sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (copy == nullptr) return sqlite_error(to.handle(), "copy");
    sqlite3_backup_step(copy, -1);
    if (sqlite3_backup_finish(copy) != SQLITE_OK) return sqlite_error(to.handle(), "copy");
    return {};
}

base::Status replace_pages(Database& from, Database& to) {
    MOSTRADOR_CHECK(leave_log(to));
    const auto copied = copy_pages(from, to);
    // Where this fails, the database goes on with its journal until it is opened again.
    std::ignore = to.run_script("PRAGMA journal_mode = WAL");
    return copied;
}

}  // namespace mostrador::store
