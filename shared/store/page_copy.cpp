#include "store/page_copy.hpp"

#include <sqlite3.h>

#include "store/sqlite_error.hpp"

namespace mostrador::store {

base::Status copy_pages(Database& from, Database& to) {
    sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (copy == nullptr) return sqlite_error(to.handle(), "copy");
    sqlite3_backup_step(copy, -1);
    if (sqlite3_backup_finish(copy) != SQLITE_OK) return sqlite_error(to.handle(), "copy");
    return {};
}

}  // namespace mostrador::store
