#include "stock/commands.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "organization/queries.hpp"
#include "stock/check.hpp"
#include "stock/cost.hpp"
#include "stock/items.hpp"
#include "stock/late.hpp"
#include "stock/movements.hpp"
#include "stock/operations.hpp"
#include "stock/recipe.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMostPage = 500;
constexpr std::size_t kMostName = 80;
constexpr std::size_t kMostUnit = 12;
constexpr std::size_t kMostCode = 60;
constexpr std::int64_t kMostMinimum = 1'000'000'000;
/// Rows of one operation, well below what an operation may hold.
constexpr std::size_t kRowsAtOnce = 500;

struct AskItems {
    std::optional<std::string> search;
    std::optional<Id> warehouse;  ///< nothing: all together
    std::optional<Id> category;
    std::optional<bool> low;   ///< only what is at its minimum, or less
    std::optional<bool> made;  ///< also what is not counted but made by a recipe
    std::int64_t offset = 0;
    std::int64_t limit = 100;

    static constexpr auto fields() {
        using T = AskItems;
        return base::fields(base::field("search", &T::search),
                            base::field("warehouse", &T::warehouse),
                            base::field("category", &T::category), base::field("low", &T::low),
                            base::field("made", &T::made), base::field("offset", &T::offset),
                            base::field("limit", &T::limit));
    }
};

struct ItemPage {
    std::vector<ItemView> items;
    std::int64_t total = 0;

    static constexpr auto fields() {
        return base::fields(base::field("items", &ItemPage::items),
                            base::field("total", &ItemPage::total));
    }
};

struct Alerts {
    std::int64_t low = 0;
    std::int64_t negative = 0;
    std::int64_t in_transit = 0;  ///< transfers that nobody received yet

    static constexpr auto fields() {
        using T = Alerts;
        return base::fields(base::field("low", &T::low), base::field("negative", &T::negative),
                            base::field("inTransit", &T::in_transit));
    }
};

struct AskItem {
    std::optional<Id> item;
    std::optional<std::string> code;

    static constexpr auto fields() {
        return base::fields(base::field("item", &AskItem::item),
                            base::field("code", &AskItem::code));
    }
};

struct Place {
    static constexpr std::string_view kType = "StockPlace";
    Warehouse warehouse;
    Decimal quantity;

    static constexpr auto fields() {
        return base::fields(base::field("warehouse", &Place::warehouse),
                            base::field("quantity", &Place::quantity));
    }
};

struct ItemDetail {
    ItemView item;
    std::string own_name;  ///< empty: the product's
    std::vector<Unit> packs;
    std::vector<Place> places;
    std::optional<Decimal> average;     ///< price of one unit
    std::optional<std::int64_t> value;  ///< of all that there is

    static constexpr auto fields() {
        using T = ItemDetail;
        return base::fields(base::field("item", &T::item), base::field("ownName", &T::own_name),
                            base::field("packs", &T::packs), base::field("places", &T::places),
                            base::field("average", &T::average), base::field("value", &T::value));
    }
};

/// A field that is not given stays as it is; of an item that is not known yet it gets its default.
struct PutItem {
    Id id;  ///< the product's, or a new one
    std::optional<std::string> name;
    std::optional<std::string> unit;
    std::optional<std::vector<Unit>> packs;
    std::optional<Decimal> minimum;
    std::optional<Id> category;
    std::optional<std::string> code;
    std::optional<bool> kept;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = PutItem;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("unit", &T::unit), base::field("packs", &T::packs),
                            base::field("minimum", &T::minimum),
                            base::field("category", &T::category), base::field("code", &T::code),
                            base::field("kept", &T::kept), base::field("active", &T::active));
    }
};

struct KeepProducts {
    std::optional<Id> category;  ///< nothing: of all

    static constexpr auto fields() {
        return base::fields(base::field("category", &KeepProducts::category));
    }
};

struct Kept {
    std::int64_t added = 0;

    static constexpr auto fields() { return base::fields(base::field("added", &Kept::added)); }
};

struct WarehouseList {
    std::vector<Warehouse> warehouses;
    OnShort on_short = OnShort::ignore;

    static constexpr auto fields() {
        return base::fields(base::field("warehouses", &WarehouseList::warehouses),
                            base::field("onShort", &WarehouseList::on_short));
    }
};

