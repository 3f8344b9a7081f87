#pragma once

#include "catalog/operations.hpp"
#include "command/command.hpp"

namespace mostrador::catalog {

/// Adds to a product's change what its variants follow it in: whatever a variant has in common with
/// its product stays in common, and so does its name. `name` is the product's before the change.
base::Status follow(store::Database& database, std::string_view name, ProductsPut& put);

/// CAT-2: catalog.variants, catalog.suggest_variants and catalog.put_variants.
command::Commands variant_commands();

}  // namespace mostrador::catalog
