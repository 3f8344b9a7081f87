#pragma once

#include "command/command.hpp"

namespace mostrador::floor {

/// floor.view and floor.put.
command::Commands commands();

}  // namespace mostrador::floor
