#pragma once

#include <map>
#include <set>

#include "stock/place.hpp"

namespace mostrador::stock {

/// Millionths of an item by the warehouse they lie in; negative where more left than was known.
using Level = std::map<base::Id, std::int64_t>;

/// What there is of an item, in every warehouse where it ever moved.
base::Result<Level> level(store::Database& database, const Places& places, const base::Id& item);

/// The same of every item that is kept.
base::Result<std::map<base::Id, Level>> levels(store::Database& database, const Places& places);

std::int64_t sum_of(const Level& level);

/// `stock_level` follows from the movements of the items that are known. For items that become
/// known it is made from all that moved before: one pass over the movements, however many they are.
base::Status begin_levels(store::Database& database, const std::set<base::Id>& items);

/// Brings it up to a document other than a sale.
base::Status add_document(store::Database& database, const base::Id& document,
                          const base::Id& warehouse);

}  // namespace mostrador::stock
