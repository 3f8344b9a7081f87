#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "payments/method.hpp"

namespace mostrador::cash {

/// A register session as the shell shows it. Times in UTC microseconds, amounts in minor units.
struct SessionView {
    static constexpr std::string_view kType = "SessionView";
    base::Id id;
    base::Id register_id;
    std::int64_t opened_at = 0;
    std::string opened_by;
    std::int64_t opening_float = 0;
    std::int64_t receipts = 0;
    std::int64_t sales = 0;

    static constexpr auto fields() {
        using T = SessionView;
        return base::fields(base::field("id", &T::id), base::field("register", &T::register_id),
                            base::field("openedAt", &T::opened_at),
                            base::field("openedBy", &T::opened_by),
                            base::field("openingFloat", &T::opening_float),
                            base::field("receipts", &T::receipts), base::field("sales", &T::sales));
    }
};

/// What the drawer should hold of a method; the rest is known once it was counted.
struct MethodReport {
    static constexpr std::string_view kType = "MethodReport";
    payments::Method method = payments::Method::cash;
    std::int64_t expected = 0;
    std::optional<std::int64_t> counted;
    std::optional<std::int64_t> difference;
    std::int64_t count = 0;

    static constexpr auto fields() {
        using T = MethodReport;
        return base::fields(
            base::field("method", &T::method), base::field("expected", &T::expected),
            base::field("counted", &T::counted), base::field("difference", &T::difference),
            base::field("count", &T::count));
    }
};

struct TaxReport {
    static constexpr std::string_view kType = "TaxReport";
    std::string name;
    base::Decimal rate;
    std::int64_t base = 0;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        using T = TaxReport;
        return base::fields(base::field("name", &T::name), base::field("rate", &T::rate),
                            base::field("base", &T::base), base::field("amount", &T::amount));
    }
};

/// The X while the session is open, the Z (with its number) once it is closed (CASH-2, CASH-3).
struct SessionReport {
    static constexpr std::string_view kType = "SessionReport";
    SessionView session;
    std::vector<MethodReport> by_method;
    std::vector<TaxReport> taxes;
    std::int64_t sales = 0;
    std::int64_t receipts = 0;
    std::optional<std::string> first;  ///< number of the first and the last receipt
    std::optional<std::string> last;
    std::optional<std::int64_t> closed_at;
    std::optional<std::int64_t> number;

    static constexpr auto fields() {
        using T = SessionReport;
        return base::fields(base::field("session", &T::session),
                            base::field("byMethod", &T::by_method), base::field("taxes", &T::taxes),
                            base::field("sales", &T::sales), base::field("receipts", &T::receipts),
                            base::field("first", &T::first), base::field("last", &T::last),
                            base::field("closedAt", &T::closed_at),
                            base::field("number", &T::number));
    }
};

/// The open session of a register, if any.
base::Result<std::optional<base::Id>> open_session(store::Database& database,
                                                   const base::Id& register_id);
base::Result<std::optional<SessionView>> session_view(store::Database& database,
                                                      const base::Id& session);
base::Result<SessionReport> session_report(store::Database& database, const base::Id& session);

command::Commands commands();

}  // namespace mostrador::cash
