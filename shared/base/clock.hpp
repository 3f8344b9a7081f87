#pragma once

#include <cstdint>

namespace mostrador::base {

/// Where the domain gets its time from: it has none of its own, so that a test can hold it.
struct Clock {
    virtual ~Clock() = default;
    /// UTC microseconds since 1970.
    virtual std::int64_t now_us() = 0;
};

/// The machine's clock, for the programs that put the parts together.
struct SystemClock final : Clock {
    std::int64_t now_us() override;
};

}  // namespace mostrador::base
