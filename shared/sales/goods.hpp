#pragma once

#include "sales/cart.hpp"

namespace mostrador::sales {

/// STOCK-1: says on each line what its recipe takes, and refuses the sale where the tenant wants
/// that (SALE-7). A shop without recipes and without that rule pays one statement.
/// Error: stock.short{product, left}.
base::Status take_goods(command::Context& context, const Ticket& ticket, PricedItems& priced);

/// What a ticket takes more of than there is; nothing where the tenant does not ask.
base::Result<std::vector<stock::Short>> short_goods(command::Context& context,
                                                    const Ticket& ticket);

/// Refuses a cart that takes more than there is, where the tenant wants that.
/// Error: stock.short{product, left}.
base::Status check_cart(command::Context& context, const base::Id& cart);

}  // namespace mostrador::sales
