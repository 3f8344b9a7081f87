#pragma once

#include "simulation/world.hpp"

// What people at any counter do: capabilities/sales.cpp, and who bills a table.
namespace mostrador::simulation {

/// Asks for a receipt and looks at it.
void ask_for_receipt(World& world, Device& device, const Asked& sale);

/// Asks again what was not answered.
void insist(World& world, Device& device, Dice& dice);

/// Ids that this tablet's database gives, if it can.
std::vector<base::Id> ids(Device& device, std::string_view sql);

base::Id id_in(const base::Json& json);

}  // namespace mostrador::simulation
