// ORD-5: an order that is brought to somebody.

#include <catch2/catch_test_macros.hpp>

#include "staff/operations.hpp"
#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

struct Delivery {
    Delivery() : tables(shop) {
        tables.apart(staff::PeoplePut{{{{.id = shop.luis, .role = staff::Role::courier}}}});
        tab = shop.call("orders.open", {{"tab", tables.id()},
                                        {"type", "delivery"},
                                        {"name", "Lucía"},
                                        {"phone", "999 888 777"},
                                        {"address", "Jr. Unión 12"}})["id"];
        tables.add(tab, shop.cake);
        shop.call("orders.fire", {{"tab", tab}});
    }

    Json request(const char* step) { return {{"tab", tab}, {"step", step}}; }

    Json carry(const char* step) { return shop.call("orders.carry", request(step)); }

    Json assign() {
        auto asked = request("assigned");
        asked["courier"] = shop.luis.text();
        return shop.call("orders.carry", asked);
    }

    Shop shop;
    TableService tables;
    Json tab;
};

TEST_CASE("An order goes its way, with its times and its courier", "[orders][ORD-5]") {
    Delivery delivery;
    auto& shop = delivery.shop;
    CHECK(shop.error("orders.carry", delivery.request("picked_up")) == "orders.wrong_state");
    CHECK(shop.error("orders.carry", delivery.request("assigned")) == "input.missing");
    auto view = delivery.assign();
    CHECK(view["journey"] == "assigned");
    CHECK(view["courierName"] == "Luis Ñahui");
    CHECK(view["address"] == "Jr. Unión 12");
    CHECK(view["phone"] == "999 888 777");
    delivery.carry("accepted");
    shop.clock.advance(60'000'000);
    delivery.carry("picked_up");
    CHECK(delivery.carry("picked_up")["steps"].size() == 3);  // twice asked is once done
    CHECK(shop.error("orders.carry", delivery.request("issue")) == "input.missing");
    auto trouble = delivery.request("issue");
    trouble["note"] = "no abre nadie";
    CHECK(shop.call("orders.carry", trouble)["steps"][3]["note"] == "no abre nadie");
    delivery.tables.pay(delivery.tab);
    CHECK(shop.call("orders.view", {{"tab", delivery.tab}})["state"] == "open");
    view = delivery.carry("delivered");
    CHECK(view["state"] == "closed");
    CHECK(view["lines"][0]["stage"] == "served");
    CHECK(view["steps"][4]["person"] == "Ana Quispe");
    CHECK(shop.error("orders.carry", delivery.request("issue")) == "orders.wrong_state");
    CHECK(shop.call("orders.deliveries")["tabs"].empty());
}

TEST_CASE("What is paid before it is brought stays open until it is there", "[orders][ORD-5]") {
    Delivery delivery;
    auto& shop = delivery.shop;
    delivery.assign();
    delivery.tables.pay(delivery.tab);
    CHECK(shop.call("orders.list")["tabs"].size() == 1);
    delivery.carry("picked_up");
    delivery.carry("delivered");
    CHECK(shop.call("orders.list")["tabs"].empty());
}

TEST_CASE("A courier sees and carries their own, and takes what nobody carries",
          "[orders][ORD-5]") {
    Delivery delivery;
    auto& shop = delivery.shop;
    const auto theirs = [&] {
        shop.call("staff.login", {{"person", shop.luis.text()}, {"pin", "1234"}});
    };
    theirs();
    CHECK(shop.error("orders.list") == "staff.not_allowed");
    CHECK(shop.call("orders.deliveries")["tabs"].size() == 1);
    CHECK(delivery.assign()["courierName"] == "Luis Ñahui");
    shop.log_in();
    auto other = delivery.request("assigned");
    other["courier"] = shop.rosa.text();
    shop.call("orders.carry", other);
    theirs();
    CHECK(shop.call("orders.deliveries")["tabs"].empty());
    CHECK(shop.error("orders.carry", delivery.request("accepted")) == "staff.not_allowed");
}

TEST_CASE("Only what is brought to somebody has a way", "[orders][ORD-5]") {
    Delivery delivery;
    const auto at_table = delivery.tables.open(delivery.shop.window)["id"];
    CHECK(delivery.shop.error(
              "orders.carry",
              {{"tab", at_table}, {"step", "assigned"}, {"courier", delivery.shop.luis.text()}}) ==
          "orders.wrong_state");
}

}  // namespace
}  // namespace mostrador::tests
