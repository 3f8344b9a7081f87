#pragma once

#include "stock/place.hpp"
#include "stock/recipe.hpp"

namespace mostrador::stock {

/// SALE-7: what a sale does when there is not enough.
enum class OnShort : std::uint8_t { ignore, warn, block };

struct Rules {
    OnShort on_short = OnShort::ignore;
    bool has_recipes = false;  ///< a shop without any spares its sales the look for each line
};

/// One statement, for the sale.
base::Result<Rules> rules(store::Database& database);

/// Something of which there is less than a ticket takes.
struct Short {
    static constexpr std::string_view kType = "StockShort";
    base::Id item;
    std::string name;
    std::string unit;
    base::Decimal left;  ///< may be negative

    static constexpr auto fields() {
        return base::fields(base::field("item", &Short::item), base::field("name", &Short::name),
                            base::field("unit", &Short::unit), base::field("left", &Short::left));
    }
};

/// What all that is wanted together takes more of than lies in the warehouse, in the order in which
/// it is wanted.
base::Result<std::vector<Short>> shorts(store::Database& database, const base::Id& warehouse,
                                        std::span<const Wanted> wanted);

/// Error: stock.short{product, left}.
base::Status check_enough(store::Database& database, const base::Id& warehouse,
                          std::span<const Wanted> wanted);

}  // namespace mostrador::stock

template <>
struct mostrador::base::EnumNames<mostrador::stock::OnShort> {
    using enum mostrador::stock::OnShort;
    static constexpr std::array names{
        std::pair{ignore, std::string_view("ignore")},
        std::pair{warn, std::string_view("warn")},
        std::pair{block, std::string_view("block")},
    };
};
