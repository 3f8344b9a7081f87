#pragma once

#include "command/command.hpp"

namespace mostrador::till {

/// device.status, sync.status and audit.verify: what this device is and how far it has come.
command::Commands status_commands();

}  // namespace mostrador::till
