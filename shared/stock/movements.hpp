#pragma once

#include "log/kinds.hpp"

namespace mostrador::stock {

/// Quantities are kept in millionths of the item's unit, so that SQL sums them exactly.
constexpr int kQuantityScale = 6;

/// Error: number.overflow.
base::Result<std::int64_t> millionths(const base::Decimal& quantity);

/// The same with the fewest digits.
base::Decimal quantity_of(std::int64_t millionths);

/// What left or entered: `quantity` is signed. `document` and `line` say which fact moved it.
struct Movement {
    base::Id document;
    std::int64_t line = 0;
    base::Id product;
    base::Decimal quantity;
    std::int64_t at_us = 0;
};

/// Records a movement of kind "sale". Error: number.overflow.
base::Status record_sale(store::Database& database, const Movement& movement);

/// What making a sold line took of an item (stock/recipe.hpp); negative when it came back.
struct Used {
    base::Id item;
    base::Decimal quantity;

    static constexpr auto fields() {
        return base::fields(base::field("item", &Used::item),
                            base::field("quantity", &Used::quantity));
    }
};

/// Records what a sold line took by its recipe. Error: number.overflow.
base::Status record_uses(store::Database& database, const base::Id& receipt, std::int64_t line,
                         const std::vector<Used>& uses);

/// What a line of a receipt took by its recipe.
base::Result<std::vector<Used>> uses_of(store::Database& database, const base::Id& receipt,
                                        std::int64_t line);

/// A receipt whose movements are all recorded.
struct Sold {
    base::Id receipt;
    base::Id device;
    std::int64_t sequence = 0;
    std::int64_t at_us = 0;
    bool has_uses = false;
};

/// Brings the levels up to a receipt, and notes it where a count had not seen it (stock/late.hpp).
base::Status record_receipt(store::Database& database, const Sold& sold);

}  // namespace mostrador::stock
