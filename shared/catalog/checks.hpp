#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

// What may be written into the catalogue by hand. The errors name the field.
namespace mostrador::catalog {

std::unexpected<base::Error> wrong(base::Code code, std::string_view field);

/// A text of one line. `needed`: it must say something.
base::Status check_text(std::string_view field, std::string_view text, bool needed = false);

base::Status check_price(std::int64_t price);

/// Error: catalog.code_taken{code,name} when another product on sale has the SKU.
base::Status check_sku(store::Database& database, const base::Id& product, std::string_view sku);

/// The same for barcodes.
base::Status check_codes(store::Database& database, const base::Id& product,
                         const std::vector<std::string>& barcodes);

}  // namespace mostrador::catalog
