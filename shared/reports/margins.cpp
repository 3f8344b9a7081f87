#include "reports/margins.hpp"

#include <algorithm>
#include <tuple>

#include "base/concat.hpp"
#include "organization/queries.hpp"
#include "reports/csv.hpp"
#include "reports/report.hpp"
#include "stock/cost.hpp"
#include "stock/movements.hpp"

namespace mostrador::reports {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kThousand = 1000;
constexpr std::size_t kHeadings = 5;

struct MarginRow {
    static constexpr std::string_view kType = "MarginRow";
    Id product;
    std::string name;
    std::string quantity;
    std::int64_t net = 0;              ///< without taxes, less what came back
    std::optional<std::int64_t> cost;  ///< at the averages of the moments of the sales
    std::optional<std::int64_t> margin;
    std::optional<std::int64_t> share;  ///< of the net, in tenths of a per cent
    std::int64_t bar = 0;               ///< thousandths of the largest margin

    static constexpr auto fields() {
        using T = MarginRow;
        return base::fields(base::field("product", &T::product), base::field("name", &T::name),
                            base::field("quantity", &T::quantity), base::field("net", &T::net),
                            base::field("cost", &T::cost), base::field("margin", &T::margin),
                            base::field("share", &T::share), base::field("bar", &T::bar));
    }
};

struct Margins {
    std::vector<MarginRow> rows;  ///< the largest margin first, those of unknown cost last
    std::int64_t net = 0;         ///< of what has a cost
    std::int64_t cost = 0;
    std::int64_t margin = 0;
    std::optional<std::int64_t> share;
    std::int64_t unknown = 0;  ///< net of what was sold without anybody knowing what it cost

    static constexpr auto fields() {
        using T = Margins;
        return base::fields(base::field("rows", &T::rows), base::field("net", &T::net),
                            base::field("cost", &T::cost), base::field("margin", &T::margin),
                            base::field("share", &T::share), base::field("unknown", &T::unknown));
    }
};

struct AskMargins {
    Asked period;
    std::int64_t limit = 100;

    static constexpr auto fields() {
        return base::fields(base::field("period", &AskMargins::period),
                            base::field("limit", &AskMargins::limit));
    }
};

struct AskCsv {
    Asked period;
    std::vector<std::string> headings;
    bool mark = false;

    static constexpr auto fields() {
        return base::fields(base::field("period", &AskCsv::period),
                            base::field("headings", &AskCsv::headings),
                            base::field("mark", &AskCsv::mark));
    }
};

struct CsvView {
    std::string name;  ///< of the file
    std::string text;

