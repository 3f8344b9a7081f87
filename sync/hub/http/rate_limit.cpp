#include "hub/http/rate_limit.hpp"

#include <algorithm>

namespace mostrador::hub {
namespace {

constexpr std::size_t kMaxAddresses = 10'000;
constexpr std::int64_t kFirstDelayMs = 250;
constexpr int kMaxDoublings = 4;  // 4 s

}  // namespace

std::int64_t GuessGuard::count(Tries& tries, int limit, std::int64_t now) {
    if (now - tries.window >= kWindowUs) {
        tries.window = now;
        tries.count = 0;
    }
    if (tries.count >= limit) return (tries.window + kWindowUs - now) / 1'000'000 + 1;
    ++tries.count;
    return 0;
}

std::int64_t GuessGuard::refuse(const std::string& address, std::int64_t now) {
    if (addresses_.size() >= kMaxAddresses) forget_old(now);
    if (const auto wait = count(addresses_[address], per_address_, now)) return wait;
    return count(all_, for_all_, now);
}

void GuessGuard::succeeded(const std::string& address) {
    auto& tries = addresses_[address];
    tries.wrong = 0;
    tries.count = std::max(0, tries.count - 1);
    all_.count = std::max(0, all_.count - 1);
}

std::int64_t GuessGuard::failed(const std::string& address) {
    auto& wrong = addresses_[address].wrong;
    return kFirstDelayMs << std::min(wrong++, kMaxDoublings);
}

void GuessGuard::forget_old(std::int64_t now) {
    std::erase_if(addresses_,
                  [&](const auto& each) { return now - each.second.window >= kWindowUs; });
    if (addresses_.size() >= kMaxAddresses) addresses_.clear();
}

}  // namespace mostrador::hub
