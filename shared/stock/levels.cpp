#include "stock/levels.hpp"

#include "stock/late.hpp"

namespace mostrador::stock {
namespace {

using base::Id;
using base::Result;
using base::Status;

using Sums = std::map<std::pair<Id, Id>, std::int64_t>;

Status add(std::int64_t& sum, std::int64_t quantity) {
    MOSTRADOR_TRY(next, base::checked_add(sum, quantity));
    sum = next;
    return {};
}

/// What receipts moved, told by a query of receipt, item and quantity.
Status add_sold(store::Database& database, std::string_view sql, const std::set<Id>& items,
                Sums& sums) {
    return database.each(sql, [&](const store::Row& row) -> Status {
        const auto item = row.id(1);
        if (!items.contains(item)) return {};
        MOSTRADOR_TRY(device,
                      database.one<Id>("SELECT device FROM receipt WHERE id = ?1", row.id(0)));
        if (!device) return {};
        return add(sums[{item, *device}], row.integer(2));
    });
}

}  // namespace

Status begin_levels(store::Database& database, const std::set<Id>& items) {
    if (items.empty()) return {};
    Sums sums;
    MOSTRADOR_CHECK(
        add_sold(database, "SELECT document, product, quantity FROM stock_movement", items, sums));
    MOSTRADOR_CHECK(
        add_sold(database, "SELECT receipt, item, quantity FROM stock_use", items, sums));
    MOSTRADOR_CHECK(
        database.each("SELECT e.item, d.warehouse, e.quantity FROM stock_entry e "
                      "JOIN stock_document d ON d.id = e.document",
                      [&](const store::Row& row) -> Status {
                          const auto item = row.id(0);
                          if (!items.contains(item)) return {};
                          return add(sums[{item, row.id(1)}], row.integer(2));
                      }));
    for (const auto& [key, quantity] : sums) {
        MOSTRADOR_CHECK(
            database.run("INSERT INTO stock_level (item, place, quantity) VALUES (?1, ?2, ?3)",
                         key.first, key.second, quantity));
    }
    return {};
}

Status add_document(store::Database& database, const Id& document, const Id& warehouse) {
    return database.run(
        "INSERT INTO stock_level (item, place, quantity) SELECT e.item, ?2, e.quantity "
        "FROM stock_entry e JOIN stock_item i ON i.id = e.item WHERE e.document = ?1 "
        "ON CONFLICT (item, place) DO UPDATE SET quantity = quantity + excluded.quantity",
        document, warehouse);
}

Result<Level> level(store::Database& database, const Places& places, const Id& item) {
    Level level;
    MOSTRADOR_CHECK(database.each("SELECT place, quantity FROM stock_level WHERE item = ?1", item,
                                  [&](const store::Row& row) {
                                      return add(level[places.warehouse_of(row.id(0))],
                                                 row.integer(1));
                                  }));
    MOSTRADOR_TRY(late, late_moves(database, places));
    for (const auto& move : late) {
        if (move.item == item && move.included.value_or(false))
            MOSTRADOR_CHECK(add(level[move.warehouse], -move.quantity));
    }
    return level;
}

Result<std::map<Id, Level>> levels(store::Database& database, const Places& places) {
    std::map<Id, Level> all;
    MOSTRADOR_CHECK(
        database.each("SELECT item, place, quantity FROM stock_level", [&](const store::Row& row) {
            return add(all[row.id(0)][places.warehouse_of(row.id(1))], row.integer(2));
        }));
    MOSTRADOR_TRY(late, late_moves(database, places));
    for (const auto& move : late) {
        if (move.included.value_or(false))
            MOSTRADOR_CHECK(add(all[move.item][move.warehouse], -move.quantity));
    }
    return all;
}

std::int64_t sum_of(const Level& level) {
    std::int64_t sum = 0;
    for (const auto& [warehouse, quantity] : level)
        sum = base::checked_add(sum, quantity).value_or(sum);
    return sum;
}

}  // namespace mostrador::stock
