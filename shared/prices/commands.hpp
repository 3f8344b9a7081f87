#pragma once

#include "command/command.hpp"

namespace mostrador::prices {

/// CAT-6: prices.lists, prices.list, prices.put, prices.arrange and prices.offers.
command::Commands commands();

}  // namespace mostrador::prices
