#pragma once

#include "command/command.hpp"

namespace mostrador::reports {

/// REP-1: reports.margins, what was earned on what was sold, where its cost is known.
command::Commands margin_commands();

}  // namespace mostrador::reports
