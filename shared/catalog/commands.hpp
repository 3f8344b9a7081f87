#pragma once

#include "catalog/catalog.hpp"
#include "command/command.hpp"

namespace mostrador::catalog {

/// catalog.categories, .products, .search and .lookup, answered from `catalog`, which must outlive
/// them.
command::Commands commands(Catalog& catalog);

}  // namespace mostrador::catalog
