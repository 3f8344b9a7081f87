#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/sellable.hpp"
#include "prices/window.hpp"

namespace mostrador::prices {

/// A price that is not the catalogue's, and the list that it comes from, as it was called then.
struct Offer {
    static constexpr std::string_view kType = "Offer";
    base::Id list;
    std::string name;
    std::int64_t price = 0;  ///< minor units

    static constexpr auto fields() {
        using T = Offer;
        return base::fields(base::field("list", &T::list), base::field("name", &T::name),
                            base::field("price", &T::price));
    }

    bool operator==(const Offer&) const = default;
};

/// CAT-6: what a product costs on an occasion; nothing where the catalogue's price stands.
///
/// Of the lists that hold, the first in the shop's order that says something of the product
/// decides. Within a list, what is said of a variant goes before what is said of its product, that
/// before what is said of its category, and that before what is said of everything. Percentages are
/// rounded to the minor unit, half away from zero.
base::Result<std::optional<Offer>> offer(store::Database& database, const Occasion& occasion,
                                         const catalog::Sellable& product);

/// The same at this device's branch. Costs one look into an empty table where there are no lists.
base::Result<std::optional<Offer>> offer_at(command::Context& context, orders::Type type,
                                            std::int64_t at_us, const catalog::Sellable& product);

/// `price` with `percent` on top, never below nothing.
base::Result<std::int64_t> with_percent(std::int64_t price, const base::Decimal& percent);

}  // namespace mostrador::prices
