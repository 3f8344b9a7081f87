#pragma once

#include <cstdint>
#include <string_view>

namespace mostrador::printing {

/// A circuit breaker for one printer (KIT-2): after five failures in a row it gets nothing for a
/// minute, then one paper to see whether it prints again. Times are UTC microseconds of the caller.
///
///     if (breaker.lets_through(now)) { breaker.began(); … breaker.ended(printed, now); }
class Breaker {
public:
    enum class State : std::uint8_t { closed, open, half_open };

    static constexpr int kMostFailures = 5;
    static constexpr std::int64_t kOpenUs = 60LL * 1'000'000;

    State state(std::int64_t now_us) const;

    bool lets_through(std::int64_t now_us) const { return !busy_ && state(now_us) != State::open; }

    void began() { busy_ = true; }

    void ended(bool printed, std::int64_t now_us);

private:
    int failures_ = 0;
    std::int64_t opened_at_ = 0;
    bool busy_ = false;  ///< one paper at a time
};

std::string_view name_of(Breaker::State state);

/// How long to wait after so many attempts in vain: a second, doubled each time, a minute at most,
/// give or take a quarter, so that papers which failed together do not come back together.
/// `dice` is any number, the same for the same attempt.
std::int64_t back_off_us(std::int64_t attempts, std::uint64_t dice);

}  // namespace mostrador::printing
