#include "prices/window.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::prices {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

/// 2026-12-04 is a Friday.
Occasion at(unsigned day_of_december, int hour, int minute = 0,
            orders::Type type = orders::Type::counter) {
    return {base::Id::nil(),
            type,
            {std::chrono::year_month_day{year(2026), month(12), day(day_of_december)}, hour, minute,
             0}};
}

TEST_CASE("A window without limits always holds", "[prices][CAT-6]") {
    CHECK(holds({}, at(4, 0)));
    CHECK(holds({}, at(5, 23, 59, orders::Type::delivery)));
}

TEST_CASE("Hours hold from their first minute to before their last", "[prices][CAT-6]") {
    const Window happy{.from = 17 * 60, .to = 19 * 60};
    CHECK_FALSE(holds(happy, at(4, 16, 59)));
    CHECK(holds(happy, at(4, 17)));
    CHECK(holds(happy, at(4, 18, 59)));
    CHECK_FALSE(holds(happy, at(4, 19)));
}

TEST_CASE("A night belongs to the day on which it began", "[prices][CAT-6]") {
    const Window night{.weekdays = {5},
                       .from = 22 * 60,
                       .to = 2 * 60,
                       .valid_from = "2026-12-04",
                       .valid_to = "2026-12-04"};
    CHECK_FALSE(holds(night, at(4, 1)));  // the night of Thursday
    CHECK_FALSE(holds(night, at(4, 21, 59)));
    CHECK(holds(night, at(4, 22)));
    CHECK(holds(night, at(5, 1, 59)));
    CHECK_FALSE(holds(night, at(5, 2)));
    CHECK_FALSE(holds(night, at(5, 22)));
    CHECK_FALSE(holds(night, at(11, 23)));  // a Friday too late
}

TEST_CASE("A window is limited to kinds of orders, branches, weekdays and days",
          "[prices][CAT-6]") {
    const Window to_go{.types = {orders::Type::to_go, orders::Type::delivery}};
    CHECK_FALSE(holds(to_go, at(4, 12)));
    CHECK(holds(to_go, at(4, 12, 0, orders::Type::delivery)));
    const Window elsewhere{.branches = {base::derived_id("test", "north")}};
    CHECK_FALSE(holds(elsewhere, at(4, 12)));
    const Window weekend{.weekdays = {6, 7}};
    CHECK_FALSE(holds(weekend, at(4, 12)));
    CHECK(holds(weekend, at(5, 12)));
    CHECK(holds(weekend, at(6, 12)));
    CHECK_FALSE(holds({.valid_from = "2026-12-05"}, at(4, 12)));
    CHECK(holds({.valid_from = "2026-12-04", .valid_to = "2026-12-04"}, at(4, 12)));
    CHECK_FALSE(holds({.valid_to = "2026-12-03"}, at(4, 12)));
}

TEST_CASE("A window that nobody can mean is refused", "[prices][CAT-6]") {
    const auto refused = [](const Window& window) {
        const auto checked = check(window);
        return checked ? std::string("ok") : std::string(base::code_name(checked.error().code));
    };
    CHECK(refused({}) == "ok");
    CHECK(refused({.from = 23 * 60, .to = 24 * 60}) == "ok");
    CHECK(refused({.weekdays = {8}}) == "input.out_of_range");
    CHECK(refused({.from = -1}) == "input.out_of_range");
    CHECK(refused({.to = 24 * 60 + 1}) == "input.out_of_range");
    CHECK(refused({.valid_from = "2026-02-30"}) == "input.malformed");
    CHECK(refused({.valid_to = "1/12/2026"}) == "input.malformed");
    CHECK(refused({.valid_from = "2026-12-02", .valid_to = "2026-12-01"}) == "input.out_of_range");
}

}  // namespace
}  // namespace mostrador::prices
