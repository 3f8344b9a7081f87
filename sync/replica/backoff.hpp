#pragma once

#include <cstdint>

#include "base/random.hpp"

namespace mostrador::replica {

/// When a failed exchange may be tried again: 0.5 s, doubled at each failure up to a longest wait,
/// and of that a random part between one half and the whole, so that the tablets of a shop do not
/// come back in one wave. Times are UTC microseconds.
class Backoff {
public:
    static constexpr std::int64_t kFirstUs = 500'000;
    static constexpr std::int64_t kLongestUs = 30'000'000;

    explicit Backoff(std::int64_t longest_us = kLongestUs) : longest_us_(longest_us) {}

    void failed(std::int64_t now, base::Random& random);

    /// The other side named a time itself.
    void wait_until(std::int64_t time) { not_before_ = time; }

    void reset() { *this = Backoff(longest_us_); }

    bool over(std::int64_t now) const { return now >= not_before_; }

    std::int64_t not_before() const { return not_before_; }

private:
    std::int64_t longest_us_;
    int failures_ = 0;
    std::int64_t not_before_ = 0;
};

}  // namespace mostrador::replica
