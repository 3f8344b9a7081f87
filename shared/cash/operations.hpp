#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/kinds.hpp"
#include "payments/method.hpp"

namespace mostrador::cash {

/// CASH-1: a register's drawer is in somebody's hands from here on.
struct SessionOpened {
    static constexpr std::string_view kKind = "cash.session_opened";
    static constexpr int kVersion = 2;
    static constexpr auto kFamily = log::Family::fact;
    base::Id session;
    base::Id register_id;
    std::int64_t opening_float = 0;
    /// The business day, "2026-11-20": what is sold after midnight belongs to the evening before.
    std::optional<std::string> day;  // since version 2

    static constexpr auto fields() {
        using T = SessionOpened;
        return base::fields(base::field("session", &T::session),
                            base::field("register", &T::register_id),
                            base::field("float", &T::opening_float), base::field("day", &T::day));
    }
};

/// What the drawer should hold of one method and what was counted. Minor units.
struct Count {
    payments::Method method = payments::Method::cash;
    std::int64_t expected = 0;
    std::int64_t counted = 0;

    static constexpr auto fields() {
        using T = Count;
        return base::fields(base::field("method", &T::method),
                            base::field("expected", &T::expected),
                            base::field("counted", &T::counted));
    }
};

/// The last operation of a device that a closing had seen.
struct Seen {
    base::Id device;
    std::int64_t sequence = 0;

    static constexpr auto fields() {
        return base::fields(base::field("device", &Seen::device),
                            base::field("sequence", &Seen::sequence));
    }
};

/// CASH-3: the session's Z. It carries the whole report and names what it had seen, so that a later
/// fact is an addendum and never changes it.
struct SessionClosed {
    static constexpr std::string_view kKind = "cash.session_closed";
    static constexpr int kVersion = 2;
    static constexpr auto kFamily = log::Family::fact;
    base::Id session;
    std::int64_t number = 0;
    std::int64_t receipts = 0;
    std::int64_t sales = 0;
    std::vector<Count> counts;
    std::string notes;
    // since version 2
    std::optional<std::vector<Seen>> seen;
    std::optional<std::string> report;  ///< the SessionReport as JSON

    static constexpr auto fields() {
        using T = SessionClosed;
        return base::fields(base::field("session", &T::session), base::field("number", &T::number),
                            base::field("receipts", &T::receipts), base::field("sales", &T::sales),
                            base::field("counts", &T::counts), base::field("notes", &T::notes),
                            base::field("seen", &T::seen), base::field("report", &T::report));
    }
};

/// CASH-2: money put into the drawer or taken out of it without a sale; an amount of zero is the
/// drawer opened for nothing.
struct CashMoved {
    static constexpr std::string_view kKind = "cash.moved";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id movement;
    base::Id session;
    std::int64_t amount = 0;  ///< negative when taken out
    std::string reason;
    std::optional<base::Id> allowed_by;

    static constexpr auto fields() {
        using T = CashMoved;
        return base::fields(base::field("movement", &T::movement),
                            base::field("session", &T::session), base::field("amount", &T::amount),
                            base::field("reason", &T::reason),
                            base::field("allowed_by", &T::allowed_by));
    }
};

log::Capability capability();

}  // namespace mostrador::cash
