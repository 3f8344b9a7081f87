#include "reports/period.hpp"

#include <charconv>

#include "base/concat.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::reports {
namespace {

using base::Code;
using base::Result;
using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kHourUs = 60 * kMinuteUs;
constexpr std::int64_t kDayUs = 24 * kHourUs;
constexpr int kMostDays = 3660;

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

std::int64_t day_us(sys_days day) {
    return static_cast<std::int64_t>(day.time_since_epoch().count()) * kDayUs;
}

/// Division that rounds down also before 1970.
std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

std::optional<unsigned> number_in(std::string_view text, std::size_t at, std::size_t length) {
    unsigned number = 0;
    const auto* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + length, number);
    if (error != std::errc{} || end != begin + length) return std::nullopt;
    return number;
}

Result<sys_days> parse_date(const std::optional<std::string>& text, std::string_view field) {
    if (!text) return base::fail(Code::input_missing, {{"field", std::string(field)}});
    constexpr std::size_t length = 10;
    if (text->size() != length || (*text)[4] != '-' || (*text)[7] != '-')
        return out_of_range(field);
    const auto year = number_in(*text, 0, 4);
    const auto month = number_in(*text, 5, 2);
    const auto day = number_in(*text, 8, 2);
    if (!year || !month || !day) return out_of_range(field);
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(*month), std::chrono::day(*day)};
    if (!date.ok() || *year < 2000 || *year > 2200) return out_of_range(field);
    return sys_days(date);
}

/// What the clock on the wall showed, as a moment. Clocks change at night: what the offset is then
/// is known once the moment nearly is.
Result<std::int64_t> moment_at(std::int64_t on_the_wall, std::string_view zone) {
    auto moment = on_the_wall;
    for (int round = 0; round < 2; ++round) {
        MOSTRADOR_TRY(offset, organization::utc_offset_minutes(zone, moment));
        moment = on_the_wall - offset * kMinuteUs;
    }
    return moment;
}

Result<Period> period_between(sys_days first, sys_days last, std::string_view zone) {
    if (first > last) return out_of_range("from");
    if (last - first > days(kMostDays)) return out_of_range("to");
    MOSTRADOR_TRY(from, midnight(zone, first));
    MOSTRADOR_TRY(to, midnight(zone, last + days(1)));
    return Period{first, last, from, to};
}

}  // namespace

Result<std::int64_t> midnight(std::string_view zone, sys_days day) {
    return moment_at(day_us(day), zone);
}

Result<std::int64_t> moment_of(const std::string& local, std::string_view zone) {
    constexpr std::size_t length = 16;
    if (local.size() != length || local[10] != 'T' || local[13] != ':')
        return out_of_range("local");
    MOSTRADOR_TRY(day, parse_date(local.substr(0, 10), "local"));
    const auto hour = number_in(local, 11, 2);
    const auto minute = number_in(local, 14, 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) return out_of_range("local");
    const auto on_the_wall = day_us(day) + *hour * kHourUs + *minute * kMinuteUs;
    return moment_at(on_the_wall, zone);
}

std::string date_text(sys_days day) {
    const std::chrono::year_month_day date(day);
    return base::concat(static_cast<int>(date.year()), "-",
                        base::padded(static_cast<unsigned>(date.month()), 2), "-",
                        base::padded(static_cast<unsigned>(date.day()), 2));
}

Result<Period> period_of(const Asked& asked, const organization::Tenant& tenant,
                         std::int64_t now_us) {
    MOSTRADOR_TRY(now, LocalClock(tenant.time_zone).hour(now_us));
    const auto today = now.day;
    const std::chrono::year_month_day date(today);
    switch (asked.range) {
        case Range::today:
            return period_between(today, today, tenant.time_zone);
        case Range::yesterday:
            return period_between(today - days(1), today - days(1), tenant.time_zone);
        case Range::week: {
            const auto since_monday = std::chrono::weekday(today) - std::chrono::Monday;
            return period_between(today - since_monday, today, tenant.time_zone);
        }
        case Range::month:
            return period_between(sys_days(date.year() / date.month() / 1), today,
                                  tenant.time_zone);
        case Range::dates:
            break;
    }
    MOSTRADOR_TRY(from, parse_date(asked.from, "from"));
    MOSTRADOR_TRY(to, parse_date(asked.to, "to"));
    return period_between(from, to, tenant.time_zone);
}

Result<Period> before(const Period& period, std::string_view zone) {
    const auto length = period.last - period.first + days(1);
    return period_between(period.first - length, period.last - length, zone);
}

Result<LocalClock::Hour> LocalClock::hour(std::int64_t utc_us) {
    const auto hour = floor_divide(utc_us, kHourUs);
    if (hour != known_hour_) {
        MOSTRADOR_TRY(minutes, organization::utc_offset_minutes(zone_, utc_us));
        offset_us_ = minutes * kMinuteUs;
        known_hour_ = hour;
    }
    const auto local = utc_us + offset_us_;
    const auto day = floor_divide(local, kDayUs);
    return Hour{sys_days(days(day)), static_cast<int>((local - day * kDayUs) / kHourUs)};
}

}  // namespace mostrador::reports
