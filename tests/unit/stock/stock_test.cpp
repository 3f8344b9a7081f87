#include <catch2/catch_test_macros.hpp>

#include "organization/time_zone.hpp"
#include "stock/recipe.hpp"
#include "stock/unit.hpp"
#include "support/stocked_shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

TEST_CASE("A box is bought and pieces are sold", "[stock][STOCK-1]") {
    Stocked shop;
    const auto bought =
        shop.move("purchase", shop.cake, "2", {{"unit", "caja"}, {"cost", "240.00"}});
    CHECK(bought["lines"][0]["quantity"] == "48");
    CHECK(bought["cost"] == 24000);
    shop.sell(shop.cake, "3");
    CHECK(shop.there(shop.cake) == "45");
    shop.move("waste", shop.cake, "1", {{"note", "se cayó"}});
    shop.move("adjustment", shop.cake, "-4");
    CHECK(shop.there(shop.cake) == "40");
    const auto item = shop.call("stock.item", {{"item", shop.cake.text()}});
    CHECK(item["item"]["name"] == "Torta de chocolate");
    CHECK(item["average"] == "5.0000");
    CHECK(item["value"] == 20000);
    CHECK(shop.error("stock.move",
                     {{"document", shop.log().make_id().text()},
                      {"reason", "purchase"},
                      {"lines", Json::array({Stocked::line(shop.cake, "1", "saco")})}}) ==
          "stock.unit_mismatch");
}

TEST_CASE("Weights and volumes are told in what they are measured in", "[stock][STOCK-1]") {
    const auto units = stock::units_of("kg", "saco 25\nmala\n");
    REQUIRE(units.size() == 3);
    CHECK(value(stock::in_own_unit(units, base::Decimal(20), "g")).text() == "0.02");
    CHECK(value(stock::in_own_unit(units, base::Decimal(2), "saco")).text() == "50");
    CHECK(stock::in_unit(units, value(base::Decimal::parse("0.02")), "g").text() == "20");
    CHECK(stock::in_own_unit(units, base::Decimal(1), "l").error().code ==
          base::Code::stock_unit_mismatch);
}

TEST_CASE("The average changes only with what comes in at a cost", "[stock][STOCK-2]") {
    Stocked shop;
    shop.move("purchase", shop.milk, "10", {{"cost", "30.00"}});  // 3.00
    shop.move("purchase", shop.milk, "20", {{"cost", "90.00"}});  // 4.50
    shop.move("waste", shop.milk, "12");
    auto item = shop.call("stock.item", {{"item", shop.milk.text()}});
    CHECK(item["average"] == "4.0000");
    CHECK(item["value"] == 7200);
    shop.move("purchase", shop.milk, "6", {{"cost", "20.00"}});  // (18 * 4 + 20) / 24
    item = shop.call("stock.item", {{"item", shop.milk.text()}});
    CHECK(item["average"] == "3.8333");
    CHECK(item["value"] == 9200);

    const auto kardex = shop.kardex(shop.milk);
    REQUIRE(kardex["total"] == 4);
    CHECK(kardex["rows"][0]["kind"] == "purchase");
    CHECK(kardex["rows"][0]["balance"] == "24");
    CHECK(kardex["rows"][1]["kind"] == "waste");
    CHECK(kardex["rows"][1]["quantity"] == "-12");
    CHECK(kardex["rows"][1]["balance"] == "18");
    CHECK(kardex["rows"][1]["value"] == 7200);
    CHECK(kardex["rows"][3]["average"] == "3.0000");
}

TEST_CASE("What was sold below nothing does not spoil the next average", "[stock][STOCK-2]") {
    Stocked shop;
    shop.move("purchase", shop.cake, "1", {{"cost", "5.00"}});
    shop.sell(shop.cake, "5");
    CHECK(shop.there(shop.cake) == "-4");
    CHECK(shop.call("stock.alerts")["negative"] == 1);
    shop.move("purchase", shop.cake, "10", {{"cost", "80.00"}});
    const auto item = shop.call("stock.item", {{"item", shop.cake.text()}});
    CHECK(item["item"]["quantity"] == "6");
    CHECK(item["average"] == "8.0000");
}

TEST_CASE("What is at its minimum comes first and is counted", "[stock][STOCK-2]") {
    Stocked shop;
    shop.move("purchase", shop.cake, "5");
    shop.move("purchase", shop.milk, "5");
    shop.move("purchase", shop.beans, "3");
    CHECK(shop.call("stock.alerts")["low"] == 0);
    shop.move("waste", shop.beans, "1");
    CHECK(shop.call("stock.alerts")["low"] == 1);
    const auto page = shop.list();
    CHECK(page["total"] == 3);
    CHECK(page["items"][0]["name"] == "Café en grano");
    CHECK(shop.list({{"search", "LECHE"}})["items"][0]["name"] == "Leche");
    CHECK(shop.list({{"low", true}})["total"] == 1);
}

