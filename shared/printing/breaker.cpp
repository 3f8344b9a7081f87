#include "printing/breaker.hpp"

#include <algorithm>

namespace mostrador::printing {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kLongestUs = 60 * kSecond;
constexpr std::int64_t kMostDoublings = 6;
/// A wait is between three and five quarters of its middle.
constexpr std::int64_t kLeastPercent = 75;
constexpr std::uint64_t kSpreadPercent = 51;

}  // namespace

Breaker::State Breaker::state(std::int64_t now_us) const {
    if (failures_ < kMostFailures) return State::closed;
    return now_us - opened_at_ < kOpenUs ? State::open : State::half_open;
}

void Breaker::ended(bool printed, std::int64_t now_us) {
    busy_ = false;
    failures_ = printed ? 0 : std::min(failures_ + 1, kMostFailures);
    if (failures_ == kMostFailures) opened_at_ = now_us;
}

std::string_view name_of(Breaker::State state) {
    if (state == Breaker::State::closed) return "closed";
    return state == Breaker::State::open ? "open" : "half_open";
}

std::int64_t back_off_us(std::int64_t attempts, std::uint64_t dice) {
    const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, kMostDoublings);
    const auto middle = std::min(kSecond << doublings, kLongestUs);
    const auto percent = kLeastPercent + static_cast<std::int64_t>(dice % kSpreadPercent);
    return middle * percent / 100;
}

}  // namespace mostrador::printing
