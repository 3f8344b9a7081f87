#pragma once

#include <atomic>

#include "base/clock.hpp"

namespace mostrador::tests {

/// A clock that a test sets and moves.
class ManualClock final : public base::Clock {
public:
    /// Starts at 2025-01-15 10:00:00 UTC unless told otherwise.
    explicit ManualClock(std::int64_t now_us = 1'736'935'200'000'000) : now_us_(now_us) {}

    std::int64_t now_us() override { return now_us_; }

    void set(std::int64_t now_us) { now_us_ = now_us; }

    void advance(std::int64_t microseconds) { now_us_ += microseconds; }

private:
    std::atomic<std::int64_t> now_us_;  ///< a server reads it in threads of its own
};

}  // namespace mostrador::tests
