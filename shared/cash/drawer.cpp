#include "cash/drawer.hpp"

namespace mostrador::cash {
namespace {

/// Of two sessions that devices apart had open together the one opened last is told, as the till
/// itself would take it.
constexpr std::string_view kSession =
    "SELECT s.id, coalesce(p.name, ''), s.opened_at, s.opening_float FROM register_session s "
    "LEFT JOIN person p ON p.id = s.opened_by WHERE s.register = ?1 AND s.opened_at <= ?2 "
    "AND (s.closed_at IS NULL OR s.closed_at > ?2) ORDER BY s.opened_at DESC LIMIT 1";
constexpr std::string_view kReceipts =
    "SELECT count(*) FILTER (WHERE r.mark IS NOT 'no_revenue'), coalesce(sum(r.total) FILTER "
    "(WHERE r.mark IS NOT 'no_revenue'), 0), coalesce(sum((SELECT sum(p.amount) FROM payment p "
    "WHERE p.receipt = r.id AND p.method = 'cash')), 0) FROM receipt r "
    "WHERE r.session = ?1 AND r.at <= ?2 AND r.mark IS NOT 'test'";
constexpr std::string_view kMoved =
    "SELECT coalesce(sum(amount), 0) FROM cash_movement WHERE session = ?1 AND at <= ?2";

}  // namespace

base::Result<DrawerView> drawer_at(store::Database& database, const base::Id& register_id,
                                   std::int64_t at_us) {
    DrawerView view{.at_us = at_us, .session = {}, .opened_by = {}};
    MOSTRADOR_CHECK(database.each(kSession, register_id, at_us, [&](const store::Row& row) {
        view.session = row.id(0);
        view.opened_by = row.get<std::string>(1);
        view.opened_at = row.integer(2);
        view.opening_float = row.integer(3);
    }));
    if (!view.session) return view;
    MOSTRADOR_CHECK(database.each(kReceipts, *view.session, at_us, [&](const store::Row& row) {
        view.receipts = row.integer(0);
        view.sales = row.integer(1);
        view.cash = row.integer(2);
    }));
    MOSTRADOR_CHECK(database.each(kMoved, *view.session, at_us,
                                  [&](const store::Row& row) { view.moved = row.integer(0); }));
    view.cash += view.opening_float + view.moved;
    return view;
}

}  // namespace mostrador::cash
