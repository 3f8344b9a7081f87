#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"
#include "command/command.hpp"
#include "orders/type.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::prices {

constexpr std::int64_t kMinutesOfDay = 24 * 60;

/// Where, how and when something is sold.
struct Occasion {
    base::Id branch;  ///< nil: none
    orders::Type type = orders::Type::counter;
    organization::LocalTime local;  ///< on the branch's clock
};

/// For which occasions something holds; what is empty sets no limit. From `from` to before `to`, in
/// minutes of the day; where `to` is not after `from` it goes on past midnight and belongs to the
/// day on which it began, and where both are equal it is the whole day.
struct Window {
    static constexpr std::string_view kType = "PriceWindow";
    std::vector<base::Id> branches;
    std::vector<orders::Type> types;
    std::vector<std::int64_t> weekdays;  ///< 1 is Monday, 7 Sunday
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::string valid_from;  ///< the first day, "2026-12-01"
    std::string valid_to;    ///< the last day

    static constexpr auto fields() {
        using T = Window;
        return base::fields(base::field("branches", &T::branches), base::field("types", &T::types),
                            base::field("weekdays", &T::weekdays), base::field("from", &T::from),
                            base::field("to", &T::to), base::field("validFrom", &T::valid_from),
                            base::field("validTo", &T::valid_to));
    }

    bool operator==(const Window&) const = default;
};

/// Example: Friday 22:00 to 02:00 holds on Saturday at 01:00, and not on Friday at 01:00.
bool holds(const Window& window, const Occasion& occasion);

/// This device's branch, at a moment. Error: device.not_enrolled.
base::Result<Occasion> occasion(command::Context& context, orders::Type type, std::int64_t at_us);

/// Errors: input.out_of_range and input.malformed with the field.
base::Status check(const Window& window);

// A window as its columns have it: lists one a line, weekdays as bits.
std::string branches_text(const Window& window);
std::string types_text(const Window& window);
std::int64_t weekday_bits(const Window& window);

/// The seven columns of a window from `first` on: branches, types, weekdays, from_minute,
/// to_minute, valid_from, valid_to.
Window window_of(const store::Row& row, int first);

}  // namespace mostrador::prices
