#pragma once

#include "log/kinds.hpp"

namespace mostrador::stock {

/// Quantities are kept in millionths of the product's unit, so that SQL sums them exactly.
constexpr int kQuantityScale = 6;

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

log::Capability capability();

}  // namespace mostrador::stock