TEST_CASE("A sale takes what the recipe says, also through what is made on the way",
          "[stock][STOCK-1]") {
    Stocked shop;
    const auto syrup = base::derived_id("item", "syrup");
    shop.call("stock.put_item",
              {{"id", syrup.text()}, {"name", "Jarabe"}, {"unit", "l"}, {"kept", false}});
    shop.put_recipe(syrup, Json::array({Stocked::line(shop.milk, "3", "l")}), "2");
    shop.put_recipe(shop.coffee, Json::array({Stocked::line(shop.beans, "18", "g"),
                                              Stocked::line(syrup, "10", "cl")}));
    shop.move("purchase", shop.beans, "1", {{"cost", "40.00"}});
    shop.move("purchase", shop.milk, "1", {{"cost", "3.00"}});
    shop.sell(shop.coffee, "2");
    CHECK(shop.there(shop.beans) == "0.964");
    CHECK(shop.there(shop.milk) == "0.7");
    CHECK(shop.kardex(shop.beans)["rows"][0]["quantity"] == "-0.036");

    const auto recipe = shop.call("stock.recipe", {{"owner", shop.coffee.text()}});
    CHECK(recipe["cost"] == 117);  // 72 of beans and 45 of milk
    CHECK(recipe["lines"][0]["quantity"] == "18");
    CHECK(shop.error("stock.put_recipe",
                     {{"owner", syrup.text()},
                      {"yield", "1"},
                      {"lines", Json::array({Stocked::line(syrup, "1", "l")})}}) ==
          "stock.recipe_loop");
    const auto margins =
        shop.call("reports.margins", {{"period", {{"range", "today"}}}, {"limit", 50}});
    CHECK(margins["cost"] == 234);
    CHECK(margins["rows"][0]["net"] == 1271);
    CHECK(margins["margin"] == 1037);
}

TEST_CASE("A changed recipe changes no sale, and a refund gives back what the sale took",
          "[stock][STOCK-1][SALE-5]") {
    Stocked shop;
    shop.put_recipe(shop.coffee, Json::array({Stocked::line(shop.beans, "0.02", "kg")}));
    const auto receipt = shop.sell(shop.coffee, "3")["receipt"];
    CHECK(shop.there(shop.beans) == "-0.06");
    shop.put_recipe(shop.coffee, Json::array({Stocked::line(shop.milk, "1", "l")}));
    CHECK(shop.there(shop.beans) == "-0.06");
    CHECK(shop.there(shop.milk) == "0");
    for (int i = 0; i < 3; ++i) {
        shop.call("sales.refund", {{"refund", shop.log().make_id().text()},
                                   {"receipt", receipt["id"]},
                                   {"method", "cash"},
                                   {"lines", Json::array({{{"line", 1}, {"quantity", "1"}}})}});
    }
    CHECK(shop.there(shop.beans) == "0");
}

TEST_CASE("What is made in batches takes its ingredients and costs what they cost",
          "[stock][STOCK-1]") {
    Stocked shop;
    shop.move("purchase", shop.milk, "10", {{"cost", "30.00"}});
    shop.put_recipe(shop.cake, Json::array({Stocked::line(shop.milk, "2", "l")}), "4");
    shop.move("production", shop.cake, "8");
    CHECK(shop.there(shop.cake) == "8");
    CHECK(shop.there(shop.milk) == "6");
    CHECK(shop.call("stock.item", {{"item", shop.cake.text()}})["average"] == "1.5000");
    shop.sell(shop.cake, "1");  // a cake, not its milk
    CHECK(shop.there(shop.cake) == "7");
    CHECK(shop.there(shop.milk) == "6");
}

TEST_CASE("Products begin to keep stock with all that moved before", "[stock][STOCK-1]") {
    Stocked shop;
    shop.sell(shop.rice, "0.5");
    CHECK(shop.error("stock.item", {{"item", shop.rice.text()}}) == "stock.item_not_found");
    CHECK(shop.call("stock.keep_products")["added"] == 2);  // coffee and rice
    CHECK(shop.there(shop.rice) == "-0.5");
    CHECK(shop.call("stock.keep_products")["added"] == 0);
    CHECK(shop.error("stock.put_item", {{"id", shop.rice.text()}, {"unit", "g"}}) ==
          "stock.unit_mismatch");
}

