#include "base/error.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace mostrador::base;

namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return fail(Code::input_out_of_range, {{"field", "number"}}, "odd");
    return number / 2;
}

Result<int> quarter(int number) {
    MOSTRADOR_TRY(once, half(number));
    MOSTRADOR_TRY(twice, half(once));
    return twice;
}

Status check_even(int number) {
    MOSTRADOR_CHECK(half(number));
    return {};
}

}  // namespace

TEST_CASE("a code keeps its name") {
    CHECK(code_name(Code::cash_session_not_open) == "cash.session_not_open");
    CHECK(code_named("store.full") == Code::store_full);
    CHECK(code_named("store.of_a_later_version") == std::nullopt);
    CHECK(static_cast<int>(Code::store_full) == 700);
}

TEST_CASE("an error returns early and arrives whole") {
    CHECK(quarter(12) == 3);
    CHECK(quarter(6).error() == Error{Code::input_out_of_range, {{"field", "number"}}, "odd"});
    CHECK(check_even(2).has_value());
    CHECK(check_even(3).error().parameters.at("field") == "number");
}
