#include "kitchen/queue.hpp"

#include <algorithm>
#include <map>

#include "kitchen/operations.hpp"
#include "orders/tab.hpp"
#include "orders/views.hpp"

namespace mostrador::kitchen {
namespace {

using base::Id;
using base::Result;
using base::Status;
using command::Context;
using orders::Stage;

constexpr std::int64_t kRecent = 60;     ///< lines that were made last: for recalls and times
constexpr std::size_t kRecallable = 12;  ///< tickets
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;

struct Ask {
    std::optional<Id> station;  ///< nothing: all of the branch

    static constexpr auto fields() { return base::fields(base::field("station", &Ask::station)); }
};

struct ItemView {
    static constexpr std::string_view kType = "KitchenItem";
    std::vector<Id> lines;
    std::string name;
    base::Decimal quantity;
    std::optional<std::string> note;
    std::int64_t course = 0;
    std::int64_t seat = 0;
    Stage stage = Stage::fired;
    bool voided = false;
    std::vector<std::string> modifiers;  ///< by name: a cook needs no prices

    static constexpr auto fields() {
        using T = ItemView;
        return base::fields(base::field("lines", &T::lines), base::field("name", &T::name),
                            base::field("quantity", &T::quantity), base::field("note", &T::note),
                            base::field("course", &T::course), base::field("seat", &T::seat),
                            base::field("stage", &T::stage), base::field("voided", &T::voided),
                            base::field("modifiers", &T::modifiers));
    }
};

/// What one station got of one tab at one time.
struct Ticket {
    static constexpr std::string_view kType = "KitchenTicket";
    Id tab;
    Id station;
    orders::Type type = orders::Type::dine_in;
    std::string number;
    std::string title;  ///< table or name
    std::string waiter;
    std::int64_t guests = 0;
    std::int64_t fired_at = 0;
    std::optional<std::int64_t> ready_at;
    Stage stage = Stage::fired;  ///< of what is behind most
    std::vector<Id> lines;
    std::vector<ItemView> items;

    static constexpr auto fields() {
        using T = Ticket;
        return base::fields(base::field("tab", &T::tab), base::field("station", &T::station),
                            base::field("type", &T::type), base::field("number", &T::number),
                            base::field("title", &T::title), base::field("waiter", &T::waiter),
                            base::field("guests", &T::guests), base::field("firedAt", &T::fired_at),
                            base::field("readyAt", &T::ready_at), base::field("stage", &T::stage),
                            base::field("lines", &T::lines), base::field("items", &T::items));
    }
};

struct Count {
    static constexpr std::string_view kType = "AllDay";
    std::string name;
    base::Decimal quantity;

    static constexpr auto fields() {
        return base::fields(base::field("name", &Count::name),
                            base::field("quantity", &Count::quantity));
    }
};

struct Queue {
    std::vector<StationView> stations;
    std::vector<Ticket> tickets;  ///< the longest waiting first
    std::vector<Count> all_day;
    std::vector<Ticket> done;  ///< the last ones first

    static constexpr auto fields() {
        using T = Queue;
        return base::fields(base::field("stations", &T::stations),
                            base::field("tickets", &T::tickets), base::field("allDay", &T::all_day),
                            base::field("done", &T::done));
    }
};

struct Plan {
    std::vector<StationRow> stations;
    std::vector<RouteRow> routes;

