#include "base/random.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

#include "base/bytes.hpp"

using namespace mostrador::base;

TEST_CASE("a seed gives the same bytes on every platform") {
    std::array<std::uint8_t, 12> bytes{};
    SeededRandom(5489).fill(bytes);
    // The first two outputs of the standard's mt19937_64 (14514284786278117030, …), lowest byte
    // first.
    CHECK(to_hex(bytes) == "a6aef6f61c196dc91c0fc88b");
}

TEST_CASE("different seeds differ, and so does the system from itself") {
    SeededRandom one(1);
    SeededRandom two(2);
    CHECK(random_u64(one) != random_u64(two));
    SystemRandom system;
    CHECK(random_u64(system) != random_u64(system));
}

TEST_CASE("a bounded number stays below its bound and reaches every value") {
    SeededRandom random(7);
    std::array<int, 6> seen{};
    for (int i = 0; i < 6'000; ++i)
        ++seen.at(static_cast<std::size_t>(random_below(random, 6)));
    for (const int count : seen) {
        CHECK(count > 850);
        CHECK(count < 1150);
    }
    CHECK(random_below(random, 1) == 0);
}
