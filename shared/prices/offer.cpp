#include "prices/offer.hpp"

#include <algorithm>

namespace mostrador::prices {
namespace {

using base::Decimal;
using base::Id;
using base::Result;

/// A list that holds.
struct Holding {
    Id id;
    std::string name;
};

Result<std::vector<Holding>> lists_for(store::Database& database, const Occasion& occasion) {
    std::vector<Holding> lists;
    MOSTRADOR_CHECK(database.each(
        "SELECT id, name, branches, types, weekdays, from_minute, to_minute, valid_from, valid_to "
        "FROM price_list WHERE stamp > 0 AND active = 1 ORDER BY position, name, id",
        [&](const store::Row& row) {
            if (!holds(window_of(row, 2), occasion)) return;
            lists.push_back({row.id(0), row.get<std::string>(1)});
        }));
    return lists;
}

/// What a list says: a price, or a percentage.
struct Saying {
    std::int64_t price = 0;
    std::string percent;
};

Result<std::optional<Saying>> saying(store::Database& database, const Id& list,
                                     const catalog::Sellable& product) {
    std::optional<Saying> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT price, percent FROM price_entry WHERE list = ?1 AND stamp > 0 AND active = 1 "
        "AND ((product IN (?2, ?4) AND product <> zeroblob(16) AND category = zeroblob(16)) "
        "OR (product = zeroblob(16) AND category IN (?3, zeroblob(16)))) "
        "ORDER BY product = ?2 DESC, product = zeroblob(16), category = zeroblob(16) LIMIT 1",
        list, product.id, product.category, product.parent,
        [&](const store::Row& row) { found = Saying{row.integer(0), row.get<std::string>(1)}; }));
    return found;
}

}  // namespace

Result<std::int64_t> with_percent(std::int64_t price, const Decimal& percent) {
    MOSTRADOR_TRY(factor, base::add(Decimal(100), percent));
    if (factor.is_negative()) return 0;
    std::int64_t hundred = 100;
    for (int digit = 0; digit < factor.scale(); ++digit)
        hundred *= 10;
    return base::multiply_divide(price, factor.mantissa(), hundred, base::Rounding::half_away);
}

Result<std::optional<Offer>> offer(store::Database& database, const Occasion& occasion,
                                   const catalog::Sellable& product) {
    MOSTRADOR_TRY(lists, lists_for(database, occasion));
    for (const auto& list : lists) {
        MOSTRADOR_TRY(said, saying(database, list.id, product));
        if (!said) continue;
        if (said->percent.empty()) return Offer{list.id, list.name, said->price};
        MOSTRADOR_TRY(percent, Decimal::parse(said->percent));
        MOSTRADOR_TRY(price, with_percent(product.price, percent));
        return Offer{list.id, list.name, price};
    }
    return std::nullopt;
}

Result<std::optional<Offer>> offer_at(command::Context& context, orders::Type type,
                                      std::int64_t at_us, const catalog::Sellable& product) {
    MOSTRADOR_TRY(any, context.database.one<std::int64_t>("SELECT 1 FROM price_list LIMIT 1"));
    if (!any) return std::nullopt;
    MOSTRADOR_TRY(when, occasion(context, type, at_us));
    return offer(context.database, when, product);
}

}  // namespace mostrador::prices
