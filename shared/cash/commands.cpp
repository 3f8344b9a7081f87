#include "staff/commands.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "cash/operations.hpp"
#include "cash/session.hpp"
#include "organization/licence.hpp"
#include "organization/queries.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::cash {
namespace {

using base::Code;
using command::Context;

struct Open {
    std::int64_t opening_float = 0;
    base::Id command_id;  ///< becomes the session's id: opening twice by accident opens once

    static constexpr auto fields() {
        return base::fields(base::field("openingFloat", &Open::opening_float),
                            base::field("commandId", &Open::command_id));
    }
};

struct CountedAmount {
    payments::Method method = payments::Method::cash;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        return base::fields(base::field("method", &CountedAmount::method),
                            base::field("amount", &CountedAmount::amount));
    }
};

struct Close {
    base::Id session;
    std::vector<CountedAmount> counted;
    std::optional<std::vector<Pieces>> pieces;  ///< the cash, instead of its sum in `counted`
    std::optional<std::string> notes;

    static constexpr auto fields() {
        return base::fields(
            base::field("session", &Close::session), base::field("counted", &Close::counted),
            base::field("pieces", &Close::pieces), base::field("notes", &Close::notes));
    }
};

enum class Direction : std::uint8_t { in, out, open };

}  // namespace
}  // namespace mostrador::cash

template <>
struct mostrador::base::EnumNames<mostrador::cash::Direction> {
    using enum mostrador::cash::Direction;
    static constexpr std::array names{
        std::pair{in, std::string_view("in")},
        std::pair{out, std::string_view("out")},
        std::pair{open, std::string_view("open")},
    };
};

namespace mostrador::cash {
namespace {

/// CASH-2: paid in or out with a reason, or only the drawer opened.
struct Move {
    base::Id movement;  ///< made by who asks: asking twice by accident moves once
    Direction direction = Direction::in;
    std::int64_t amount = 0;
    std::string reason;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = Move;
        return base::fields(base::field("movement", &T::movement),
                            base::field("direction", &T::direction),
                            base::field("amount", &T::amount), base::field("reason", &T::reason),
                            base::field("approval", &T::approval));
    }
};

struct CountPieces {
    std::vector<Pieces> pieces;

    static constexpr auto fields() {
        return base::fields(base::field("pieces", &CountPieces::pieces));
    }
};

/// What was counted so far. `values` are the notes and coins of the currency, largest first.
struct CountView {
    std::int64_t total = 0;
    std::vector<std::int64_t> values;

    static constexpr auto fields() {
        return base::fields(base::field("total", &CountView::total),
                            base::field("values", &CountView::values));
    }
};

struct One {
    base::Id session;

    static constexpr auto fields() { return base::fields(base::field("session", &One::session)); }
};

struct ClosedSession {
    static constexpr std::string_view kType = "ClosedSession";
    base::Id id;
    std::int64_t number = 0;
    std::int64_t closed_at = 0;
    std::string register_name;
    std::string day;
    std::int64_t sales = 0;
    bool late = false;  ///< it has an addendum

    static constexpr auto fields() {
        using T = ClosedSession;
        return base::fields(base::field("id", &T::id), base::field("number", &T::number),
                            base::field("closedAt", &T::closed_at),
                            base::field("register", &T::register_name), base::field("day", &T::day),
                            base::field("sales", &T::sales), base::field("late", &T::late));
    }
};

struct ClosedSessions {
    std::vector<ClosedSession> sessions;

    static constexpr auto fields() {
        return base::fields(base::field("sessions", &ClosedSessions::sessions));
    }
};

/// Closings that are listed.
constexpr std::int64_t kMostListed = 100;
constexpr std::size_t kMostReason = 200;
constexpr std::int64_t kMaxAmount = 1'000'000'000'000;
/// Who opens the register before five in the morning still works the evening before.
constexpr std::int64_t kDayStartsUs = 5LL * 3600 * 1'000'000;

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

base::Result<base::Id> register_of(const Context& context) {
    if (!context.identity->register_id) return base::fail(Code::device_not_enrolled);
    return *context.identity->register_id;
}

base::Result<SessionView> view_of(Context& context, const base::Id& session) {
    MOSTRADOR_TRY(view, session_view(context.database, session));
    if (!view) return base::fail(Code::cash_session_not_open);
    return *view;
}

base::Result<std::string> business_day(Context& context) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(local, organization::local_time(tenant.time_zone, context.now_us - kDayStartsUs));
    const auto& date = local.date;
    return base::concat(static_cast<int>(date.year()), "-",
                        base::padded(static_cast<unsigned>(date.month()), 2), "-",
                        base::padded(static_cast<unsigned>(date.day()), 2));
}

