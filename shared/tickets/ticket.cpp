#include "tickets/ticket.hpp"

#include <algorithm>

#include "base/cbor.hpp"
#include "base/concat.hpp"
#include "base/signature.hpp"
#include "stock/movements.hpp"

namespace mostrador::tickets {
namespace {

using base::Id;
using base::Result;
using base::Status;

constexpr std::size_t kMostContentBytes = 16 * 1024;

Result<std::int64_t> millionths(const base::Decimal& quantity) {
    MOSTRADOR_TRY(scaled, quantity.rescaled(stock::kQuantityScale, base::Rounding::half_away));
    return scaled.mantissa();
}

/// Where the ticket was sold, and on which line each item stands.
Status add_receipt(store::Database& database, Ticket& ticket) {
    MOSTRADOR_TRY(receipt, database.one<Id>("SELECT receipt FROM ticket WHERE id = ?1", ticket.id));
    if (!receipt) return {};
    ticket.receipt = *receipt;
    return database.each("SELECT item, line FROM ticket_item WHERE ticket = ?1", ticket.id,
                         [&](const store::Row& row) {
                             const auto item = static_cast<std::size_t>(row.integer(0));
                             if (item < ticket.items.size())
                                 ticket.items[item].line = row.integer(1);
                         });
}

Status add_delivered(store::Database& database, Ticket& ticket) {
    return database.each(
        "SELECT item, sum(quantity), max(at) FROM ticket_redemption WHERE ticket = ?1 GROUP BY "
        "item",
        ticket.id, [&](const store::Row& row) {
            const auto item = static_cast<std::size_t>(row.integer(0));
            if (item >= ticket.items.size()) return;
            ticket.items[item].delivered = row.integer(1);
            ticket.handed_us = std::max(ticket.handed_us, row.integer(2));
        });
}

/// SALE-5: what came back is not owed.
Status add_refunded(store::Database& database, Ticket& ticket) {
    if (ticket.receipt.is_nil()) return {};
    return database.each(
        "SELECT l.source, l.quantity FROM receipt r JOIN receipt_line l ON l.receipt = r.id "
        "WHERE r.original = ?1",
        ticket.receipt, [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(back, millionths(row.decimal(1)));
            for (auto& item : ticket.items)
                if (item.line == row.integer(0)) item.refunded -= back;
            return {};
        });
}

Issued issued_of(const store::Row& row) {
    return {row.get<base::Bytes>(0), row.get<base::Bytes>(1)};
}

}  // namespace

State Ticket::state() const {
    std::int64_t owed = 0, delivered = 0, refunded = 0;
    for (const auto& item : items) {
        owed += item.owed();
        delivered += item.delivered;
        refunded += item.refunded;
    }
    if (owed == 0) return delivered == 0 && refunded > 0 ? State::voided : State::delivered;
    return delivered > 0 ? State::partial : State::open;
}

Result<Ticket> ticket_of(store::Database& database, const Signed& content) {
    Ticket ticket{.id = content.ticket,
                  .receipt = Id::nil(),
                  .code = content.code,
                  .at_us = content.at_us,
                  .until_us = content.until_us,
                  .items = {}};
    for (const auto& item : content.items) {
        MOSTRADOR_TRY(quantity, millionths(item.quantity));
        ticket.items.push_back({.name = item.name, .quantity = quantity});
    }
    MOSTRADOR_CHECK(add_receipt(database, ticket));
    MOSTRADOR_CHECK(add_delivered(database, ticket));
    MOSTRADOR_CHECK(add_refunded(database, ticket));
    return ticket;
}

Result<std::vector<Issued>> issued_with(store::Database& database, const Id& receipt) {
    std::vector<Issued> tickets;
    MOSTRADOR_CHECK(
        database.each("SELECT content, signature FROM ticket WHERE receipt = ?1 ORDER BY id",
                      receipt, [&](const store::Row& row) { tickets.push_back(issued_of(row)); }));
    return tickets;
}

Result<std::optional<Issued>> issued_as(store::Database& database, std::string_view code) {
    std::optional<Issued> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT content, signature FROM ticket WHERE code = ?1 ORDER BY at DESC, id LIMIT 1", code,
        [&](const store::Row& row) { found = issued_of(row); }));
    return found;
}

Result<Signed> read(base::ByteView content) {
    MOSTRADOR_TRY(json, base::cbor_decode(content, {.bytes = kMostContentBytes}));
    return base::decode<base::Form::binary, Signed>(json);
}

std::string qr_text(const Issued& issued) {
    auto bytes = issued.signature;
    bytes.insert(bytes.end(), issued.content.begin(), issued.content.end());
    return base::concat("mostrador:ticket:", base::base64url_of(bytes));
}

Result<base::Decimal> quantity_of(std::int64_t millionths) {
    MOSTRADOR_TRY(scaled, base::Decimal::scaled(millionths, stock::kQuantityScale));
    return scaled.normalized();
}

}  // namespace mostrador::tickets
