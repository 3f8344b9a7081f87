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
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id session;
    base::Id register_id;
    std::int64_t opening_float = 0;

    static constexpr auto fields() {
        using T = SessionOpened;
        return base::fields(base::field("session", &T::session),
                            base::field("register", &T::register_id),
                            base::field("float", &T::opening_float));
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

/// CASH-3: the session's Z. It names what it had seen (this device's operations before it), so that
/// a later fact is an addendum and never changes it.
struct SessionClosed {
    static constexpr std::string_view kKind = "cash.session_closed";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id session;
    std::int64_t number = 0;
    std::int64_t receipts = 0;
    std::int64_t sales = 0;
    std::vector<Count> counts;
    std::string notes;

    static constexpr auto fields() {
        using T = SessionClosed;
        return base::fields(base::field("session", &T::session), base::field("number", &T::number),
                            base::field("receipts", &T::receipts), base::field("sales", &T::sales),
                            base::field("counts", &T::counts), base::field("notes", &T::notes));
    }
};

log::Capability capability();

}  // namespace mostrador::cash
