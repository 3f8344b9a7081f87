#pragma once

#include "command/command.hpp"

namespace mostrador::audit {

/// audit.timeline and audit.who (AUD-1), audit.drawer (AUD-2).
command::Commands commands();

}  // namespace mostrador::audit
