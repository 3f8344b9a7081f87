#include "orders/views.hpp"

#include <algorithm>
#include <map>

#include "base/concat.hpp"
#include "orders/bill.hpp"
#include "organization/queries.hpp"
#include "sales/cart.hpp"
#include "stock/movements.hpp"

namespace mostrador::orders {
namespace {

using base::Result;
using base::Status;
using command::Context;

/// Whether two lines differ in nothing that a person sees.
bool are_alike(const Line& line, const LineView& group, const Line& first) {
    return line.product == group.product && line.name == group.name && line.unit == group.unit &&
           line.price == group.price && line.note == group.note && line.course == group.course &&
           line.seat == group.seat && line.modifiers == group.modifiers &&
           line.list == first.list && line.station == group.station && line.level == first.level &&
           line.fired_at == group.fired_at && line.void_reason == group.void_reason &&
           line.is_due() == group.due && line.paid_amount == 0 && first.paid_amount == 0;
}

LineView first_of(const Line& line) {
    return {.ids = {},
            .product = line.product,
            .name = line.name,
            .quantity = {},
            .unit = line.unit,
            .price = line.price,
            .note = line.note,
            .course = line.course,
            .seat = line.seat,
            .station = line.station,
            .stage = line.stage(),
            .fired_at = line.fired_at,
            .void_reason = line.void_reason,
            .due = line.is_due(),
            .modifiers = line.modifiers,
            .price_list = line.list ? std::optional(line.list_name) : std::nullopt};
}

/// Groups in the order of their first lines.
Result<std::vector<LineView>> grouped(const std::vector<Line>& lines) {
    std::vector<LineView> groups;
    std::vector<const Line*> firsts;
    std::vector<std::int64_t> quantities;
    for (const auto& line : lines) {
        std::size_t at = 0;
        while (at < groups.size() && !are_alike(line, groups[at], *firsts[at]))
            ++at;
        if (at == groups.size()) {
            groups.push_back(first_of(line));
            firsts.push_back(&line);
            quantities.push_back(0);
        }
        groups[at].ids.push_back(line.id);
        groups[at].amount += line.amount;
        quantities[at] += line.quantity;
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        MOSTRADOR_TRY(quantity, quantity_of(quantities[i]));
        groups[i].quantity = quantity;
    }
    return groups;
}

void count_stages(const std::vector<Line>& lines, TabView& view) {
    for (const auto& line : lines) {
        if (!line.is_live()) continue;
        const auto stage = line.stage();
        if (!stage)
            ++view.unsent;
        else if (line.station && *stage < Stage::ready)
            ++view.cooking;
        else if (line.station && *stage == Stage::ready)
            ++view.ready;
    }
}

Result<std::string> name_of(Context& context, std::string_view sql, const base::Id& id) {
    MOSTRADOR_TRY(name, context.database.one<std::string>(sql, id));
    return name.value_or("");
}

Result<std::int64_t> total_of(Context& context, const organization::Tenant& tenant,
                              sales::Ticket ticket) {
    if (ticket.items.empty()) return 0;
    MOSTRADOR_TRY(priced, sales::price_items(context, tenant, ticket));
    return priced.total;
}

Status add_amounts(Context& context, const Tab& tab, TabView& view) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(all, whole_ticket(tab));
    MOSTRADOR_TRY(rest, due_ticket(tab));
    MOSTRADOR_TRY(total, total_of(context, tenant, std::move(all)));
    MOSTRADOR_TRY(due, total_of(context, tenant, std::move(rest)));
    view.total = total;
    view.due = due;
    view.paid = std::max<std::int64_t>(total - due, 0);
    return {};
}

Status add_journey(Context& context, const Tab& tab, TabView& view) {
    view.phone = tab.phone;
    view.address = tab.address;
    if (!tab.journey) return {};
    view.journey = tab.journey;
    view.courier = tab.courier;
    MOSTRADOR_TRY(courier, name_of(context, "SELECT name FROM person WHERE id = ?1", tab.courier));
    view.courier_name = std::move(courier);
    return context.database.each(
        "SELECT j.step, j.at, coalesce(p.name, ''), j.note FROM tab_journey j "
        "LEFT JOIN person p ON p.id = j.person WHERE j.tab = ?1 ORDER BY j.stamp, j.device",
        tab.id, [&](const store::Row& row) {
            const auto step = base::enum_value<Journey>(row.text(0));
            if (!step) return;
            view.steps.push_back({*step, row.integer(1), row.get<std::string>(2),
                                  row.get<std::optional<std::string>>(3)});
        });
}

/// What each guest has to pay, once some line is a guest's.
Result<std::vector<SeatView>> seats_of(Context& context, const Tab& tab) {
    std::map<std::int64_t, SeatView> seats;
    for (const auto& line : tab.lines) {
        if (!line.is_due()) continue;
        auto& seat = seats[line.seat];
        seat.seat = line.seat;
        seat.lines.push_back(line.id);
    }
    std::vector<SeatView> all;
    if (seats.empty() || seats.rbegin()->first == 0) return all;
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    for (auto& [number, seat] : seats) {
        MOSTRADOR_TRY(ticket, due_ticket(tab, seat.lines));
        MOSTRADOR_TRY(due, total_of(context, tenant, std::move(ticket)));
        seat.due = due;
        all.push_back(std::move(seat));
    }
    return all;
}

}  // namespace

Result<base::Decimal> quantity_of(std::int64_t millionths) {
    MOSTRADOR_TRY(scaled, base::Decimal::scaled(millionths, stock::kQuantityScale));
    return scaled.normalized();
}

std::string title_of(const TabView& tab) {
    const auto& whom = tab.table_name.empty() ? tab.name : tab.table_name;
    return whom.empty() ? tab.number : base::concat(whom, " · ", tab.number);
}

Result<TabView> view_of(Context& context, const Tab& tab, Detail detail) {
    TabView view{.id = tab.id,
                 .state = tab.state(),
                 .type = tab.type,
                 .number = tab.number,
                 .name = tab.name,
                 .guests = tab.guests,
                 .waiter = tab.waiter,
                 .opened_at = tab.opened_at};
    if (!tab.place.is_nil()) view.table = tab.place;
    MOSTRADOR_TRY(table, name_of(context, "SELECT name FROM floor_table WHERE id = ?1", tab.place));
    MOSTRADOR_TRY(waiter, name_of(context, "SELECT name FROM person WHERE id = ?1", tab.waiter));
    view.table_name = std::move(table);
    view.waiter_name = std::move(waiter);
    MOSTRADOR_CHECK(add_journey(context, tab, view));
    count_stages(tab.lines, view);
    MOSTRADOR_CHECK(add_amounts(context, tab, view));
    if (detail == Detail::summary) return view;
    MOSTRADOR_TRY(lines, grouped(tab.lines));
    view.lines = std::move(lines);
    MOSTRADOR_TRY(seats, seats_of(context, tab));
    view.seats = std::move(seats);
    return view;
}

}  // namespace mostrador::orders
