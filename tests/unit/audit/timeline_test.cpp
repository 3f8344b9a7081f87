#include "audit/timeline.hpp"

#include <catch2/catch_test_macros.hpp>

#include "catalog/operations.hpp"
#include "customers/operations.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

Json approval(const Shop& shop) {
    return {{"person", shop.rosa.text()}, {"pin", "1234"}};
}

void log_in_owner(Shop& shop) {
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
}

Json entries(Shop& shop, const Json& ask = Json::object()) {
    auto request = ask;
    if (!request.contains("limit")) request["limit"] = 100;
    return shop.call("audit.timeline", request)["entries"];
}

TEST_CASE("The trail says who did what, where and when, newest first", "[audit][AUD-1]") {
    Shop shop;
    shop.open_register();
    shop.clock.advance(60'000'000);
    const auto receipt = shop.sell_coffee();
    shop.clock.advance(60'000'000);
    shop.call("cash.move", {{"movement", shop.log().make_id().text()},
                            {"direction", "open"},
                            {"amount", 0},
                            {"reason", ""},
                            {"approval", approval(shop)}});
    CHECK(shop.error("audit.timeline", {{"limit", 10}}) == "staff.not_allowed");
    shop.clock.advance(60'000'000);
    log_in_owner(shop);
    auto transaction = value(store::Transaction::begin(shop.database()));
    value(shop.log().append(
        shop.rosa, catalog::ProductsPut{{{catalog::ProductRow{.id = shop.cake, .price = 1300}}}}));
    value(transaction.commit());

    const auto trail = entries(shop);
    REQUIRE(trail.size() > 4);
    CHECK(trail[0]["kind"] == "catalog.products_put");
    CHECK(trail[0]["person"] == "Rosa Huamán");
    CHECK(trail[0]["parameters"]["name"] == "Torta de chocolate");
    CHECK(trail[0]["parameters"]["price"] == "1300");
    CHECK(trail[0]["parameters"]["fields"] == "price");
    CHECK(trail[1]["kind"] == "staff.logged_in");
    CHECK(trail[2]["kind"] == "cash.moved");
    CHECK(trail[2]["person"] == "Ana Quispe");
    CHECK(trail[2]["parameters"]["allowed"] == "Rosa Huamán");
    CHECK(trail[3]["kind"] == "sales.completed");
    CHECK(trail[3]["document"] == receipt["id"]);
    CHECK(trail[3]["parameters"]["number"] == receipt["number"]);
    CHECK(trail[3]["parameters"]["amount"] == "750");
    CHECK(trail[3]["device"] == "Tablet");
    CHECK(trail[3]["register"] == "Caja 1");
    for (const auto& entry : trail)
        CHECK_FALSE(entry.dump().contains("argon2"));
}

TEST_CASE("The trail does not tell who a customer is", "[audit][CUST-2]") {
    Shop shop;
    log_in_owner(shop);
    auto transaction = value(store::Transaction::begin(shop.database()));
    const auto clara = base::derived_id("test", "clara");
    value(shop.log().append(
        shop.rosa,
        customers::CustomersPut{{{customers::CustomerRow{.id = clara, .name = "Clara"}}}}));
    value(transaction.commit());
    const auto trail = entries(shop, {{"area", "customers"}});
    REQUIRE(trail.size() == 1);
    CHECK(trail[0]["parameters"]["fields"] == "name");
    CHECK_FALSE(trail[0].dump().contains("Clara"));
}

TEST_CASE("The trail by person, device, area and days, page by page", "[audit][AUD-1]") {
    Shop shop;
    shop.open_register();
    for (int i = 0; i < 5; ++i)
        shop.sell_coffee();
    shop.clock.advance(24LL * 3600 * 1'000'000);
    log_in_owner(shop);
    CHECK(entries(shop, {{"area", "sales"}, {"person", shop.ana.text()}}).size() == 5);
    CHECK(entries(shop, {{"area", "sales"}, {"person", shop.rosa.text()}}).empty());
    CHECK(entries(shop, {{"area", "sal"}}).empty());
    const auto today = entries(shop, {{"period", {{"range", "today"}}}});
    REQUIRE(today.size() == 1);
    CHECK(today[0]["kind"] == "staff.logged_in");
    const auto listed =
        entries(shop, {{"device", shop_identity().hub.text()}, {"area", "catalog"}});
    CHECK(listed.size() >= 2);
    for (const auto& entry : listed)
        CHECK(entry["kind"].get<std::string>().starts_with("catalog."));
    auto page = entries(shop, {{"area", "sales"}, {"limit", 3}, {"person", shop.ana.text()}});
    REQUIRE(page.size() == 3);
    page = entries(
        shop,
        {{"area", "sales"}, {"limit", 3}, {"person", shop.ana.text()}, {"before", page[2]["row"]}});
    CHECK(page.size() == 2);
    const auto who = shop.call("audit.who");
    CHECK(who["people"].size() == 3);
    CHECK(who["devices"][0]["name"] == "Tablet");
    CHECK(who["registers"][0]["name"] == "Caja 1");
}

TEST_CASE("The drawer as it was at a moment", "[audit][cash][AUD-2]") {
    Shop shop;  // 05:00 in Lima
    const auto start = shop.clock.now_us();
    shop.clock.advance(60'000'000);
    shop.open_register();
    const auto later = [&] { shop.clock.advance(60'000'000); };
    later();
    shop.sell_coffee();
    const auto sold = shop.clock.now_us();
    later();
    shop.call("cash.move", {{"movement", shop.log().make_id().text()},
                            {"direction", "out"},
                            {"amount", 2000},
                            {"reason", "pan"}});
    later();
    const auto session = shop.call("cash.report")["session"]["id"];
    shop.call("cash.close", {{"session", session}, {"counted", Json::array()}});
    const auto closed = shop.clock.now_us();
    log_in_owner(shop);
    const auto at = [&](std::int64_t moment) {
        return shop.call("audit.drawer",
                         {{"register", shop_identity().register_id->text()}, {"at", moment}});
    };
    CHECK(at(start)["session"].is_null());
    CHECK(at(sold - 1)["cash"] == 10000);
    const auto then = at(sold);
    CHECK(then["session"] == session);
    CHECK(then["openedBy"] == "Ana Quispe");
    CHECK(then["cash"] == 10750);
    CHECK(then["sales"] == 750);
    CHECK(then["receipts"] == 1);
    CHECK(at(closed - 1)["cash"] == 8750);
    CHECK(at(closed - 1)["moved"] == -2000);
    CHECK(at(closed)["session"].is_null());

    const Json wall{{"register", shop_identity().register_id->text()},
                    {"local", "2025-01-15T05:02"}};
    CHECK(shop.call("audit.drawer", wall)["cash"] == 10750);
    auto wrong = wall;
    wrong["local"] = "2025-01-15T25:02";
    CHECK(shop.error("audit.drawer", wrong) == "input.out_of_range");
}

}  // namespace
}  // namespace mostrador::tests
