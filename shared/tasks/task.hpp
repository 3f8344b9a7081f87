#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace mostrador::command {
struct Context;
}

namespace mostrador::tasks {

/// A discrepancy that a capability finds in its facts: what it is, of which document, since when,
/// and the numbers that a person needs. It is computed, not stored, so that every replica with the
/// same facts finds the same.
struct Found {
    std::string kind;  ///< "refund_over", "voucher_over", "charge_unknown", "charge_unused", …
    base::Id subject;
    std::int64_t at_us = 0;
    std::map<std::string, std::string> parameters;
};

/// What a person decided about a discrepancy, in one of its kind's words.
struct Choice {
    std::string_view kind;
    base::Id subject;
    std::string_view word;
    std::optional<base::Id> side;  ///< the document of the side that is meant, where there are many
};

/// What a person is told of a kind of discrepancy, and how it can be settled.
struct Kind {
    std::string_view name;
    std::string_view detail;  ///< the parameter that is `task.detail` below; none when empty
    /// The facts that do not fit together: a SELECT of role, document, number, at, person, device,
    /// session, amount and quantity for the one row `task (subject, detail)`.
    std::string_view sides;
    /// How it can be settled in a word; "other", with a note, is always there.
    std::vector<std::string_view> choices;
    /// What a word does besides standing on record, in the same transaction; mostly nothing.
    base::Status (*settle)(command::Context&, const Choice&) = nullptr;
};

/// How a capability is asked for its discrepancies.
struct Source {
    base::Result<std::vector<Found>> (*find)(store::Database&) = nullptr;
    std::vector<Kind> kinds;
};

}  // namespace mostrador::tasks
