#include "replica/backoff.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mostrador::replica {
namespace {

TEST_CASE("each failure waits longer, up to a minute, never in step", "[sync]") {
    base::SeededRandom random(3);
    Backoff backoff;
    std::int64_t now = 1'000'000'000;
    std::int64_t whole = Backoff::kFirstUs;
    for (int failure = 0; failure < 20; ++failure) {
        backoff.failed(now, random);
        const auto wait = backoff.not_before() - now;
        CAPTURE(failure, wait);
        CHECK(wait >= whole / 2);
        CHECK(wait < whole);
        CHECK_FALSE(backoff.over(now));
        now += wait;
        CHECK(backoff.over(now));
        whole = std::min(whole * 2, Backoff::kLongestUs);
    }
    backoff.reset();
    CHECK(backoff.over(0));
}

}  // namespace
}  // namespace mostrador::replica
