#include "tickets/commands.hpp"
#include "tickets/ticket.hpp"

namespace mostrador::tickets {
namespace {

/// What was handed over beyond what was sold and did not come back: of items that were handed over
/// too often, and of those whose money went back.
constexpr std::string_view kOver =
    "SELECT i.ticket, t.content, i.item, i.name, "
    "(SELECT max(at) FROM ticket_redemption r WHERE r.ticket = i.ticket AND r.item = i.item) "
    "FROM ticket_item i JOIN ticket t ON t.id = i.ticket WHERE i.over > 0 UNION "
    "SELECT i.ticket, t.content, i.item, i.name, "
    "(SELECT max(at) FROM ticket_redemption r WHERE r.ticket = i.ticket AND r.item = i.item) "
    "FROM receipt b JOIN ticket t ON t.receipt = b.original JOIN ticket_item i ON i.ticket = t.id "
    "WHERE b.original IS NOT NULL ORDER BY 1, 3";

base::Result<std::vector<tasks::Found>> ticket_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(kOver, [&](const store::Row& row) -> base::Status {
        MOSTRADOR_TRY(content, read(row.blob(1)));
        MOSTRADOR_TRY(ticket, ticket_of(database, content));
        const auto& item = ticket.items[static_cast<std::size_t>(row.integer(2))];
        const auto over = item.delivered + item.refunded - item.quantity;
        if (over <= 0 || item.delivered == 0) return {};
        MOSTRADOR_TRY(quantity, quantity_of(over));
        found.push_back({"ticket_over",
                         ticket.id,
                         row.integer(4),
                         {{"code", ticket.code},
                          {"name", item.name},
                          {"item", std::to_string(row.integer(2))},
                          {"quantity", quantity.text()}}});
        return {};
    }));
    return found;
}

/// Both scans: who, where, when; and the money that went back.
constexpr std::string_view kSides =
    "SELECT 'ticket_delivered' AS role, r.redemption AS document, '' AS number, r.at, r.person, "
    "r.device, NULL AS session, NULL AS amount, printf('%.10g', r.quantity / 1000000.0) AS "
    "quantity "
    "FROM task t JOIN ticket_redemption r ON r.ticket = t.subject "
    "AND r.item = CAST(t.detail AS INTEGER) UNION ALL "
    "SELECT 'refund', b.id, b.number_text, b.at, b.person, b.device, b.session, l.total, "
    "l.quantity FROM task t JOIN ticket k ON k.id = t.subject "
    "JOIN ticket_item i ON i.ticket = k.id AND i.item = CAST(t.detail AS INTEGER) "
    "JOIN receipt b ON b.original = k.receipt "
    "JOIN receipt_line l ON l.receipt = b.id AND l.source = i.line";

}  // namespace

tasks::Source ticket_source() {
    return {ticket_tasks,
            {{.name = "ticket_over",
              .detail = "item",
              .sides = kSides,
              .choices = {"recovered", "written_off"}}}};
}

}  // namespace mostrador::tickets
