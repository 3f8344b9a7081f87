#include "sales/tenders.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

Json tender(std::string_view method, const Json& amount = {}) {
    return {{"method", method}, {"amount", amount}};
}

TEST_CASE("The core says what tenders would do before anything is booked", "[sales][PAY-1]") {
    Shop shop;
    shop.open_register();
    shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}});
    const auto settle = [&](const Json& tenders, std::int64_t tip = 0) {
        return shop.call("sales.settle",
                         {{"cart", cart["id"]}, {"tenders", tenders}, {"tip", tip}});
    };
    auto view = settle(Json::array());
    CHECK(view["remaining"] == 1950);
    CHECK(view["closed"] == false);
    CHECK(view["quickCash"][0] == 1950);
    CHECK(view["tips"][1]["amount"] == 195);

    view = settle(Json::array({tender("card", 500)}), 195);
    CHECK(view["due"] == 2145);
    CHECK(view["remaining"] == 1645);
    CHECK(view["quickCash"][0] == 1640);  // coins end at ten cents

    view = settle(
        Json::array({tender("card", 500), tender("transfer", 1000), tender("cash", 1000)}), 195);
    CHECK(view["closed"] == true);
    CHECK(view["tenders"][2]["due"] == 645);
    CHECK(view["change"] == 360);  // 3.55 in coins, in favour of who pays
    CHECK(view["rounding"] == -5);
    CHECK(settle(Json::array({tender("card", 3000)}))["closed"] == false);
}

TEST_CASE("Tip and coins are booked so that every cent is somewhere", "[sales][PRICE-4]") {
    Shop shop;
    shop.open_register();
    const auto cart =
        shop.call("cart.add", {{"product", shop.rice.text()}, {"quantity", "0.255"}});  // 1.25
    const auto receipt =
        shop.call("sales.checkout", {{"cart", cart["id"]},
                                     {"tenders", Json::array({tender("cash", 200)})},
                                     {"tip", 51}})["receipt"];
    CHECK(receipt["total"] == 125);
    CHECK(receipt["tip"] == 51);
    const auto kept = receipt["payments"][0]["amount"].get<int>();
    CHECK(kept == 125 + 51 + receipt["rounding"].get<int>());
    CHECK(kept % 10 == 0);
    const auto report = shop.call("cash.report");
    CHECK(report["sales"] == 125);
    CHECK(report["tips"] == 51);
    CHECK(report["byMethod"][0]["expected"] == 10000 + kept);
}

TEST_CASE("A charge is written down before the terminal is asked, and is paid with once",
          "[payments][PAY-2]") {
    Shop shop;
    shop.open_register();
    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto charge = shop.log().make_id().text();
    const Json begin{{"charge", charge}, {"cart", cart["id"]}, {"amount", 1200}};
    CHECK(shop.call("payments.charge", begin)["state"] == "created");
    CHECK(shop.call("payments.charge", begin)["id"] == charge);
    const auto state = [&](const char* name) {
        return shop.error("payments.charge_state",
                          {{"charge", charge}, {"state", name}, {"reference", "A-77"}});
    };
    CHECK(state("approved") == "payments.charge_settled");  // it was never asked
    CHECK(state("in_progress") == "ok");
    const Json second{
        {"charge", shop.log().make_id().text()}, {"cart", cart["id"]}, {"amount", 1200}};
    CHECK(shop.error("payments.charge", second) == "payments.charge_open");
    CHECK(state("unknown") == "ok");
    CHECK(shop.error("payments.charge", second) == "payments.charge_open");
    CHECK(shop.error("cart.clear") == "payments.charge_open");
    const Json pay{{"cart", cart["id"]},
                   {"tenders", Json::array({{{"method", "card"}, {"card", charge}}})}};
    CHECK(shop.error("sales.checkout", pay) == "payments.charge_mismatch");
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    CHECK(shop.call("tasks.list")["tasks"][0]["kind"] == "charge_unknown");

    CHECK(state("approved") == "ok");
    CHECK(state("declined") == "payments.charge_settled");
    CHECK(shop.call("tasks.list")["tasks"][0]["kind"] == "charge_unused");
    const auto receipt = shop.call("sales.checkout", pay)["receipt"];
    CHECK(receipt["payments"][0]["amount"] == 1200);
    CHECK(receipt["payments"][0]["reference"] == "A-77");
    CHECK(shop.call("tasks.list")["tasks"].empty());
}

TEST_CASE("A declined charge leaves the way free", "[payments][PAY-2]") {
    Shop shop;
    shop.open_register();
    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto begin = [&](std::int64_t amount) {
        return shop.call("payments.charge", {{"charge", shop.log().make_id().text()},
                                             {"cart", cart["id"]},
                                             {"amount", amount}})["id"];
    };
    const auto first = begin(1200);
    shop.call("payments.charge_state", {{"charge", first}, {"state", "in_progress"}});
    shop.call("payments.charge_state", {{"charge", first}, {"state", "declined"}});
    const auto never_asked = begin(1200);
    const auto second = begin(700);
    CHECK(second != never_asked);
    const auto view = shop.call("sales.settle", {{"cart", cart["id"]}, {"tenders", Json::array()}});
    REQUIRE(view["charges"].size() == 1);
    CHECK(view["charges"][0]["id"] == second);
}

}  // namespace
}  // namespace mostrador::tests
