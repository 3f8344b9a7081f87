#pragma once

#include "command/command.hpp"

namespace mostrador::orders {

/// ORD-5: who carries an order, and how far it is; the list of all that are brought to somebody.
command::Commands journey_commands();

}  // namespace mostrador::orders