    static constexpr auto fields() {
        return base::fields(base::field("stations", &Plan::stations),
                            base::field("routes", &Plan::routes));
    }
};

Id branch_of(const Context& context) {
    return context.identity->branch.value_or(Id::nil());
}

/// A line as the kitchen reads it.
struct Row {
    Id id;
    Id place;
    Id station;
    std::string name;
    std::int64_t quantity = 0;
    std::optional<std::string> note;
    std::int64_t course = 0;
    std::int64_t seat = 0;
    Stage stage = Stage::fired;
    bool voided = false;
    std::int64_t fired_at = 0;
    std::optional<std::int64_t> ready_at;
    std::vector<std::string> modifiers;
};

constexpr std::string_view kColumns =
    "SELECT l.id, l.place, l.station, l.name, l.quantity, l.note, l.course, l.seat, l.level % 8, "
    "EXISTS (SELECT 1 FROM tab_line_void WHERE line = l.id), "
    "coalesce((SELECT at FROM tab_line_stage WHERE line = l.id AND level = 0), l.at), "
    "coalesce(l.modifiers, ''), ";

Result<Row> row_of(const store::Row& row) {
    std::vector<std::string> names;
    MOSTRADOR_TRY(modifiers, orders::modifiers_of(row.text(11)));
    for (auto& modifier : modifiers)
        names.push_back(std::move(modifier.name));
    return Row{.id = row.id(0),
               .place = row.id(1),
               .station = row.id(2),
               .name = row.get<std::string>(3),
               .quantity = row.integer(4),
               .note = row.get<std::optional<std::string>>(5),
               .course = row.integer(6),
               .seat = row.integer(7),
               .stage = static_cast<Stage>(row.integer(8)),
               .voided = row.get<bool>(9),
               .fired_at = row.integer(10),
               .ready_at = row.get<std::optional<std::int64_t>>(12),
               .modifiers = std::move(names)};
}

auto into(std::vector<Row>& rows) {
    return [&rows](const store::Row& row) -> Status {
        MOSTRADOR_TRY(read, row_of(row));
        rows.push_back(std::move(read));
        return {};
    };
}

Result<std::vector<Row>> cooking(Context& context) {
    std::vector<Row> rows;
    static const std::string sql =
        std::string(kColumns) +
        "NULL FROM tab_line l WHERE l.station IS NOT NULL AND l.level % 8 < 3";
    MOSTRADOR_CHECK(context.database.each(sql, into(rows)));
    std::ranges::sort(rows, {}, [](const Row& row) { return std::pair(row.fired_at, row.id); });
    return rows;
}

/// What was made last and was not recalled, the last first.
Result<std::vector<Row>> made(Context& context) {
    std::vector<Row> rows;
    static const std::string sql =
        std::string(kColumns) +
        "s.at FROM (SELECT line, at, level FROM tab_line_stage WHERE level % 8 = 3 "
        "ORDER BY at DESC LIMIT ?1) s JOIN tab_line l ON l.id = s.line AND l.level >= s.level "
        "WHERE l.station IS NOT NULL AND l.level % 8 >= 3 ORDER BY s.at DESC, l.id";
    MOSTRADOR_CHECK(context.database.each(sql, kRecent, into(rows)));
    std::erase_if(rows, [](const Row& row) { return row.voided; });
    return rows;
}

/// Puts lines together to tickets, and alike ones in a ticket to items.
class Tickets {
public:
    explicit Tickets(Context& context) : context_(context) {}

    Status add(const Row& row) {
        MOSTRADOR_TRY(found, ticket_of(row));
        if (found == nullptr) return {};
        auto& ticket = *found;
        ticket.lines.push_back(row.id);
        if (!row.voided) ticket.stage = std::min(ticket.stage, row.stage);
        return add_item(ticket, row);
    }

    std::vector<Ticket> take() { return std::move(tickets_); }

private:
    /// Null when the tab is not this branch's, or was not seen yet.
    Result<Ticket*> ticket_of(const Row& row) {
        MOSTRADOR_TRY(root, orders::root_of(context_.database, row.place));
        for (auto& ticket : tickets_) {
            const bool same = ticket.tab == root && ticket.station == row.station &&
                              ticket.fired_at == row.fired_at;
            if (same) return &ticket;
        }
        Ticket* made = nullptr;
        MOSTRADOR_CHECK(context_.database.each(
            "SELECT t.type, t.number_text, iif(f.name IS NULL, t.name, f.name), "
            "coalesce(p.name, ''), t.guests FROM tab t LEFT JOIN floor_table f ON f.id = t.place "
            "LEFT JOIN person p ON p.id = t.waiter "
            "WHERE t.id = ?1 AND t.stamp > 0 AND t.branch = ?2",
            root, branch_of(context_), [&](const store::Row& tab) {
                made = &tickets_.emplace_back(Ticket{
                    .tab = root,
                    .station = row.station,
                    .type =
                        base::enum_value<orders::Type>(tab.text(0)).value_or(orders::Type::counter),
                    .number = tab.get<std::string>(1),
                    .title = tab.get<std::string>(2),
                    .waiter = tab.get<std::string>(3),
                    .guests = tab.integer(4),
                    .fired_at = row.fired_at,
                    .ready_at = row.ready_at,
                    .stage = Stage::served});
            }));
        return made;
    }

