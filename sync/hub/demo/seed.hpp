#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hub/demo/demo_product.hpp"
#include "hub/demo/shops.hpp"
#include "hub/hub.hpp"

namespace mostrador::hub::demo {

/// How many articles the supermarket has.
constexpr std::size_t kSupermarketProducts = 100'000;

/// Makes the two demo shops in an empty folder, through the hub's own log, so that chains, hashes
/// and positions are real. Clock and randomness are fixed: every run writes the same operations.
/// Errors: those of the store; store.constraint when the folder has shops already.
base::Status seed(const std::string& folder, std::size_t supermarket_products);

/// The same in a hub that `open` opens with the given clock and randomness.
using HubOpener =
    std::function<base::Result<std::unique_ptr<Hub>>(base::Clock& clock, base::Random& random)>;
base::Status seed(const HubOpener& open, std::size_t supermarket_products);

/// Writes one shop into a hub, in one transaction.
base::Status seed_shop(Hub& hub, const DemoShop& shop, const std::vector<DemoProduct>& products,
                       base::Random& random);

/// What a person needs to try the demo: for each shop of the hub that is a demo shop its people
/// with their PINs, and for each register a new code that enrols one device within a day.
base::Result<std::string> welcome_text(Hub& hub);

/// A shop's products as the list that the import reads: `sku,barcode,name,category,price,tax,unit`.
std::string as_csv(const DemoShop& shop, const std::vector<DemoProduct>& products);

}  // namespace mostrador::hub::demo
