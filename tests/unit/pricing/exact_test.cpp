#include "pricing/exact.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "pricing/spread.hpp"

namespace mostrador::pricing {

TEST_CASE("Fractions are added, multiplied and rounded exactly", "[pricing]") {
    const Exact third = Exact::fraction(1, 3);
    CHECK((third + third + third).rounded() == 1);
    CHECK((third * Exact(9)).rounded() == 3);
    CHECK((third - third).is_zero());
    CHECK(Exact::fraction(6, -4).sign() == -1);
}

TEST_CASE("Ties are rounded away from zero", "[pricing]") {
    CHECK(Exact::fraction(5, 2).rounded() == 3);
    CHECK(Exact::fraction(-5, 2).rounded() == -3);
    CHECK(Exact::fraction(249, 100).rounded() == 2);
    CHECK(Exact::fraction(-251, 100).rounded() == -3);
}

TEST_CASE("What does not fit is invalid, and so is what comes of it", "[pricing]") {
    const Exact huge = Exact::fraction(Int128{1} << 120, 1);
    CHECK_FALSE((huge * huge).is_valid());
    CHECK_FALSE((huge * huge - huge * huge).rounded());
    CHECK_FALSE(huge.rounded());
    CHECK_FALSE(Exact(0).inverse().is_valid());
}

TEST_CASE("A sum of unlike fractions stays exact however many there are", "[pricing]") {
    // 1/p - 1/(p+2) over odd p, a telescope of 1/3 - 1/203: no 128 bits hold its denominator.
    ExactSum sum;
    for (int p = 3; p <= 201; p += 2) {
        sum.add(Exact::fraction(609, p));
        sum.add(Exact::fraction(-609, p + 2));
    }
    CHECK(sum.rounded() == 200);  // 609/3 - 609/203 = 203 - 3
}

TEST_CASE("A sum sees a tie that no approximation would", "[pricing]") {
    const auto around_half = [](int sign) {
        ExactSum sum;
        for (const int prime : {101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157}) {
            sum.add(Exact::fraction(1, prime));
        }
        sum.add(Exact::fraction(sign, 2));
        for (const int prime : {101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157}) {
            sum.add(Exact::fraction(-1, prime));
        }
        return sum.rounded();
    };
    CHECK(around_half(1) == 1);
    CHECK(around_half(-1) == -1);
}

TEST_CASE("Sharing out gives left-over units to those who lost most", "[pricing]") {
    const std::vector thirds(3, Exact::fraction(100, 3));
    CHECK(*spread(100, thirds) == std::vector<std::int64_t>{34, 33, 33});
    CHECK(*spread(-99, std::vector{Exact(-49), Exact::fraction(-99, 2)}) ==
          std::vector<std::int64_t>{-49, -50});

    const std::vector with_nothing{Exact(0), Exact(5)};
    CHECK(*spread(8, with_nothing) == std::vector<std::int64_t>{0, 8});
    CHECK(*spread(2, std::vector(3, Exact(0))) == std::vector<std::int64_t>{1, 1, 0});
    CHECK(spread(0, {})->empty());
}

}  // namespace mostrador::pricing
