#include "till/till.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

Json cash(const Json& amount) {
    return Json::array({{{"method", "cash"}, {"amount", amount}}});
}

std::int64_t count(Shop& shop, const std::string& table) {
    return *value(shop.database().one<std::int64_t>("SELECT count(*) FROM " + table));
}

TEST_CASE("A till that is not enrolled says so and sells nothing", "[till][ORG-3]") {
    auto database = empty_database();
    ManualClock clock;
    base::SeededRandom random(1);
    till::Till till(database, clock, random);
    const auto status = Json::parse(till.call("device.status", "{}"));
    CHECK(status["value"]["enrolled"] == false);
    const auto answer = Json::parse(till.call("cart.view", "{}"));
    CHECK(answer["error"]["code"] == "device.not_enrolled");
}

TEST_CASE("Unknown commands and broken requests are refused with the field", "[till]") {
    Shop shop;
    CHECK(shop.error("cart.fly") == "input.unknown_command");
    const auto broken = Json::parse(shop.till().call("staff.login", "{"));
    CHECK(broken["error"]["code"] == "input.malformed");
    const auto missing = Json::parse(shop.till().call("staff.login", R"({"person":"x"})"));
    CHECK(missing["error"]["parameters"]["field"] == "person");
}

TEST_CASE("Only who is logged in and allowed may sell", "[till][STAFF-1]") {
    Shop shop;
    CHECK(shop.error("cart.view") == "staff.not_logged_in");
    shop.call("staff.login", {{"person", shop.luis.text()}, {"pin", "1234"}});
    CHECK(shop.error("cart.view") == "ok");
    CHECK(shop.error("cash.open", {{"openingFloat", 0}, {"commandId", shop.ana.text()}}) ==
          "staff.not_allowed");
}

TEST_CASE("A sale in cash books everything at once", "[till][SALE-2]") {
    Shop shop;
    shop.open_register();
    shop.call("cart.add", {{"barcode", shop.coffee_barcode}});
    shop.call("cart.add", {{"product", shop.coffee.text()}});
    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}, {"quantity", "1"}});
    REQUIRE(cart["total"] == 2700);
    REQUIRE(cart["lines"].size() == 2);
    CHECK(cart["lines"][0]["quantity"] == "2");
    CHECK(cart["subtotal"].get<int>() + cart["tax"].get<int>() == 2700);
    CHECK(cart["quickCash"][0] == 2700);

    const auto done = shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", cash(5000)}});
    const auto& receipt = done["receipt"];
    CHECK(receipt["number"] == "R001-00000001");
    CHECK(receipt["total"] == 2700);
    CHECK(receipt["change"] == 2300);
    CHECK(receipt["cashier"] == "Ana Quispe");
    CHECK(receipt["synced"] == false);
    CHECK(receipt["localTime"] == "15/01/2025 05:00");
    CHECK(receipt["paper"].get<std::string>().contains("R001-00000001"));
    CHECK(done["cart"]["lines"].empty());
    CHECK(done["cart"]["id"] != cart["id"]);
    CHECK(count(shop, "receipt_line") == 2);
    CHECK(count(shop, "stock_movement") == 2);
    CHECK(count(shop, "payment") == 1);
}

TEST_CASE("Checking a cart out twice sells it once", "[till][SALE-2]") {
    Shop shop;
    shop.open_register();
    const auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}});
    const Json request{{"cart", cart["id"]}, {"tenders", cash(nullptr)}};
    const auto first = shop.call("sales.checkout", request);
    const auto again = shop.call("sales.checkout", request);
    CHECK(first["receipt"]["number"] == again["receipt"]["number"]);
    CHECK(count(shop, "receipt") == 1);
    CHECK(shop.sell_coffee()["number"] == "R001-00000002");
}

TEST_CASE("A change of the cart that is asked twice is made once", "[till][SALE-1]") {
    Shop shop;
    shop.open_register();
    const Json add{{"product", shop.coffee.text()},
                   {"commandId", "01980000-0000-7000-8000-000000000001"}};
    shop.call("cart.add", add);
    auto cart = shop.call("cart.add", add);
    CHECK(cart["lines"][0]["quantity"] == "1");

    const Json remove{{"line", cart["lines"][0]["line"]},
                      {"commandId", "01980000-0000-7000-8000-000000000002"}};
    shop.call("cart.remove", remove);
    shop.call("cart.add", {{"product", shop.cake.text()}});  // takes the same line number
    cart = shop.call("cart.remove", remove);
    CHECK(cart["lines"].size() == 1);

    shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", cash(nullptr)}});
    CHECK(shop.call("cart.add", add)["lines"].empty());
    CHECK(count(shop, "cart_command") == 2);
}

