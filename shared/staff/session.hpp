#pragma once

#include <optional>

#include "command/command.hpp"

namespace mostrador::staff {

/// STAFF-4: who is logged in on this device, unless nobody used it for eight hours.
base::Result<std::optional<command::Person>> logged_in(store::Database& database,
                                                       std::int64_t now_us);

/// Keeps the session alive; writes at most once a minute.
base::Status keep_alive(store::Database& database, std::int64_t now_us);

}  // namespace mostrador::staff
