#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "orders/operations.hpp"

namespace mostrador::orders {

/// What somebody orders. `line` is the new line's id, made by who asks: to ask twice adds one.
struct Wish {
    base::Id line;
    base::Id product;
    std::optional<base::Decimal> quantity;
    std::optional<std::string> note;
    std::optional<std::int64_t> course;
    std::optional<std::int64_t> seat;
    std::optional<std::vector<base::Id>> modifiers;  ///< CAT-2: what was chosen with it
};

/// The line with the product's name, price, tax and station, and its modifiers, as they are now.
/// Its price is of the list that holds for that kind of order (CAT-6). Errors:
/// input.out_of_range{field}, catalog.product_archived{name}, catalog.variant_needed{product}, as
/// catalog::check_choices.
base::Result<AddedLine> frozen(command::Context& context, Type type, const Wish& wish);

}  // namespace mostrador::orders
