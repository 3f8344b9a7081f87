#pragma once

#include "log/operation.hpp"
#include "store/database.hpp"

namespace mostrador::catalog {

/// Applies a `catalog.products_put` and keeps the listing and the codes in step with the products.
/// Errors: input.malformed{field}.
base::Status apply_products(store::Database& database, const log::Operation& operation);

}  // namespace mostrador::catalog
