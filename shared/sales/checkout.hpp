#pragma once

#include "command/command.hpp"

namespace mostrador::sales {

/// sales.checkout sells the open cart; sales.record sells given lines without a cart.
command::Commands checkout_commands();

/// sales.settle shows what tenders would do, before anything is booked.
command::Commands preview_commands();

}  // namespace mostrador::sales
