#include "replica/backoff.hpp"

#include <algorithm>

namespace mostrador::replica {

void Backoff::failed(std::int64_t now, base::Random& random) {
    constexpr int kDoublings = 10;  // enough to pass every longest wait, too few to overflow
    const auto wait = std::min(kFirstUs << std::min(failures_, kDoublings), longest_us_);
    ++failures_;
    const auto jitter = base::random_below(random, static_cast<std::uint64_t>(wait / 2));
    not_before_ = now + wait / 2 + static_cast<std::int64_t>(jitter);
}

}  // namespace mostrador::replica
