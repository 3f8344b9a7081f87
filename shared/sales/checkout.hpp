#pragma once

#include "command/command.hpp"
#include "sales/cart.hpp"

namespace mostrador::sales {

/// What else a sold cart means, in the sale's own transaction: an order is told what was paid.
using OnSold = base::Status (*)(command::Context&, const Ticket&, const SaleCompleted&);

/// sales.checkout sells the open cart; sales.record sells given lines without a cart.
command::Commands checkout_commands(OnSold on_sold);

/// sales.settle shows what tenders would do, before anything is booked.
command::Commands preview_commands();

}  // namespace mostrador::sales
