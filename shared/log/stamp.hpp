#pragma once

#include <algorithm>
#include <cstdint>

namespace mostrador::log {

/// Hybrid logical time: the upper 48 bits are UTC milliseconds, the lower 16 a counter. It orders
/// what people see and which assignment stands; ties are broken by the device's id.
/// Source: Kulkarni et al., "Logical Physical Clocks", 2014.
using Stamp = std::int64_t;

constexpr int kStampCounterBits = 16;

constexpr Stamp stamp_at(std::int64_t now_us) {
    return (now_us / 1000) << kStampCounterBits;
}

/// UTC microseconds of a stamp, to the millisecond.
constexpr std::int64_t stamp_time_us(Stamp stamp) {
    return (stamp >> kStampCounterBits) * 1000;
}

/// The next stamp after everything this device has written or seen.
constexpr Stamp next_stamp(Stamp last, std::int64_t now_us) {
    return std::max(last + 1, stamp_at(now_us));
}

}  // namespace mostrador::log
