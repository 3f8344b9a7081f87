#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <numeric>
#include <random>

#include "prices/promotion.hpp"
#include "support/shop.hpp"

// CAT-6, PRICE-3: what holds when, and what comes off by itself, for anything that a shop may set.
namespace mostrador::prices {
namespace {

using tests::value;

constexpr std::int64_t kMinutesOfWeek = 7 * kMinutesOfDay;

/// A minute of the week that begins on Monday 2026-11-30.
Occasion at_minute(std::int64_t minute) {
    const auto day = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) +
                     std::chrono::days(minute / kMinutesOfDay);
    const auto of_day = static_cast<int>(minute % kMinutesOfDay);
    return {base::Id::nil(),
            orders::Type::counter,
            {std::chrono::year_month_day(day), of_day / 60, of_day % 60, 0}};
}

}  // namespace

TEST_CASE("A window holds for as many minutes of a week as its days have hours", "[property]") {
    const auto seed = GENERATE(range(1U, 30U));
    std::mt19937 engine(seed);
    const auto below = [&](std::int64_t bound) {
        return std::uniform_int_distribution<std::int64_t>(0, bound - 1)(engine);
    };
    Window window{.from = below(kMinutesOfDay), .to = below(kMinutesOfDay + 1)};
    for (std::int64_t weekday = 1; weekday <= 7; ++weekday)
        if (below(2) == 0) window.weekdays.push_back(weekday);
    REQUIRE(check(window));
    std::int64_t held = 0;
    for (std::int64_t minute = 0; minute < kMinutesOfWeek; ++minute)
        held += holds(window, at_minute(minute)) ? 1 : 0;
    const auto days = window.weekdays.empty() ? 7 : std::ssize(window.weekdays);
    auto length = window.to - window.from;
    if (length < 0) length += kMinutesOfDay;
    if (window.from == window.to) length = kMinutesOfDay;
    CHECK(held == days * length);
}

namespace {

Promotable line_of(std::int64_t quantity, std::int64_t price) {
    return {base::Id::nil(), base::Id::nil(),  base::Id::nil(),   base::Decimal(quantity),
            price,           quantity * price, at_minute(12 * 60)};
}

std::int64_t taken_of(const Promotion& promotion, const std::vector<Promotable>& lines) {
    const auto taken = value(promote(std::span(&promotion, 1), lines));
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!taken[i]) continue;
        CHECK(taken[i]->amount > 0);
        CHECK(taken[i]->amount <= lines[i].gross);
        sum += taken[i]->amount;
    }
    return sum;
}

}  // namespace

TEST_CASE("What every n-th unit saves does not depend on how the units came", "[property]") {
    const auto seed = GENERATE(range(1U, 200U));
    std::mt19937 engine(seed);
    const auto below = [&](std::int64_t bound) {
        return std::uniform_int_distribution<std::int64_t>(0, bound - 1)(engine);
    };
    const Promotion promotion{.kind = PromotionKind::nth,
                              .every = 2 + below(4),
                              .percent = base::Decimal(1 + below(100))};
    std::vector<Promotable> lines, apart;
    std::vector<std::int64_t> prices;
    for (auto count = 1 + below(6); count > 0; --count) {
        const auto quantity = 1 + below(5);
        const auto price = 1 + below(30) * 37;
        lines.push_back(line_of(quantity, price));
        for (std::int64_t unit = 0; unit < quantity; ++unit) {
            apart.push_back(line_of(1, price));
            prices.push_back(price);
        }
    }
    const auto whole = taken_of(promotion, lines);
    std::ranges::shuffle(apart, engine);
    CHECK(taken_of(promotion, apart) == whole);
    std::ranges::shuffle(lines, engine);
    CHECK(taken_of(promotion, lines) == whole);
    // By hand: dearest first, every n-th at the percentage.
    std::ranges::sort(prices, std::ranges::greater{});
    std::int64_t expected = 0;
    for (auto at = static_cast<std::size_t>(promotion.every) - 1; at < prices.size();
         at += static_cast<std::size_t>(promotion.every)) {
        expected += value(base::multiply_divide(prices[at], promotion.percent.mantissa(), 100,
                                                base::Rounding::half_away));
    }
    CHECK(whole == expected);
}

}  // namespace mostrador::prices
