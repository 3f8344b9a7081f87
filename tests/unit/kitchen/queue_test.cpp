#include "kitchen/queue.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

TEST_CASE("What is fired stands in its station's queue, alike ones as one", "[kitchen][KIT-1]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake);
    tables.add(tab, shop.coffee);  // is prepared nowhere
    tables.add(tab, shop.cake);
    CHECK(shop.call("kitchen.queue")["tickets"].empty());
    shop.call("orders.fire", {{"tab", tab}});
    const auto queue = shop.call("kitchen.queue");
    REQUIRE(queue["tickets"].size() == 1);
    const auto& ticket = queue["tickets"][0];
    CHECK(ticket["title"] == "Mesa 1");
    CHECK(ticket["number"] == "TA1");
    CHECK(ticket["stage"] == "fired");
    REQUIRE(ticket["items"].size() == 1);
    CHECK(ticket["items"][0]["quantity"] == "2");
    CHECK(queue["stations"][0]["open"] == 1);
    CHECK(queue["allDay"][0]["name"] == "Torta de chocolate");
    CHECK(queue["allDay"][0]["quantity"] == "2");
    const Json elsewhere{{"station", tables.id()}};
    CHECK(shop.call("kitchen.queue", elsewhere)["tickets"].empty());
}

TEST_CASE("A bump takes a ticket away, a recall brings it back", "[kitchen][KIT-1]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake);
    shop.call("orders.fire", {{"tab", tab}});
    const auto lines = shop.call("kitchen.queue")["tickets"][0]["lines"];
    shop.clock.advance(240'000'000);
    shop.call("orders.stage", {{"lines", lines}, {"stage", "ready"}});
    auto queue = shop.call("kitchen.queue");
    CHECK(queue["tickets"].empty());
    REQUIRE(queue["done"].size() == 1);
    CHECK(queue["stations"][0]["average"] == 240);
    shop.call("orders.stage", {{"lines", lines}, {"stage", "preparing"}, {"recall", true}});
    queue = shop.call("kitchen.queue");
    REQUIRE(queue["tickets"].size() == 1);
    CHECK(queue["tickets"][0]["stage"] == "preparing");
    CHECK(queue["done"].empty());
}

TEST_CASE("What is fired later is a ticket of its own; what is voided is struck through",
          "[kitchen][KIT-1]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake);
    const auto first = shop.call("orders.fire", {{"tab", tab}})["lines"][0]["ids"];
    tables.add(tab, shop.cake);
    shop.call("orders.fire", {{"tab", tab}});
    shop.call("orders.void", {{"tab", tab},
                              {"lines", first},
                              {"reason", "error"},
                              {"approval", {{"person", shop.rosa.text()}, {"pin", "1234"}}}});
    const auto queue = shop.call("kitchen.queue");
    REQUIRE(queue["tickets"].size() == 2);
    CHECK(queue["tickets"][0]["items"][0]["voided"] == true);
    CHECK(queue["allDay"][0]["quantity"] == "1");
    shop.clock.advance(1000);
    shop.call("orders.stage", {{"lines", first}, {"stage", "ready"}});
    CHECK(shop.call("kitchen.queue")["tickets"].size() == 1);
    CHECK(shop.call("tasks.list")["tasks"].empty());  // the cook saw it
}

TEST_CASE("A product that names no station follows its category's route", "[kitchen][KIT-1]") {
    Shop shop;
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    const auto category = shop.log().make_id();
    const Json plan{
        {"stations", Json::array()},
        {"routes", Json::array({{{"id", category.text()}, {"station", shop.kitchen.text()}}})}};
    CHECK(shop.call("kitchen.put", plan)["routes"].size() == 1);
    TableService tables(shop);
    tables.apart(catalog::ProductsPut{{{{.id = shop.coffee, .category = category}}}});
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    shop.call("orders.fire", {{"tab", tab}});
    CHECK(shop.call("kitchen.queue")["tickets"].size() == 1);
}

TEST_CASE("A new station is named by products as it is called; what names none is made nowhere",
          "[kitchen][ORG-2]") {
    Shop shop;
    TableService tables(shop);
    const Json grill{{"id", tables.id()}, {"name", "Parrilla"}, {"warn", 5}, {"late", 9}};
    const Json plan{{"stations", Json::array({grill})}, {"routes", Json::array()}};
    CHECK(shop.error("kitchen.put", plan) == "staff.not_allowed");
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    auto stations = shop.call("kitchen.put", plan)["stations"];
    REQUIRE(stations.size() == 2);
    CHECK(stations[1]["code"] == "Parrilla");
    // Another name, and the products still find it.
    const Json renamed{{"id", grill["id"]}, {"name", "Brasa"}};
    stations = shop.call("kitchen.put", {{"stations", Json::array({renamed})},
                                         {"routes", Json::array()}})["stations"];
    CHECK(stations[0]["name"] == "Brasa");
    CHECK(stations[0]["code"] == "Parrilla");
    tables.apart(catalog::ProductsPut{{{{.id = shop.coffee, .station = "Parrilla"}}}});
    tables.apart(catalog::ProductsPut{{{{.id = shop.cake, .station = "-"}}}});
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    tables.add(tab, shop.cake);
    shop.call("orders.fire", {{"tab", tab}});
    const auto tickets = shop.call("kitchen.queue")["tickets"];
    REQUIRE(tickets.size() == 1);
    CHECK(tickets[0]["station"] == grill["id"]);
    CHECK(tickets[0]["items"].size() == 1);
}

}  // namespace
}  // namespace mostrador::tests
