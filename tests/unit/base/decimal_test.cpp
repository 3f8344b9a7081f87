#include "base/decimal.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "base/random.hpp"

using namespace mostrador::base;

namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

Decimal dec(std::string_view text) {
    return Decimal::parse(text).value();
}

// A number with a random count of bits, so that small and huge ones are equally likely.
std::int64_t any_integer(Random& random) {
    const auto shift = random_below(random, 64);
    return static_cast<std::int64_t>(random_u64(random)) >> shift;
}

Decimal any_decimal(Random& random) {
    return Decimal::scaled(any_integer(random), static_cast<int>(random_below(random, 10))).value();
}

}  // namespace

TEST_CASE("a decimal keeps the digits it was written with") {
    for (const auto* text : {"0", "1", "-1", "1.50", "0.250", "-0.005", "18", "100.000000001",
                             "9223372036854775807", "-9223372036854775808", "9.223372036"}) {
        CHECK(dec(text).text() == text);
    }
    CHECK(dec("007.5").text() == "7.5");
    CHECK(Decimal::scaled(1800, 2)->text() == "18.00");
}

TEST_CASE("a decimal refuses what is not one") {
    for (const auto* text : {"", "-", ".", "1.", ".5", "-.5", "+1", "1e3", "1,5", " 1", "1 ", "--1",
                             "1.-5", "0x1", "1.2.3", "NaN"}) {
        INFO(text);
        REQUIRE_FALSE(Decimal::parse(text));
        CHECK(Decimal::parse(text).error().code == Code::input_malformed);
    }
    for (const auto* text :
         {"1.0000000001", "9223372036854775808", "-9223372036854775809", "9223372036854775807.0"}) {
        INFO(text);
        REQUIRE_FALSE(Decimal::parse(text));
        CHECK(Decimal::parse(text).error().code == Code::input_out_of_range);
    }
    CHECK_FALSE(Decimal::scaled(1, 10));
    CHECK_FALSE(Decimal::scaled(1, -1));
}

TEST_CASE("decimals compare by value") {
    CHECK(dec("1.5") == dec("1.50"));
    CHECK(dec("-0.0") == dec("0"));
    CHECK(dec("-1.51") < dec("-1.5"));
    CHECK(Decimal(kGreatest) > dec("9.999999999"));
    CHECK(dec("1.50").normalized().text() == "1.5");
    CHECK(dec("200.00").normalized().text() == "200");
}

TEST_CASE("each rounding does what its name says") {
    struct Example {
        Rounding rounding;
        const char* expected[6];  // of 2.5, 3.5, -2.5, 2.4, 2.6, -2.6
    };

    const Example examples[] = {
        {Rounding::half_away, {"3", "4", "-3", "2", "3", "-3"}},
        {Rounding::half_even, {"2", "4", "-2", "2", "3", "-3"}},
        {Rounding::half_down, {"2", "3", "-2", "2", "3", "-3"}},
        {Rounding::down, {"2", "3", "-2", "2", "2", "-2"}},
        {Rounding::up, {"3", "4", "-3", "3", "3", "-3"}},
        {Rounding::floor, {"2", "3", "-3", "2", "2", "-3"}},
        {Rounding::ceiling, {"3", "4", "-2", "3", "3", "-2"}},
    };
    const char* inputs[6] = {"2.5", "3.5", "-2.5", "2.4", "2.6", "-2.6"};
    for (const Example& example : examples) {
        for (int i = 0; i < 6; ++i) {
            INFO(inputs[i] << " with rounding " << static_cast<int>(example.rounding));
            CHECK(dec(inputs[i]).rescaled(0, example.rounding)->text() == example.expected[i]);
        }
    }
}

