#pragma once

#include "store/database.hpp"

namespace mostrador::store {

/// Makes `to` the same as `from`, page by page, in one transaction of `to`: afterwards it has all
/// of it, or what it had. Neither may be inside a transaction, and both need pages of one size when
/// `to` has a write-ahead log. Errors: store.read_only when the sizes differ, store.full, store.io.
base::Status copy_pages(Database& from, Database& to);

/// The same for a whole file of `to`, which has a write-ahead log: past the log, which would hold
/// every page once more until it is copied back. What `to` had is kept in its rollback journal
/// meanwhile.
base::Status replace_pages(Database& from, Database& to);

}  // namespace mostrador::store
