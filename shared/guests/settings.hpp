#pragma once

#include <optional>

#include "guests/code.hpp"
#include "guests/operations.hpp"
#include "store/database.hpp"

namespace mostrador::guests {

/// What the shop decided; nobody orders from a phone, and no code is genuine, before it did.
struct Settings {
    Ordering ordering = Ordering::off;
    std::optional<Key> key;
};

base::Result<Settings> settings(store::Database& database);

/// A table on the plan of a branch.
struct Table {
    base::Id id;
    std::string name;
    base::Id branch;
};

/// Error: guests.no_table, also for one that was taken from the plan.
base::Result<Table> table(store::Database& database, const base::Id& id);

}  // namespace mostrador::guests
