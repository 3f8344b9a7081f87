#pragma once

#include <cstdint>

#include "log/log.hpp"
#include "tasks/task.hpp"

namespace mostrador::organization {

/// A device found out how far its clock is from the hub's. It sells all the same (hybrid time
/// orders what was done), but its papers carry its time, so people are told.
struct ClockTold {
    static constexpr std::string_view kKind = "organization.clock_told";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    std::int64_t at_us = 0;      ///< the hub's time
    std::int64_t offset_us = 0;  ///< the hub's clock less the device's: above 0 it is behind

    static constexpr auto fields() {
        return base::fields(base::field("at", &ClockTold::at_us),
                            base::field("offset", &ClockTold::offset_us));
    }
};

/// From here on a clock is wrong. Slow networks and drowsy tablets stay far below.
constexpr std::int64_t kWrongClockUs = 300'000'000;

/// Writes down that this device's clock is wrong, by another half hour than it said last, or right
/// again; mostly it writes nothing.
base::Status tell_clock(log::Log& log, std::int64_t hub_now_us, std::int64_t offset_us);

/// Devices whose clock is wrong. Setting it right settles it.
tasks::Source clock_source();

log::Capability clock_capability();

}  // namespace mostrador::organization
