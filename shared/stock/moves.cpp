#include "stock/moves.hpp"

#include "stock/late.hpp"

namespace mostrador::stock {
namespace {

using base::Id;
using base::Status;

/// A row of item, document, line, quantity, at and place, which a receipt moved.
Move sold(const store::Row& row) {
    Move move{.item = row.id(0), .document = row.id(1), .line = row.integer(2)};
    move.quantity = move.owned = row.integer(3);
    move.at_us = row.integer(4);
    move.kind = move.quantity > 0 ? "refund" : "sale";
    return move;
}

constexpr std::string_view kEntries =
    "SELECT e.item, e.document, e.line, e.quantity, coalesce(e.at, d.at), d.warehouse, d.kind, "
    "e.cost, d.other, CASE d.kind WHEN 'sent' THEN 0 WHEN 'received' THEN e.quantity + "
    "coalesce((SELECT sum(s.quantity) FROM stock_entry s WHERE s.document = d.transfer "
    "AND s.item = e.item), 0) ELSE e.quantity END "
    "FROM stock_entry e JOIN stock_document d ON d.id = e.document";

Status visit_entry(const store::Row& row, const MoveVisitor& visit) {
    Move move{.item = row.id(0), .document = row.id(1), .line = row.integer(2)};
    move.quantity = row.integer(3);
    move.at_us = row.integer(4);
    move.warehouse = row.id(5);
    move.kind = row.text(6);
    move.cost = row.get<std::optional<std::int64_t>>(7);
    move.other = row.get<std::optional<Id>>(8).value_or(Id::nil());
    move.owned = row.integer(9);
    return visit(move);
}

Status visit_late(store::Database& database, const Places& places, const std::optional<Id>& item,
                  const MoveVisitor& visit) {
    MOSTRADOR_TRY(late, late_moves(database, places));
    for (const auto& each : late) {
        if (!each.included.value_or(false) || (item && each.item != *item)) continue;
        Move move{.item = each.item, .document = each.document, .kind = "late"};
        move.quantity = move.owned = -each.quantity;
        move.at_us = each.at_us;
        move.warehouse = each.warehouse;
        MOSTRADOR_CHECK(visit(move));
    }
    return {};
}

}  // namespace

Status each_move(store::Database& database, const MoveVisitor& visit) {
    const auto visit_sold = [&](const store::Row& row) { return visit(sold(row)); };
    MOSTRADOR_CHECK(database.each(
        "SELECT product, document, line, quantity, at FROM stock_movement", visit_sold));
    MOSTRADOR_CHECK(
        database.each("SELECT u.item, u.receipt, u.line, u.quantity, r.at FROM stock_use u "
                      "JOIN receipt r ON r.id = u.receipt",
                      visit_sold));
    MOSTRADOR_CHECK(
        database.each(kEntries, [&](const store::Row& row) { return visit_entry(row, visit); }));
    MOSTRADOR_TRY(places, Places::load(database));
    return visit_late(database, places, std::nullopt, visit);
}

Status each_move_of(store::Database& database, const Places& places, const Id& item,
                    const MoveVisitor& visit) {
    const auto visit_sold = [&](const store::Row& row) {
        auto move = sold(row);
        move.warehouse = places.warehouse_of(row.id(5));
        return visit(move);
    };
    MOSTRADOR_CHECK(database.each(
        "SELECT m.product, m.document, m.line, m.quantity, m.at, r.device FROM stock_movement m "
        "JOIN receipt r ON r.id = m.document WHERE m.product = ?1",
        item, visit_sold));
    MOSTRADOR_CHECK(database.each(
        "SELECT u.item, u.receipt, u.line, u.quantity, r.at, r.device FROM stock_use u "
        "JOIN receipt r ON r.id = u.receipt WHERE u.item = ?1",
        item, visit_sold));
    MOSTRADOR_CHECK(database.each(std::string(kEntries) + " WHERE e.item = ?1", item,
                                  [&](const store::Row& row) { return visit_entry(row, visit); }));
    return visit_late(database, places, item, visit);
}

}  // namespace mostrador::stock
