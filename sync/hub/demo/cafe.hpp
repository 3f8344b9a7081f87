#pragma once

#include <span>
#include <vector>

#include "hub/demo/demo_product.hpp"

namespace mostrador::hub::demo {

std::span<const DemoCategory> cafe_categories();

/// What is chosen with a coffee or a burger.
std::span<const DemoGroup> cafe_groups();

/// The menu of a restaurant-café in Lima: prices in céntimos with IGV, the station that prepares
/// each product ("barra", "cocina"; none for what is only handed over).
std::vector<DemoProduct> cafe_products();

}  // namespace mostrador::hub::demo
