#include "prices/promotion.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <numeric>

#include "prices/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

std::string id(std::string_view name) {
    return base::derived_id("promotion", name).text();
}

const Json kAlways{{"branches", Json::array()},
                   {"types", Json::array()},
                   {"weekdays", Json::array()},
                   {"from", 0},
                   {"to", 0},
                   {"validFrom", ""},
                   {"validTo", ""}};

struct Offers {
    Offers() { shop.open_register(); }

    void as_owner() { shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}}); }

    Json promotion(std::string_view name, std::string_view kind, std::int64_t every,
                   std::string_view percent, std::vector<base::Id> products,
                   Json when = Json::object()) {
        auto window = kAlways;
        window.update(when);
        auto ids = Json::array();
        for (const auto& each : products)
            ids.push_back(each.text());
        return {{"id", id(name)},
                {"name", name},
                {"kind", kind},
                {"every", every},
                {"percent", percent},
                {"products", ids},
                {"categories", Json::array()},
                {"window", window},
                {"holds", false}};
    }

    void put(const Json& promotion, bool active = true) {
        as_owner();
        shop.call("prices.put_promotion", {{"promotion", promotion}, {"active", active}});
    }

    void put_service(std::string_view percent, Json tax = nullptr) {
        as_owner();
        shop.call("prices.put_service", {{"type", "dine_in"},
                                         {"branch", nullptr},
                                         {"name", "Servicio"},
                                         {"percent", percent},
                                         {"tax", tax},
                                         {"active", true}});
    }

    Json add(const base::Id& product, std::string_view quantity = "1") {
        return shop.call("cart.add", {{"product", product.text()}, {"quantity", quantity}});
    }

    Json pay() {
        const auto cart = shop.call("cart.view");
        return shop.call(
            "sales.checkout",
            {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    }

    Shop shop;
};

TEST_CASE("Two for one takes off every second unit, the cheapest first", "[prices][PRICE-3]") {
    Offers offers;
    auto& shop = offers.shop;
    offers.put(offers.promotion("2x1", "nth", 2, "100", {shop.coffee, shop.cake}));
    CHECK(offers.add(shop.coffee)["total"] == 750);
    auto cart = offers.add(shop.coffee);
    CHECK(cart["total"] == 750);
    CHECK(cart["lines"][0]["promotion"] == "2x1");
    CHECK(cart["lines"][0]["promoted"] == 750);
    // 12.00 7.50 | 7.50: the dearer one is paid, whatever came first.
    cart = offers.add(shop.cake);
    CHECK(cart["total"] == 1200 + 750);
    cart = offers.add(shop.cake);
    CHECK(cart["total"] == 1200 + 750);
    CHECK(cart["lines"][0]["promoted"] == 750);
    CHECK(cart["lines"][1]["promoted"] == 1200);
    const auto receipt = offers.pay();
    CHECK(receipt["lines"][1]["origin"]["promotion"]["name"] == "2x1");
    CHECK(receipt["lines"][1]["discount"] == 1200);
    CHECK(receipt["paper"].get<std::string>().contains("2x1"));
}

TEST_CASE("The third at half price needs three, and only whole ones count", "[prices][PRICE-3]") {
    Offers offers;
    auto& shop = offers.shop;
    offers.put(offers.promotion("3ro", "nth", 3, "50", {shop.coffee}));
    CHECK(offers.add(shop.coffee, "2")["total"] == 1500);
    CHECK(offers.add(shop.coffee, "0.9")["lines"][0]["promotion"].is_null());
    CHECK(offers.add(shop.coffee, "4.1")["total"] == 7 * 750 - 2 * 375);
}

TEST_CASE("The first promotion that means a product has it", "[prices][PRICE-3]") {
    Offers offers;
    auto& shop = offers.shop;
    offers.put(offers.promotion("Lote", "nth", 2, "100", {shop.coffee}));
    offers.put(offers.promotion("Todo", "percent", 2, "10", {}));
    auto cart = offers.add(shop.coffee);
    CHECK(cart["lines"][0]["promotion"] == "Todo");  // there is only one yet
    CHECK(cart["total"] == 675);
    cart = offers.add(shop.coffee);
    CHECK(cart["lines"][0]["promotion"] == "Lote");
    CHECK(cart["total"] == 750);
    // A price that somebody gave is a price, and nothing comes off it by itself.
    cart = offers.add(shop.cake);
    cart = shop.call("cart.change_line", {{"line", cart["lines"][1]["line"]}, {"unitPrice", 1000}});
    CHECK(cart["lines"][1]["promotion"].is_null());
    CHECK(cart["total"] == 750 + 1000);
    offers.put(offers.promotion("Todo", "percent", 2, "10", {}), false);
    CHECK(shop.call("prices.promotions")["promotions"].size() == 1);
}

TEST_CASE("A promotion holds when the line was added, for that kind of order",
          "[prices][PRICE-3]") {
    Offers offers;  // 05:00 in Lima
    auto& shop = offers.shop;
    offers.put(offers.promotion("Madrugada", "percent", 2, "20", {},
                                {{"to", 5 * 60 + 30}, {"types", {"counter"}}}));
    CHECK(offers.add(shop.coffee)["total"] == 600);
    shop.clock.advance(60 * std::int64_t{60'000'000});
    CHECK(shop.call("cart.view")["total"] == 600);
    CHECK(shop.call("cart.set_type", {{"type", "to_go"}})["total"] == 750);
}

TEST_CASE("What a promotion and a person take off never is more than there is",
          "[prices][PRICE-3]") {
    const auto percent = GENERATE(range(1, 101, 9));
    Offers offers;
    auto& shop = offers.shop;
    offers.put(offers.promotion("x", "percent", 2, std::to_string(percent), {}));
    auto cart = offers.add(shop.rice, "0.335");
    cart = offers.add(shop.cake, "3");
    for (const auto& line : cart["lines"]) {
        shop.call("cart.change_line",
                  {{"line", line["line"]}, {"discount", {{"amount", 100'000}}}});
    }
    CHECK(shop.call("cart.view")["total"] == 0);
    for (const auto& line : cart["lines"])
        shop.call("cart.change_line", {{"line", line["line"]}, {"discount", {{"percent", "3.3"}}}});
    const auto receipt = offers.pay();
    std::int64_t lines = 0;
    for (const auto& line : receipt["lines"])
        lines += line["total"].get<std::int64_t>();
    CHECK(lines == receipt["total"].get<std::int64_t>());
    CHECK(receipt["total"].get<std::int64_t>() >= 0);
}

TEST_CASE("Being served is charged on what is sold, after what came off it", "[prices][PRICE-4]") {
    Offers offers;
    auto& shop = offers.shop;
    offers.as_owner();
    const auto taxes = shop.call("catalog.taxes")["taxes"];
    offers.put_service("10", taxes[0]["id"]);
    CHECK(offers.add(shop.cake)["service"].is_null());
    auto cart = shop.call("cart.set_type", {{"type", "dine_in"}});
    // 12.00 with 18 % are 10.17 without; a tenth of that is 1.02, and 1.20 with its tax.
    CHECK(cart["service"]["name"] == "Servicio");
    CHECK(cart["service"]["amount"] == 120);
    CHECK(cart["total"] == 1320);
    CHECK(cart["lines"].size() == 1);
    CHECK(cart["count"] == "1");
    const auto receipt = offers.pay();
    REQUIRE(receipt["lines"].size() == 2);
    CHECK(receipt["lines"][1]["origin"]["service"] == true);
    CHECK(receipt["lines"][1]["total"] == 120);
    CHECK(receipt["total"] == 1320);
    CHECK(receipt["subtotal"].get<int>() + receipt["tax"].get<int>() == 1320);
    // It moves no stock, and comes back with the rest.
    CHECK(*value(shop.database().one<std::int64_t>("SELECT count(*) FROM stock_movement")) == 1);
    offers.as_owner();
    const auto note = shop.call(
        "sales.refund", {{"refund", id("refund")}, {"receipt", receipt["id"]}, {"method", "cash"}});
    CHECK(note["total"] == -1320);
}

TEST_CASE("A table's bill has its service charge, in every part", "[prices][PRICE-4][ORD-4]") {
    Shop shop;
    TableService tables(shop);
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    shop.call("prices.put_service", {{"type", "dine_in"},
                                     {"branch", nullptr},
                                     {"name", "Servicio"},
                                     {"percent", "10"},
                                     {"tax", nullptr},
                                     {"active", true}});
    const auto tab = tables.open(shop.window)["id"];
    tables.add(tab, shop.cake);
    const auto half = tables.pay(tab, {{"parts", 2}});
    CHECK(half["total"] == 600 + 51);  // 5.08 without taxes
    CHECK(shop.call("orders.view", {{"tab", tab}})["due"] == 600);
}

TEST_CASE("Promotions and charges that two devices wrote apart are one, in any order",
          "[prices][PRICE-3][PRICE-4][SYNC-2]") {
    Shop shop;
    const auto made = history(shop);
    const auto at = [&](auto payload, std::string_view device, log::Stamp later) {
        log::Operation operation;
        operation.kind = decltype(payload)::kKind;
        operation.version = decltype(payload)::kVersion;
        operation.payload = payload_of(payload);
        operation.device = base::derived_id("test", device);
        operation.stamp = value(log::decode(made.back())).stamp + later;
        return operation;
    };
    const auto promotion = base::derived_id("promotion", "2x1");
    const auto service = [&](std::string_view percent) {
        return prices::ServicesPut{{{{.id = prices::service_id(base::Id::nil(), "dine_in"),
                                      .create = true,
                                      .type = "dine_in",
                                      .name = "Servicio",
                                      .percent = std::string(percent),
                                      .active = true}}}};
    };
    const std::vector apart{
        at(prices::PromotionsPut{{{{.id = promotion,
                                    .create = true,
                                    .name = "2x1",
                                    .kind = "nth",
                                    .every = 2,
                                    .percent = "100",
                                    .active = true}}}},
           "one", 1),
        at(prices::PromotionsPut{{{{.id = promotion, .percent = "50"}}}}, "two", 2),
        at(prices::PromotionsPut{{{{.id = promotion, .every = 3}}}}, "one", 3),
        at(service("10"), "one", 4), at(service("13"), "two", 5)};
    Replica one, two;
    for (const auto& body : made) {
        one.apply(value(log::decode(body)));
        two.apply(value(log::decode(body)));
    }
    for (std::size_t i = 0; i < apart.size(); ++i) {
        one.apply(apart[i]);
        two.apply(apart[apart.size() - 1 - i]);
    }
    CHECK(one.state() == two.state());
    const auto all = value(prices::promotions(two.database));
    REQUIRE(all.size() == 1);
    CHECK(all[0].every == 3);
    CHECK(all[0].percent == base::Decimal(50));
}

TEST_CASE("A promotion that gives more than everything is refused", "[prices][PRICE-3]") {
    Offers offers;
    auto& shop = offers.shop;
    offers.as_owner();
    const auto refused = [&](const Json& promotion) {
        return shop.error("prices.put_promotion", {{"promotion", promotion}, {"active", true}});
    };
    CHECK(refused(offers.promotion("x", "percent", 2, "101", {})) == "input.out_of_range");
    CHECK(refused(offers.promotion("x", "percent", 2, "0", {})) == "input.out_of_range");
    CHECK(refused(offers.promotion("x", "nth", 1, "50", {})) == "input.out_of_range");
    CHECK(refused(offers.promotion("", "nth", 2, "50", {})) == "input.missing");
    shop.log_in();
    CHECK(refused(offers.promotion("x", "nth", 2, "50", {})) == "staff.not_allowed");
}

}  // namespace
}  // namespace mostrador::tests
