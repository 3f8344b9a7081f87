#pragma once

#include "command/command.hpp"

namespace mostrador::customers {

/// customers.kinds, customers.list, customers.get, customers.put, customers.erase.
command::Commands commands();

/// customers.export: everything that is kept about one customer, as JSON (CUST-2).
command::Commands export_commands();

}  // namespace mostrador::customers
