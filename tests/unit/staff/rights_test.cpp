#include "staff/rights.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "staff/operations.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;
using staff::Permission;
using staff::Role;

/// What the hub finds when it takes all that the till wrote.
std::vector<staff::RightMissing> found_at_hub(Shop& shop) {
    auto transaction = value(store::Transaction::begin(shop.hub().database()));
    std::vector<log::Operation> taken;
    for (const auto& each : value(shop.log().own_after(0, {}))) {
        const auto received = value(shop.hub().receive(each.body));
        if (received.outcome == log::Outcome::applied)
            taken.push_back(value(log::decode(each.body)));
    }
    value(staff::judge(shop.hub(), taken));
    value(transaction.commit());
    std::vector<staff::RightMissing> found;
    value(shop.hub().database().each(
        "SELECT body FROM operation WHERE kind = ?1 ORDER BY row", staff::RightMissing::kKind,
        [&](const store::Row& row) {
            const auto operation = value(log::decode(row.blob(0)));
            found.push_back(
                value(base::decode<base::Form::binary, staff::RightMissing>(operation.payload)));
        }));
    return found;
}

void set_role(Shop& shop, const Id& person, Role role) {
    auto transaction = value(store::Transaction::begin(shop.hub().database()));
    value(shop.hub().append({}, staff::PeoplePut{{{{.id = person, .role = role}}}}));
    value(transaction.commit());
}

Json refund(Shop& shop, const Json& receipt) {
    return shop.call("sales.refund",
                     {{"refund", shop.log().make_id().text()},
                      {"receipt", receipt["id"]},
                      {"method", "cash"},
                      {"approval", {{"person", shop.rosa.text()}, {"pin", "1234"}}}});
}

TEST_CASE("a day's work within the matrix gives nothing to tell", "[rights]") {
    Shop shop;
    shop.open_register();
    refund(shop, shop.sell_coffee());  // the cashier may not, the owner allowed it
    CHECK(found_at_hub(shop).empty());
}

TEST_CASE("an approval counts as far as the supervisor's own right", "[rights]") {
    Shop shop;
    set_role(shop, shop.rosa, Role::viewer);
    shop.clock.advance(1'000'000);
    shop.open_register();
    refund(shop, shop.sell_coffee());
    const auto found = found_at_hub(shop);
    REQUIRE(found.size() == 1);
    CHECK(found.front().permission == Permission::refund);
    CHECK(found.front().person == shop.ana);
    REQUIRE(found.front().operations.size() == 1);
    CHECK(found.front().operations.front().kind == "sales.refunded");
}

TEST_CASE("one finding tells all that a person did in a push", "[rights]") {
    Shop shop;
    shop.open_register();
    shop.clock.advance(1'000'000);
    set_role(shop, shop.ana, Role::kitchen);
    shop.clock.advance(1'000'000);
    for (int i = 0; i < 3; ++i)
        shop.sell_coffee();
    const auto found = found_at_hub(shop);
    REQUIRE(found.size() == 1);
    CHECK(found.front().operations.size() == 3);
    SECTION("and the same again finds nothing new") {
        CHECK(found_at_hub(shop).size() == 1);
    }
}

TEST_CASE("of two findings about one operation the earlier stands, in any order", "[rights]") {
    const auto finding = [](const char* name, std::int64_t at_us) {
        log::Operation operation;
        operation.device = shop_identity().hub;
        operation.stamp = log::stamp_at(at_us);
        operation.kind = staff::RightMissing::kKind;
        operation.payload = payload_of(
            staff::RightMissing{base::derived_id("finding", name),
                                shop_identity().device,
                                base::derived_id("person", "ana"),
                                Permission::sell,
                                {{7, "sales.completed", at_us, base::derived_id("receipt", "1")}}});
        return operation;
    };
    const auto early = finding("early", 1'000'000'000);
    const auto late = finding("late", 2'000'000'000);
    Replica one, other;
    one.apply(early);
    one.apply(late);
    other.apply(late);
    other.apply(early);
    other.apply(late);
    CHECK(one.state() == other.state());
    CHECK(value(one.database.one<Id>("SELECT finding FROM right_missing")) ==
          base::derived_id("finding", "early"));
}

TEST_CASE("the hub asks the same right for a kind as the tills do", "[rights]") {
    // What the device or a guest writes, or what stands beside another fact that is judged.
    const std::vector<std::string_view> open{"staff.logged_in",         "staff.logged_out",
                                             "staff.locked_out",        "orders.paid",
                                             "organization.clock_told", "guests.ordered",
                                             "guests.called",           "printing.job_queued",
                                             "printing.job_routed",     "printing.attempt_started",
                                             "printing.attempt_ended",  "printing.job_settled",
                                             "tickets.issued",          "tickets.key_published",
                                             "tickets.scanned"};
    for (const auto& capability : till::registry().capabilities()) {
        for (const auto& kind : capability.kinds) {
            INFO(kind.name << ": say in shared/staff/rights.cpp which right it asks");
            const bool judged = staff::demanded_by(kind.name) != Permission::none;
            const bool is_open = std::ranges::contains(open, kind.name);
            CHECK(judged == (kind.family != log::Family::grant && !is_open));
        }
    }
}

}  // namespace
}  // namespace mostrador::tests
