#pragma once

#include "command/command.hpp"
#include "orders/operations.hpp"

namespace mostrador::orders {

/// Opens the tab of this row: with its number, of this branch, now, and by this person where the
/// row names no waiter. Error: sales.no_series.
base::Status open_row(command::Context& context, TabRow row);

}  // namespace mostrador::orders
