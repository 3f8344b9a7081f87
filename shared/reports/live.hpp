#pragma once

#include "command/command.hpp"

namespace mostrador::reports {

/// REP-3: what goes on at this moment: orders, kitchen, couriers, tickets, and today's sales.
command::Commands live_commands();

}  // namespace mostrador::reports
