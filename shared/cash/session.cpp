#include "cash/session.hpp"

namespace mostrador::cash {
namespace {

using base::Status;
using payments::Method;

Status add_methods(store::Database& database, SessionReport& report) {
    for (const auto& [method, name] : base::EnumNames<Method>::names) {
        MethodReport row{.method = method};
        if (method == Method::cash) row.expected = report.session.opening_float;
        MOSTRADOR_CHECK(database.each(
            "SELECT coalesce(sum(p.amount), 0), count(*) FROM receipt r "
            "JOIN payment p ON p.receipt = r.id WHERE r.session = ?1 AND p.method = ?2",
            report.session.id, name, [&](const store::Row& sums) {
                row.expected += sums.integer(0);
                row.count = sums.integer(1);
            }));
        MOSTRADOR_CHECK(database.each(
            "SELECT expected, counted FROM session_count WHERE session = ?1 AND method = ?2",
            report.session.id, name, [&](const store::Row& count) {
                row.expected = count.integer(0);
                row.counted = count.integer(1);
                row.difference = count.integer(1) - count.integer(0);
            }));
        report.by_method.push_back(row);
    }
    return {};
}

Status add_taxes(store::Database& database, SessionReport& report) {
    return database.each(
        "SELECT t.name, t.rate, sum(t.base), sum(t.amount) FROM receipt r "
        "JOIN receipt_tax t ON t.receipt = r.id WHERE r.session = ?1 "
        "GROUP BY t.code, t.name, t.rate ORDER BY t.name, t.rate",
        report.session.id, [&](const store::Row& row) {
            report.taxes.push_back(
                {row.get<std::string>(0), row.decimal(1), row.integer(2), row.integer(3)});
        });
}

Status add_range(store::Database& database, SessionReport& report) {
    const auto number = [&](std::string_view sql, std::optional<std::string>& out) -> Status {
        MOSTRADOR_TRY(found, database.one<std::string>(sql, report.session.id));
        out = std::move(found);
        return {};
    };
    MOSTRADOR_CHECK(
        number("SELECT number_text FROM receipt WHERE session = ?1 ORDER BY number LIMIT 1",
               report.first));
    return number("SELECT number_text FROM receipt WHERE session = ?1 ORDER BY number DESC LIMIT 1",
                  report.last);
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
    MOSTRADOR_CHECK(
        database.each("SELECT s.register, s.opened_at, coalesce(p.name, ''), s.opening_float "
                      "FROM register_session s LEFT JOIN person p ON p.id = s.opened_by "
                      "WHERE s.id = ?1 AND s.opened_at IS NOT NULL",
                      session, [&](const store::Row& row) {
                          view = SessionView{session, row.id(0), row.integer(1),
                                             row.get<std::string>(2), row.integer(3)};
                      }));
    if (!view) return std::nullopt;
    MOSTRADOR_CHECK(
        database.each("SELECT count(*), coalesce(sum(total), 0) FROM receipt WHERE session = ?1",
                      session, [&](const store::Row& row) {
                          view->receipts = row.integer(0);
                          view->sales = row.integer(1);
                      }));
    return view;
}

base::Result<SessionReport> session_report(store::Database& database, const base::Id& session) {
    MOSTRADOR_TRY(view, session_view(database, session));
    if (!view) return base::fail(base::Code::cash_session_not_open);
    SessionReport report{.session = *view, .sales = view->sales, .receipts = view->receipts};
    MOSTRADOR_CHECK(add_methods(database, report));
    MOSTRADOR_CHECK(add_taxes(database, report));
    MOSTRADOR_CHECK(add_range(database, report));
    MOSTRADOR_CHECK(
        database.each("SELECT closed_at, number, receipts, sales FROM register_session "
                      "WHERE id = ?1 AND closed_at IS NOT NULL",
                      session, [&](const store::Row& row) {
                          report.closed_at = row.integer(0);
                          report.number = row.integer(1);
                          report.receipts = row.integer(2);
                          report.sales = row.integer(3);
                      }));
    return report;
}

}  // namespace mostrador::cash
