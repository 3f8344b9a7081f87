#include "base/random.hpp"

#include <array>
#include <sodium.h>

namespace mostrador::base {

std::uint64_t random_u64(Random& random) {
    std::array<std::uint8_t, 8> bytes;
    random.fill(bytes);
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = value << 8 | byte;
    return value;
}

std::uint64_t random_below(Random& random, std::uint64_t bound) {
    // The values below 2^64 mod bound would make small results likelier: draw again.
    const std::uint64_t unfair = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t value = random_u64(random);
        if (value >= unfair) return value % bound;
    }
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    randombytes_buf(out.data(), out.size());
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (i % 8 == 0) bits = engine_();
        out[i] = static_cast<std::uint8_t>(bits);
        bits >>= 8;
    }
}

}  // namespace mostrador::base