struct PutWarehouse {
    Id id;
    std::optional<Id> branch;  ///< of a new one: nothing means where this device stands
    std::optional<std::string> name;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = PutWarehouse;
        return base::fields(base::field("id", &T::id), base::field("branch", &T::branch),
                            base::field("name", &T::name), base::field("active", &T::active));
    }
};

struct PutRule {
    OnShort on_short = OnShort::ignore;

    static constexpr auto fields() {
        return base::fields(base::field("onShort", &PutRule::on_short));
    }
};

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

/// What is short comes first: what there is less than nothing of, what is low, the rest by name.
void sort(std::vector<ItemView>& items) {
    std::vector<std::pair<std::string, std::size_t>> names;
    names.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        names.emplace_back(base::fold(items[i].name), i);
    std::ranges::sort(names, {}, [&](const auto& each) {
        const auto& item = items[each.second];
        return std::tie(each.first, item.id);
    });
    std::ranges::stable_sort(names, {}, [&](const auto& each) {
        const auto& item = items[each.second];
        return item.negative ? 0 : item.low ? 1 : 2;
    });
    std::vector<ItemView> sorted;
    sorted.reserve(items.size());
    for (const auto& [name, at] : names)
        sorted.push_back(std::move(items[at]));
    items = std::move(sorted);
}

Result<ItemPage> list(Context& context, const AskItems& asked) {
    if (asked.limit < 1 || asked.limit > kMostPage) return out_of_range("limit");
    if (asked.offset < 0) return out_of_range("offset");
    MOSTRADOR_TRY(items, Items::load(context.database, asked.warehouse));
    const auto words = base::fold(asked.search.value_or(""));
    std::vector<ItemView> found;
    for (const auto& item : items.all()) {
        if (!item.kept && !asked.made.value_or(false)) continue;
        if (asked.low.value_or(false) && !item.low) continue;
        if (asked.category && item.category != *asked.category) continue;
        if (matches(item, words)) found.push_back(item);
    }
    sort(found);
    ItemPage page{.total = std::ssize(found)};
    const auto first = static_cast<std::ptrdiff_t>(std::min(asked.offset, page.total));
    const auto most = std::ssize(found) - first;
    const auto count = std::min<std::ptrdiff_t>(most, static_cast<std::ptrdiff_t>(asked.limit));
    page.items.assign(std::move_iterator(found.begin() + first),
                      std::move_iterator(found.begin() + first + count));
    return page;
}

/// What people's words about counts put back, by item.
Result<std::map<Id, std::int64_t>> late_corrections(store::Database& database) {
    std::map<Id, std::int64_t> corrections;
    MOSTRADOR_TRY(places, Places::load(database));
    MOSTRADOR_TRY(late, late_moves(database, places));
    for (const auto& move : late) {
        if (move.included.value_or(false)) corrections[move.item] -= move.quantity;
    }
    return corrections;
}

/// Asked after every sale: one pass over the levels, without names.
Result<Alerts> alerts(Context& context, const command::Nothing&) {
    Alerts alerts;
    MOSTRADOR_TRY(corrections, late_corrections(context.database));
    MOSTRADOR_CHECK(context.database.each(
        "SELECT i.id, i.minimum, coalesce(sum(l.quantity), 0) FROM stock_item i "
        "LEFT JOIN stock_level l ON l.item = i.id WHERE i.stamp > 0 AND i.kept AND i.active "
        "GROUP BY i.id",
        [&](const store::Row& row) {
            auto there = row.integer(2);
            if (!corrections.empty()) there += corrections[row.id(0)];
            const auto minimum = Decimal::parse(row.text(1)).value_or(Decimal());
            if (there < 0) {
                ++alerts.negative;
            } else if (!minimum.is_zero() && quantity_of(there) <= minimum) {
                ++alerts.low;
            }
        }));
    MOSTRADOR_TRY(open, context.database.one<std::int64_t>(
                            "SELECT count(*) FROM stock_document s WHERE s.kind = 'sent' AND NOT "
                            "EXISTS (SELECT 1 FROM stock_document r WHERE r.transfer = s.id)"));
    alerts.in_transit = open.value_or(0);
    return alerts;
}

