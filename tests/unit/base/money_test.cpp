#include "base/money.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <numeric>

#include "base/random.hpp"

using namespace mostrador::base;

namespace {

const Currency kPen = Currency::make("PEN", 2).value();
const Currency kClp = Currency::make("CLP", 0).value();

}  // namespace

TEST_CASE("money is read and written with the digits of its currency") {
    CHECK(Money::parse("12.50", kPen)->minor == 1250);
    CHECK(Money::parse("12.5", kPen)->minor == 1250);
    CHECK(Money::parse("-0.05", kPen)->minor == -5);
    CHECK(Money::parse("1990", kClp)->minor == 1990);
    CHECK(Money{1250, kPen}.text() == "12.50");
    CHECK(Money{-5, kPen}.text() == "-0.05");
    CHECK(Money{1990, kClp}.text() == "1990");
    CHECK(Money::parse("12.505", kPen).error().code == Code::input_malformed);
    CHECK(Money::parse("1.5", kClp).error().code == Code::input_malformed);
    CHECK(Money::parse("twelve", kPen).error().code == Code::input_malformed);
}

TEST_CASE("a currency has three capital letters and a few digits") {
    CHECK(kPen.name() == "PEN");
    CHECK_FALSE(Currency::make("pen", 2));
    CHECK_FALSE(Currency::make("PENS", 2));
    CHECK_FALSE(Currency::make("PEN", 5));
    CHECK_FALSE(Currency::make("PEN", -1));
}

TEST_CASE("amounts of different currencies do not mix") {
    CHECK(add(Money{1, kPen}, Money{2, kPen}) == Money{3, kPen});
    CHECK(subtract(Money{1, kPen}, Money{2, kPen}) == Money{-1, kPen});
    CHECK(add(Money{1, kPen}, Money{1, kClp}).error() ==
          Error{Code::money_currency_mismatch, {{"left", "PEN"}, {"right", "CLP"}}, ""});
    CHECK(add(Money{std::numeric_limits<std::int64_t>::max(), kPen}, Money{1, kPen}).error().code ==
          Code::number_overflow);
}

TEST_CASE("money times a decimal is rounded once") {
    const Decimal weight = Decimal::parse("0.335").value();
    CHECK(multiply(Money{1000, kPen}, weight, Rounding::half_away)->minor == 335);
    CHECK(multiply(Money{10, kPen}, weight, Rounding::half_away)->minor == 3);
    CHECK(multiply(Money{10, kPen}, weight, Rounding::up)->minor == 4);
    CHECK(to_money(Decimal::parse("0.1250").value(), kPen, Rounding::half_even)->minor == 12);
    CHECK(to_decimal(Money{1250, kPen}).text() == "12.50");
}

TEST_CASE("a distribution gives the left-over cents to those who lost most") {
    using Parts = std::vector<std::int64_t>;
    CHECK(distribute(100, Parts{1, 1, 1}) == Parts{34, 33, 33});
    CHECK(distribute(-100, Parts{1, 1, 1}) == Parts{-34, -33, -33});
    CHECK(distribute(5, Parts{0, 3, 7}) == Parts{0, 2, 3});
    CHECK(distribute(10, Parts{199, 1}) == Parts{10, 0});
    CHECK(distribute(0, Parts{1, 2}) == Parts{0, 0});
    CHECK(distribute(1, Parts{}).error().code == Code::input_out_of_range);
    CHECK(distribute(1, Parts{0, 0}).error().code == Code::input_out_of_range);
    CHECK(distribute(1, Parts{2, -1}).error().code == Code::input_out_of_range);
}

TEST_CASE("property: a distribution loses nothing, is fair to the unit, and gives 0 for 0") {
    SeededRandom random(4);
    for (int i = 0; i < 5'000; ++i) {
        const auto total =
            static_cast<std::int64_t>(random_u64(random)) >> (8 + random_below(random, 50));
        std::vector<std::int64_t> weights(1 + static_cast<std::size_t>(random_below(random, 12)));
        for (auto& weight : weights) {
            weight = static_cast<std::int64_t>(random_below(random, 4) * random_below(random, 1e9));
        }
        const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        if (sum == 0) continue;
        const auto parts = distribute(total, weights).value();
        REQUIRE(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
        for (std::size_t j = 0; j < parts.size(); ++j) {
            REQUIRE(parts[j] >= *multiply_divide(total, weights[j], sum, Rounding::floor));
            REQUIRE(parts[j] <= *multiply_divide(total, weights[j], sum, Rounding::ceiling));
        }
    }
}
