// CAT-2 at a table: what is chosen with a product is asked for, priced, cooked, billed and printed.

#include <catch2/catch_test_macros.hpp>

#include "catalog/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;

Id named(std::string_view name) {
    return base::derived_id("order choices", name);
}

/// Cake is ordered with exactly one of two sauces, and with cream if somebody likes.
struct Table {
    Table() : tables(shop) {
        put_group("sauce", 1, {{"Fresa", 0}, {"Maracuyá", 150}});
        put_group("extras", 0, {{"Crema", 200}});
        const std::array groups{named("sauce"), named("extras")};
        tables.apart(
            catalog::ProductsPut{{{{.id = shop.cake, .modifiers = catalog::ids_text(groups)}}}});
        tab = tables.open(shop.window)["id"];
    }

    void put_group(std::string name, std::int64_t least,
                   const std::vector<std::pair<std::string, std::int64_t>>& options) {
        tables.apart(catalog::ModifierGroupsPut{{{{.id = named(name),
                                                   .create = true,
                                                   .name = name,
                                                   .least = least,
                                                   .most = 1,
                                                   .active = true}}}});
        for (const auto& [option, price] : options)
            tables.apart(catalog::ModifiersPut{{{{.id = named(option),
                                                  .create = true,
                                                  .of_group = named(name),
                                                  .name = option,
                                                  .price = price,
                                                  .active = true}}}});
    }

    Json add(const std::vector<std::string>& options, Json more = Json::object()) {
        auto ids = Json::array();
        for (const auto& option : options)
            ids.push_back(named(option).text());
        more["modifiers"] = ids;
        return tables.add(tab, shop.cake, more);
    }

    std::string refused(const std::vector<std::string>& options) {
        auto ids = Json::array();
        for (const auto& option : options)
            ids.push_back(named(option).text());
        return shop.error("orders.add", {{"tab", tab},
                                         {"line", tables.id()},
                                         {"product", shop.cake.text()},
                                         {"modifiers", ids}});
    }

    Shop shop;
    TableService tables;
    Json tab;
};

TEST_CASE("A product with a required choice is not ordered without it", "[orders][CAT-2]") {
    Table table;
    CHECK(table.refused({}) == "catalog.choice_needed");
    CHECK(table.refused({"Crema"}) == "catalog.choice_needed");
    CHECK(table.refused({"Fresa", "Maracuyá"}) == "catalog.choice_over");
    CHECK(table.refused({"Fresa", "Lúcuma"}) == "catalog.choice_unknown");
    CHECK(table.shop.call("orders.view", {{"tab", table.tab}})["lines"].empty());
    CHECK(table.shop.error("orders.add", {{"tab", table.tab},
                                          {"line", table.tables.id()},
                                          {"product", table.shop.coffee.text()},
                                          {"modifiers", {named("Crema").text()}}}) ==
          "catalog.choice_unknown");
}

TEST_CASE("What was chosen is in the price, and tells lines apart", "[orders][CAT-2]") {
    Table table;
    table.add({"Maracuyá", "Crema"});
    table.add({"Maracuyá", "Crema"});
    const auto view = table.add({"Fresa"});
    REQUIRE(view["lines"].size() == 2);
    CHECK(view["lines"][0]["quantity"] == "2");
    CHECK(view["lines"][0]["price"] == 1200 + 150 + 200);
    CHECK(view["lines"][0]["modifiers"][0]["name"] == "Maracuyá");
    CHECK(view["lines"][0]["modifiers"][1]["price"] == 200);
    CHECK(view["total"] == 2 * 1550 + 1200);
}

TEST_CASE("The kitchen reads what was chosen, and alike plates are one", "[kitchen][CAT-2]") {
    Table table;
    table.add({"Maracuyá", "Crema"});
    table.add({"Maracuyá", "Crema"});
    table.add({"Fresa"});
    table.shop.call("orders.fire", {{"tab", table.tab}});
    const auto items = table.shop.call("kitchen.queue")["tickets"][0]["items"];
    REQUIRE(items.size() == 2);
    CHECK(items[0]["modifiers"] == Json({"Maracuyá", "Crema"}));
    CHECK(items[0]["quantity"] == "2");
    CHECK(items[1]["modifiers"] == Json::array({"Fresa"}));
}

TEST_CASE("The bill and the receipt say what was chosen, at the price of then",
          "[orders][CAT-2][ORD-4]") {
    Table table;
    auto& shop = table.shop;
    table.add({"Maracuyá"});
    table.add({"Fresa", "Crema"});
    // The shop changes its mind about prices and about cream before the guests pay.
    table.tables.apart(catalog::ModifiersPut{{{{.id = named("Maracuyá"), .price = 990}}}});
    table.tables.apart(catalog::ModifiersPut{{{{.id = named("Crema"), .active = false}}}});
    const auto cart = shop.call("orders.bill", {{"tab", table.tab}});
    CHECK(cart["total"] == 1350 + 1400);
    CHECK(cart["lines"][0]["modifiers"][0]["name"] == "Maracuyá");
    CHECK(cart["lines"][0]["modifiers"][0]["price"] == 150);
    const auto receipt = table.tables.pay(table.tab);
    CHECK(receipt["total"] == 2750);
    CHECK(receipt["lines"][1]["modifiers"][1]["name"] == "Crema");
    CHECK(receipt["lines"][1]["unitPrice"] == 1400);
    CHECK(receipt["paper"].get<std::string>().contains("+ Maracuyá 1.50"));
    CHECK(shop.call("orders.view", {{"tab", table.tab}})["due"] == 0);
}

TEST_CASE("Shares of a bill with choices add up to it", "[orders][CAT-2][ORD-4]") {
    Table table;
    table.add({"Maracuyá", "Crema"});
    table.add({"Fresa"});
    std::int64_t sum = 0;
    for (std::int64_t left = 3; left > 0; --left)
        sum += table.tables.pay(table.tab, {{"parts", left}})["total"].get<std::int64_t>();
    CHECK(sum == 1550 + 1200);
}

TEST_CASE("A line of before there were choices is still read", "[orders][CAT-2]") {
    Shop shop;
    Replica replica;
    log::Operation operation;
    operation.device = base::derived_id("test", "old till");
    operation.kind = orders::LinesAdded::kKind;
    operation.version = 1;
    operation.payload = payload_of(orders::LinesAdded{.tab = named("tab"),
                                                      .at_us = 1,
                                                      .lines = {{.id = named("line"),
                                                                 .product = shop.cake,
                                                                 .name = "Torta",
                                                                 .unit = "und",
                                                                 .quantity = base::Decimal(1),
                                                                 .price = 1200,
                                                                 .amount = 1200}}});
    REQUIRE_FALSE(operation.payload["lines"][0].contains("modifiers"));
    replica.apply(operation);
    CHECK(*value(replica.database.one<std::int64_t>(
              "SELECT count(*) FROM tab_line WHERE modifiers IS NULL")) == 1);
}

}  // namespace
}  // namespace mostrador::tests