Result<ItemDetail> detail(Context& context, const Id& id) {
    MOSTRADOR_TRY(item, item_of(context.database, id));
    ItemDetail detail{.item = std::move(item)};
    MOSTRADOR_CHECK(context.database.each("SELECT name, unit, packs FROM stock_item WHERE id = ?1",
                                          id, [&](const store::Row& row) {
                                              detail.own_name = row.get<std::string>(0);
                                              detail.packs = units_of("", row.text(2));
                                              detail.packs.erase(detail.packs.begin());
                                          }));
    MOSTRADOR_TRY(places, Places::load(context.database));
    MOSTRADOR_TRY(there, level(context.database, places, id));
    MOSTRADOR_TRY(known, warehouses(context.database, *context.identity));
    for (auto& warehouse : known) {
        const auto quantity = quantity_of(there[warehouse.id]);
        detail.places.push_back({std::move(warehouse), quantity});
    }
    std::vector<Move> moves;
    MOSTRADOR_CHECK(each_move_of(context.database, places, id, [&](const Move& move) -> Status {
        moves.push_back(move);
        return {};
    }));
    MOSTRADOR_TRY(costs, Costs::of(moves));
    const auto average = costs.last(id);
    if (!average) return detail;
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(shown, shown_average(*average, tenant.currency.minor_digits));
    MOSTRADOR_TRY(value, value_of(sum_of(there), *average));
    detail.average = shown;
    detail.value = value;
    return detail;
}

Result<ItemDetail> one(Context& context, const AskItem& asked) {
    if (asked.item) return detail(context, *asked.item);
    if (!asked.code) return base::fail(Code::input_missing, {{"field", "item"}});
    MOSTRADOR_TRY(item, item_of_code(context.database, *asked.code));
    return detail(context, item);
}

Status check_item(const PutItem& put) {
    if (put.name && put.name->size() > kMostName) return out_of_range("name");
    if (put.code && put.code->size() > kMostCode) return out_of_range("code");
    if (put.unit && (put.unit->empty() || put.unit->size() > kMostUnit ||
                     put.unit->find_first_of(" \n") != std::string::npos))
        return out_of_range("unit");
    if (put.minimum && (put.minimum->is_negative() || *put.minimum > Decimal(kMostMinimum)))
        return out_of_range("minimum");
    return {};
}

/// What lies there was counted in its unit.
Status check_unit(Context& context, const PutItem& put, const std::string& before) {
    if (!put.unit || *put.unit == before) return {};
    MOSTRADOR_TRY(moved, context.database.one<std::int64_t>(
                             "SELECT 1 FROM stock_level WHERE item = ?1 LIMIT 1", put.id));
    if (!moved) return {};
    return base::fail(Code::stock_unit_mismatch, {{"from", before}, {"to", *put.unit}});
}

/// A new item: a product brings its name and unit along.
Status complete_new(Context& context, ItemRow& row) {
    row.create = true;
    MOSTRADOR_TRY(product,
                  (context.database.one<std::string, std::string>(
                      "SELECT name, unit FROM product WHERE id = ?1 AND stamp > 0", row.id)));
    if (!product && row.name.value_or("").empty())
        return base::fail(Code::input_missing, {{"field", "name"}});
    if (!row.unit) row.unit = product ? std::get<1>(*product) : "un";
    if (row.unit->empty()) row.unit = "un";
    row.minimum = row.minimum.value_or(Decimal());
    row.kept = row.kept.value_or(true);
    row.active = row.active.value_or(true);
    return {};
}

Result<ItemDetail> put_item(Context& context, const PutItem& put) {
    MOSTRADOR_CHECK(check_item(put));
    ItemRow row{.id = put.id,
                .create = std::nullopt,
                .name = put.name,
                .unit = put.unit,
                .packs = std::nullopt,
                .minimum = put.minimum,
                .category = put.category,
                .code = put.code,
                .kept = put.kept,
                .active = put.active};
    if (put.packs) {
        MOSTRADOR_TRY(packs, packs_text(*put.packs));
        row.packs = std::move(packs);
    }
    MOSTRADOR_TRY(unit, context.database.one<std::string>(
                            "SELECT unit FROM stock_item WHERE id = ?1 AND stamp > 0", put.id));
    MOSTRADOR_CHECK(unit ? check_unit(context, put, *unit) : complete_new(context, row));
    MOSTRADOR_CHECK(context.log.append(context.person->id, ItemsPut{{{row}}}));
    context.touch("stock");
    context.touch("sync");
    if (put.active == false) return ItemDetail{.item = {.id = put.id}};
    return detail(context, put.id);
}