    static Status add_item(Ticket& ticket, const Row& row) {
        MOSTRADOR_TRY(quantity, orders::quantity_of(row.quantity));
        for (auto& item : ticket.items) {
            const bool alike = item.name == row.name && item.note == row.note &&
                               item.modifiers == row.modifiers && item.course == row.course &&
                               item.seat == row.seat && item.stage == row.stage &&
                               item.voided == row.voided;
            if (!alike) continue;
            MOSTRADOR_TRY(sum, base::add(item.quantity, quantity));
            item.quantity = sum;
            item.lines.push_back(row.id);
            return {};
        }
        ticket.items.push_back({.lines = {row.id},
                                .name = row.name,
                                .quantity = quantity,
                                .note = row.note,
                                .course = row.course,
                                .seat = row.seat,
                                .stage = row.stage,
                                .voided = row.voided,
                                .modifiers = row.modifiers});
        return {};
    }

    Context& context_;
    std::vector<Ticket> tickets_;
};

Result<std::vector<Ticket>> tickets_of(Context& context, const std::vector<Row>& rows) {
    Tickets tickets(context);
    for (const auto& row : rows)
        MOSTRADOR_CHECK(tickets.add(row));
    return tickets.take();
}

/// How much of everything is wanted, the most first.
Result<std::vector<Count>> count_all(const std::vector<Ticket>& tickets) {
    std::map<std::string, base::Decimal> sums;
    for (const auto& ticket : tickets) {
        for (const auto& item : ticket.items) {
            if (item.voided) continue;
            MOSTRADOR_TRY(sum, base::add(sums[item.name], item.quantity));
            sums[item.name] = sum;
        }
    }
    std::vector<Count> counts;
    for (auto& [name, quantity] : sums)
        counts.push_back({name, quantity});
    std::ranges::stable_sort(counts, std::greater{}, &Count::quantity);
    return counts;
}

std::optional<std::int64_t> average_of(const Id& station, const std::vector<Row>& rows) {
    std::int64_t sum = 0, count = 0;
    for (const auto& row : rows) {
        if (row.station != station) continue;
        sum += *row.ready_at - row.fired_at;
        ++count;
    }
    if (count == 0) return std::nullopt;
    return sum / count / kSecond;
}

Result<std::vector<StationView>> stations_of(Context& context) {
    std::vector<StationView> stations;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, name, warn, late FROM station WHERE stamp > 0 AND active = 1 AND branch = ?1 "
        "ORDER BY position, name, id",
        branch_of(context), [&](const store::Row& row) {
            stations.push_back({.id = row.id(0),
                                .name = row.get<std::string>(1),
                                .warn = row.integer(2),
                                .late = row.integer(3)});
        }));
    return stations;
}

/// What a station's open tickets say of it.
void count_open(const std::vector<Ticket>& open, std::int64_t now_us, StationView& station) {
    for (const auto& ticket : open) {
        if (ticket.station != station.id) continue;
        ++station.open;
        const auto age = now_us - ticket.fired_at;
        if (station.late > 0 && age >= station.late * kMinute) ++station.overdue;
        if (!station.oldest || ticket.fired_at < *station.oldest) station.oldest = ticket.fired_at;
    }
}

