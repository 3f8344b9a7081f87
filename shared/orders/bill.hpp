#pragma once

#include <span>

#include "command/command.hpp"
#include "orders/tab.hpp"
#include "sales/checkout.hpp"

namespace mostrador::orders {

/// Everything in the tab that was not voided, as if none of it were paid.
base::Result<sales::Ticket> whole_ticket(const Tab& tab);

/// What of the tab is still to be paid: of these lines, or of all when none is named.
base::Result<sales::Ticket> due_ticket(const Tab& tab, std::span<const base::Id> lines = {});

/// orders.bill: puts what is due, or a part of it, into a cart, from where it is paid like any
/// sale.
command::Commands bill_commands();

/// What a sale means for the orders that it took lines from (sales::OnSold).
base::Status note_payment(command::Context& context, const sales::Sold& sold);

}  // namespace mostrador::orders
