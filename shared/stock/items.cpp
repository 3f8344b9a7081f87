#include "stock/items.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "base/text.hpp"
#include "catalog/sellable.hpp"
#include "stock/movements.hpp"
#include "stock/recipe.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;

constexpr std::string_view kItem =
    "SELECT i.id, coalesce(nullif(i.name, ''), p.name, ''), i.unit, i.packs, i.minimum, c.id, "
    "coalesce(c.name, ''), coalesce(nullif(i.code, ''), p.barcodes, ''), p.id IS NOT NULL, i.kept "
    "FROM stock_item i LEFT JOIN product p ON p.id = i.id AND p.stamp > 0 "
    "LEFT JOIN category c ON c.id = iif(i.category = zeroblob(16), p.category, i.category) "
    "WHERE i.stamp > 0 AND i.active";

ItemView view_of(const store::Row& row) {
    ItemView item{.id = row.id(0),
                  .name = row.get<std::string>(1),
                  .units = units_of(row.text(2), row.text(3)),
                  .minimum = Decimal::parse(row.text(4)).value_or(Decimal()),
                  .category = row.get<std::optional<Id>>(5).value_or(Id::nil()),
                  .category_name = row.get<std::string>(6),
                  .code = std::string(row.text(7).substr(0, row.text(7).find('\n'))),
                  .product = row.get<bool>(8),
                  .kept = row.get<bool>(9)};
    return item;
}

void set_level(ItemView& item, std::int64_t millionths) {
    item.quantity = quantity_of(millionths);
    item.negative = item.kept && millionths < 0;
    item.low =
        item.kept && (item.negative || (!item.minimum.is_zero() && item.quantity <= item.minimum));
}

}  // namespace

Result<Items> Items::load(store::Database& database, const std::optional<Id>& warehouse) {
    Items items;
    MOSTRADOR_TRY(places, Places::load(database));
    MOSTRADOR_TRY(all, levels(database, places));
    MOSTRADOR_CHECK(database.each(kItem, [&](const store::Row& row) {
        auto item = view_of(row);
        const auto found = all.find(item.id);
        std::int64_t there = 0;
        if (found != all.end())
            there = warehouse ? found->second[*warehouse] : sum_of(found->second);
        set_level(item, there);
        items.all_.push_back(std::move(item));
    }));
    return items;
}

Result<ItemView> item_of(store::Database& database, const Id& id) {
    std::optional<ItemView> found;
    MOSTRADOR_CHECK(database.each(base::concat(kItem, " AND i.id = ?1"), id,
                                  [&](const store::Row& row) { found = view_of(row); }));
    if (!found) return base::fail(Code::stock_item_not_found);
    MOSTRADOR_TRY(places, Places::load(database));
    MOSTRADOR_TRY(there, level(database, places, id));
    set_level(*found, sum_of(there));
    return std::move(*found);
}

Result<Id> item_of_code(store::Database& database, std::string_view code) {
    MOSTRADOR_TRY(item, database.one<Id>(
                            "SELECT id FROM stock_item WHERE code = ?1 AND code <> '' AND active "
                            "AND stamp > 0 ORDER BY id LIMIT 1",
                            code));
    if (item) return *item;
    const auto product = catalog::product_of_code(database, code);
    if (!product) return base::fail(Code::stock_item_not_found);
    MOSTRADOR_TRY(kept, is_kept(database, *product));
    if (!kept) return base::fail(Code::stock_item_not_found);
    return *product;
}

bool matches(const ItemView& item, std::string_view folded) {
    const auto text = base::fold(base::concat(item.name, " ", item.code, " ", item.category_name));
    while (!folded.empty()) {
        const auto end = std::min(folded.find(' '), folded.size());
        if (!text.contains(folded.substr(0, end))) return false;
        folded.remove_prefix(std::min(end + 1, folded.size()));
    }
    return true;
}

}  // namespace mostrador::stock
