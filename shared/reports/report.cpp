#include "reports/report.hpp"

#include <algorithm>
#include <map>

#include "base/concat.hpp"
#include "base/money.hpp"

namespace mostrador::reports {
namespace {

using base::Decimal;
using base::Id;
using base::Result;
using base::Status;

constexpr std::string_view kSold =
    " WHERE r.at >= ?1 AND r.at < ?2 AND r.mark IS NOT 'test' AND r.mark IS NOT 'no_revenue'";
/// Of a bar, of an hour: the full length.
constexpr std::int64_t kThousand = 1000;

/// How the rows of a report come about. The query gives the key (a moment for days and hours), the
/// amount, what counts, and a quantity or a base. Keys that are many and only lead to another are
/// summed up first, and led on once each.
struct Plan {
    std::string_view select;
    std::string_view lead;  ///< the key that a key belongs to; none when empty
    std::string_view name;  ///< of the key; none when empty
};

constexpr std::string_view kOfReceipts = ", r.total, r.original IS NULL, NULL FROM receipt r";

Plan plan_of(By by) {
    switch (by) {
        case By::product:
        case By::category: {
            const bool product = by == By::product;
            return {
                "SELECT l.product, l.total, 1, l.quantity FROM receipt r "
                "JOIN receipt_line l ON l.receipt = r.id",
                product ? "" : "SELECT category FROM product WHERE id = ?1",
                product ? "SELECT coalesce((SELECT name FROM product WHERE id = ?1 AND stamp > "
                          "0), (SELECT name FROM receipt_line WHERE product = ?1 LIMIT 1))"
                        : "SELECT name FROM category WHERE id = ?1"};
        }
        case By::person:
            return {"SELECT r.person", "", "SELECT name FROM person WHERE id = ?1"};
        case By::register_named:
            return {"SELECT r.session", "SELECT register FROM register_session WHERE id = ?1",
                    "SELECT name FROM register WHERE id = ?1"};
        case By::branch:
            return {"SELECT r.session",
                    "SELECT g.branch FROM register_session s JOIN register g ON g.id = s.register "
                    "WHERE s.id = ?1",
                    "SELECT name FROM branch WHERE id = ?1"};
        case By::method:
            return {
                "SELECT p.method, p.amount, 1, NULL FROM receipt r "
                "JOIN payment p ON p.receipt = r.id",
                "", ""};
        case By::tax:
            return {
                "SELECT t.name, t.amount, 1, t.base FROM receipt r "
                "JOIN receipt_tax t ON t.receipt = r.id",
                "", ""};
        default:
            return {"SELECT r.at", "", ""};
    }
}

struct Sums {
    std::int64_t count = 0;
    std::int64_t amount = 0;
    std::int64_t base = 0;
    Decimal quantity;
};

using Groups = std::map<std::string, Sums, std::less<>>;

std::string_view bytes_of(const store::Row& row, int column) {
    const auto bytes = row.blob(column);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Sums& group(Groups& groups, std::string_view key) {
    const auto found = groups.find(key);
    return found != groups.end() ? found->second : groups[std::string(key)];
}

Status add(Sums& sums, const Sums& more) {
    MOSTRADOR_TRY(amount, base::checked_add(sums.amount, more.amount));
    MOSTRADOR_TRY(base, base::checked_add(sums.base, more.base));
    MOSTRADOR_TRY(quantity, base::add(sums.quantity, more.quantity));
    sums = {sums.count + more.count, amount, base, quantity};
    return {};
}

std::string local_key(By by, const LocalClock::Hour& hour) {
    return by == By::day ? date_text(hour.day) : base::padded(hour.hour, 2);
}

Result<Groups> summed(store::Database& database, const Period& period, By by,
                      std::string_view zone) {
    Groups groups;
    LocalClock clock{std::string(zone)};
    const auto plan = plan_of(by);
    const bool by_time = by == By::day || by == By::hour;
    const bool of_goods = by == By::product || by == By::category;
    auto sql = std::string(plan.select);
    if (!plan.select.contains("FROM")) sql += kOfReceipts;
    sql += kSold;
    MOSTRADOR_CHECK(
        database.each(sql, period.from_us, period.to_us, [&](const store::Row& row) -> Status {
            Sums one{row.integer(2), row.integer(1), 0, {}};
            if (of_goods) one.quantity = row.decimal(3);
            if (by == By::tax) one.base = row.integer(3);
            if (!by_time) return add(group(groups, bytes_of(row, 0)), one);
            MOSTRADOR_TRY(hour, clock.hour(row.integer(0)));
            return add(group(groups, local_key(by, hour)), one);
        }));
    return groups;
}

base::ByteView as_blob(std::string_view bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

Result<Groups> led_on(store::Database& database, std::string_view lead, Groups groups) {
    if (lead.empty()) return groups;
    Groups led;
    for (const auto& [key, sums] : groups) {
        MOSTRADOR_TRY(to, database.one<std::optional<base::Bytes>>(lead, as_blob(key)));
        const auto bytes = to.value_or(std::nullopt).value_or(base::Bytes{});
        const std::string_view view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        MOSTRADOR_CHECK(add(group(led, view), sums));
    }
    return led;
}

/// Ids are told as texts.
std::string shown_key(std::string_view key, bool is_id) {
    if (!is_id || key.empty()) return std::string(key);
    const auto id = Id::from_bytes(as_blob(key));
    return id ? id->text() : std::string();
}

Result<Row> row_of(store::Database& database, By by, std::string_view key, const Sums& sums) {
    const auto plan = plan_of(by);
    const bool is_id = !plan.name.empty();
    Row row{.key = shown_key(key, is_id), .count = sums.count, .amount = sums.amount};
    if (by == By::product) row.quantity = sums.quantity.normalized().text();
    if (by == By::tax) row.base = sums.base;
    if (!is_id) {
        if (by == By::tax) row.name = key;
        return row;
    }
    MOSTRADOR_TRY(name, database.one<std::optional<std::string>>(plan.name, as_blob(key)));
    row.name = name.value_or(std::nullopt).value_or("");
    return row;
}

void draw_bars(std::vector<Row>& rows) {
    std::int64_t most = 0;
    for (const auto& row : rows)
        most = std::max(most, row.amount);
    for (auto& row : rows) {
        if (row.amount <= 0) continue;
        const auto bar =
            base::multiply_divide(row.amount, kThousand, most, base::Rounding::half_away);
        row.bar = bar.value_or(kThousand);
    }
}

/// Whether a receipt belongs to the row. ?5 is the row's key.
std::string_view predicate_of(By by) {
    switch (by) {
        case By::product:
            return "EXISTS (SELECT 1 FROM receipt_line l WHERE l.receipt = r.id AND l.product = "
                   "?5)";
        case By::category:
            return "EXISTS (SELECT 1 FROM receipt_line l JOIN product p ON p.id = l.product "
                   "WHERE l.receipt = r.id AND p.category IS ?5)";
        case By::person:
            return "r.person IS ?5";
        case By::register_named:
            return "(SELECT register FROM register_session WHERE id = r.session) IS ?5";
        case By::branch:
            return "(SELECT g.branch FROM register_session s JOIN register g ON g.id = s.register "
                   "WHERE s.id = r.session) IS ?5";
        case By::method:
            return "EXISTS (SELECT 1 FROM payment p WHERE p.receipt = r.id AND p.method = ?5)";
        case By::tax:
            return "EXISTS (SELECT 1 FROM receipt_tax t WHERE t.receipt = r.id AND t.name = ?5)";
        default:
            return "?5 IS NOT NULL";
    }
}

Result<store::Statement> query_behind(store::Database& database, const Period& period,
                                      const Behind& behind) {
    auto sql = database.prepare(
        base::concat("SELECT r.at, r.id FROM receipt r", kSold, " AND (r.at, r.id) < (?3, ?4) AND ",
                     predicate_of(behind.by), " ORDER BY r.at DESC, r.id DESC"));
    if (!sql) return sql;
    const auto bind = [&](const auto& key) {
        return sql->bind(period.from_us, period.to_us, behind.before_us, behind.before_id, key);
    };
    if (plan_of(behind.by).name.empty()) {
        MOSTRADOR_CHECK(bind(behind.key));
    } else if (behind.key.empty()) {
        MOSTRADOR_CHECK(bind(std::optional<Id>()));
    } else {
        MOSTRADOR_TRY(id, Id::parse(behind.key));
        MOSTRADOR_CHECK(bind(id));
    }
    return sql;
}

}  // namespace

Result<Totals> totals(store::Database& database, const Period& period) {
    Totals sums;
    MOSTRADOR_CHECK(database.each(
        base::concat("SELECT coalesce(sum(r.total), 0), count(*) - count(r.original), "
                     "coalesce(sum(r.tax), 0), coalesce(sum(r.total) FILTER (WHERE r.original IS "
                     "NOT NULL), 0), count(r.original), coalesce(sum(r.discount) FILTER (WHERE "
                     "r.mark IS NULL), 0), coalesce(sum(r.tip), 0) FROM receipt r",
                     kSold),
        period.from_us, period.to_us, [&](const store::Row& row) {
            sums = {.sales = row.integer(0),
                    .receipts = row.integer(1),
                    .average = 0,
                    .tax = row.integer(2),
                    .refunds = row.integer(3),
                    .refund_count = row.integer(4),
                    .discounts = row.integer(5),
                    .tips = row.integer(6)};
        }));
    MOSTRADOR_CHECK(database.each(
        "SELECT coalesce(sum(l.discount), 0) FROM receipt_line l CROSS JOIN receipt r "
        "ON r.id = l.receipt WHERE l.discount IS NOT NULL AND r.at >= ?1 AND r.at < ?2 "
        "AND r.mark IS NULL",
        period.from_us, period.to_us,
        [&](const store::Row& row) { sums.discounts += row.integer(0); }));
    if (sums.receipts > 0) {
        MOSTRADOR_TRY(average, base::multiply_divide(sums.sales, 1, sums.receipts,
                                                     base::Rounding::half_away));
        sums.average = average;
    }
    return sums;
}

Result<std::vector<Row>> rows(store::Database& database, const Period& period, By by,
                              std::string_view zone) {
    MOSTRADOR_TRY(first, summed(database, period, by, zone));
    MOSTRADOR_TRY(groups, led_on(database, plan_of(by).lead, std::move(first)));
    std::vector<Row> rows;
    rows.reserve(groups.size());
    for (const auto& [key, sums] : groups) {
        MOSTRADOR_TRY(row, row_of(database, by, key, sums));
        rows.push_back(std::move(row));
    }
    if (by != By::day && by != By::hour)
        std::ranges::stable_sort(rows, std::greater{}, &Row::amount);
    draw_bars(rows);
    return rows;
}

Result<std::vector<Id>> receipts_behind(store::Database& database, const Period& period,
                                        const Behind& behind, std::string_view zone) {
    LocalClock clock{std::string(zone)};
    const bool by_time = behind.by == By::day || behind.by == By::hour;
    const bool all = by_time && behind.key.empty();
    MOSTRADOR_TRY(statement, query_behind(database, period, behind));
    std::vector<Id> ids;
    while (std::ssize(ids) < behind.limit) {
        MOSTRADOR_TRY(found, statement.step());
        if (!found) break;
        if (by_time && !all) {
            MOSTRADOR_TRY(hour, clock.hour(statement.integer(0)));
            if (local_key(behind.by, hour) != behind.key) continue;
        }
        ids.push_back(statement.id(1));
    }
    return ids;
}

}  // namespace mostrador::reports
