#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "base/clock.hpp"

namespace mostrador::simulation {

constexpr std::int64_t kMillisecond = 1'000;
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;

/// The only time there is: what shall happen when, in microseconds UTC. Equal times keep the order
/// in which they were planned.
class Schedule {
public:
    using Work = std::function<void()>;

    std::int64_t now_us() const { return now_us_; }

    void in(std::int64_t delay_us, Work work) {
        planned_.emplace(std::pair(now_us_ + delay_us, ++order_), std::move(work));
    }

    /// Does all that is due until then, and stands there afterwards.
    void run_until(std::int64_t time_us) {
        while (!planned_.empty() && planned_.begin()->first.first <= time_us) {
            auto next = planned_.extract(planned_.begin());
            now_us_ = next.key().first;
            ++events_;
            next.mapped()();
        }
        now_us_ = time_us;
    }

    std::int64_t events() const { return events_; }

private:
    std::int64_t now_us_ = 1'767'600'000'000'000;  // 2026-01-05 08:00 UTC
    std::int64_t order_ = 0;
    std::int64_t events_ = 0;
    std::map<std::pair<std::int64_t, std::int64_t>, Work> planned_;
};

/// A machine's clock: the schedule's time, wrong by what a test says.
class MachineClock final : public base::Clock {
public:
    explicit MachineClock(const Schedule& schedule) : schedule_(schedule) {}

    std::int64_t now_us() override { return schedule_.now_us() + offset_us_; }

    /// Sets the clock forward, or back.
    void jump(std::int64_t microseconds) { offset_us_ += microseconds; }

private:
    const Schedule& schedule_;
    std::int64_t offset_us_ = 0;
};

}  // namespace mostrador::simulation
