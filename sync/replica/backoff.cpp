#include "replica/backoff.hpp"

#include <algorithm>

namespace mostrador::replica {

void Backoff::failed(std::int64_t now, base::Random& random) {
    constexpr int kDoublings = 7;  // 0.5 s * 2^7 is past the longest wait
    const auto wait = std::min(kFirst_us << std::min(failures_, kDoublings), kLongest_us);
    ++failures_;
    const auto jitter = base::random_below(random, static_cast<std::uint64_t>(wait / 2));
    not_before_ = now + wait / 2 + static_cast<std::int64_t>(jitter);
}

}  // namespace mostrador::replica
