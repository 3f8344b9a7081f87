#pragma once

#include <cstdint>
#include <string>

#include "base/id.hpp"

namespace mostrador::hub {

/// SALE-3: what stands before the numbers of the tenant's `count`th receipt series: "R001-". A
/// restored hub does not know which series it had leased after the backup, and their papers are
/// out in the world: from the second epoch on, the epoch's own letters are in it ("R7KQ-004-").
std::string series_prefix(std::int64_t count, std::int64_t epoch_number, const base::Id& epoch);

}  // namespace mostrador::hub
