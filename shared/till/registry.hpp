#pragma once

#include "log/kinds.hpp"
#include "store/migration.hpp"

namespace mostrador::till {

/// Every kind of operation and every table of the product: the same list on till and hub.
const log::Registry& registry();

/// Brings a database to the current schema. Error: store.schema_too_new.
base::Status migrate(store::Database& database);

}  // namespace mostrador::till
