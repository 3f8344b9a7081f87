#pragma once

#include "command/command.hpp"
#include "sales/cart.hpp"

namespace mostrador::sales {

/// A cart that was sold, with the fact that was written of it.
struct Sold {
    const Ticket& ticket;
    const SaleCompleted& sale;
    bool yields_ticket = false;  ///< PricedItems
};

/// What else a sold cart means, in the sale's own transaction: an order is told what was paid, and
/// a ticket is issued for what is handed over elsewhere.
using OnSold = base::Status (*)(command::Context&, const Sold&);

/// sales.checkout sells the open cart; sales.record sells given lines without a cart.
command::Commands checkout_commands(OnSold on_sold);

/// sales.settle shows what tenders would do, before anything is booked.
command::Commands preview_commands();

}  // namespace mostrador::sales
