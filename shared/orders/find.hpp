#pragma once

#include "command/command.hpp"
#include "orders/tab.hpp"

namespace mostrador::orders {

/// The tab in which `id` stands. Error: orders.not_found.
base::Result<Tab> find(command::Context& context, const base::Id& id);

}  // namespace mostrador::orders
