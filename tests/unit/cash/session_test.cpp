#include "cash/session.hpp"

#include <catch2/catch_test_macros.hpp>

#include "sales/operations.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

Json move(Shop& shop, std::string_view direction, std::int64_t amount, std::string_view reason) {
    return {{"movement", shop.log().make_id().text()},
            {"direction", direction},
            {"amount", amount},
            {"reason", reason}};
}

TEST_CASE("Money goes in and out of the drawer for a reason", "[cash][CASH-2]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto out = move(shop, "out", 2000, "pan");
    shop.call("cash.move", out);
    shop.call("cash.move", out);  // asked twice
    const auto report = shop.call("cash.move", move(shop, "in", 500, "sencillo"));
    CHECK(report["byMethod"][0]["expected"] == 10000 + 750 - 2000 + 500);
    REQUIRE(report["movements"].size() == 2);
    CHECK(report["movements"][0]["amount"] == -2000);
    CHECK(report["movements"][0]["person"] == "Ana Quispe");
    CHECK(shop.error("cash.move", move(shop, "out", 100, "")) == "input.missing");
    CHECK(shop.error("cash.move", move(shop, "out", 0, "nada")) == "input.out_of_range");
    CHECK(shop.error("cash.move", move(shop, "in", -1, "nada")) == "input.out_of_range");
}

TEST_CASE("Opening the drawer for nothing needs a supervisor and is counted", "[cash][STAFF-3]") {
    Shop shop;
    shop.open_register();
    auto open = move(shop, "open", 0, "");
    CHECK(shop.error("cash.move", open) == "staff.approval_needed");
    open["approval"] = {{"person", shop.rosa.text()}, {"pin", "1234"}};
    const auto report = shop.call("cash.move", open);
    CHECK(report["movements"][0]["amount"] == 0);
    shop.call("staff.login", {{"person", shop.luis.text()}, {"pin", "1234"}});
    CHECK(shop.error("cash.move", move(shop, "in", 5, "no")) == "staff.approval_needed");
}

TEST_CASE("A drawer is counted by denomination", "[cash][CASH-3]") {
    Shop shop;
    shop.open_register();
    const auto pieces =
        Json::array({{{"value", 5000}, {"count", 2}}, {{"value", 10}, {"count", 3}}});
    const auto count = shop.call("cash.count", {{"pieces", pieces}});
    CHECK(count["total"] == 10030);
    CHECK(count["values"][0] == 20000);
    CHECK(count["values"].back() == 10);
    const auto session = shop.call("cash.report")["session"]["id"];
    const Json broken{{"session", session},
                      {"counted", Json::array()},
                      {"pieces", Json::array({{{"value", 5000}, {"count", -2}}})}};
    CHECK(shop.error("cash.close", broken) == "input.out_of_range");
    const auto z = shop.call(
        "cash.close",
        {{"session", session}, {"counted", Json::array()}, {"pieces", pieces}, {"notes", "ok"}});
    CHECK(z["byMethod"][0]["counted"] == 10030);
    CHECK(z["byMethod"][0]["difference"] == 30);
    CHECK(z["pieces"] == pieces);
    CHECK(z["closedBy"] == "Ana Quispe");
    CHECK(z["addendum"].is_null());
    CHECK(shop.call("cash.sessions")["sessions"][0]["number"] == 1);
}

TEST_CASE("A session belongs to the evening on which it began", "[cash][CASH-1]") {
    Shop shop;  // 15 January, 05:00 in Lima
    shop.open_register();
    CHECK(shop.call("cash.report")["session"]["day"] == "2025-01-15");
    shop.call("cash.close",
              {{"session", shop.call("cash.report")["session"]["id"]}, {"counted", Json::array()}});
    shop.clock.advance(23LL * 3600 * 1'000'000);  // 04:00 of the next day
    shop.open_register();
    CHECK(shop.call("cash.report")["session"]["day"] == "2025-01-15");
}

/// A sale in the session as a second device makes it, that had no network when it was closed.
sales::SaleCompleted late_sale(const Json& session) {
    const auto id = base::derived_id("test", "late sale");
    return {.receipt = id,
            .session = *base::Id::parse(session.get<std::string>()),
            .series = base::derived_id("test", "late series"),
            .number = 1,
            .number_text = "R009-00000001",
            .at_us = 1,
            .lines = {{.product = id,
                       .name = "Café",
                       .unit = "und",
                       .quantity = base::Decimal(1),
                       .unit_price = 750,
                       .base = 636,
                       .total = 750,
                       .taxes = {}}},
            .taxes = {},
            .payments = {{.method = payments::Method::cash, .amount = 750, .tendered = 750}},
            .total = 750};
}

TEST_CASE("A late sale is an addendum of the Z and changes nothing in it",
          "[cash][CASH-3][tasks][SYNC-3]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto session = shop.call("cash.report")["session"]["id"];
    auto z = shop.call("cash.close", {{"session", session}, {"counted", Json::array()}});
    auto transaction = value(store::Transaction::begin(shop.database()));
    value(shop.log().append(shop.ana, late_sale(session)));
    value(transaction.commit());

    auto now = shop.call("cash.session", {{"session", session}});
    CHECK(now["addendum"]["receipts"] == 1);
    CHECK(now["addendum"]["sales"] == 750);
    CHECK(now["addendum"]["cash"] == 750);
    now["addendum"] = nullptr;
    CHECK(now == z);
    CHECK(shop.call("cash.sessions")["sessions"][0]["late"] == true);
    CHECK(shop.call("tasks.list")["tasks"][0]["kind"] == "late_facts");
}

TEST_CASE("Closings and openings of the first version are still read", "[cash][SYNC-6]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto session = shop.call("cash.report")["session"]["id"];
    const auto id = *base::Id::parse(session.get<std::string>());
    log::Operation closing;
    closing.device = shop_identity().device;
    closing.stamp = 1;
    closing.version = 1;
    closing.payload = {
        {"session", payload_of(id)},
        {"number", 1},
        {"receipts", 1},
        {"sales", 750},
        {"counts", Json::array({{{"method", "cash"}, {"expected", 10750}, {"counted", 10700}}})},
        {"notes", ""}};
    const auto* kind = till::registry().find("cash.session_closed", 1);
    REQUIRE(kind != nullptr);
    auto transaction = value(store::Transaction::begin(shop.database()));
    value(kind->apply(shop.database(), closing));
    value(transaction.commit());
    const auto z = shop.call("cash.session", {{"session", session}});
    CHECK(z["number"] == 1);
    CHECK(z["sales"] == 750);
    CHECK(z["byMethod"][0]["difference"] == -50);
}

}  // namespace
}  // namespace mostrador::tests