/// Products begin to keep stock, but for those that are made by a recipe.
Result<Kept> keep_products(Context& context, const KeepProducts& asked) {
    std::vector<ItemRow> rows;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT p.id, iif(p.unit = '', 'un', p.unit) FROM product p WHERE p.stamp > 0 "
        "AND p.active = 1 AND (?1 IS NULL OR p.category = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM stock_item i WHERE i.id = p.id AND i.stamp > 0) "
        "AND NOT EXISTS (SELECT 1 FROM stock_recipe r WHERE r.id = p.id AND r.lines <> '')",
        asked.category, [&](const store::Row& row) {
            rows.push_back({.id = row.id(0),
                            .create = true,
                            .unit = row.get<std::string>(1),
                            .minimum = Decimal(),
                            .kept = true,
                            .active = true});
        }));
    const Kept kept{std::ssize(rows)};
    for (std::size_t first = 0; first < rows.size(); first += kRowsAtOnce) {
        const auto last = std::min(first + kRowsAtOnce, rows.size());
        ItemsPut some{{{rows.begin() + static_cast<std::ptrdiff_t>(first),
                        rows.begin() + static_cast<std::ptrdiff_t>(last)}}};
        MOSTRADOR_CHECK(context.log.append(context.person->id, some));
    }
    context.touch("stock");
    context.touch("sync");
    return kept;
}

Result<WarehouseList> list_warehouses(Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(all, warehouses(context.database, *context.identity));
    MOSTRADOR_TRY(known, rules(context.database));
    return WarehouseList{std::move(all), known.on_short};
}

Result<WarehouseList> put_warehouse(Context& context, const PutWarehouse& put) {
    if (put.name && (put.name->empty() || put.name->size() > kMostName))
        return out_of_range("name");
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                             "SELECT 1 FROM stock_warehouse WHERE id = ?1 AND stamp > 0", put.id));
    WarehouseRow row{.id = put.id,
                     .create = std::nullopt,
                     .branch = std::nullopt,
                     .name = put.name,
                     .active = put.active};
    if (!known) {
        if (!put.name) return base::fail(Code::input_missing, {{"field", "name"}});
        row.create = true;
        row.branch = put.branch.value_or(context.identity->branch.value_or(Id::nil()));
        row.active = put.active.value_or(true);
    }
    MOSTRADOR_CHECK(context.log.append(context.person->id, WarehousesPut{{{row}}}));
    context.touch("stock");
    context.touch("sync");
    return list_warehouses(context, {});
}

Result<WarehouseList> put_rule(Context& context, const PutRule& put) {
    const RuleRow row{.id = context.identity->tenant,
                      .create = true,
                      .on_short = std::string(base::enum_name(put.on_short))};
    MOSTRADOR_CHECK(context.log.append(context.person->id, RulesPut{{{row}}}));
    context.touch("stock");
    context.touch("cart");
    context.touch("sync");
    return list_warehouses(context, {});
}

}  // namespace

command::Commands item_commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const command::Rule see{person, query, Permission::see_stock};
    const command::Rule edit{person, durable, Permission::edit_stock};
    return {
        command::command<AskItems, ItemPage>("stock.list", see, list),
        command::command<command::Nothing, Alerts>("stock.alerts", see, alerts),
        command::command<AskItem, ItemDetail>("stock.item", see, one),
        command::command<PutItem, ItemDetail>("stock.put_item", edit, put_item),
        command::command<KeepProducts, Kept>("stock.keep_products", edit, keep_products),
        command::command<command::Nothing, WarehouseList>("stock.warehouses", see, list_warehouses),
        command::command<PutWarehouse, WarehouseList>("stock.put_warehouse", edit, put_warehouse),
        command::command<PutRule, WarehouseList>("stock.put_rule", edit, put_rule),
    };
}

}  // namespace mostrador::stock
