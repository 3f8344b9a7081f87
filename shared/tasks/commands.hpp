#pragma once

#include "command/command.hpp"
#include "tasks/task.hpp"

namespace mostrador::tasks {

/// tasks.list, tasks.one, tasks.settled and tasks.settle over what the sources find.
command::Commands commands(std::vector<Source> sources);

}  // namespace mostrador::tasks
