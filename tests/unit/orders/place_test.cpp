// ORD-6: somebody orders by themselves, and pays at the counter.

#include <catch2/catch_test_macros.hpp>

#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

TEST_CASE("A cart becomes an order with a number to call, once", "[orders][ORD-6]") {
    Shop shop;
    TableService tables(shop);
    CHECK(shop.error("orders.place", {{"tab", tables.id()}, {"type", "counter"}}) == "cart.empty");
    shop.call("cart.add", {{"product", shop.coffee.text()}, {"quantity", "2"}});
    shop.call("cart.add", {{"product", shop.cake.text()}});
    const Json request{{"tab", tables.id()}, {"type", "counter"}, {"name", "Lucía"}};
    const auto tab = shop.call("orders.place", request);
    CHECK(tab["number"] == "CA1");
    CHECK(tab["name"] == "Lucía");
    CHECK(tab["total"] == 2 * 750 + 1200);
    CHECK(tab["unsent"] == 2);
    CHECK(shop.call("cart.view")["lines"].empty());
    CHECK(shop.call("orders.place", request)["number"] == "CA1");
    CHECK(shop.call("orders.list")["tabs"].size() == 1);
    // At the counter it is paid like any order, and goes to the kitchen.
    CHECK(tables.pay(tab["id"])["total"] == 2700);
    CHECK(shop.call("orders.fire", {{"tab", tab["id"]}})["cooking"] == 1);
}

TEST_CASE("What was discounted at the till is paid there, and is no order", "[orders][ORD-6]") {
    Shop shop;
    TableService tables(shop);
    shop.call("cart.add", {{"product", shop.coffee.text()}});
    shop.call("cart.change_line", {{"line", 1}, {"discount", {{"percent", "10"}}}});
    CHECK(shop.error("orders.place", {{"tab", tables.id()}, {"type", "counter"}}) ==
          "orders.wrong_state");
    CHECK(shop.call("cart.view")["lines"].size() == 1);
}

}  // namespace
}  // namespace mostrador::tests
