#include "cash/operations.hpp"
#include "cash/session.hpp"

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
    std::optional<std::string> notes;

    static constexpr auto fields() {
        return base::fields(base::field("session", &Close::session),
                            base::field("counted", &Close::counted),
                            base::field("notes", &Close::notes));
    }
};

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

base::Result<SessionView> open(Context& context, const Open& request) {
    if (request.opening_float < 0) return out_of_range("openingFloat");
    MOSTRADOR_TRY(register_id, register_of(context));
    MOSTRADOR_TRY(known, session_view(context.database, request.command_id));
    if (known) return *known;
    MOSTRADOR_TRY(current, open_session(context.database, register_id));
    if (current) return base::fail(Code::cash_session_already_open, {{"session", current->text()}});
    const SessionOpened opened{request.command_id, register_id, request.opening_float};
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

std::int64_t counted_of(const Close& request, const MethodReport& method) {
    for (const auto& each : request.counted) {
        if (each.method == method.method) return each.amount;
    }
    return method.method == payments::Method::cash ? 0 : method.expected;
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
    SessionClosed closed{request.session, number, report.receipts,
                         report.sales,    {},     request.notes.value_or("")};
    for (const auto& method : report.by_method) {
        closed.counts.push_back({method.method, method.expected, counted_of(request, method)});
    }
    MOSTRADOR_CHECK(context.log.append(context.person->id, closed));
    context.touch("session");
    return session_report(context.database, request.session);
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
    };
}

}  // namespace mostrador::cash
