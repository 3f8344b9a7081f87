#pragma once

#include <cstdint>
#include <random>
#include <span>

namespace mostrador::base {

/// Where the domain gets its randomness from: it has none of its own, so that a test can hold it.
struct Random {
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// 64 random bits.
std::uint64_t random_u64(Random& random);

/// Uniform in [0, bound); `bound` must not be 0.
std::uint64_t random_below(Random& random, std::uint64_t bound);

/// The operating system's (or the browser's) cryptographic randomness.
struct SystemRandom final : Random {
    void fill(std::span<std::uint8_t> out) override;
};

/// The same bytes for the same seed on every platform; for tests and demo data, never for secrets.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}

    void fill(std::span<std::uint8_t> out) override;

private:
    std::mt19937_64 engine_;  // its sequence is fixed by the C++ standard
};

}  // namespace mostrador::base
