#pragma once

#include "command/command.hpp"

namespace mostrador::prices {

/// PRICE-3 and PRICE-4: prices.promotions, .put_promotion, .services and .put_service.
command::Commands promotion_commands();

}  // namespace mostrador::prices
