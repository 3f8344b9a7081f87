#pragma once

#include <cstddef>
#include <cstdint>

#include "base/random.hpp"

namespace mostrador::simulation {

/// Decisions drawn from one seed.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    /// Uniform in [0, bound).
    std::int64_t below(std::int64_t bound) {
        return static_cast<std::int64_t>(
            base::random_below(random_, static_cast<std::uint64_t>(bound)));
    }

    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + below(most - least + 1);
    }

    bool percent(std::int64_t chance) { return below(100) < chance; }

    template <class List>
    auto& pick(List& list) {
        return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
    }

    std::uint64_t seed() { return base::random_u64(random_); }

private:
    base::SeededRandom random_;
};

}  // namespace mostrador::simulation
