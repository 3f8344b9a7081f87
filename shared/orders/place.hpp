#pragma once

#include "command/command.hpp"

namespace mostrador::orders {

/// ORD-6: what stands in the open cart becomes an order, to be paid and called later.
command::Commands place_commands();

}  // namespace mostrador::orders
