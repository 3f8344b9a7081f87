#include "payments/method.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mostrador::tests {
namespace {

using Amounts = std::vector<std::int64_t>;

TEST_CASE("Quick cash offers the exact amount, then what notes make", "[payments][PAY-1]") {
    CHECK(payments::quick_cash(1740, "PEN") == Amounts{1740, 2000, 5000, 10000, 20000});
    CHECK(payments::quick_cash(2000, "PEN") == Amounts{2000, 5000, 10000, 20000});
    CHECK(payments::quick_cash(0, "PEN") == Amounts{0});
    CHECK(payments::quick_cash(3490, "CLP") == Amounts{3490, 4000, 5000, 10000, 20000});
    CHECK(payments::quick_cash(23456, "EUR").front() == 23456);
}

}  // namespace
}  // namespace mostrador::tests
