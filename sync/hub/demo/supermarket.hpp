#pragma once

#include <span>
#include <vector>

#include "hub/demo/demo_product.hpp"

namespace mostrador::hub::demo {

/// The tax classes of the supermarket: VAT at 4, 10 and 21 percent, in this order.
enum class Vat : std::size_t { super_reduced, reduced, general };

std::span<const DemoCategory> supermarket_categories();

/// At most `count` different products with valid EAN-13, the same ones for the same count. Brands
/// are invented; every name is a product, a variety, a brand and a size that a shop in Spain sells.
std::vector<DemoProduct> supermarket_products(std::size_t count);

}  // namespace mostrador::hub::demo
