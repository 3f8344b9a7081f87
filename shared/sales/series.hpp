#pragma once

#include <string_view>

#include "log/log.hpp"

namespace mostrador::sales {

/// SALE-3, for the hub: leases every enrolled device the series that it lacks on its register, one
/// for each document ("R001-" receipts, "C001-" credit notes, "F001-" invoices). A new device never
/// continues another's numbers. `mark` stands behind the letter ("R7KQ-001-"): the hub tells by it
/// the series of another life of its data. In the caller's transaction.
base::Status lease_series(log::Log& log, std::string_view mark);

}  // namespace mostrador::sales