TEST_CASE("A sale that cannot be booked changes nothing", "[till][SALE-7]") {
    Shop shop;
    shop.log_in();
    const auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}});
    const auto checkout = [&](const Json& tenders) {
        return shop.error("sales.checkout", {{"cart", cart["id"]}, {"tenders", tenders}});
    };
    CHECK(checkout(cash(nullptr)) == "cash.session_not_open");
    shop.open_register();
    CHECK(checkout(cash(700)) == "sales.tender_short");
    CHECK(checkout(cash(-1)) == "input.out_of_range");
    CHECK(checkout(Json::array({{{"method", "card"}, {"amount", 800}}})) == "sales.tender_over");
    CHECK(checkout(Json::array()) == "sales.tender_short");
    CHECK(count(shop, "receipt") == 0);
    CHECK(shop.call("cart.view")["lines"].size() == 1);
    CHECK(checkout(cash(nullptr)) == "ok");
    CHECK(shop.sell_coffee()["number"] == "R001-00000002");
}

TEST_CASE("Card and cash together: change comes from the cash", "[till][PAY-1]") {
    Shop shop;
    shop.open_register();
    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto tenders = Json::array({{{"method", "card"}, {"amount", 500}, {"reference", "A1"}},
                                      {{"method", "cash"}, {"amount", 1000}}});
    const auto receipt =
        shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", tenders}})["receipt"];
    CHECK(receipt["change"] == 300);
    CHECK(receipt["payments"][0]["amount"] == 500);
    CHECK(receipt["payments"][1]["amount"] == 700);
    CHECK(receipt["payments"][1]["tendered"] == 1000);
}

TEST_CASE("Weighed goods are priced by the gram", "[till][SALE-1]") {
    Shop shop;
    shop.open_register();
    const auto cart = shop.call("cart.add", {{"product", shop.rice.text()}, {"quantity", "0.255"}});
    CHECK(cart["total"] == 125);  // 0.255 × 4.90 = 1.2495
    CHECK(shop.error("cart.add", {{"product", shop.rice.text()}, {"quantity", "0.0000005"}}) ==
          "input.out_of_range");
    CHECK(shop.error("cart.add", {{"product", shop.rice.text()}, {"quantity", "0"}}) ==
          "input.out_of_range");
    CHECK(shop.error("cart.set_quantity", {{"line", 9}, {"quantity", "1"}}) ==
          "cart.line_not_found");
    CHECK(shop.call("cart.set_quantity", {{"line", 1}, {"quantity", "0"}})["lines"].empty());
}

TEST_CASE("A register is opened once, counted and closed with its Z", "[till][CASH-1][CASH-3]") {
    Shop shop;
    shop.open_register();
    CHECK(shop.error("cash.open", {{"openingFloat", 0}, {"commandId", shop.coffee.text()}}) ==
          "cash.session_already_open");
    shop.sell_coffee();
    shop.sell_coffee();
    const auto x = shop.call("cash.report");
    CHECK(x["receipts"] == 2);
    CHECK(x["sales"] == 1500);
    CHECK(x["byMethod"][0]["expected"] == 11500);
    CHECK(x["number"].is_null());

    const Json close{{"session", x["session"]["id"]},
                     {"counted", Json::array({{{"method", "cash"}, {"amount", 11450}}})},
                     {"notes", "faltan 50"}};
    const auto z = shop.call("cash.close", close);
    CHECK(z["number"] == 1);
    CHECK(z["byMethod"][0]["difference"] == -50);
    CHECK(shop.call("cash.close", close)["number"] == 1);
    CHECK(shop.error("cash.report") == "cash.session_not_open");

    shop.open_register();
    const auto next = shop.call("cash.report");
    CHECK(next["receipts"] == 0);
}

TEST_CASE("A revoked device does not sell any more", "[till][ORG-3]") {
    Shop shop;
    shop.open_register();
    value(shop.database().run("UPDATE device SET revoked_at = 1 WHERE id = ?1",
                              shop_identity().device));
    CHECK(shop.error("cash.close", {{"session", shop.ana.text()}, {"counted", Json::array()}}) ==
          "device.revoked");
    CHECK(shop.call("device.status")["revoked"] == true);
}

TEST_CASE("The log of a day verifies, and says how much waits for the hub", "[till][AUD-1]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto verified = shop.call("audit.verify");
    CHECK(verified["ok"] == true);
    CHECK(verified["devices"] == 2);
    const auto sync = shop.call("sync.status");
    CHECK(sync["pending"] == 3);  // login, opening, sale
    CHECK(sync["oldestPending"] == 1'736'935'200'000'000);

    value(shop.database().run(
        "UPDATE operation SET body = zeroblob(length(body)) WHERE device = ?1 AND sequence = 2",
        shop_identity().device));
    CHECK(shop.error("audit.verify") == "log.chain_broken");
}

TEST_CASE("What changed is told once", "[till]") {
    Shop shop;
    shop.open_register();
    shop.till().take_changes();
    shop.sell_coffee();
    const auto changes = shop.till().take_changes();
    CHECK(changes.contains("receipts"));
    CHECK(changes.contains("cart"));
    CHECK(shop.till().take_changes().empty());
    CHECK(shop.error("cart.add", {{"barcode", "000"}}) == "catalog.product_not_found");
    CHECK(shop.till().take_changes().empty());
}

}  // namespace
}  // namespace mostrador::tests
