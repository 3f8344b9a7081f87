#pragma once

#include <string>

struct sqlite3_stmt;

namespace mostrador::store {

/// A statement as its database keeps it between loans.
struct CachedStatement {
    sqlite3_stmt* handle = nullptr;
    bool on_loan = false;
};

}  // namespace mostrador::store
