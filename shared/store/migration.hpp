#pragma once

#include <span>
#include <string_view>

#include "store/database.hpp"

namespace mostrador::store {

/// One numbered step of the schema. Numbers start at 1 and have no gaps; a step that was released
/// is never edited.
struct Migration {
    int number;
    std::string_view name;
    std::string_view sql;
};

/// Brings the file to the last migration, in one transaction.
/// Errors: store.schema_too_new{found, known} when the file was made by a newer version; it is
/// left as it is.
base::Status migrate(Database& database, std::span<const Migration> migrations);

/// The number of the last migration that the file has, 0 for a new one.
base::Result<int> schema_version(Database& database);

}  // namespace mostrador::store
