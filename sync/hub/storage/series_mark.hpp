#pragma once

#include <cstdint>
#include <string>

#include "base/id.hpp"

namespace mostrador::hub {

/// SALE-3: what tells the series of one life of the hub's data from those of another. A restored
/// hub does not know which series it had leased after the backup, and their papers are out in the
/// world: from the second epoch on, the epoch's own letters are in the prefix ("R7KQ-004-"). Empty
/// in the first.
std::string series_mark(std::int64_t epoch_number, const base::Id& epoch);

}  // namespace mostrador::hub
