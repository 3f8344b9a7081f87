#include "reports/commands.hpp"

#include "base/concat.hpp"
#include "organization/queries.hpp"
#include "reports/csv.hpp"
#include "reports/report.hpp"
#include "sales/receipt.hpp"

namespace mostrador::reports {
namespace {

using base::Code;
using base::Result;
using command::Context;

constexpr std::int64_t kMostRows = 1000;
constexpr std::int64_t kMostReceipts = 100;
constexpr std::size_t kHeadings = 4;

struct Summary {
    static constexpr std::string_view kType = "ReportSummary";
    std::string from;
    std::string to;
    std::string previous_from;  ///< as many days, just before
    std::string previous_to;
    Totals totals;
    Totals previous;
    /// Tenths of a per cent that the sales changed by; nothing when there was nothing before.
    std::optional<std::int64_t> change;

    static constexpr auto fields() {
        using T = Summary;
        return base::fields(
            base::field("from", &T::from), base::field("to", &T::to),
            base::field("previousFrom", &T::previous_from),
            base::field("previousTo", &T::previous_to), base::field("totals", &T::totals),
            base::field("previous", &T::previous), base::field("change", &T::change));
    }
};

struct AskRows {
    Asked period;
    By by = By::day;
    std::int64_t limit = 100;

    static constexpr auto fields() {
        return base::fields(base::field("period", &AskRows::period),
                            base::field("by", &AskRows::by), base::field("limit", &AskRows::limit));
    }
};

struct RowsView {
    std::vector<Row> rows;
    std::int64_t total = 0;  ///< rows there are, also when fewer are given

    static constexpr auto fields() {
        return base::fields(base::field("rows", &RowsView::rows),
                            base::field("total", &RowsView::total));
    }
};

struct AskReceipts {
    Asked period;
    By by = By::day;
    std::string key;
    std::optional<base::Id> before;  ///< the last of the page before
    std::int64_t limit = 50;

    static constexpr auto fields() {
        using T = AskReceipts;
        return base::fields(base::field("period", &T::period), base::field("by", &T::by),
                            base::field("key", &T::key), base::field("before", &T::before),
                            base::field("limit", &T::limit));
    }
};

struct ReceiptsView {
    std::vector<sales::ReceiptSummary> receipts;

    static constexpr auto fields() {
        return base::fields(base::field("receipts", &ReceiptsView::receipts));
    }
};

struct AskCsv {
    Asked period;
    By by = By::day;
    std::vector<std::string> headings;         ///< what the four columns are called
    std::map<std::string, std::string> names;  ///< what keys without a name are called
    bool mark = false;

    static constexpr auto fields() {
        using T = AskCsv;
        return base::fields(base::field("period", &T::period), base::field("by", &T::by),
                            base::field("headings", &T::headings), base::field("names", &T::names),
                            base::field("mark", &T::mark));
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

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

Result<std::optional<std::int64_t>> change_of(const Totals& now, const Totals& before) {
    if (before.sales <= 0) return std::nullopt;
    MOSTRADOR_TRY(grown, base::checked_subtract(now.sales, before.sales));
    MOSTRADOR_TRY(tenths,
                  base::multiply_divide(grown, 1000, before.sales, base::Rounding::half_away));
    return tenths;
}

Result<Summary> summary(Context& context, const Asked& asked) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(period, period_of(asked, tenant, context.now_us));
    MOSTRADOR_TRY(earlier, before(period, tenant.time_zone));
    MOSTRADOR_TRY(now, totals(context.database, period));
    MOSTRADOR_TRY(then, totals(context.database, earlier));
    MOSTRADOR_TRY(change, change_of(now, then));
    return Summary{date_text(period.first),
                   date_text(period.last),
                   date_text(earlier.first),
                   date_text(earlier.last),
                   now,
                   then,
                   change};
}

Result<RowsView> sales_by(Context& context, const AskRows& asked) {
    if (asked.limit < 1 || asked.limit > kMostRows) return out_of_range("limit");
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(period, period_of(asked.period, tenant, context.now_us));
    MOSTRADOR_TRY(all, rows(context.database, period, asked.by, tenant.time_zone));
    RowsView view{std::move(all), 0};
    view.total = std::ssize(view.rows);
    if (view.total > asked.limit) view.rows.resize(static_cast<std::size_t>(asked.limit));
    return view;
}

Result<ReceiptsView> receipts(Context& context, const AskReceipts& asked) {
    if (asked.limit < 1 || asked.limit > kMostReceipts) return out_of_range("limit");
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(period, period_of(asked.period, tenant, context.now_us));
    Behind behind{.by = asked.by, .key = asked.key, .before_id = {}, .limit = asked.limit};
    if (asked.before) {
        MOSTRADOR_TRY(last, sales::receipt_summary(context, *asked.before));
        behind.before_us = last.at_us;
        behind.before_id = last.id;
    }
    MOSTRADOR_TRY(ids, receipts_behind(context.database, period, behind, tenant.time_zone));
    ReceiptsView view;
    for (const auto& id : ids) {
        MOSTRADOR_TRY(receipt, sales::receipt_summary(context, id));
        view.receipts.push_back(std::move(receipt));
    }
    return view;
}

Result<CsvView> csv(Context& context, const AskCsv& asked) {
    if (asked.headings.size() != kHeadings) return out_of_range("headings");
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(period, period_of(asked.period, tenant, context.now_us));
    MOSTRADOR_TRY(all, rows(context.database, period, asked.by, tenant.time_zone));
    return CsvView{
        base::concat(base::enum_name(asked.by), "_", date_text(period.first), "_",
                     date_text(period.last), ".csv"),
        csv_of({std::move(all), asked.headings, asked.names, tenant.currency, asked.mark})};
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule read{person, query, staff::Permission::see_reports};
    return {
        command::command<Asked, Summary>("reports.summary", read, summary),
        command::command<AskRows, RowsView>("reports.sales", read, sales_by),
        command::command<AskReceipts, ReceiptsView>("reports.receipts", read, receipts),
        command::command<AskCsv, CsvView>("reports.csv", read, csv),
    };
}

}  // namespace mostrador::reports
