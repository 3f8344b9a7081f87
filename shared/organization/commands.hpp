#pragma once

#include "command/command.hpp"

namespace mostrador::organization {

/// organization.devices: the shop's devices, as far as this one has heard of them.
command::Commands commands();

}  // namespace mostrador::organization
