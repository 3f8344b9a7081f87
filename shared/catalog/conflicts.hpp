#pragma once

#include "catalog/operations.hpp"
#include "store/database.hpp"
#include "tasks/task.hpp"

namespace mostrador::catalog {

/// Says in a change of a price or a tax what it replaces as this device has it now. Nothing is said
/// of what has no price or tax in it, or is created.
base::Status note_replaced(store::Database& database, ProductRow& row);
base::Status note_replaced(store::Database& database, ModifierRow& row);

/// The prices and taxes that matter in a product, as `Replaced` names them.
std::vector<std::string_view> told_fields(const ProductRow& row);

/// SYNC-3: two people gave one product, modifier or tax different prices or rates without knowing
/// of each other. Which one stands is chosen by an assignment of somebody who has seen both.
tasks::Source conflict_source();

}  // namespace mostrador::catalog
