#include "organization/time_zone.hpp"

#include <array>
#include <string>

#include "base/concat.hpp"

namespace mostrador::organization {
namespace {

using namespace std::chrono;

/// When a zone's summer time begins and ends in a year, in UTC.
struct Summer {
    sys_seconds begins;
    sys_seconds ends;
};

using SummerRule = Summer (*)(year);

/// European Union, Directive 2000/84/EC: last Sunday of March to last Sunday of October, 01:00 UTC.
Summer european(year y) {
    return {sys_days{y / March / Sunday[last]} + 1h, sys_days{y / October / Sunday[last]} + 1h};
}

sys_days sunday_from(sys_days day) {
    return day + (Sunday - weekday{day});
}

/// Chile since 2023: first Sunday on or after 2 September 04:00 UTC to first Sunday on or after
/// 2 April 03:00 UTC; the summer spans the turn of the year.
Summer chilean(year y) {
    return {sunday_from(sys_days{y / September / 2}) + 4h,
            sunday_from(sys_days{y / April / 2}) + 3h};
}

struct Zone {
    std::string_view name;
    int standard_minutes;
    SummerRule summer;  ///< null where the clock never changes
};

constexpr std::array kZones{
    Zone{"UTC", 0, nullptr},
    Zone{"America/Lima", -300, nullptr},
    Zone{"America/Bogota", -300, nullptr},
    Zone{"America/Guayaquil", -300, nullptr},
    Zone{"Pacific/Galapagos", -360, nullptr},
    Zone{"America/Santiago", -240, chilean},
    Zone{"America/Punta_Arenas", -180, nullptr},
    Zone{"Europe/Madrid", 60, european},
    Zone{"Atlantic/Canary", 0, european},
};

bool is_summer(const Zone& zone, sys_seconds now) {
    if (zone.summer == nullptr) return false;
    const auto [begins, ends] = zone.summer(year_month_day{floor<days>(now)}.year());
    if (begins < ends) return now >= begins && now < ends;
    return now >= begins || now < ends;
}

constexpr int kSummerMinutes = 60;

sys_seconds to_seconds(std::int64_t utc_us) {
    return floor<seconds>(sys_time<microseconds>{microseconds{utc_us}});
}

}  // namespace

base::Result<int> utc_offset_minutes(std::string_view name, std::int64_t utc_us) {
    for (const auto& zone : kZones) {
        if (zone.name != name) continue;
        return zone.standard_minutes + (is_summer(zone, to_seconds(utc_us)) ? kSummerMinutes : 0);
    }
    return base::fail(base::Code::input_out_of_range, {{"field", "timeZone"}}, std::string(name));
}

base::Result<LocalTime> local_time(std::string_view zone, std::int64_t utc_us) {
    MOSTRADOR_TRY(offset, utc_offset_minutes(zone, utc_us));
    const auto local = to_seconds(utc_us) + minutes{offset};
    const auto day = floor<days>(local);
    const hh_mm_ss time{local - day};
    return LocalTime{year_month_day{day}, static_cast<int>(time.hours().count()),
                     static_cast<int>(time.minutes().count()),
                     static_cast<int>(time.seconds().count())};
}

base::Result<std::string> local_text(std::string_view zone, std::int64_t utc_us) {
    MOSTRADOR_TRY(local, local_time(zone, utc_us));
    const auto& date = local.date;
    return base::concat(base::padded(static_cast<unsigned>(date.day()), 2), "/",
                        base::padded(static_cast<unsigned>(date.month()), 2), "/",
                        static_cast<int>(date.year()), " ", base::padded(local.hour, 2), ":",
                        base::padded(local.minute, 2));
}

}  // namespace mostrador::organization
