#include "sales/cart.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

const Json kNothing;

Json percent(std::string_view text) {
    return {{"percent", text}};
}

Json approval(const Shop& shop, std::string_view pin = "1234") {
    return {{"person", shop.rosa.text()}, {"pin", pin}};
}

Json cash(const Json& amount = kNothing) {
    return Json::array({{{"method", "cash"}, {"amount", amount}}});
}

Json change(const Json& line, Json fields) {
    fields["line"] = line["line"];
    return fields;
}

std::int64_t count(Shop& shop, const std::string& from) {
    return *value(shop.database().one<std::int64_t>("SELECT count(*) FROM " + from));
}

TEST_CASE("A line takes a note, a discount within the limit, and keeps both in the receipt",
          "[sales][SALE-1][PRICE-3]") {
    Shop shop;
    shop.open_register();
    auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}});
    cart =
        shop.call("cart.change_line",
                  change(cart["lines"][0], {{"note", "sin azúcar"}, {"discount", percent("10")}}));
    CHECK(cart["total"] == 675);
    CHECK(cart["lines"][0]["discounted"] == 75);
    cart = shop.call("cart.add", {{"product", shop.coffee.text()}});
    CHECK(cart["lines"].size() == 2);  // the plain one is another line
    const auto receipt =
        shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", cash()}})["receipt"];
    CHECK(receipt["lines"][0]["note"] == "sin azúcar");
    CHECK(receipt["lines"][0]["discount"] == 75);
    CHECK(receipt["lines"][1]["discount"].is_null());
    CHECK(count(shop, "allowed") == 0);
}

TEST_CASE("More than the role may give needs a supervisor on the spot, who is on record",
          "[sales][STAFF-3]") {
    Shop shop;
    shop.open_register();
    auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    auto request = change(cart["lines"][0], {{"discount", percent("11")}});
    CHECK(shop.error("cart.change_line", request) == "staff.approval_needed");
    request["approval"] = approval(shop, "9999");
    CHECK(shop.error("cart.change_line", request) == "staff.wrong_pin");
    request["approval"] = {{"person", shop.luis.text()}, {"pin", "1234"}};
    CHECK(shop.error("cart.change_line", request) == "staff.not_allowed");
    CHECK(shop.call("cart.view")["total"] == 1200);
    request["approval"] = approval(shop);
    CHECK(shop.call("cart.change_line", request)["total"] == 1068);

    shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", cash()}});
    CHECK(*value(shop.database().one<base::Id>("SELECT person FROM allowed WHERE action = "
                                               "'discount_over_limit'")) == shop.rosa);
}

