#pragma once

#include "command/command.hpp"

namespace mostrador::guests {

/// What staff asks about guests: how they order, a visit's word, what they want, who goes there.
command::Commands commands();

/// What the code on a table says: the address of its menu. Empty while the shop has no key for it.
base::Result<std::string> table_address(command::Context& context, const base::Id& table);

}  // namespace mostrador::guests
