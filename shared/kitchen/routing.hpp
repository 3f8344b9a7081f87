#pragma once

#include <optional>

#include "command/command.hpp"

namespace mostrador::kitchen {

/// KIT-1: the station of this branch where a product is prepared: the one it names, else its
/// category's; nothing when it is prepared nowhere. A product that names what no station is called
/// ("-") is prepared nowhere, whatever its category says.
base::Result<std::optional<base::Id>> station_of(command::Context& context,
                                                 const base::Id& product);

}  // namespace mostrador::kitchen
