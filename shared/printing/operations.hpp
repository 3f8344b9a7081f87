#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "log/assignment.hpp"

namespace mostrador::printing {

/// KIT-2: on which printers of the hub a station's tickets come out. `id` is the station's; an
/// empty printer prints nothing, an empty fallback leaves the screen.
struct RouteRow {
    static constexpr std::string_view kType = "PrintRoute";
    base::Id id;
    std::optional<bool> create;
    std::optional<std::string> printer;
    std::optional<std::string> fallback;
    std::optional<std::int64_t> columns;  ///< characters in a line: 32, 42 or 48

    static constexpr auto fields() {
        using T = RouteRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("printer", &T::printer),
                            base::field("fallback", &T::fallback),
                            base::field("columns", &T::columns));
    }
};

struct RoutesPut : log::Rows<RouteRow> {
    static constexpr std::string_view kKind = "printing.routes_put";
};

/// Something is to be printed once. The hub queues what is fired; a person queues another copy.
struct JobQueued {
    static constexpr std::string_view kKind = "printing.job_queued";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id job;
    std::int64_t at_us = 0;
    base::Id tab;
    base::Id station;
    std::vector<base::Id> lines;
    std::string printer;
    std::string fallback;
    std::int64_t columns = 0;
    std::int64_t priority = 0;        ///< the higher, the sooner
    std::optional<base::Id> copy_of;  ///< the job that somebody wants once more

    static constexpr auto fields() {
        using T = JobQueued;
        return base::fields(
            base::field("job", &T::job), base::field("at", &T::at_us), base::field("tab", &T::tab),
            base::field("station", &T::station), base::field("lines", &T::lines),
            base::field("printer", &T::printer), base::field("fallback", &T::fallback),
            base::field("columns", &T::columns), base::field("priority", &T::priority),
            base::field("copyOf", &T::copy_of));
    }
};

/// Written before the printer gets a byte, so that a hub that dies knows it may have printed.
struct AttemptStarted {
    static constexpr std::string_view kKind = "printing.attempt_started";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id job;
    std::int64_t attempt = 0;  ///< of this job, from 1
    std::string printer;
    std::int64_t at_us = 0;

    static constexpr auto fields() {
        using T = AttemptStarted;
        return base::fields(base::field("job", &T::job), base::field("attempt", &T::attempt),
                            base::field("printer", &T::printer), base::field("at", &T::at_us));
    }
};

/// `failed`: not a byte was printed. `unknown`: some of it may be on paper, so the next one says
/// DUPLICATE.
enum class Outcome : std::uint8_t { printed, failed, unknown };

struct AttemptEnded {
    static constexpr std::string_view kKind = "printing.attempt_ended";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id job;
    std::int64_t attempt = 0;
    Outcome outcome = Outcome::failed;
    std::int64_t at_us = 0;

    static constexpr auto fields() {
        using T = AttemptEnded;
        return base::fields(base::field("job", &T::job), base::field("attempt", &T::attempt),
                            base::field("outcome", &T::outcome), base::field("at", &T::at_us));
    }
};

/// A person sends it to another printer.
struct JobRouted {
    static constexpr std::string_view kKind = "printing.job_routed";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id job;
    std::string printer;

    static constexpr auto fields() {
        return base::fields(base::field("job", &JobRouted::job),
                            base::field("printer", &JobRouted::printer));
    }
};

/// It needs no printer any more: somebody read it off the screen or a PDF, or nothing of it stands.
struct JobSettled {
    static constexpr std::string_view kKind = "printing.job_settled";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id job;
    std::int64_t at_us = 0;

    static constexpr auto fields() {
        return base::fields(base::field("job", &JobSettled::job),
                            base::field("at", &JobSettled::at_us));
    }
};

log::Capability capability();

}  // namespace mostrador::printing

template <>
struct mostrador::base::EnumNames<mostrador::printing::Outcome> {
    using enum mostrador::printing::Outcome;
    static constexpr std::array names{
        std::pair{printed, std::string_view("printed")},
        std::pair{failed, std::string_view("failed")},
        std::pair{unknown, std::string_view("unknown")},
    };
};
