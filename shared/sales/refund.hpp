#pragma once

#include <vector>

#include "command/command.hpp"
#include "tasks/task.hpp"

namespace mostrador::sales {

/// Lines of which more came back than was sold, since two devices refunded apart (SALE-5).
base::Result<std::vector<tasks::Found>> refund_tasks(store::Database& database);
tasks::Source refund_source();

/// sales.refundable says what of a receipt can still come back and for how much; sales.refund takes
/// it back.
command::Commands refund_commands();

}  // namespace mostrador::sales
