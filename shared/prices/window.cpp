#include "prices/window.hpp"

#include <algorithm>
#include <chrono>

#include "catalog/choices.hpp"
#include "organization/queries.hpp"

namespace mostrador::prices {
namespace {

using base::Code;
using base::Result;
using base::Status;
using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t kLastWeekday = 7;
constexpr char kTypeSeparator = '\n';

void append_padded(std::string& text, unsigned value, int width) {
    const auto digits = std::to_string(value);
    text.append(static_cast<std::size_t>(std::max<int>(0, width - static_cast<int>(digits.size()))),
                '0');
    text += digits;
}

/// "2026-12-01", which sorts as days do.
std::string date_text(const std::chrono::year_month_day& date) {
    std::string text;
    append_padded(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text += '-';
    append_padded(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    append_padded(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

bool is_date(std::string_view text) {
    constexpr std::string_view kPattern = "dddd-dd-dd";
    if (text.size() != kPattern.size()) return false;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (const char c : text.substr(at, length))
            value = value * 10 + (c - '0');
        return value;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kPattern[i] == 'd' ? !digit : text[i] != '-') return false;
    }
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    return date.ok();
}

std::unexpected<base::Error> wrong(Code code, std::string_view field) {
    return base::fail(code, {{"field", std::string(field)}});
}

}  // namespace

bool holds(const Window& window, const Occasion& occasion) {
    if (!window.branches.empty() && !std::ranges::contains(window.branches, occasion.branch))
        return false;
    if (!window.types.empty() && !std::ranges::contains(window.types, occasion.type)) return false;
    const auto minute = std::int64_t{occasion.local.hour} * 60 + occasion.local.minute;
    auto day = sys_days(occasion.local.date);
    const bool past_midnight = window.to < window.from;
    const bool before_from = minute < window.from;
    if (past_midnight && before_from) {
        if (minute >= window.to) return false;
        day -= days(1);  // it began yesterday
    } else if (window.from != window.to) {
        if (before_from || (!past_midnight && minute >= window.to)) return false;
    }
    const std::int64_t weekday = std::chrono::weekday(day).iso_encoding();
    if (!window.weekdays.empty() && !std::ranges::contains(window.weekdays, weekday)) return false;
    const auto date = date_text(std::chrono::year_month_day(day));
    if (!window.valid_from.empty() && date < window.valid_from) return false;
    return window.valid_to.empty() || date <= window.valid_to;
}

Result<Occasion> occasion(command::Context& context, orders::Type type, std::int64_t at_us) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(local, organization::local_time(tenant.time_zone, at_us));
    const auto branch = context.identity ? context.identity->branch : std::nullopt;
    return Occasion{branch.value_or(base::Id::nil()), type, local};
}

Status check(const Window& window) {
    for (const auto weekday : window.weekdays)
        if (weekday < 1 || weekday > kLastWeekday)
            return wrong(Code::input_out_of_range, "weekdays");
    if (window.from < 0 || window.from >= kMinutesOfDay)
        return wrong(Code::input_out_of_range, "from");
    if (window.to < 0 || window.to > kMinutesOfDay) return wrong(Code::input_out_of_range, "to");
    if (!window.valid_from.empty() && !is_date(window.valid_from))
        return wrong(Code::input_malformed, "validFrom");
    if (!window.valid_to.empty() && !is_date(window.valid_to))
        return wrong(Code::input_malformed, "validTo");
    const bool ends_first = !window.valid_from.empty() && !window.valid_to.empty() &&
                            window.valid_to < window.valid_from;
    if (ends_first) return wrong(Code::input_out_of_range, "validTo");
    return {};
}

std::string branches_text(const Window& window) {
    return catalog::ids_text(window.branches);
}

std::string types_text(const Window& window) {
    std::string text;
    for (const auto type : window.types) {
        if (!text.empty()) text += kTypeSeparator;
        text += base::enum_name(type);
    }
    return text;
}

std::int64_t weekday_bits(const Window& window) {
    std::int64_t bits = 0;
    for (const auto weekday : window.weekdays)
        bits |= std::int64_t{1} << (weekday - 1);
    return bits;
}

Window window_of(const store::Row& row, int first) {
    Window window{.branches = catalog::ids_of(row.text(first)),
                  .types = {},
                  .weekdays = {},
                  .from = row.integer(first + 3),
                  .to = row.integer(first + 4),
                  .valid_from = row.get<std::string>(first + 5),
                  .valid_to = row.get<std::string>(first + 6)};
    for (auto text = row.text(first + 1); !text.empty();) {
        const auto name = text.substr(0, text.find(kTypeSeparator));
        text.remove_prefix(std::min(text.size(), name.size() + 1));
        if (const auto type = base::enum_value<orders::Type>(name)) window.types.push_back(*type);
    }
    for (std::int64_t weekday = 1; weekday <= kLastWeekday; ++weekday)
        if ((row.integer(first + 2) >> (weekday - 1)) & 1) window.weekdays.push_back(weekday);
    return window;
}

}  // namespace mostrador::prices
