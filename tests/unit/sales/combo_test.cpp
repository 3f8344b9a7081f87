#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <numeric>

#include "support/replica.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

std::string id(std::string_view name) {
    return base::derived_id("combo", name).text();
}

/// "Desayuno": one of coffee or rice (which costs 1.00 more), and a cake; 15.00 together.
struct Menu {
    explicit Menu(std::int64_t price = 1500) {
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
        put_group("Bebida",
                  {component("Café", 0, shop.coffee), component("Arroz", 100, shop.rice)});
        put_group("Dulce", {component("Torta", 0, shop.cake)});
        shop.call("catalog.put_product", {{"id", id("Desayuno")},
                                          {"sku", "DES"},
                                          {"name", "Desayuno"},
                                          {"price", price},
                                          {"tax", nullptr},
                                          {"category", nullptr},
                                          {"unit", "un"},
                                          {"description", ""},
                                          {"allergens", Json::array()},
                                          {"tags", Json::array()},
                                          {"color", ""},
                                          {"image", ""},
                                          {"station", ""},
                                          {"barcodes", Json::array()},
                                          {"modifiers", {id("Bebida"), id("Dulce")}},
                                          {"description", ""},
                                          {"allergens", Json::array()},
                                          {"tags", Json::array()},
                                          {"active", true},
                                          {"parent", nullptr},
                                          {"seen", ""}});
        shop.open_register();
    }

    static Json component(std::string_view name, std::int64_t more, const base::Id& product) {
        return {{"id", id(name)}, {"name", name}, {"price", more}, {"product", product.text()}};
    }

    void put_group(std::string_view name, std::vector<Json> modifiers) {
        shop.call("catalog.put_modifier_group", {{"group",
                                                  {{"id", id(name)},
                                                   {"name", name},
                                                   {"least", 1},
                                                   {"most", 1},
                                                   {"modifiers", modifiers}}},
                                                 {"active", true}});
    }

    Json add(std::string_view drink, std::string_view quantity = "1") {
        return shop.call("cart.add", {{"product", id("Desayuno")},
                                      {"quantity", quantity},
                                      {"modifiers", {id(drink), id("Torta")}}});
    }

    Json pay() {
        const auto cart = shop.call("cart.view");
        return shop.call(
            "sales.checkout",
            {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    }

    Shop shop;
};

std::int64_t sum_of(const Json& lines, std::string_view field) {
    return std::accumulate(lines.begin(), lines.end(), std::int64_t{0},
                           [&](std::int64_t sum, const Json& line) {
                               const auto& value = line[std::string(field)];
                               return sum + (value.is_null() ? 0 : value.get<std::int64_t>());
                           });
}

TEST_CASE("A combo is one line of the cart, and its components on the receipt", "[sales][CAT-2]") {
    Menu menu;
    auto& shop = menu.shop;
    auto cart = menu.add("Café", "2");
    REQUIRE(cart["lines"].size() == 1);
    CHECK(cart["total"] == 3000);
    CHECK(cart["count"] == "2");
    CHECK(cart["lines"][0]["name"] == "Desayuno");
    CHECK(cart["lines"][0]["unitPrice"] == 1500);
    CHECK(cart["lines"][0]["modifiers"][0]["name"] == "Café");
    cart = menu.add("Arroz");
    CHECK(cart["lines"].size() == 2);
    CHECK(cart["total"] == 3000 + 1600);
    const auto receipt = menu.pay();
    const auto& lines = receipt["lines"];
    REQUIRE(lines.size() == 4);
    // 15.00 in the proportion of 7.50 to 12.00.
    CHECK(lines[0]["unitPrice"] == 577);
    CHECK(lines[1]["unitPrice"] == 923);
    CHECK(lines[0]["origin"]["combo"]["name"] == "Desayuno");
    CHECK(lines[0]["origin"]["comboNumber"] == lines[1]["origin"]["comboNumber"]);
    CHECK(lines[0]["origin"]["comboNumber"] != lines[2]["origin"]["comboNumber"]);
    CHECK(lines[1]["product"] == shop.cake.text());
    CHECK(sum_of(lines, "total") == 4600);
    CHECK(receipt["paper"].get<std::string>().contains("Desayuno: "));
    // The stock of the components moved, and the combo has none.
    const auto moved = [&](const base::Id& product) {
        return *value(shop.database().one<std::int64_t>(
            "SELECT coalesce(sum(quantity), 0) FROM stock_movement WHERE product = ?1", product));
    };
    CHECK(moved(shop.coffee) == -2'000'000);
    CHECK(moved(shop.rice) == -1'000'000);
    CHECK(moved(shop.cake) == -3'000'000);
    CHECK(moved(*base::Id::parse(id("Desayuno"))) == 0);
}

TEST_CASE("A combo's price is shared among its components without losing a cent",
          "[sales][CAT-2][PRICE-3]") {
    const auto price = GENERATE(range(1, 2000, 37));
    Menu menu(price);
    auto& shop = menu.shop;
    for (const auto* quantity : {"1", "3"}) {
        const auto cart = menu.add("Café", quantity);
        shop.call("cart.change_line",
                  {{"line", cart["lines"][0]["line"]}, {"discount", {{"percent", "7.5"}}}});
        const auto changed = shop.call("cart.view");
        const auto receipt = menu.pay();
        const auto units = std::int64_t{*quantity - '0'};
        CHECK(receipt["total"] == changed["total"]);
        CHECK(sum_of(receipt["lines"], "unitPrice") == price);
        CHECK(sum_of(receipt["lines"], "total") == receipt["total"]);
        CHECK(receipt["total"].get<std::int64_t>() + sum_of(receipt["lines"], "discount") ==
              price * units);
        CHECK(receipt["subtotal"].get<std::int64_t>() + receipt["tax"].get<std::int64_t>() ==
              receipt["total"].get<std::int64_t>());
    }
}

TEST_CASE("What a combo is made of is chosen, and can be given back", "[sales][CAT-2][SALE-5]") {
    Menu menu;
    auto& shop = menu.shop;
    CHECK(shop.error("cart.add", {{"product", id("Desayuno")}}) == "catalog.choice_needed");
    auto cart = menu.add("Café");
    shop.call("cart.change_line", {{"line", cart["lines"][0]["line"]}, {"note", "sin azúcar"}});
    const auto receipt = menu.pay();
    CHECK(receipt["lines"][0]["note"] == "sin azúcar");
    CHECK(receipt["lines"][1]["note"].is_null());
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    const auto note = shop.call(
        "sales.refund", {{"refund", id("refund")}, {"receipt", receipt["id"]}, {"method", "cash"}});
    CHECK(note["total"] == -1500);
    CHECK(note["lines"][1]["origin"] == receipt["lines"][1]["origin"]);
    // A component that is archived is not offered any more.
    auto rice = shop.call("catalog.product", {{"id", shop.rice.text()}})["product"];
    rice["active"] = false;
    shop.call("catalog.put_product", rice);
    const auto groups = shop.call("catalog.choices", {{"id", id("Desayuno")}})["groups"];
    CHECK(groups[0]["modifiers"].size() == 1);
    CHECK(groups[0]["modifiers"][0]["product"] == shop.coffee.text());
}

}  // namespace
}  // namespace mostrador::tests
