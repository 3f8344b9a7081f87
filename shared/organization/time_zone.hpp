#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mostrador::organization {

/// Minutes that local time is ahead of UTC, for the zones of the country packs. The browser's core
/// has no zone database, and hub and till must print the same hour, so the rules are here as dated
/// data. Source: IANA tz database 2026a (europe, southamerica).
/// Error: input.out_of_range{field: timeZone} for a zone that no pack uses.
/// Example: `utc_offset_minutes("America/Lima", t)` is -300.
base::Result<int> utc_offset_minutes(std::string_view zone, std::int64_t utc_us);

/// A moment as the branch's clock on the wall shows it.
struct LocalTime {
    std::chrono::year_month_day date;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

base::Result<LocalTime> local_time(std::string_view zone, std::int64_t utc_us);

/// The same as papers write it: "20/11/2026 13:05".
base::Result<std::string> local_text(std::string_view zone, std::int64_t utc_us);

}  // namespace mostrador::organization
