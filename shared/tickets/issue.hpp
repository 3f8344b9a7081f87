#pragma once

#include "command/command.hpp"
#include "sales/checkout.hpp"

namespace mostrador::tickets {

/// QRT-1: issues the ticket of what a sale owes elsewhere, in the sale's own transaction.
base::Status issue(command::Context& context, const sales::Sold& sold);

}  // namespace mostrador::tickets