Result<Queue> queue(Context& context, const Ask& request) {
    MOSTRADOR_TRY(stations, stations_of(context));
    MOSTRADOR_TRY(open_rows, cooking(context));
    MOSTRADOR_TRY(made_rows, made(context));
    MOSTRADOR_TRY(open, tickets_of(context, open_rows));
    MOSTRADOR_TRY(done, tickets_of(context, made_rows));
    for (auto& station : stations) {
        count_open(open, context.now_us, station);
        station.average = average_of(station.id, made_rows);
    }
    if (request.station) {
        const auto elsewhere = [&](const Ticket& ticket) {
            return ticket.station != *request.station;
        };
        std::erase_if(open, elsewhere);
        std::erase_if(done, elsewhere);
    }
    if (done.size() > kRecallable) done.resize(kRecallable);
    MOSTRADOR_TRY(counts, count_all(open));
    return Queue{std::move(stations), std::move(open), std::move(counts), std::move(done)};
}

Result<Plan> plan(Context& context, const command::Nothing&) {
    Plan plan;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, name, code, position, warn, late FROM station WHERE stamp > 0 AND active = 1 "
        "AND branch = ?1 ORDER BY position, name, id",
        branch_of(context), [&](const store::Row& row) {
            plan.stations.push_back({.id = row.id(0),
                                     .name = row.get<std::string>(1),
                                     .code = row.get<std::string>(2),
                                     .position = row.integer(3),
                                     .warn = row.integer(4),
                                     .late = row.integer(5),
                                     .active = true});
        }));
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, station FROM station_route WHERE stamp > 0", [&](const store::Row& row) {
            plan.routes.push_back({.id = row.id(0), .station = row.id(1)});
        }));
    return plan;
}

Status check(const StationRow& row) {
    constexpr std::size_t kMostName = 40;
    constexpr std::int64_t kMostMinutes = 600;
    const bool fits = !(row.name && (row.name->empty() || row.name->size() > kMostName)) &&
                      !(row.code && row.code->size() > kMostName);
    if (!fits) return base::fail(base::Code::input_out_of_range, {{"field", "name"}});
    const auto warn = row.warn.value_or(0), late = row.late.value_or(0);
    if (warn < 0 || late < 0 || warn > kMostMinutes || late > kMostMinutes)
        return base::fail(base::Code::input_out_of_range, {{"field", "late"}});
    return {};
}

template <class Row>
Status prepare(Context& context, std::string_view sql, Row& row) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(sql, row.id));
    row.create.reset();
    if (!known) row.create = true;
    return {};
}

Result<Plan> put(Context& context, Plan change) {
    for (auto& row : change.stations) {
        MOSTRADOR_CHECK(check(row));
        MOSTRADOR_CHECK(prepare(context, "SELECT 1 FROM station WHERE id = ?1 AND stamp > 0", row));
        row.branch.reset();
        if (!row.create) continue;
        row.branch = branch_of(context);
        row.active = row.active.value_or(true);
        if (!row.code || row.code->empty()) row.code = row.name;
    }
    for (auto& row : change.routes)
        MOSTRADOR_CHECK(
            prepare(context, "SELECT 1 FROM station_route WHERE id = ?1 AND stamp > 0", row));
    const auto person = context.person->id;
    if (!change.stations.empty())
        MOSTRADOR_CHECK(context.log.append(person, StationsPut{{std::move(change.stations)}}));
    if (!change.routes.empty())
        MOSTRADOR_CHECK(context.log.append(person, RoutesPut{{std::move(change.routes)}}));
    context.touch("floor");
    context.touch("sync");
    return plan(context, {});
}

}  // namespace

Result<std::vector<StationView>> stations_now(Context& context) {
    MOSTRADOR_TRY(now, queue(context, {}));
    return std::move(now.stations);
}

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    return {
        command::command<Ask, Queue>("kitchen.queue", {person, query, Permission::prepare_orders},
                                     queue),
        command::command<command::Nothing, Plan>("kitchen.stations", {enrolled, query}, plan),
        command::command<Plan, Plan>("kitchen.put", {person, durable, Permission::edit_floor}, put),
    };
}

}  // namespace mostrador::kitchen
