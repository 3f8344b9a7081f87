// REP-3: what the owner sees of the shop at this moment.

#include <catch2/catch_test_macros.hpp>

#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

TEST_CASE("The board counts open orders by type and state, queues and what is late",
          "[reports][REP-3]") {
    Shop shop;
    TableService tables(shop);
    const auto board = [&] {
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
        auto live = shop.call("reports.live");
        shop.log_in();
        return live;
    };
    CHECK(shop.error("reports.live") == "staff.not_allowed");
    CHECK(board()["orders"].empty());
    CHECK(board()["stations"][0]["open"] == 0);

    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake);
    const auto brought =
        shop.call("orders.open", {{"tab", tables.id()}, {"type", "delivery"}, {"name", "Lucía"}});
    tables.add(brought["id"], shop.coffee);
    shop.call("orders.fire", {{"tab", tab}});
    shop.call("orders.carry",
              {{"tab", brought["id"]}, {"step", "assigned"}, {"courier", shop.luis.text()}});
    shop.sell_coffee();
    auto live = board();
    REQUIRE(live["orders"].size() == 2);
    CHECK(live["orders"][0]["type"] == "dine_in");
    CHECK(live["orders"][0]["cooking"] == 1);
    CHECK(live["orders"][0]["due"] == 1200);
    CHECK(live["orders"][1]["unsent"] == 1);
    CHECK(live["travelling"] == 1);
    CHECK(live["today"]["receipts"] == 1);
    CHECK(live["oldest"][0]["id"] == tab);
    CHECK(live["stations"][0]["open"] == 1);
    CHECK(live["stations"][0]["overdue"] == 0);
    shop.clock.advance(15LL * 60 * 1'000'000);
    live = board();
    CHECK(live["stations"][0]["overdue"] == 1);
    CHECK(live["stations"][0]["oldest"].is_number());
}

}  // namespace
}  // namespace mostrador::tests
