#pragma once

#include "command/command.hpp"
#include "tasks/task.hpp"

namespace mostrador::orders {

/// Opening, ordering, voiding, firing, moving, merging, splitting, cancelling; and their lists.
command::Commands commands();

/// Lines paid twice or paid and voided, and food that was voided after it was made.
tasks::Source order_source();

}  // namespace mostrador::orders
