#pragma once

#include "command/command.hpp"

namespace mostrador::kitchen {

/// kitchen.queue, and kitchen.put for stations and routes.
command::Commands commands();

}  // namespace mostrador::kitchen