base::Result<SessionView> open(Context& context, const Open& request) {
    if (request.opening_float < 0) return out_of_range("openingFloat");
    MOSTRADOR_TRY(register_id, register_of(context));
    MOSTRADOR_TRY(known, session_view(context.database, request.command_id));
    if (known) return *known;
    MOSTRADOR_TRY(current, open_session(context.database, register_id));
    if (current) return base::fail(Code::cash_session_already_open, {{"session", current->text()}});
    MOSTRADOR_CHECK(organization::check_licence(context));
    MOSTRADOR_TRY(day, business_day(context));
    const SessionOpened opened{request.command_id, register_id, request.opening_float, day};
    MOSTRADOR_CHECK(context.log.append(context.person->id, opened));
    context.touch("session");
    return view_of(context, request.command_id);
}

base::Result<SessionReport> report(Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(register_id, register_of(context));
    MOSTRADOR_TRY(current, open_session(context.database, register_id));
    if (!current) return base::fail(Code::cash_session_not_open);
    return session_report(context.database, *current);
}

/// The Z's number: the register's closings count from 1 without a gap.
base::Result<std::int64_t> next_number(store::Database& database, const base::Id& register_id) {
    MOSTRADOR_TRY(
        last, database.one<std::int64_t>("SELECT coalesce(max(number), 0) FROM register_session "
                                         "WHERE register = ?1",
                                         register_id));
    return last.value_or(0) + 1;
}

base::Result<std::int64_t> sum_of(const std::vector<Pieces>& pieces) {
    std::int64_t sum = 0;
    for (const auto& each : pieces) {
        if (each.count < 0 || each.value < 0) return out_of_range("pieces");
        MOSTRADOR_TRY(value, base::checked_multiply(each.value, each.count));
        MOSTRADOR_TRY(total, base::checked_add(sum, value));
        sum = total;
    }
    return sum;
}

base::Result<CountView> count(Context& context, const CountPieces& request) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(total, sum_of(request.pieces));
    return CountView{total, payments::denominations(tenant.currency.name())};
}

/// What was counted; cash that nobody counted is missing, of the rest the terminal's word counts.
base::Result<std::int64_t> counted_of(const Close& request, const MethodReport& method) {
    const bool cash = method.method == payments::Method::cash;
    if (cash && request.pieces) return sum_of(*request.pieces);
    for (const auto& each : request.counted) {
        if (each.method == method.method) return each.amount;
    }
    return cash ? 0 : method.expected;
}

/// What this closing has seen: all of this device, of the others what they did in the session.
base::Result<std::vector<Seen>> seen_by(Context& context, const base::Id& session) {
    MOSTRADOR_TRY(head, context.log.head(context.identity->device));
    std::vector<Seen> seen{{context.identity->device, head.sequence}};
    MOSTRADOR_CHECK(context.database.each(
        "SELECT device, max(sequence) FROM (SELECT device, sequence FROM receipt "
        "WHERE session = ?1 UNION ALL SELECT device, sequence FROM cash_movement "
        "WHERE session = ?1) WHERE device <> ?2 GROUP BY device ORDER BY device",
        session, context.identity->device,
        [&](const store::Row& row) { seen.push_back({row.id(0), row.integer(1)}); }));
    return seen;
}

