#include "orders/commands.hpp"

namespace mostrador::orders {
namespace {

base::Result<std::vector<tasks::Found>> order_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT l.id, l.name, l.over, l.wasted, coalesce(t.number_text, ''), l.at, "
        "(SELECT max(at) FROM tab_payment WHERE line = l.id), "
        "(SELECT reason FROM tab_line_void WHERE line = l.id) FROM tab_line l "
        "LEFT JOIN tab t ON t.id = l.place WHERE l.over > 0 OR l.wasted > 0 ORDER BY l.id",
        [&](const store::Row& row) {
            tasks::Found task{.kind = "order_wasted",
                              .subject = row.id(0),
                              .at_us = row.integer(5),
                              .parameters = {{"name", row.get<std::string>(1)},
                                             {"number", row.get<std::string>(4)}}};
            if (row.integer(3) > 0) {
                task.parameters["reason"] = row.get<std::string>(7);
                found.push_back(task);
                task.parameters.erase("reason");
            }
            if (row.integer(2) == 0) return;
            task.kind = "order_overpaid";
            task.at_us = row.integer(6);
            task.parameters["amount"] = std::to_string(row.integer(2));
            found.push_back(std::move(task));
        }));
    return found;
}

constexpr std::string_view kOverpaidSides =
    "SELECT 'order_paid' AS role, r.id AS document, r.number_text AS number, r.at, r.person, "
    "r.device, r.session, p.amount, NULL AS quantity FROM task t "
    "JOIN tab_payment p ON p.line = t.subject JOIN receipt r ON r.id = p.receipt UNION ALL "
    "SELECT 'order_voided', v.line, v.reason, v.at, v.person, v.device, NULL, NULL, NULL "
    "FROM task t JOIN tab_line_void v ON v.line = t.subject";

constexpr std::string_view kWastedSides =
    "SELECT 'order_made' AS role, s.line AS document, '' AS number, s.at, s.person, "
    "NULL AS device, NULL AS session, NULL AS amount, NULL AS quantity FROM task t "
    "JOIN tab_line_stage s ON s.line = t.subject AND s.level % 8 = 3 UNION ALL "
    "SELECT 'order_voided', v.line, v.reason, v.at, v.person, v.device, NULL, NULL, NULL "
    "FROM task t JOIN tab_line_void v ON v.line = t.subject";

}  // namespace

tasks::Source order_source() {
    return {order_tasks,
            {{.name = "order_overpaid",
              .detail = {},
              .sides = kOverpaidSides,
              .choices = {"given_back", "written_off"}},
             {.name = "order_wasted",
              .detail = {},
              .sides = kWastedSides,
              .choices = {"written_off", "no_effect"}}}};
}

}  // namespace mostrador::orders
