#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/reflect.hpp"
#include "organization/queries.hpp"

namespace mostrador::reports {

/// Which days a report is about. A week begins on Monday; week and month end today.
enum class Range : std::uint8_t { today, yesterday, week, month, dates };

/// What a person chose. The dates, of `dates` only, are the shop's calendar, both included.
struct Asked {
    Range range = Range::today;
    std::optional<std::string> from;  ///< "2026-11-20"
    std::optional<std::string> to;

    static constexpr auto fields() {
        return base::fields(base::field("range", &Asked::range), base::field("from", &Asked::from),
                            base::field("to", &Asked::to));
    }
};

/// Days of the shop's calendar as moments: from the first's midnight to that after the last.
struct Period {
    std::chrono::sys_days first;
    std::chrono::sys_days last;
    std::int64_t from_us = 0;  ///< included
    std::int64_t to_us = 0;    ///< not included
};

/// Errors: input.out_of_range{field} for a date that there is not, `from` after `to`, or more than
/// ten years.
base::Result<Period> period_of(const Asked& asked, const organization::Tenant& tenant,
                               std::int64_t now_us);

/// As many days, just before.
base::Result<Period> before(const Period& period, std::string_view zone);

/// The first moment of a local day.
base::Result<std::int64_t> midnight(std::string_view zone, std::chrono::sys_days day);

/// What "2026-11-20T14:30" on the shop's clock was. Error: input.out_of_range{field: local}.
base::Result<std::int64_t> moment_of(const std::string& local, std::string_view zone);

/// "2026-11-20"
std::string date_text(std::chrono::sys_days day);

/// Day and hour of moments that come in some order: the offset is looked up once an hour.
class LocalClock {
public:
    explicit LocalClock(std::string zone) : zone_(std::move(zone)) {}

    struct Hour {
        std::chrono::sys_days day;
        int hour = 0;
    };

    base::Result<Hour> hour(std::int64_t utc_us);

private:
    std::string zone_;
    std::int64_t known_hour_ = INT64_MIN;
    std::int64_t offset_us_ = 0;
};

}  // namespace mostrador::reports

template <>
struct mostrador::base::EnumNames<mostrador::reports::Range> {
    using enum mostrador::reports::Range;
    static constexpr std::array names{
        std::pair{today, std::string_view("today")},
        std::pair{yesterday, std::string_view("yesterday")},
        std::pair{week, std::string_view("week")},
        std::pair{month, std::string_view("month")},
        std::pair{dates, std::string_view("dates")},
    };
};