TEST_CASE("A transfer is on its way until it is received", "[stock][STOCK-1]") {
    Stocked shop;
    shop.call("stock.put_warehouse", {{"id", shop.cellar.text()}, {"name", "Sótano"}});
    shop.move("purchase", shop.milk, "10", {{"cost", "10.00"}, {"warehouse", shop.cellar.text()}});
    const auto here = shop.call("stock.warehouses")["warehouses"][0]["id"].get<std::string>();
    const auto sent =
        shop.move("sent", shop.milk, "4", {{"warehouse", shop.cellar.text()}, {"to", here}});
    CHECK(shop.call("stock.alerts")["inTransit"] == 1);
    CHECK(shop.there(shop.milk) == "6");
    const Json receive{{"document", shop.log().make_id().text()},
                       {"transfer", sent["id"]},
                       {"lines", Json::array({Stocked::line(shop.milk, "3", "l")})}};
    const auto received = shop.call("stock.receive", receive);
    CHECK(received["lines"][0]["received"] == "3");
    CHECK(shop.call("stock.receive", receive)["id"] == sent["id"]);  // asked twice
    CHECK(shop.there(shop.milk) == "9");
    auto again = receive;
    again["document"] = shop.log().make_id().text();
    CHECK(shop.error("stock.receive", again) == "stock.already_received");
    const auto places = shop.call("stock.item", {{"item", shop.milk.text()}})["places"];
    CHECK(places[0]["quantity"] == "3");
    CHECK(places[1]["quantity"] == "6");
    CHECK(shop.call("stock.alerts")["inTransit"] == 0);
}

TEST_CASE("A sale without goods is refused, warned of or made, as the tenant wishes",
          "[stock][SALE-7]") {
    Stocked shop;
    shop.put_recipe(shop.coffee, Json::array({Stocked::line(shop.beans, "20", "g")}));
    shop.move("purchase", shop.beans, "0.05");
    shop.call("stock.put_rule", {{"onShort", "warn"}});
    auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}, {"quantity", "3"}});
    REQUIRE(cart["shorts"].size() == 1);
    CHECK(cart["shorts"][0]["name"] == "Café en grano");
    CHECK(cart["shorts"][0]["left"] == "0.05");
    shop.call("stock.put_rule", {{"onShort", "block"}});
    CHECK(shop.error("cart.set_quantity", {{"line", 1}, {"quantity", "4"}}) == "stock.short");
    const Json pay{{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}};
    CHECK(shop.error("sales.checkout", pay) == "stock.short");
    shop.call("cart.set_quantity", {{"line", 1}, {"quantity", "2"}});
    CHECK(shop.error("cart.add", {{"product", shop.cake.text()}}) == "stock.short");
    CHECK(shop.error("sales.checkout", pay) == "ok");
    shop.call("stock.put_rule", {{"onShort", "ignore"}});
    CHECK(shop.call("cart.add", {{"product", shop.cake.text()}})["shorts"].empty());
}

TEST_CASE("Stock is told as it was at a moment", "[stock][AUD-2]") {
    Stocked shop;
    shop.move("purchase", shop.milk, "10", {{"cost", "10.00"}});
    const auto before = shop.clock.now_us();
    shop.clock.advance(3'600'000'000);
    shop.move("waste", shop.milk, "4");
    const auto kardex = shop.kardex(shop.milk);
    CHECK(kardex["rows"][0]["balance"] == "6");
    const auto text = value(organization::local_text("America/Lima", before + 60'000'000));
    // "20/11/2026 13:05"
    const auto local = text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2) + "T" +
                       text.substr(11);
    const auto then = shop.call("stock.then", {{"item", shop.milk.text()}, {"local", local}});
    CHECK(then["quantity"] == "10");
    CHECK(then["value"] == 1000);
    CHECK(then["moves"] == 1);
}

TEST_CASE("The list and a kardex are exported", "[stock][REP-2]") {
    Stocked shop;
    shop.move("purchase", shop.milk, "10", {{"cost", "10.00"}});
    const auto list =
        shop.call("stock.csv", {{"headings", {"Artículo", "Cantidad", "Unidad", "Costo", "Valor"}},
                                {"names", Json::object()},
                                {"mark", false}});
    CHECK(list["text"].get<std::string>().contains("Leche,10,l,1.0000,10.00\r\n"));
    const auto kardex =
        shop.call("stock.csv", {{"item", shop.milk.text()},
                                {"headings", {"a", "b", "c", "d", "e", "f", "g", "h"}},
                                {"names", {{"purchase", "Compra"}}},
                                {"mark", true}});
    CHECK(kardex["text"].get<std::string>().contains("Compra,,Rosa Huamán,10,10,1.0000,10.00"));
}

TEST_CASE("Who works with the goods moves them, who answers for them buys", "[stock][STAFF-1]") {
    Stocked shop;
    shop.log_in();
    const Json waste{{"document", shop.log().make_id().text()},
                     {"reason", "waste"},
                     {"lines", Json::array({Stocked::line(shop.milk, "1", "l")})}};
    CHECK(shop.error("stock.move", waste) == "ok");
    auto purchase = waste;
    purchase["document"] = shop.log().make_id().text();
    purchase["reason"] = "purchase";
    CHECK(shop.error("stock.move", purchase) == "staff.approval_needed");
    purchase["approval"] = {{"person", shop.rosa.text()}, {"pin", "1234"}};
    CHECK(shop.error("stock.move", purchase) == "ok");
    CHECK(shop.error("stock.put_item", {{"id", shop.milk.text()}}) == "staff.not_allowed");
}

}  // namespace
}  // namespace mostrador::tests