TEST_CASE("arithmetic is exact, and rounds once where it must") {
    CHECK(add(dec("0.1"), dec("0.20"))->text() == "0.30");
    CHECK(subtract(dec("1"), dec("0.001"))->text() == "0.999");
    CHECK(multiply(dec("0.250"), dec("12.99"), 2, Rounding::half_away)->text() == "3.25");
    CHECK(multiply(dec("3"), dec("4"), 9, Rounding::down)->text() == "12.000000000");
    CHECK(divide(dec("1"), dec("3"), 9, Rounding::half_away)->text() == "0.333333333");
    CHECK(divide(dec("-2"), dec("3"), 2, Rounding::half_away)->text() == "-0.67");
    CHECK(divide(dec("118"), dec("1.18"), 2, Rounding::half_away)->text() == "100.00");
    CHECK(multiply_divide(1180, 100, 118, Rounding::half_away) == 1000);
    CHECK(multiply_divide(kGreatest, kGreatest, kGreatest, Rounding::down) == kGreatest);
}

TEST_CASE("what does not fit is an error, never a wrong number") {
    const auto overflows = [](const auto& result) {
        return !result && result.error().code == Code::number_overflow;
    };
    CHECK(overflows(add(Decimal(kGreatest), Decimal(1))));
    CHECK(overflows(add(Decimal(kGreatest), dec("0.1"))));
    CHECK(overflows(subtract(Decimal(kLeast), Decimal(1))));
    CHECK(overflows(Decimal(kLeast).negated()));
    CHECK(overflows(Decimal(kGreatest).rescaled(1, Rounding::down)));
    CHECK(overflows(multiply(Decimal(kLeast), Decimal(-1), 0, Rounding::down)));
    CHECK(overflows(multiply(Decimal(kLeast), Decimal(kLeast), 9, Rounding::down)));
    CHECK(overflows(multiply_divide(kLeast, 1, -1, Rounding::down)));
    CHECK(overflows(checked_add(kGreatest, 1)));
    CHECK(overflows(checked_subtract(kLeast, 1)));
    CHECK(overflows(checked_multiply(kGreatest, 2)));
    CHECK(divide(Decimal(1), dec("0.00"), 2, Rounding::down).error().code ==
          Code::number_division_by_zero);
    CHECK(multiply_divide(1, 1, 0, Rounding::down).error().code == Code::number_division_by_zero);
}

TEST_CASE("property: a decimal survives its text") {
    SeededRandom random(1);
    for (int i = 0; i < 20'000; ++i) {
        const Decimal value = any_decimal(random);
        const Decimal again = dec(value.text());
        REQUIRE(again.mantissa() == value.mantissa());
        REQUIRE((value.mantissa() == 0 || again.scale() == value.scale()));
    }
}

TEST_CASE("property: sums commute and can be taken back") {
    SeededRandom random(2);
    for (int i = 0; i < 20'000; ++i) {
        const Decimal a = any_decimal(random);
        const Decimal b = any_decimal(random);
        const Result<Decimal> sum = add(a, b);
        REQUIRE(sum == add(b, a));
        if (!sum) continue;
        const Result<Decimal> back = subtract(*sum, b);
        if (back) REQUIRE(*back == a);
    }
}

TEST_CASE("property: a quotient is within one unit of the exact one, on the side that was named") {
    SeededRandom random(3);
    for (int i = 0; i < 20'000; ++i) {
        const std::int64_t a = any_integer(random) >> 16;
        const std::int64_t b = any_integer(random) >> 48;
        const std::int64_t c = any_integer(random) >> 16;
        if (c == 0) continue;
        const auto floor = multiply_divide(a, b, c, Rounding::floor);
        const auto ceiling = multiply_divide(a, b, c, Rounding::ceiling);
        const auto nearest = multiply_divide(a, b, c, Rounding::half_even);
        if (!floor || !ceiling || !nearest) continue;
        const __int128 product = __int128{a} * b;
        const bool exact = product % c == 0;
        REQUIRE(*ceiling - *floor == (exact ? 0 : 1));
        REQUIRE((*nearest == *floor || *nearest == *ceiling));
        const __int128 distance = product - __int128{*nearest} * c;
        const __int128 size = c < 0 ? -__int128{c} : c;
        REQUIRE(2 * (distance < 0 ? -distance : distance) <= size);
    }
}