    static constexpr auto fields() {
        return base::fields(base::field("name", &CsvView::name),
                            base::field("text", &CsvView::text));
    }
};

/// What was sold of a product.
struct Sums {
    std::int64_t net = 0;
    std::int64_t quantity = 0;  ///< millionths
    std::int64_t cost = 0;      ///< minor units
    bool known = false;         ///< something that it took has a cost
};

constexpr std::string_view kOf =
    " WHERE r.at >= ?1 AND r.at < ?2 AND r.mark IS NOT 'test' AND r.mark IS NOT 'no_revenue'";

/// Adds what one movement cost, which is negative for goods that left.
Status add_cost(const stock::Costs& costs, const store::Row& row, std::map<Id, Sums>& sums) {
    const auto average = costs.at(row.id(1), row.integer(3), row.id(4));
    if (!average) return {};
    MOSTRADOR_TRY(value, stock::value_of(row.integer(2), *average));
    auto& product = sums[row.id(0)];
    MOSTRADOR_TRY(cost, base::checked_subtract(product.cost, value));
    product.cost = cost;
    product.known = true;
    return {};
}

Result<std::map<Id, Sums>> summed(store::Database& database, const Period& period) {
    std::map<Id, Sums> sums;
    MOSTRADOR_TRY(costs, stock::Costs::load(database));
    MOSTRADOR_CHECK(database.each(
        base::concat("SELECT l.product, l.base, -m.quantity FROM receipt r "
                     "JOIN receipt_line l ON l.receipt = r.id "
                     "JOIN stock_movement m ON m.document = r.id AND m.line = l.line",
                     kOf),
        period.from_us, period.to_us, [&](const store::Row& row) -> Status {
            auto& product = sums[row.id(0)];
            MOSTRADOR_TRY(net, base::checked_add(product.net, row.integer(1)));
            MOSTRADOR_TRY(quantity, base::checked_add(product.quantity, row.integer(2)));
            product.net = net;
            product.quantity = quantity;
            return {};
        }));
    const auto add = [&](const store::Row& row) { return add_cost(costs, row, sums); };
    // What keeps stock itself costs what it cost; what has a recipe, what the recipe took.
    MOSTRADOR_CHECK(database.each(
        base::concat("SELECT m.product, m.product, m.quantity, r.at, r.id FROM receipt r "
                     "JOIN stock_movement m ON m.document = r.id",
                     kOf),
        period.from_us, period.to_us, add));
    MOSTRADOR_CHECK(database.each(
        base::concat("SELECT l.product, u.item, u.quantity, r.at, r.id FROM receipt r "
                     "JOIN stock_use u ON u.receipt = r.id "
                     "JOIN receipt_line l ON l.receipt = u.receipt AND l.line = u.line",
                     kOf),
        period.from_us, period.to_us, add));
    return sums;
}

std::optional<std::int64_t> share_of(std::int64_t margin, std::int64_t net) {
    if (net <= 0) return std::nullopt;
    const auto share = base::multiply_divide(margin, kThousand, net, base::Rounding::half_away);
    return share ? std::optional(*share) : std::nullopt;
}

Result<MarginRow> row_of(store::Database& database, const Id& product, const Sums& sums) {
    MarginRow row{
        .product = product, .quantity = stock::quantity_of(sums.quantity).text(), .net = sums.net};
    MOSTRADOR_TRY(name,
                  database.one<std::optional<std::string>>(
                      "SELECT coalesce((SELECT name FROM product WHERE id = ?1 AND stamp > 0), "
                      "(SELECT name FROM receipt_line WHERE product = ?1 LIMIT 1))",
                      product));
    row.name = name.value_or(std::nullopt).value_or("");
    if (!sums.known) return row;
    row.cost = sums.cost;
    row.margin = sums.net - sums.cost;
    row.share = share_of(*row.margin, sums.net);
    return row;
}

void draw_bars(std::vector<MarginRow>& rows) {
    std::int64_t most = 0;
    for (const auto& row : rows)
        most = std::max(most, row.margin.value_or(0));
    for (auto& row : rows) {
        if (row.margin.value_or(0) <= 0) continue;
        const auto bar =
            base::multiply_divide(*row.margin, kThousand, most, base::Rounding::half_away);
        row.bar = bar.value_or(kThousand);
    }
}

Result<Margins> margins_in(store::Database& database, const Period& period) {
    Margins margins;
    MOSTRADOR_TRY(sums, summed(database, period));
    for (const auto& [product, each] : sums) {
        MOSTRADOR_TRY(row, row_of(database, product, each));
        if (row.cost) {
            margins.net += row.net;
            margins.cost += *row.cost;
        } else {
            margins.unknown += row.net;
        }
        margins.rows.push_back(std::move(row));
    }
    margins.margin = margins.net - margins.cost;
    margins.share = share_of(margins.margin, margins.net);
    std::ranges::sort(margins.rows, {}, [](const MarginRow& row) {
        return std::tuple(!row.margin, -row.margin.value_or(row.net), row.product);
    });
    draw_bars(margins.rows);
    return margins;
}

Result<Margins> margins(Context& context, const AskMargins& asked) {
    if (asked.limit < 1 || asked.limit > kMostRows)
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(period, period_of(asked.period, tenant, context.now_us));
    MOSTRADOR_TRY(all, margins_in(context.database, period));
    if (std::ssize(all.rows) > asked.limit) all.rows.resize(static_cast<std::size_t>(asked.limit));
    return all;
}

Result<CsvView> csv(Context& context, const AskCsv& asked) {
    if (asked.headings.size() != kHeadings)
        return base::fail(Code::input_out_of_range, {{"field", "headings"}});
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(period, period_of(asked.period, tenant, context.now_us));
    MOSTRADOR_TRY(all, margins_in(context.database, period));
    CsvView view{
        base::concat("margin_", date_text(period.first), "_", date_text(period.last), ".csv"),
        asked.mark ? "\xEF\xBB\xBF" : ""};
    add_record(view.text, asked.headings);
    const auto money = [&](const std::optional<std::int64_t>& minor) {
        return minor ? base::Money{*minor, tenant.currency}.text() : std::string();
    };
    for (const auto& row : all.rows) {
        add_record(view.text,
                   {row.name, row.quantity, money(row.net), money(row.cost), money(row.margin)});
    }
    return view;
}

}  // namespace

command::Commands margin_commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule read{person, query, staff::Permission::see_reports};
    return {
        command::command<AskMargins, Margins>("reports.margins", read, margins),
        command::command<AskCsv, CsvView>("reports.margins_csv", read, csv),
    };
}

}  // namespace mostrador::reports
