#include "cash/session.hpp"

#include <algorithm>

namespace mostrador::cash {
namespace {

using base::Status;
using payments::Method;

// PRICE-5, in the queries below. Revenue is neither what was only tried (`test`) nor what left
// without being sold (`no_revenue`); only a test moves no money. A courtesy is worth what it cost:
// nothing, or its fixed taxes.

MethodReport& method_row(SessionReport& report, Method method) {
    const auto found = std::ranges::find(report.by_method, method, &MethodReport::method);
    if (found != report.by_method.end()) return *found;
    return report.by_method.emplace_back(MethodReport{.method = method});
}

Method method_named(std::string_view name) {
    return base::enum_value<Method>(name).value_or(Method::cash);
}

/// Cash and card always, the others once they were used.
Status add_methods(store::Database& database, SessionReport& report) {
    method_row(report, Method::cash).expected = report.session.opening_float;
    method_row(report, Method::card);
    MOSTRADOR_CHECK(database.each(
        "SELECT p.method, sum(p.amount), count(*) FROM receipt r JOIN payment p ON p.receipt = "
        "r.id "
        "WHERE r.session = ?1 AND r.mark IS NOT 'test' GROUP BY p.method ORDER BY p.method",
        report.session.id, [&](const store::Row& sums) {
            auto& row = method_row(report, method_named(sums.text(0)));
            row.expected += sums.integer(1);
            row.count = sums.integer(2);
        }));
    for (const auto& movement : *report.movements)
        report.by_method.front().expected += movement.amount;
    return {};
}

/// What was counted, for a session that was closed before its Z carried the whole report.
Status add_counts(store::Database& database, SessionReport& report) {
    return database.each("SELECT method, expected, counted FROM session_count WHERE session = ?1",
                         report.session.id, [&](const store::Row& count) {
                             auto& row = method_row(report, method_named(count.text(0)));
                             row.expected = count.integer(1);
                             row.counted = count.integer(2);
                             row.difference = count.integer(2) - count.integer(1);
                         });
}

Status add_movements(store::Database& database, SessionReport& report) {
    report.movements.emplace();
    return database.each(
        "SELECT m.at, coalesce(p.name, ''), m.amount, m.reason FROM cash_movement m "
        "LEFT JOIN person p ON p.id = m.person WHERE m.session = ?1 ORDER BY m.at, m.sequence, "
        "m.id",
        report.session.id, [&](const store::Row& row) {
            report.movements->push_back(
                {row.integer(0), row.get<std::string>(1), row.integer(2), row.get<std::string>(3)});
        });
}

Status add_taxes(store::Database& database, SessionReport& report) {
    return database.each(
        "SELECT t.name, t.rate, sum(t.base), sum(t.amount) FROM receipt r "
        "JOIN receipt_tax t ON t.receipt = r.id WHERE r.session = ?1 AND r.mark IS NOT 'test' "
        "AND r.mark IS NOT 'no_revenue' GROUP BY t.code, t.name, t.rate ORDER BY t.name, t.rate",
        report.session.id, [&](const store::Row& row) {
            report.taxes.push_back(
                {row.get<std::string>(0), row.decimal(1), row.integer(2), row.integer(3)});
        });
}

/// Sums over the receipts themselves.
Status add_sums(store::Database& database, SessionReport& report) {
    MOSTRADOR_CHECK(database.each(
        "SELECT coalesce(sum(r.total) FILTER (WHERE r.original IS NOT NULL AND r.mark IS NOT "
        "'test' "
        "AND r.mark IS NOT 'no_revenue'), 0), count(r.original), coalesce(sum(r.tip) FILTER (WHERE "
        "r.mark IS NOT 'test'), 0), "
        "coalesce(sum(r.rounding) FILTER (WHERE r.mark IS NOT 'test'), 0), count(r.mark), "
        "coalesce(sum(r.discount) FILTER (WHERE r.mark IS NULL), 0) "
        "FROM receipt r WHERE r.session = ?1",
        report.session.id, [&](const store::Row& row) {
            report.refunds = row.integer(0);
            report.refund_count = row.integer(1);
            report.tips = row.integer(2);
            report.rounding = row.integer(3);
            report.marked = row.integer(4);
            report.discounts = row.integer(5);
        }));
    return database.each(
        "SELECT coalesce(sum(l.discount), 0) FROM receipt r JOIN receipt_line l "
        "ON l.receipt = r.id WHERE r.session = ?1 AND r.mark IS NULL",
        report.session.id, [&](const store::Row& row) { *report.discounts += row.integer(0); });
}

Status add_range(store::Database& database, SessionReport& report) {
    const auto number = [&](std::string_view sql, std::optional<std::string>& out) -> Status {
        MOSTRADOR_TRY(found, database.one<std::string>(sql, report.session.id));
        out = std::move(found);
        return {};
    };
    MOSTRADOR_CHECK(
        number("SELECT number_text FROM receipt WHERE session = ?1 "
               "AND original IS NULL ORDER BY number LIMIT 1",
               report.first));
    return number(
        "SELECT number_text FROM receipt WHERE session = ?1 AND original IS NULL "
        "ORDER BY number DESC LIMIT 1",
        report.last);
}

/// Everything of the session that is known now: the X.
base::Result<SessionReport> live_report(store::Database& database, const SessionView& view) {
    SessionReport report{.session = view, .sales = view.sales, .receipts = view.receipts};
    MOSTRADOR_CHECK(add_movements(database, report));
    MOSTRADOR_CHECK(add_methods(database, report));
    MOSTRADOR_CHECK(add_taxes(database, report));
    MOSTRADOR_CHECK(add_sums(database, report));
    MOSTRADOR_CHECK(add_range(database, report));
    return report;
}

/// A fact is late when its device had not yet got so far for the closing's author.
constexpr std::string_view kLateReceipts =
    "SELECT count(*), coalesce(sum(r.total) FILTER (WHERE r.mark IS NOT 'test' "
    "AND r.mark IS NOT 'no_revenue'), 0), coalesce(sum((SELECT sum(p.amount) FROM payment p WHERE "
    "p.receipt = r.id "
    "AND p.method = 'cash')) FILTER (WHERE r.mark IS NOT 'test'), 0) FROM receipt r "
    "WHERE r.session = ?1 AND r.sequence > coalesce((SELECT sequence FROM session_seen s "
    "WHERE s.session = ?1 AND s.device = r.device), 0)";
constexpr std::string_view kLateMovements =
    "SELECT count(*), coalesce(sum(m.amount), 0) FROM cash_movement m WHERE m.session = ?1 "
    "AND m.sequence > coalesce((SELECT sequence FROM session_seen s WHERE s.session = ?1 "
    "AND s.device = m.device), 0)";

base::Result<std::optional<Addendum>> addendum_of(store::Database& database,
                                                  const base::Id& session) {
    Addendum late;
    std::int64_t movements = 0;
    MOSTRADOR_CHECK(database.each(kLateReceipts, session, [&](const store::Row& row) {
        late = {row.integer(0), row.integer(1), row.integer(2)};
    }));
    MOSTRADOR_CHECK(database.each(kLateMovements, session, [&](const store::Row& row) {
        movements = row.integer(0);
        late.cash += row.integer(1);
    }));
    if (late.receipts + movements == 0) return std::nullopt;
    return late;
}

/// A session's closing as its row tells it.
struct Closing {
    std::int64_t closed_at = 0;
    std::int64_t number = 0;
    std::int64_t receipts = 0;
    std::int64_t sales = 0;
    std::optional<std::string> report;
};

base::Result<std::optional<Closing>> closing_of(store::Database& database,
                                                const base::Id& session) {
    std::optional<Closing> closing;
    MOSTRADOR_CHECK(
        database.each("SELECT closed_at, number, receipts, sales, report FROM register_session "
                      "WHERE id = ?1 AND closed_at IS NOT NULL",
                      session, [&](const store::Row& row) {
                          closing = Closing{row.integer(0), row.integer(1), row.integer(2),
                                            row.integer(3), row.get<std::optional<std::string>>(4)};
                      }));
    return closing;
}

/// The Z that was stored, with what came to light since.
base::Result<SessionReport> stored_report(store::Database& database, const base::Id& session,
                                          std::string_view text) {
    const auto json = base::Json::parse(text, nullptr, false);
    MOSTRADOR_TRY(report, (base::decode<base::Form::text, SessionReport>(json)));
    MOSTRADOR_TRY(addendum, addendum_of(database, session));
    report.addendum = addendum;
    return report;
}

}  // namespace

base::Result<std::optional<base::Id>> open_session(store::Database& database,
                                                   const base::Id& register_id) {
    // max() brings the row it was found in, without a sort; without rows it brings one of nulls.
    MOSTRADOR_TRY(latest, (database.one<std::optional<base::Id>, std::optional<std::int64_t>>(
                              "SELECT id, max(opened_at) FROM register_session WHERE register = ?1 "
                              "AND closed_at IS NULL AND opened_at IS NOT NULL",
                              register_id)));
    return latest ? std::get<0>(*latest) : std::nullopt;
}

base::Result<std::optional<SessionView>> session_view(store::Database& database,
                                                      const base::Id& session) {
    std::optional<SessionView> view;
    MOSTRADOR_CHECK(database.each(
        "SELECT s.register, s.opened_at, coalesce(p.name, ''), s.opening_float, s.day "
        "FROM register_session s LEFT JOIN person p ON p.id = s.opened_by "
        "WHERE s.id = ?1 AND s.opened_at IS NOT NULL",
        session, [&](const store::Row& row) {
            view = SessionView{.id = session,
                               .register_id = row.id(0),
                               .opened_at = row.integer(1),
                               .opened_by = row.get<std::string>(2),
                               .opening_float = row.integer(3),
                               .day = row.get<std::optional<std::string>>(4)};
        }));
    if (!view) return std::nullopt;
    MOSTRADOR_CHECK(database.each(
        "SELECT count(*), coalesce(sum(r.total), 0) FROM receipt r "
        "WHERE r.session = ?1 AND r.mark IS NOT 'test' AND r.mark IS NOT 'no_revenue'",
        session, [&](const store::Row& row) {
            view->receipts = row.integer(0);
            view->sales = row.integer(1);
        }));
    return view;
}

base::Result<SessionReport> session_report(store::Database& database, const base::Id& session) {
    MOSTRADOR_TRY(view, session_view(database, session));
    if (!view) return base::fail(base::Code::cash_session_not_open);
    MOSTRADOR_TRY(closing, closing_of(database, session));
    if (!closing) return live_report(database, *view);
    auto report = closing->report ? stored_report(database, session, *closing->report)
                                  : live_report(database, *view);
    if (!report) return report;
    if (!closing->report) {
        report->receipts = closing->receipts;
        report->sales = closing->sales;
        MOSTRADOR_CHECK(add_counts(database, *report));
    }
    report->closed_at = closing->closed_at;
    report->number = closing->number;
    return report;
}

namespace {

/// The last of each device in each session comes from the index alone; a session that was closed
/// before closings said what they had seen has no late facts.
constexpr std::string_view kSessionsWithLate =
    "SELECT s.id, s.closed_at, s.number FROM register_session s WHERE s.closed_at IS NOT NULL "
    "AND s.id IN (SELECT f.session FROM (SELECT session, device, max(sequence) AS last "
    "FROM receipt GROUP BY session, device UNION ALL SELECT session, device, sequence "
    "FROM cash_movement) f WHERE f.last > coalesce((SELECT n.sequence FROM session_seen n "
    "WHERE n.session = f.session AND n.device = f.device), 0)) "
    "AND EXISTS (SELECT 1 FROM session_seen n WHERE n.session = s.id) ORDER BY s.closed_at, s.id";

constexpr std::string_view kLateSides =
    "SELECT 'closing' AS role, s.id AS document, CAST(s.number AS TEXT) AS number, "
    "s.closed_at AS at, s.closed_by AS person, NULL AS device, s.id AS session, s.sales AS amount, "
    "NULL AS quantity FROM task t JOIN register_session s ON s.id = t.subject "
    "UNION ALL SELECT 'late', r.id, r.number_text, r.at, r.person, r.device, r.session, r.total, "
    "NULL FROM task t JOIN receipt r ON r.session = t.subject WHERE r.sequence > coalesce("
    "(SELECT n.sequence FROM session_seen n WHERE n.session = r.session AND n.device = r.device), "
    "0) "
    "UNION ALL SELECT 'moved', m.id, m.reason, m.at, m.person, m.device, m.session, m.amount, NULL "
    "FROM task t JOIN cash_movement m ON m.session = t.subject WHERE m.sequence > coalesce("
    "(SELECT n.sequence FROM session_seen n WHERE n.session = m.session AND n.device = m.device), "
    "0)";

constexpr std::string_view kTwinSides =
    "SELECT 'closing' AS role, s.id AS document, CAST(s.number AS TEXT) AS number, "
    "s.closed_at AS at, s.closed_by AS person, s.device, s.id AS session, s.sales AS amount, "
    "NULL AS quantity FROM task t JOIN register_session o ON o.id = t.subject "
    "JOIN register_session s ON s.register = o.register AND s.number = o.number "
    "AND s.closed_at IS NOT NULL WHERE t.detail IS NOT NULL";

}  // namespace

base::Result<std::vector<tasks::Found>> late_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(kSessionsWithLate, [&](const store::Row& row) -> Status {
        MOSTRADOR_TRY(late, addendum_of(database, row.id(0)));
        if (!late) return {};
        found.push_back({"late_facts",
                         row.id(0),
                         row.integer(1),
                         {{"number", std::to_string(row.integer(2))},
                          {"receipts", std::to_string(late->receipts)},
                          {"amount", std::to_string(late->sales)}}});
        return {};
    }));
    return found;
}

tasks::Source late_source() {
    return {late_tasks,
            {{.name = "late_facts",
              .detail = {},
              .sides = kLateSides,
              .choices = {"counted", "written_off"}}}};
}

base::Result<std::vector<tasks::Found>> twin_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT min(id), max(closed_at), number, count(*) FROM register_session "
        "WHERE closed_at IS NOT NULL AND register IS NOT NULL GROUP BY register, number "
        "HAVING count(*) > 1 ORDER BY register, number",
        [&](const store::Row& row) {
            found.push_back({"z_twice",
                             row.id(0),
                             row.integer(1),
                             {{"number", std::to_string(row.integer(2))},
                              {"count", std::to_string(row.integer(3))}}});
        }));
    return found;
}

tasks::Source twin_source() {
    return {
        twin_tasks,
        {{.name = "z_twice", .detail = {}, .sides = kTwinSides, .choices = {"told", "no_effect"}}}};
}

}  // namespace mostrador::cash
