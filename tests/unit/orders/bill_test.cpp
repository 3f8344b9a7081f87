#include "orders/bill.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

TEST_CASE("A tab is paid by item, and what is not paid stays due", "[orders][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    const auto view = tables.add(tab, shop.cake);
    CHECK(tables.pay(tab, {{"lines", view["lines"][1]["ids"]}})["total"] == 1200);
    auto now = shop.call("orders.view", {{"tab", tab}});
    CHECK(now["due"] == 750);
    CHECK(now["paid"] == 1200);
    CHECK(now["state"] == "open");
    CHECK(tables.pay(tab)["total"] == 750);
    // The cake was never fired: the tab stays until that is settled.
    now = shop.call("orders.fire", {{"tab", tab}});
    CHECK(now["state"] == "closed");
    CHECK(shop.error("orders.bill", {{"tab", tab}}) == "cart.empty");
}

TEST_CASE("Equal shares add up to the bill, to the cent", "[orders][ORD-4]") {
    for (const auto parts : {2, 3, 7}) {
        Shop shop;
        TableService tables(shop);
        const auto tab = tables.open(shop.window)["id"];
        tables.add(tab, shop.coffee);
        tables.add(tab, shop.coffee);
        tables.add(tab, shop.rice, {{"quantity", "0.255"}});  // 1.25
        std::int64_t sum = 0;
        for (int left = parts; left > 0; --left)
            sum += tables.pay(tab, {{"parts", left}})["total"].get<std::int64_t>();
        CHECK(sum == 1625);
        CHECK(shop.call("orders.view", {{"tab", tab}})["due"] == 0);
        // What left the stock is what was ordered.
        CHECK(*value(shop.database().one<std::int64_t>(
                  "SELECT sum(quantity) FROM stock_movement WHERE product = ?1", shop.coffee)) ==
              -2'000'000);
    }
}

TEST_CASE("Each guest's part is told and paid alone, and what the table shares too",
          "[orders][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    auto view = tables.add(tab, shop.coffee);
    CHECK(view["seats"].empty());  // nobody is told apart
    tables.add(tab, shop.coffee, {{"seat", 2}});
    tables.add(tab, shop.cake, {{"seat", 2}});
    view = tables.add(tab, shop.cake, {{"seat", 1}});
    REQUIRE(view["seats"].size() == 3);
    CHECK(view["seats"][0]["seat"] == 0);
    CHECK(view["seats"][0]["due"] == 750);
    CHECK(view["seats"][1]["due"] == 1200);
    CHECK(view["seats"][2]["due"] == 1950);
    std::int64_t sum = 0;
    for (const auto& seat : view["seats"])
        sum += tables.pay(tab, {{"lines", seat["lines"]}})["total"].get<std::int64_t>();
    CHECK(sum == view["total"]);
    view = shop.call("orders.view", {{"tab", tab}});
    CHECK(view["due"] == 0);
    CHECK(view["seats"].empty());
}

TEST_CASE("An amount is paid from the bill, never more than is due", "[orders][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    tables.add(tab, shop.cake);
    CHECK(tables.pay(tab, {{"amount", 501}})["total"] == 501);
    CHECK(shop.call("orders.view", {{"tab", tab}})["due"] == 1449);
    CHECK(shop.error("orders.bill", {{"tab", tab}, {"amount", 1450}}) == "orders.share_over");
    CHECK(shop.error("orders.bill", {{"tab", tab}, {"amount", 0}}) == "input.out_of_range");
    CHECK(shop.error("orders.bill", {{"tab", tab}, {"parts", 0}}) == "input.out_of_range");
    CHECK(tables.pay(tab)["total"] == 1449);
    CHECK(shop.call("orders.view", {{"tab", tab}})["due"] == 0);
}