base::Result<SessionReport> close(Context& context, const Close& request) {
    for (const auto& each : request.counted) {
        if (each.amount < 0) return out_of_range("counted");
    }
    MOSTRADOR_TRY(register_id, register_of(context));
    MOSTRADOR_TRY(report, session_report(context.database, request.session));
    if (report.closed_at) return report;
    if (report.session.register_id != register_id) return base::fail(Code::cash_session_not_open);
    MOSTRADOR_TRY(number, next_number(context.database, register_id));
    SessionClosed closed{.session = request.session,
                         .number = number,
                         .receipts = report.receipts,
                         .sales = report.sales,
                         .counts = {},
                         .notes = request.notes.value_or("")};
    for (auto& method : report.by_method) {
        MOSTRADOR_TRY(counted, counted_of(request, method));
        method.counted = counted;
        method.difference = counted - method.expected;
        closed.counts.push_back({method.method, method.expected, counted});
    }
    report.pieces = request.pieces;
    report.closed_by = context.person->name;
    report.notes = request.notes;
    MOSTRADOR_TRY(seen, seen_by(context, request.session));
    closed.seen = std::move(seen);
    closed.report = base::encode<base::Form::text>(report).dump();
    MOSTRADOR_CHECK(context.log.append(context.person->id, closed));
    context.touch("session");
    return session_report(context.database, request.session);
}

/// Opening the drawer for nothing is more delicate than putting money in or taking it out for a
/// reason: it leaves no trace in the sums.
base::Result<SessionReport> move(Context& context, const Move& request) {
    const bool open = request.direction == Direction::open;
    const bool fits = open ? request.amount == 0 : request.amount > 0;
    if (!fits || request.amount > kMaxAmount) return out_of_range("amount");
    if (request.reason.size() > kMostReason) return out_of_range("reason");
    if (request.reason.empty() && !open) {
        return base::fail(Code::input_missing, {{"field", "reason"}});
    }
    MOSTRADOR_TRY(register_id, register_of(context));
    MOSTRADOR_TRY(session, open_session(context.database, register_id));
    if (!session) return base::fail(Code::cash_session_not_open);
    MOSTRADOR_TRY(known, context.database.one<base::Id>(
                             "SELECT id FROM cash_movement WHERE id = ?1", request.movement));
    if (known) return session_report(context.database, *session);
    MOSTRADOR_TRY(
        by, staff::authorise(context,
                             open ? staff::Permission::open_drawer : staff::Permission::move_cash,
                             request.approval));
    const auto amount = request.direction == Direction::out ? -request.amount : request.amount;
    MOSTRADOR_CHECK(context.log.append(
        context.person->id, CashMoved{request.movement, *session, amount, request.reason, by}));
    context.touch("session");
    return session_report(context.database, *session);
}

base::Result<SessionReport> one(Context& context, const One& request) {
    return session_report(context.database, request.session);
}

base::Result<ClosedSessions> closed_sessions(Context& context, const command::Nothing&) {
    ClosedSessions out;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT s.id, s.number, s.closed_at, coalesce(r.name, ''), coalesce(s.day, ''), s.sales "
        "FROM register_session s LEFT JOIN register r ON r.id = s.register "
        "WHERE s.closed_at IS NOT NULL ORDER BY s.closed_at DESC, s.id LIMIT ?1",
        kMostListed, [&](const store::Row& row) {
            out.sessions.push_back({row.id(0), row.integer(1), row.integer(2),
                                    row.get<std::string>(3), row.get<std::string>(4),
                                    row.integer(5)});
        }));
    MOSTRADOR_TRY(late, late_tasks(context.database));
    for (const auto& each : late) {
        const auto found = std::ranges::find(out.sessions, each.subject, &ClosedSession::id);
        if (found != out.sessions.end()) found->late = true;
    }
    return out;
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    return {
        command::command<Open, SessionView>("cash.open",
                                            {person, durable, Permission::open_register}, open),
        command::command<command::Nothing, SessionReport>(
            "cash.report", {person, query, Permission::see_register_report}, report),
        command::command<Close, SessionReport>(
            "cash.close", {person, durable, Permission::close_register}, close),
        command::command<CountPieces, CountView>(
            "cash.count", {person, query, Permission::close_register}, count),
        command::command<Move, SessionReport>("cash.move", {person, durable, Permission::sell},
                                              move),
        command::command<One, SessionReport>("cash.session",
                                             {person, query, Permission::see_register_report}, one),
        command::command<command::Nothing, ClosedSessions>(
            "cash.sessions", {person, query, Permission::see_register_report}, closed_sessions),
    };
}

}  // namespace mostrador::cash
