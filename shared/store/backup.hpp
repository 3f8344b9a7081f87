#pragma once

#include <string>

#include "store/database.hpp"

namespace mostrador::store {

/// Copies a database that is in use to a file (native only): the copy is written beside `path`,
/// checked, made durable and then renamed, so that `path` is never half a backup (OPS-2).
base::Status backup(Database& database, const std::string& path);

/// Copies a database that is in use to a file that is needed for a moment: neither checked nor
/// flushed (native only).
base::Status scratch_copy(Database& database, const std::string& path);

}  // namespace mostrador::store