TEST_CASE("A line that comes after the payment is due, and alone", "[orders][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    const auto late = tables.open(shop.door)["id"];
    tables.add(tab, shop.coffee);
    tables.add(late, shop.coffee);
    tables.pay(tab);
    CHECK(shop.call("orders.view", {{"tab", tab}})["state"] == "closed");
    // Another waiter's tab is merged into the one that was paid.
    CHECK(shop.error("orders.change", {{"tab", late}, {"merge", tab}}) == "orders.closed");
    const auto lines = shop.call("orders.view", {{"tab", late}})["lines"][0]["ids"];
    tables.apart(orders::LinesMoved{value(base::Id::parse(tab.get<std::string>())),
                                    {value(base::Id::parse(lines[0].get<std::string>()))}});
    const auto view = shop.call("orders.view", {{"tab", tab}});
    CHECK(view["state"] == "open");
    CHECK(view["due"] == 750);
    CHECK(tables.pay(tab)["total"] == 750);
}

TEST_CASE("A bill that is asked for again replaces the one that nobody paid", "[orders][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    const auto view = tables.add(tab, shop.coffee);
    const auto first = shop.call("orders.bill", {{"tab", tab}});
    CHECK(first["order"] == tab);
    CHECK(first["lines"][0]["source"] == view["lines"][0]["ids"][0]);
    CHECK(shop.error("cart.set_quantity", {{"line", 1}, {"quantity", "2"}}) ==
          "input.out_of_range");
    tables.add(tab, shop.cake);
    const auto second = shop.call("orders.bill", {{"tab", tab}});
    CHECK(second["total"] == 1950);
    CHECK(second["held"] == 0);
    // A product that is added at the till is no part of the order.
    const auto more = shop.call("cart.add", {{"product", shop.coffee.text()}});
    CHECK(more["lines"].size() == 3);
    CHECK(more["total"] == 2700);
}

TEST_CASE("A sale that waits is not touched by a bill", "[orders][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.coffee);
    shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto bill = shop.call("orders.bill", {{"tab", tab}});
    CHECK(bill["lines"].size() == 1);
    CHECK(bill["held"] == 1);
}

TEST_CASE("A bill needs no permission for its prices, and takes discounts like any sale",
          "[orders][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake);
    tables.set_price(shop.cake, 1500);
    shop.call("orders.bill", {{"tab", tab}});
    const auto cart = shop.call("cart.change", {{"discount", {{"percent", "10"}}}});
    CHECK(cart["total"] == 1080);
    shop.call("sales.checkout",
              {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}});
    CHECK(shop.call("orders.view", {{"tab", tab}})["due"] == 0);
}

TEST_CASE("Two devices that take the money apart are told", "[orders][SYNC-3]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    const auto line = tables.add(tab, shop.coffee)["lines"][0]["ids"][0].get<std::string>();
    tables.pay(tab);
    CHECK(shop.call("tasks.list")["tasks"].empty());
    tables.apart(orders::Paid{.receipt = base::derived_id("test", "their receipt"),
                              .at_us = shop.clock.now_us(),
                              .lines = {{value(base::Id::parse(line)), base::Decimal(1), 750}}});
    const auto tasks = shop.call("tasks.list")["tasks"];
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["kind"] == "order_overpaid");
    CHECK(tasks[0]["parameters"]["amount"] == "750");
    CHECK(tasks[0]["parameters"]["number"] == "TA1");
}

TEST_CASE("Food that was ready when somebody who did not know voided it is a task",
          "[orders][SYNC-3]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    const auto line =
        value(base::Id::parse(tables.add(tab, shop.cake)["lines"][0]["ids"][0].get<std::string>()));
    const auto lines = shop.call("orders.fire", {{"tab", tab}})["lines"][0]["ids"];
    shop.call("orders.stage", {{"lines", lines}, {"stage", "ready"}});
    shop.clock.advance(1000);
    tables.apart(orders::LinesVoided{.at_us = shop.clock.now_us(),
                                     .lines = {{line, 0}},
                                     .reason = "se fueron",
                                     .allowed = std::nullopt});
    const auto tasks = shop.call("tasks.list")["tasks"];
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["kind"] == "order_wasted");
    CHECK(tasks[0]["parameters"]["reason"] == "se fueron");
}

}  // namespace
}  // namespace mostrador::tests
