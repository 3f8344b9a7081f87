#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "payments/method.hpp"
#include "tasks/task.hpp"

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
    std::optional<std::string> day;  ///< the business day, "2026-11-20"

    static constexpr auto fields() {
        using T = SessionView;
        return base::fields(
            base::field("id", &T::id), base::field("register", &T::register_id),
            base::field("openedAt", &T::opened_at), base::field("openedBy", &T::opened_by),
            base::field("openingFloat", &T::opening_float), base::field("receipts", &T::receipts),
            base::field("sales", &T::sales), base::field("day", &T::day));
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

/// Money that went into the drawer (or out of it) without a sale.
struct MovementView {
    static constexpr std::string_view kType = "MovementView";
    std::int64_t at_us = 0;
    std::string person;
    std::int64_t amount = 0;
    std::string reason;

    static constexpr auto fields() {
        using T = MovementView;
        return base::fields(base::field("at", &T::at_us), base::field("person", &T::person),
                            base::field("amount", &T::amount), base::field("reason", &T::reason));
    }
};

/// How many notes or coins of a value lie in the drawer.
struct Pieces {
    static constexpr std::string_view kType = "Pieces";
    std::int64_t value = 0;
    std::int64_t count = 0;

    static constexpr auto fields() {
        return base::fields(base::field("value", &Pieces::value),
                            base::field("count", &Pieces::count));
    }
};

/// What became known after the Z: it is told beside it and never changes it.
struct Addendum {
    static constexpr std::string_view kType = "Addendum";
    std::int64_t receipts = 0;
    std::int64_t sales = 0;
    std::int64_t cash = 0;  ///< of them and of late movements, what should be in the drawer

    static constexpr auto fields() {
        using T = Addendum;
        return base::fields(base::field("receipts", &T::receipts), base::field("sales", &T::sales),
                            base::field("cash", &T::cash));
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
    // Optional, since a Z that was closed before they were invented does not have them.
    std::optional<std::int64_t> refunds;  ///< of `sales`, what went back; not positive
    std::optional<std::int64_t> refund_count;
    std::optional<std::int64_t> discounts;  ///< given off lines and tickets
    std::optional<std::int64_t> tips;
    std::optional<std::int64_t> rounding;
    std::optional<std::int64_t> marked;  ///< courtesies, tests and the like: in none of the sums
    std::optional<std::vector<MovementView>> movements;
    std::optional<std::vector<Pieces>> pieces;  ///< as the cash was counted
    std::optional<std::string> closed_by;
    std::optional<std::string> notes;
    std::optional<Addendum> addendum;

    static constexpr auto fields() {
        using T = SessionReport;
        return base::fields(
            base::field("session", &T::session), base::field("byMethod", &T::by_method),
            base::field("taxes", &T::taxes), base::field("sales", &T::sales),
            base::field("receipts", &T::receipts), base::field("first", &T::first),
            base::field("last", &T::last), base::field("closedAt", &T::closed_at),
            base::field("number", &T::number), base::field("refunds", &T::refunds),
            base::field("refundCount", &T::refund_count), base::field("discounts", &T::discounts),
            base::field("tips", &T::tips), base::field("rounding", &T::rounding),
            base::field("marked", &T::marked), base::field("movements", &T::movements),
            base::field("pieces", &T::pieces), base::field("closedBy", &T::closed_by),
            base::field("notes", &T::notes), base::field("addendum", &T::addendum));
    }
};

/// The open session of a register, if any.
base::Result<std::optional<base::Id>> open_session(store::Database& database,
                                                   const base::Id& register_id);
base::Result<std::optional<SessionView>> session_view(store::Database& database,
                                                      const base::Id& session);
/// Error: cash.session_not_open for an unknown session.
base::Result<SessionReport> session_report(store::Database& database, const base::Id& session);

/// Closed sessions with facts that came after their Z.
base::Result<std::vector<tasks::Found>> late_tasks(store::Database& database);
tasks::Source late_source();

/// Closings of one register that carry the same number, since two devices closed apart.
base::Result<std::vector<tasks::Found>> twin_tasks(store::Database& database);
tasks::Source twin_source();

command::Commands commands();

}  // namespace mostrador::cash
