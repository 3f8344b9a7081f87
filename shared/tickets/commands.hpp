#pragma once

#include "command/command.hpp"
#include "tasks/task.hpp"

namespace mostrador::tickets {

/// Scanning, handing over, the rules of what yields tickets, and the lists of all that.
command::Commands commands();

/// What was handed over twice, or after its money went back.
tasks::Source ticket_source();

}  // namespace mostrador::tickets
