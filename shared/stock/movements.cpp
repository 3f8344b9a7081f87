#include "stock/movements.hpp"

#include "stock/late.hpp"

namespace mostrador::stock {

using base::Decimal;
using base::Result;
using base::Status;

Result<std::int64_t> millionths(const Decimal& quantity) {
    MOSTRADOR_TRY(scaled, quantity.rescaled(kQuantityScale, base::Rounding::half_away));
    return scaled.mantissa();
}

Decimal quantity_of(std::int64_t millionths) {
    return Decimal::scaled(millionths, kQuantityScale).value_or(Decimal()).normalized();
}

Status record_sale(store::Database& database, const Movement& movement) {
    MOSTRADOR_TRY(quantity, millionths(movement.quantity));
    return database.run(
        "INSERT INTO stock_movement (document, line, product, kind, quantity, at) "
        "VALUES (?1, ?2, ?3, 'sale', ?4, ?5)",
        movement.document, movement.line, movement.product, quantity, movement.at_us);
}

Status record_uses(store::Database& database, const base::Id& receipt, std::int64_t line,
                   const std::vector<Used>& uses) {
    std::int64_t part = 0;
    for (const auto& used : uses) {
        MOSTRADOR_TRY(moved, used.quantity.negated());
        MOSTRADOR_TRY(quantity, millionths(moved));
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO stock_use (receipt, line, part, item, quantity) VALUES (?1, ?2, ?3, ?4, "
            "?5)",
            receipt, line, ++part, used.item, quantity));
    }
    return {};
}

Result<std::vector<Used>> uses_of(store::Database& database, const base::Id& receipt,
                                  std::int64_t line) {
    std::vector<Used> uses;
    MOSTRADOR_CHECK(database.each(
        "SELECT item, -quantity FROM stock_use WHERE receipt = ?1 AND line = ?2 ORDER BY part",
        receipt, line,
        [&](const store::Row& row) { uses.push_back({row.id(0), quantity_of(row.integer(1))}); }));
    return uses;
}

Status record_receipt(store::Database& database, const Sold& sold) {
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO stock_level (item, place, quantity) SELECT m.product, ?2, m.quantity "
        "FROM stock_movement m JOIN stock_item i ON i.id = m.product WHERE m.document = ?1 "
        "ON CONFLICT (item, place) DO UPDATE SET quantity = quantity + excluded.quantity",
        sold.receipt, sold.device));
    if (sold.has_uses) {
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO stock_level (item, place, quantity) SELECT u.item, ?2, u.quantity "
            "FROM stock_use u JOIN stock_item i ON i.id = u.item WHERE u.receipt = ?1 "
            "ON CONFLICT (item, place) DO UPDATE SET quantity = quantity + excluded.quantity",
            sold.receipt, sold.device));
    }
    return note_if_late(database, {sold.receipt, sold.device, sold.sequence, sold.at_us});
}

}  // namespace mostrador::stock
