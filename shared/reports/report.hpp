#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/period.hpp"
#include "store/database.hpp"

// What was sold, as it stands in the receipts that this device holds. PRICE-5: neither what was
// only tried (`test`) nor what left without being sold (`no_revenue`) is in it; what came back is,
// with its negative amounts.
namespace mostrador::reports {

/// What a report has a row for.
enum class By : std::uint8_t {
    product,
    category,
    hour,
    day,
    person,
    method,
    register_named,
    branch,
    tax,
};

struct Row {
    static constexpr std::string_view kType = "ReportRow";
    std::string key;   ///< an id, a date, an hour, a method; empty for what has none
    std::string name;  ///< for people; empty where the shell has words of its own (method, hour)
    std::int64_t count = 0;               ///< receipts; of products and categories lines
    std::optional<std::string> quantity;  ///< of products
    std::int64_t amount = 0;              ///< with taxes; of taxes the tax itself
    std::optional<std::int64_t> base;     ///< of taxes: what they were taken of
    std::int64_t bar = 0;                 ///< thousandths of the largest amount

    static constexpr auto fields() {
        return base::fields(base::field("key", &Row::key), base::field("name", &Row::name),
                            base::field("count", &Row::count),
                            base::field("quantity", &Row::quantity),
                            base::field("amount", &Row::amount), base::field("base", &Row::base),
                            base::field("bar", &Row::bar));
    }
};

struct Totals {
    static constexpr std::string_view kType = "ReportTotals";
    std::int64_t sales = 0;     ///< with taxes, less what came back
    std::int64_t receipts = 0;  ///< without credit notes
    std::int64_t average = 0;   ///< sales for each receipt
    std::int64_t tax = 0;
    std::int64_t refunds = 0;  ///< not positive
    std::int64_t refund_count = 0;
    std::int64_t discounts = 0;  ///< given off lines and tickets
    std::int64_t tips = 0;

    static constexpr auto fields() {
        using T = Totals;
        return base::fields(base::field("sales", &T::sales), base::field("receipts", &T::receipts),
                            base::field("average", &T::average), base::field("tax", &T::tax),
                            base::field("refunds", &T::refunds),
                            base::field("refundCount", &T::refund_count),
                            base::field("discounts", &T::discounts), base::field("tips", &T::tips));
    }
};

base::Result<Totals> totals(store::Database& database, const Period& period);

/// Days and hours in their order, all others by their amount, largest first.
base::Result<std::vector<Row>> rows(store::Database& database, const Period& period, By by,
                                    std::string_view zone);

/// Receipts of one row, newest first, at most `limit` that are older than `before`.
struct Behind {
    By by = By::day;
    std::string key;
    std::int64_t before_us = INT64_MAX;
    base::Id before_id;
    std::int64_t limit = 0;
};

base::Result<std::vector<base::Id>> receipts_behind(store::Database& database, const Period& period,
                                                    const Behind& behind, std::string_view zone);

}  // namespace mostrador::reports

template <>
struct mostrador::base::EnumNames<mostrador::reports::By> {
    using enum mostrador::reports::By;
    static constexpr std::array names{
        std::pair{product, std::string_view("product")},
        std::pair{category, std::string_view("category")},
        std::pair{hour, std::string_view("hour")},
        std::pair{day, std::string_view("day")},
        std::pair{person, std::string_view("person")},
        std::pair{method, std::string_view("method")},
        std::pair{register_named, std::string_view("register")},
        std::pair{branch, std::string_view("branch")},
        std::pair{tax, std::string_view("tax")},
    };
};