TEST_CASE("A supervisor's wrong PIN counts and locks like any other", "[sales][STAFF-2]") {
    Shop shop;
    shop.open_register();
    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto request =
        change(cart["lines"][0], {{"unitPrice", 1}, {"approval", approval(shop, "0000")}});
    for (int i = 0; i < 4; ++i)
        CHECK(shop.error("cart.change_line", request) == "staff.wrong_pin");
    CHECK(shop.error("cart.change_line", request) == "staff.locked");
    CHECK(shop.error("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}}) ==
          "staff.locked");
}

TEST_CASE("A price override is a decision of its own and keeps the list price",
          "[sales][SALE-1][STAFF-3]") {
    Shop shop;
    shop.open_register();
    auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    CHECK(shop.error("cart.change_line", change(cart["lines"][0], {{"unitPrice", 1000}})) ==
          "staff.approval_needed");
    cart = shop.call("cart.change_line",
                     change(cart["lines"][0], {{"unitPrice", 1000}, {"approval", approval(shop)}}));
    CHECK(cart["total"] == 1000);
    CHECK(cart["lines"][0]["listPrice"] == 1200);
    const auto receipt =
        shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", cash()}})["receipt"];
    CHECK(receipt["lines"][0]["listPrice"] == 1200);
    CHECK(receipt["lines"][0]["unitPrice"] == 1000);
}

TEST_CASE("A ticket discount is spread over the lines and never takes more than there is",
          "[sales][PRICE-3]") {
    Shop shop;
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    shop.call("cash.open", {{"openingFloat", 0}, {"commandId", shop.log().make_id().text()}});
    shop.call("cart.add", {{"product", shop.coffee.text()}});
    auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    cart = shop.call("cart.change", {{"discount", {{"amount", 195}}}, {"note", "cumpleaños"}});
    CHECK(cart["total"] == 1755);
    CHECK(cart["discounted"] == 195);
    CHECK(cart["lines"][0]["total"].get<int>() + cart["lines"][1]["total"].get<int>() == 1755);
    cart = shop.call("cart.change", {{"discount", {{"amount", 999999}}}});
    CHECK(cart["total"] == 0);
    CHECK(cart["note"].is_null());
    shop.call("cart.change", {{"discount", percent("100")}});
    CHECK(shop.error("cart.change", {{"discount", percent("101")}}) == "input.out_of_range");
    CHECK(shop.error("cart.change", {{"discount", {{"amount", -1}}}}) == "input.out_of_range");
    cart = shop.call("cart.change", Json::object());
    CHECK(cart["total"] == 1950);
}

TEST_CASE("A discount that was small and became large is asked for again at check-out",
          "[sales][STAFF-3]") {
    Shop shop;
    shop.open_register();
    shop.call("cart.add", {{"product", shop.coffee.text()}});
    shop.call("cart.add", {{"product", shop.cake.text()}});
    auto cart = shop.call("cart.change", {{"discount", {{"amount", 190}}}});
    cart = shop.call("cart.remove", {{"line", 2}});
    CHECK(cart["total"] == 560);
    Json request{{"cart", cart["id"]}, {"tenders", cash()}};
    CHECK(shop.error("sales.checkout", request) == "staff.approval_needed");
    request["approval"] = approval(shop);
    CHECK(shop.call("sales.checkout", request)["receipt"]["discount"] == 190);
}

TEST_CASE("Carts wait and come back", "[sales][SALE-1]") {
    Shop shop;
    shop.open_register();
    CHECK(shop.error("cart.hold") == "cart.empty");
    const auto first = shop.call("cart.add", {{"product", shop.coffee.text()}});
    auto cart = shop.call("cart.hold", {{"name", "mesa 4"}});
    CHECK(cart["lines"].empty());
    CHECK(cart["held"] == 1);
    cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto held = shop.call("cart.held")["carts"];
    REQUIRE(held.size() == 1);
    CHECK(held[0]["name"] == "mesa 4");
    CHECK(held[0]["total"] == 750);
    CHECK(held[0]["first"] == "Café americano");

    const auto back = shop.call("cart.resume", {{"cart", first["id"]}});
    CHECK(back["id"] == first["id"]);
    CHECK(back["held"] == 1);  // the other one waits now
    shop.call("sales.checkout", {{"cart", back["id"]}, {"tenders", cash()}});
    CHECK(shop.call("cart.resume", {{"cart", cart["id"]}})["total"] == 1200);
    CHECK(shop.call("cart.held")["carts"].empty());
    CHECK(shop.error("cart.resume", {{"cart", first["id"]}}) == "cart.not_found");
}

TEST_CASE("Courtesy, test and no-revenue are left out where they must be", "[sales][PRICE-5]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto sell_marked = [&](const char* mark) {
        const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
        CHECK(shop.error("cart.change", {{"mark", mark}}) == "staff.approval_needed");
        shop.call("cart.change", {{"mark", mark}, {"approval", approval(shop)}});
        const auto tenders = std::string_view(mark) == "test" ? cash() : Json::array();
        return shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", tenders}})["receipt"];
    };
    CHECK(sell_marked("courtesy")["total"] == 0);
    CHECK(sell_marked("test")["total"] == 1200);
    const auto unpaid = sell_marked("no_revenue");
    CHECK(unpaid["total"] == 1200);
    CHECK(unpaid["payments"].empty());

    const auto report = shop.call("cash.report");
    CHECK(report["sales"] == 750);
    CHECK(report["receipts"] == 2);  // the coffee and the courtesy
    CHECK(report["marked"] == 3);
    CHECK(report["byMethod"][0]["expected"] == 10750);
    CHECK(report["taxes"][0]["base"].get<int>() + report["taxes"][0]["amount"].get<int>() == 750);
    CHECK(count(shop, "stock_movement") == 3);  // all but the test
}

}  // namespace
}  // namespace mostrador::tests
