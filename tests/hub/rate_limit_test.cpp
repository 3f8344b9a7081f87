#include "hub/http/rate_limit.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mostrador::tests {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kNow = 1'736'935'200 * kSecond;

/// How many requests in a row are taken.
int taken(hub::RateLimit<int>& limit, int key, std::int64_t now) {
    int count = 0;
    while (limit.refuse(key, now) == 0)
        ++count;
    return count;
}

TEST_CASE("a burst is taken, then as many as the rate says", "[limits]") {
    hub::RateLimit<int> limit({.per_second = 10, .burst = 30});
    CHECK(taken(limit, 1, kNow) == 30);
    CHECK(taken(limit, 2, kNow) == 30);  // each key has its own
    CHECK(limit.refuse(1, kNow) == 1);
    CHECK(taken(limit, 1, kNow + kSecond) == 10);
    CHECK(taken(limit, 1, kNow + 60 * kSecond) == 30);
}

TEST_CASE("nobody is locked out by a clock that is set back", "[limits]") {
    hub::RateLimit<int> limit({.per_second = 10, .burst = 30});
    CHECK(taken(limit, 1, kNow) == 30);
    CHECK(taken(limit, 1, kNow - 86'400 * kSecond) == 30);
}

TEST_CASE("a flood of keys does not fill the memory", "[limits]") {
    hub::RateLimit<int> limit({.per_second = 10, .burst = 30});
    int refused = 0;
    for (int key = 0; key < 50'000; ++key)
        refused += limit.refuse(key, kNow + key) > 0;
    CHECK(refused == 0);
    CHECK(limit.keys() <= hub::RateLimit<int>::kMaxKeys);
}

TEST_CASE("one device gone wild leaves room for the others of its shop", "[limits]") {
    hub::RequestLimits limits;
    hub::Device wild{.id = base::derived_id("limits", "wild"),
                     .tenant = base::derived_id("limits", "shop")};
    auto other = wild;
    other.id = base::derived_id("limits", "other");
    int count = 0;
    for (int i = 0; i < 5'000; ++i)
        count += limits.refuse(wild, kNow) == 0;
    CHECK(count == hub::RequestLimits::kDevice.burst);
    CHECK(limits.refuse(other, kNow) == 0);
}

}  // namespace
}  // namespace mostrador::tests
