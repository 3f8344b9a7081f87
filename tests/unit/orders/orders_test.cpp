#include <catch2/catch_test_macros.hpp>

#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

TEST_CASE("An order is opened at a table once, with a number of its type", "[orders][ORD-1]") {
    Shop shop;
    TableService tables(shop);
    const auto id = tables.id();
    const Json request{
        {"tab", id}, {"type", "dine_in"}, {"table", shop.window.text()}, {"guests", 3}};
    const auto tab = shop.call("orders.open", request);
    CHECK(tab["number"] == "TA1");
    CHECK(tab["tableName"] == "Mesa 1");
    CHECK(tab["guests"] == 3);
    CHECK(tab["waiterName"] == "Ana Quispe");
    CHECK(tab["state"] == "open");
    CHECK(shop.call("orders.open", request)["number"] == "TA1");
    CHECK(tables.open(shop.window)["number"] == "TA2");
    CHECK(shop.call("orders.open", {{"tab", tables.id()}, {"type", "to_go"}})["number"] == "GA1");
    CHECK(shop.call("orders.list")["tabs"].size() == 3);
    CHECK(shop.error("orders.open",
                     {{"tab", tables.id()}, {"type", "dine_in"}, {"table", tables.id()}}) ==
          "floor.table_not_found");
}

TEST_CASE("A line keeps name and price of when it was ordered", "[orders][ORD-2]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    tables.set_price(shop.coffee, 990);
    const auto view = tables.add(tab, shop.coffee);
    REQUIRE(view["lines"].size() == 2);
    CHECK(view["lines"][0]["amount"] == 750);
    CHECK(view["lines"][1]["amount"] == 990);
    CHECK(view["total"] == 1740);
    const auto receipt = tables.pay(tab);
    CHECK(receipt["total"] == 1740);
    CHECK(receipt["note"] == "Mesa 1 · TA1");
}

TEST_CASE("Alike lines are shown as one; a note, a course or a guest tells them apart",
          "[orders][ORD-2]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    tables.add(tab, shop.coffee);
    tables.add(tab, shop.coffee, {{"note", "sin azúcar"}});
    auto view = tables.add(tab, shop.coffee, {{"seat", 2}});
    REQUIRE(view["lines"].size() == 3);
    CHECK(view["lines"][0]["quantity"] == "2");
    CHECK(view["lines"][0]["ids"].size() == 2);
    CHECK(view["unsent"] == 4);
}

TEST_CASE("A line asked for twice is added once", "[orders][ORD-2]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    const Json request{{"tab", tab}, {"line", tables.id()}, {"product", shop.coffee.text()}};
    shop.call("orders.add", request);
    CHECK(shop.call("orders.add", request)["total"] == 750);
}

TEST_CASE("What was fired is voided with a reason and a permission, what was not needs neither",
          "[orders][STAFF-3]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    auto view = tables.add(tab, shop.cake);
    const auto first = view["lines"][0]["ids"];
    view = shop.call("orders.void", {{"tab", tab}, {"lines", first}});
    CHECK(view["total"] == 0);
    CHECK(view["lines"][0]["voided"] == "");
    const auto second = tables.add(tab, shop.cake)["lines"][1]["ids"];
    shop.call("orders.fire", {{"tab", tab}});
    Json request{{"tab", tab}, {"lines", second}};
    CHECK(shop.error("orders.void", request) == "input.missing");
    request["reason"] = "se cayó";
    CHECK(shop.error("orders.void", request) == "staff.approval_needed");
    request["approval"] = {{"person", shop.rosa.text()}, {"pin", "1234"}};
    view = shop.call("orders.void", request);
    CHECK(view["lines"][1]["voided"] == "se cayó");
    CHECK(view["state"] == "open");
    CHECK(*value(shop.database().one<base::Id>(
              "SELECT allowed FROM tab_line_void WHERE allowed IS NOT NULL")) == shop.rosa);
}

TEST_CASE("A course is fired alone, and only lines that wait are fired", "[orders][ORD-2]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake, {{"course", 1}});
    tables.add(tab, shop.cake, {{"course", 2}});
    auto view = shop.call("orders.fire", {{"tab", tab}, {"course", 1}});
    CHECK(view["lines"][0]["stage"] == "fired");
    CHECK(view["lines"][1]["stage"].is_null());
    CHECK(view["cooking"] == 1);
    CHECK(view["unsent"] == 1);
    shop.clock.advance(1'000'000);
    view = shop.call("orders.fire", {{"tab", tab}});
    CHECK(view["lines"][0]["firedAt"] != view["lines"][1]["firedAt"]);
}

