#include "organization/licence.hpp"

#include <catch2/catch_test_macros.hpp>

#include "log/link.hpp"
#include "organization/operations.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

constexpr std::int64_t kDayUs = 86'400'000'000;

/// A till that has just spoken with its hub.
struct Till : Shop {
    Till() {
        speak();
        open_register();
    }

    void speak() {
        auto transaction = value(store::Transaction::begin(database()));
        auto link = value(log::load_link(database())).value_or(log::Link{});
        link.last_contact = clock.now_us();
        value(log::save_link(database(), link));
        value(transaction.commit());
    }

    void wait(std::int64_t days) { clock.advance(days * kDayUs); }

    /// Eight hours alone log everybody out.
    std::string try_to_sell() {
        log_in();
        return error("cart.add", {{"product", coffee.text()}});
    }

    Json licence() { return call("device.status")["licence"]; }
};

TEST_CASE("a device sells so long without its hub, and is told before (ORG-3)", "[licence]") {
    Till till;
    till.wait(26);
    CHECK(till.licence().is_null());
    CHECK(till.try_to_sell() == "ok");
    till.call("cart.clear");
    till.wait(2);
    CHECK(till.licence()["soon"] == true);
    CHECK(till.licence()["over"] == false);
    CHECK(till.licence()["days"] == 30);
    CHECK(till.try_to_sell() == "ok");
    SECTION("an open sale may be finished, the drawer closed; nothing new begins") {
        till.wait(3);
        till.log_in();
        CHECK(till.licence()["over"] == true);
        const auto cart = till.call("device.status")["openCart"];
        const Json cash{{"method", "cash"}, {"amount", nullptr}};
        CHECK(till.error("sales.checkout",
                         {{"cart", cart["id"]}, {"tenders", Json::array({cash})}}) == "ok");
        CHECK(till.try_to_sell() == "device.licence_over");
        const auto session = till.call("device.status")["register"]["session"]["id"];
        CHECK(till.error("cash.close", {{"session", session}, {"counted", Json::array()}}) == "ok");
        CHECK(till.error("cash.open",
                         {{"openingFloat", 0}, {"commandId", till.log().make_id().text()}}) ==
              "device.licence_over");
        SECTION("until the hub is heard again") {
            till.speak();
            CHECK(till.licence().is_null());
            CHECK(till.error("cash.open", {{"openingFloat", 0},
                                           {"commandId", till.log().make_id().text()}}) == "ok");
            CHECK(till.try_to_sell() == "ok");
        }
    }
}

TEST_CASE("a clock that is put back wins nothing", "[licence]") {
    Till till;
    till.wait(29);
    CHECK(till.try_to_sell() == "ok");
    till.call("cart.clear");
    till.wait(2);
    CHECK(till.try_to_sell() == "device.licence_over");
    CHECK(till.licence()["over"] == true);  // as the shell asks whenever somebody logs in
    till.wait(-20);
    CHECK(till.try_to_sell() == "device.licence_over");
    till.speak();
    CHECK(till.try_to_sell() == "ok");
}

TEST_CASE("the company says how long", "[licence]") {
    Till till;
    till.call("staff.login", {{"person", till.rosa.text()}, {"pin", "1234"}});
    CHECK(till.call("organization.offline_days")["days"] == 30);
    till.call("organization.set_offline_days", {{"days", 7}});
    CHECK(till.call("organization.offline_days")["days"] == 7);
    for (const auto days : {0, 366, -1}) {
        CHECK(till.error("organization.set_offline_days", {{"days", days}}) ==
              "input.out_of_range");
    }
    till.wait(6);
    CHECK(till.try_to_sell() == "ok");
    till.call("cart.clear");
    till.wait(1);
    CHECK(till.try_to_sell() == "device.licence_over");
    CHECK(till.error("organization.set_offline_days", {{"days", 30}}) == "staff.not_allowed");
}

TEST_CASE("what nobody counts on as a device has no licence", "[licence]") {
    Shop shop;  // no link to a hub
    shop.clock.advance(400 * kDayUs);
    shop.open_register();
    CHECK(shop.error("cart.add", {{"product", shop.coffee.text()}}) == "ok");
    CHECK(shop.call("device.status")["licence"].is_null());
}

TEST_CASE("a device that was stopped is forgotten only when what it wrote is elsewhere (ORG-3)",
          "[licence]") {
    Till till;
    till.sell_coffee();
    CHECK(till.call("device.may_forget")["allowed"] == false);
    {
        auto transaction = value(store::Transaction::begin(till.database()));
        auto link = *value(log::load_link(till.database()));
        link.revoked_at = till.clock.now_us();
        value(log::save_link(till.database(), link));
        value(transaction.commit());
    }
    CHECK(till.call("device.status")["revoked"] == true);
    CHECK(till.error("cart.add", {{"product", till.coffee.text()}}) == "ok");  // a tap, no fact
    CHECK(till.error("cash.open",
                     {{"openingFloat", 0}, {"commandId", till.log().make_id().text()}}) ==
          "device.revoked");
    CHECK(till.call("device.may_forget")["allowed"] == false);
    CHECK(till.call("device.may_forget")["unsaved"] == 3);
    SECTION("saved in a file") {
        till.call("device.exported");
        CHECK(till.call("device.may_forget")["allowed"] == true);
    }
    SECTION("or at the hub") {
        auto transaction = value(store::Transaction::begin(till.database()));
        const auto head = value(till.log().head(shop_identity().device));
        value(till.log().acknowledge(head.sequence));
        value(transaction.commit());
        CHECK(till.call("device.may_forget")["allowed"] == true);
    }
}

}  // namespace
}  // namespace mostrador::tests
