#include "stock/check.hpp"

#include <algorithm>

#include "stock/levels.hpp"

namespace mostrador::stock {

using base::Code;
using base::Decimal;
using base::Result;
using base::Status;

Result<Rules> rules(store::Database& database) {
    MOSTRADOR_TRY(row, (database.one<std::string, bool>(
                           "SELECT coalesce((SELECT on_short FROM stock_rule WHERE stamp > 0 "
                           "LIMIT 1), ''), EXISTS (SELECT 1 FROM stock_recipe)")));
    Rules rules;
    if (!row) return rules;
    rules.on_short = base::enum_value<OnShort>(std::get<0>(*row)).value_or(OnShort::ignore);
    rules.has_recipes = std::get<1>(*row);
    return rules;
}

namespace {

/// All that is taken, each item once.
Result<std::vector<Used>> taken(store::Database& database, std::span<const Wanted> wanted) {
    std::vector<Used> all;
    const auto take = [&](const Used& used) -> Status {
        const auto known = std::ranges::find(all, used.item, &Used::item);
        if (known == all.end()) {
            all.push_back(used);
            return {};
        }
        MOSTRADOR_TRY(sum, base::add(known->quantity, used.quantity));
        known->quantity = sum;
        return {};
    };
    for (const auto& each : wanted) {
        MOSTRADOR_TRY(kept, is_kept(database, each.product));
        if (kept) MOSTRADOR_CHECK(take({each.product, each.quantity}));
        MOSTRADOR_TRY(by_recipe, uses(database, each));
        for (const auto& used : by_recipe)
            MOSTRADOR_CHECK(take(used));
    }
    return all;
}

}  // namespace

Result<std::vector<Short>> shorts(store::Database& database, const base::Id& warehouse,
                                  std::span<const Wanted> wanted) {
    std::vector<Short> found;
    MOSTRADOR_TRY(places, Places::load(database));
    MOSTRADOR_TRY(all, taken(database, wanted));
    for (const auto& [item, quantity] : all) {
        MOSTRADOR_TRY(here, level(database, places, item));
        const auto left = quantity_of(here[warehouse]);
        if (quantity <= left) continue;
        MOSTRADOR_CHECK(database.each(
            "SELECT coalesce(nullif(i.name, ''), p.name, ''), i.unit FROM stock_item i "
            "LEFT JOIN product p ON p.id = i.id WHERE i.id = ?1",
            item, [&](const store::Row& row) {
                found.push_back({item, row.get<std::string>(0), row.get<std::string>(1), left});
            }));
    }
    return found;
}

Status check_enough(store::Database& database, const base::Id& warehouse,
                    std::span<const Wanted> wanted) {
    MOSTRADOR_TRY(found, shorts(database, warehouse, wanted));
    if (found.empty()) return {};
    return base::fail(Code::stock_short,
                      {{"product", found.front().name}, {"left", found.front().left.text()}});
}

}  // namespace mostrador::stock
