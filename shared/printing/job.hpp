#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/reflect.hpp"
#include "printing/operations.hpp"
#include "store/database.hpp"

namespace mostrador::printing {

/// How far a job is. `screen`: its printers were tried and do not print; it waits for a person to
/// read it off the screen or a PDF, and for a printer to come back, whichever is first.
enum class State : std::uint8_t { waiting, sending, screen, printed, settled };

struct Attempt {
    std::int64_t number = 0;
    std::string printer;
    std::int64_t started_at = 0;
    std::optional<Outcome> outcome;  ///< nothing while it goes on, or was cut off
    std::int64_t ended_at = 0;
};

/// A job with everything that is known of it.
struct Job {
    base::Id id;
    std::int64_t at_us = 0;
    base::Id tab;
    base::Id station;
    std::string printer;  ///< after what a person decided
    std::string fallback;
    std::int64_t columns = 48;
    std::int64_t priority = 0;
    std::optional<base::Id> copy_of;
    bool settled = false;
    std::vector<Attempt> attempts;

    State state() const;
    /// Whether the next paper must say DUPLICATE.
    bool may_be_printed() const;
    /// How often a printer was tried in vain.
    std::int64_t failures_of(std::string_view name) const;
    /// When its last attempt ended.
    std::int64_t tried_at() const;
};

/// So often a printer is tried before the next of the chain: printer, fallback, screen.
constexpr std::int64_t kTries = 3;

/// Jobs by the time they were queued, the oldest first, of the last day. `open_only`: those that
/// still need a printer.
base::Result<std::vector<Job>> jobs(store::Database& database, std::int64_t now_us, bool open_only);

/// Nothing for one that is not known.
base::Result<std::optional<Job>> job(store::Database& database, const base::Id& id);

}  // namespace mostrador::printing

template <>
struct mostrador::base::EnumNames<mostrador::printing::State> {
    using enum mostrador::printing::State;
    static constexpr std::array names{
        std::pair{waiting, std::string_view("waiting")},
        std::pair{sending, std::string_view("sending")},
        std::pair{screen, std::string_view("screen")},
        std::pair{printed, std::string_view("printed")},
        std::pair{settled, std::string_view("settled")},
    };
};
