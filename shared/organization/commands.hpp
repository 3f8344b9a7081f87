#pragma once

#include "command/command.hpp"

namespace mostrador::organization {

/// organization.devices (the shop's devices, as far as this one has heard of them), the days that
/// they may sell without their hub, and what a device does that was stopped.
command::Commands commands();

}  // namespace mostrador::organization
