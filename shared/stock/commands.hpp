#pragma once

#include "command/command.hpp"

namespace mostrador::stock {

/// Items, warehouses, the rule for sales, alerts.
command::Commands item_commands();
/// stock.recipe, stock.recipes, stock.put_recipe.
command::Commands recipe_commands();
/// Purchases, waste, adjustments, production and transfers.
command::Commands document_commands();
/// Counts that go on for a while, and what becomes of them.
command::Commands count_commands();
/// Kardex, the stock as it was, its value, CSV.
command::Commands ledger_commands();

}  // namespace mostrador::stock
