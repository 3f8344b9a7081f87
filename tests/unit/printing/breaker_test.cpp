#include "printing/breaker.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

namespace mostrador::tests {
namespace {

using printing::Breaker;

constexpr std::int64_t kSecond = 1'000'000;

TEST_CASE("A breaker opens after five failures in a row, and tries one paper after a minute",
          "[printing][KIT-2]") {
    Breaker breaker;
    std::int64_t now = 1000 * kSecond;
    for (int failure = 0; failure < 5; ++failure) {
        REQUIRE(breaker.lets_through(now));
        breaker.began();
        CHECK_FALSE(breaker.lets_through(now));  // one paper at a time
        breaker.ended(false, now);
    }
    CHECK(breaker.state(now) == Breaker::State::open);
    CHECK_FALSE(breaker.lets_through(now + 59 * kSecond));
    now += 60 * kSecond;
    CHECK(breaker.state(now) == Breaker::State::half_open);
    REQUIRE(breaker.lets_through(now));
    breaker.began();
    CHECK_FALSE(breaker.lets_through(now));
    breaker.ended(false, now);
    CHECK_FALSE(breaker.lets_through(now + kSecond));  // once more a minute
    now += 60 * kSecond;
    breaker.began();
    breaker.ended(true, now);
    CHECK(breaker.state(now) == Breaker::State::closed);
}

TEST_CASE("A success in between starts the count anew", "[printing][KIT-2]") {
    Breaker breaker;
    for (int round = 0; round < 20; ++round) {
        breaker.began();
        breaker.ended(round % 5 == 4, 0);
    }
    CHECK(breaker.state(0) == Breaker::State::closed);
}

TEST_CASE("Waits double up to a minute, and are spread", "[printing][KIT-2]") {
    for (std::int64_t attempts = 1; attempts < 40; ++attempts) {
        const auto middle = std::min<std::int64_t>(
                                60, std::int64_t{1} << std::min<std::int64_t>(attempts - 1, 20)) *
                            kSecond;
        std::set<std::int64_t> waits;
        for (std::uint64_t dice = 0; dice < 100; ++dice) {
            const auto wait = printing::back_off_us(attempts, dice);
            CHECK(wait >= middle * 3 / 4);
            CHECK(wait <= middle * 5 / 4);
            waits.insert(wait);
        }
        CHECK(waits.size() > 40);
    }
}

}  // namespace
}  // namespace mostrador::tests
