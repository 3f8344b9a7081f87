#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"

namespace mostrador::stock {

/// A unit that an item comes in, and how many of the unit its stock is kept in one of it is.
struct Unit {
    static constexpr std::string_view kType = "StockUnit";
    std::string name;
    base::Decimal factor;

    static constexpr auto fields() {
        return base::fields(base::field("name", &Unit::name), base::field("factor", &Unit::factor));
    }
};

/// The item's own unit first, then its packs (`ItemRow::packs`), then what weighs or measures the
/// same: of "kg" also "g".
std::vector<Unit> units_of(std::string_view unit, std::string_view packs);

/// A quantity in one of the item's units as one of its own, to the millionth: 2 of "caja 24" are
/// 48. Errors: stock.unit_mismatch{from, to}, number.overflow.
base::Result<base::Decimal> in_own_unit(const std::vector<Unit>& units,
                                        const base::Decimal& quantity, std::string_view unit);

/// The way back, for showing: 0.02 kg in "g" is 20. As it is where the unit is not known any more.
base::Decimal in_unit(const std::vector<Unit>& units, const base::Decimal& own,
                      std::string_view unit);

/// `ItemRow::packs` of what a person entered. Errors: input.out_of_range{field: packs}.
base::Result<std::string> packs_text(const std::vector<Unit>& packs);

}  // namespace mostrador::stock
