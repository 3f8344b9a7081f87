#include "printing/job_paper.hpp"

#include "base/concat.hpp"
#include "documents/kitchen_paper.hpp"
#include "documents/money_text.hpp"
#include "orders/tab.hpp"
#include "orders/views.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::printing {
namespace {

using base::Result;
using base::Status;
using documents::KitchenTicket;

/// Alike lines are one: a cook reads "3 × Lomo saltado", not three of them.
Status add(KitchenTicket& ticket, KitchenTicket::Line line) {
    for (auto& each : ticket.lines) {
        if (each.name != line.name || each.note != line.note) continue;
        MOSTRADOR_TRY(sum, base::add(each.quantity, line.quantity));
        each.quantity = sum;
        return {};
    }
    ticket.lines.push_back(std::move(line));
    return {};
}

/// What goes with it and what was asked for: "Doble, Avena · sin azúcar".
Result<std::string> wishes_of(std::string_view modifiers, std::string_view note) {
    MOSTRADOR_TRY(chosen, orders::modifiers_of(modifiers));
    std::string text;
    for (const auto& modifier : chosen)
        text += base::concat(text.empty() ? "" : ", ", modifier.name);
    if (!note.empty()) text += base::concat(text.empty() ? "" : " · ", note);
    return text;
}

Status add_lines(store::Database& database, const Job& job, KitchenTicket& ticket) {
    return database.each(
        "SELECT l.quantity, l.name, coalesce(l.modifiers, ''), coalesce(l.note, '') "
        "FROM print_job_line j "
        "JOIN tab_line l ON l.id = j.line WHERE j.job = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM tab_line_void WHERE line = l.id) "
        "ORDER BY l.course, l.at, l.id",
        job.id, [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(quantity, orders::quantity_of(row.integer(0)));
            MOSTRADOR_TRY(wishes, wishes_of(row.text(2), row.text(3)));
            return add(ticket, {quantity, row.get<std::string>(1), std::move(wishes)});
        });
}

}  // namespace

Result<std::string> title_of(store::Database& database, const Job& job) {
    MOSTRADOR_TRY(root, orders::root_of(database, job.tab));
    MOSTRADOR_TRY(found, (database.one<std::string, std::string>(
                             "SELECT iif(f.name IS NULL, t.name, f.name), t.number_text FROM tab t "
                             "LEFT JOIN floor_table f ON f.id = t.place WHERE t.id = ?1",
                             root)));
    if (!found) return std::string{};
    const auto& [whom, number] = *found;
    return whom.empty() ? number : base::concat(whom, " · ", number);
}

Result<std::string> station_of(store::Database& database, const Job& job) {
    MOSTRADOR_TRY(name,
                  database.one<std::string>("SELECT name FROM station WHERE id = ?1", job.station));
    return name.value_or("");
}

Result<std::string> summary_of(store::Database& database, const Job& job,
                               const organization::Tenant& tenant) {
    KitchenTicket ticket;
    MOSTRADOR_CHECK(add_lines(database, job, ticket));
    std::string text;
    for (const auto& line : ticket.lines) {
        text +=
            base::concat(text.empty() ? "" : ", ",
                         documents::decimal_text(line.quantity, tenant.country), " × ", line.name);
    }
    return text;
}

Result<std::optional<documents::Paper>> job_paper(store::Database& database, const Job& job,
                                                  const organization::Tenant& tenant) {
    KitchenTicket ticket;
    MOSTRADOR_CHECK(add_lines(database, job, ticket));
    if (ticket.lines.empty()) return std::nullopt;
    MOSTRADOR_TRY(station, station_of(database, job));
    MOSTRADOR_TRY(title, title_of(database, job));
    MOSTRADOR_TRY(waiter,
                  database.one<std::string>("SELECT coalesce(p.name, '') FROM tab t LEFT JOIN "
                                            "person p ON p.id = t.waiter WHERE t.id = ?1",
                                            job.tab));
    MOSTRADOR_TRY(time, organization::local_text(tenant.time_zone, job.at_us));
    ticket.station = std::move(station);
    ticket.reference = std::move(title);
    ticket.time = std::move(time);
    ticket.person = waiter.value_or("");
    return documents::kitchen_paper(ticket, tenant.language, tenant.country);
}

}  // namespace mostrador::printing