TEST_CASE("Stages go forward only, except for a recall", "[orders][ORD-3]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake);
    const auto lines = shop.call("orders.fire", {{"tab", tab}})["lines"][0]["ids"];
    const auto stage = [&](const char* name, bool recall = false) {
        shop.call("orders.stage", {{"lines", lines}, {"stage", name}, {"recall", recall}});
        return shop.call("orders.view", {{"tab", tab}})["lines"][0]["stage"];
    };
    CHECK(stage("ready") == "ready");
    CHECK(stage("accepted") == "ready");
    CHECK(stage("preparing", true) == "preparing");
    CHECK(stage("ready") == "ready");
    CHECK(stage("served") == "served");
}

TEST_CASE("A tab moves, is handed to another waiter, and changes its guests", "[orders][ORD-2]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    const auto view = shop.call(
        "orders.change",
        {{"tab", tab}, {"table", shop.door.text()}, {"waiter", shop.luis.text()}, {"guests", 5}});
    CHECK(view["tableName"] == "Mesa 2");
    CHECK(view["waiterName"] == "Luis Ñahui");
    CHECK(view["guests"] == 5);
}

TEST_CASE("A merged tab's lines stand in the other, also those that come later",
          "[orders][ORD-2]") {
    Shop shop;
    TableService tables(shop);
    const auto one = tables.open(shop.window)["id"], two = tables.open(shop.door)["id"];
    tables.add(one, shop.coffee);
    tables.add(two, shop.cake);
    auto view = shop.call("orders.change", {{"tab", one}, {"merge", two}});
    CHECK(view["id"] == two);
    CHECK(view["total"] == 1950);
    CHECK(tables.add(one, shop.coffee)["id"] == two);
    CHECK(shop.call("orders.list")["tabs"].size() == 1);
    shop.call("orders.fire", {{"tab", one}});
    CHECK(tables.pay(one)["total"] == 2700);
    CHECK(shop.call("orders.list")["tabs"].empty());
}

TEST_CASE("Lines are split to a tab of their own at the same table", "[orders][ORD-2][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    const auto view = tables.add(tab, shop.cake);
    const auto other = tables.id();
    CHECK(shop.call("orders.split",
                    {{"tab", tab}, {"lines", view["lines"][1]["ids"]}, {"to", other}})["total"] ==
          750);
    const auto there = shop.call("orders.view", {{"tab", other}});
    CHECK(there["total"] == 1200);
    CHECK(there["tableName"] == "Mesa 1");
}

TEST_CASE("Cancelling voids what is there and says why", "[orders][ORD-3]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    CHECK(shop.error("orders.cancel", {{"tab", tab}, {"reason", ""}}) == "input.missing");
    const auto view = shop.call("orders.cancel", {{"tab", tab}, {"reason", "se fueron"}});
    CHECK(view["state"] == "cancelled");
    CHECK(shop.call("orders.list")["tabs"].empty());
    CHECK(shop.error("orders.add",
                     {{"tab", tab}, {"line", tables.id()}, {"product", shop.coffee.text()}}) ==
          "orders.closed");
}

TEST_CASE("Food that leaves the house keeps its order open until it is handed over",
          "[orders][ORD-3]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = shop.call("orders.open",
                               {{"tab", tables.id()}, {"type", "to_go"}, {"name", "Lucía"}})["id"];
    tables.add(tab, shop.cake);
    const auto lines = shop.call("orders.fire", {{"tab", tab}})["lines"][0]["ids"];
    CHECK(tables.pay(tab)["note"] == "Lucía · GA1");
    auto list = shop.call("orders.list")["tabs"];
    REQUIRE(list.size() == 1);
    CHECK(list[0]["due"] == 0);
    CHECK(list[0]["cooking"] == 1);
    shop.call("orders.stage", {{"lines", lines}, {"stage", "served"}});
    CHECK(shop.call("orders.list")["tabs"].empty());
}

}  // namespace
}  // namespace mostrador::tests
