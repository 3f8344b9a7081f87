#pragma once

#include <string_view>

#include "base/error.hpp"

struct sqlite3;

namespace mostrador::store {

/// The error that SQLite just reported on this connection, as one of our codes.
std::unexpected<base::Error> sqlite_error(sqlite3* connection, std::string_view context);

/// The same for a result code without a connection.
base::Code code_of_sqlite(int result);

}  // namespace mostrador::store
