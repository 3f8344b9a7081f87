#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace mostrador::catalog {

/// A product's tax class; `code` names a tax of the country's dated table, empty for a plain rate.
struct TaxClass {
    base::Id id;
    std::string name;
    std::string code;
    base::Decimal rate;  ///< percent
};

/// What a sale needs to know of a product.
struct Sellable {
    base::Id id;
    std::string name;
    std::string unit;
    std::string color;
    std::int64_t price = 0;  ///< minor units
    base::Id category;       ///< nil: none
    bool active = true;
    bool has_choices = false;    ///< it has modifier groups (catalog/choices.hpp)
    bool yields_ticket = false;  ///< it, or its category, has a rule for tickets (QRT-1)
    bool has_variants = false;   ///< one of them is sold, not itself (catalog/variants.hpp)
    base::Id parent;             ///< what it is a variant of; nil: none
    std::optional<TaxClass> tax;
};

/// Error: catalog.product_not_found.
base::Result<Sellable> sellable(store::Database& database, const base::Id& product);

/// Nothing for a class that is not known.
base::Result<std::optional<TaxClass>> tax_class(store::Database& database, const base::Id& id);

/// The product of a barcode, chosen as Catalog::lookup does. Error: catalog.product_not_found.
base::Result<base::Id> product_of_code(store::Database& database, std::string_view barcode);

}  // namespace mostrador::catalog
