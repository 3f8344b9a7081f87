#include "catalog/choices.hpp"

#include <catch2/catch_test_macros.hpp>

#include "catalog/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

std::string id(std::string_view name) {
    return base::derived_id("choices", name).text();
}

Json option(std::string_view name, std::int64_t price) {
    return {{"id", id(name)}, {"name", name}, {"price", price}, {"product", nullptr}};
}

/// Coffee is asked for with one of two milks, and with up to two extras.
struct Menu {
    Menu() {
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
        put_group("Leche", 1, 1, {option("Entera", 0), option("Avena", 150)});
        put_group("Extras", 0, 2,
                  {option("Canela", 0), option("Doble", 300), option("Crema", 200)});
        auto coffee = shop.call("catalog.product", {{"id", shop.coffee.text()}})["product"];
        coffee["modifiers"] = {id("Leche"), id("Extras")};
        shop.call("catalog.put_product", coffee);
        shop.open_register();
    }

    Json put_group(std::string_view name, std::int64_t least, std::int64_t most,
                   std::vector<Json> modifiers, bool active = true) {
        return shop.call("catalog.put_modifier_group", {{"group",
                                                         {{"id", id(name)},
                                                          {"name", name},
                                                          {"least", least},
                                                          {"most", most},
                                                          {"modifiers", modifiers}}},
                                                        {"active", active}});
    }

    Json coffee(std::vector<std::string_view> chosen) const {
        auto modifiers = Json::array();
        for (const auto name : chosen)
            modifiers.push_back(id(name));
        return {{"product", shop.coffee.text()}, {"modifiers", modifiers}};
    }

    Shop shop;
};

TEST_CASE("What is chosen is priced, shown, sold and printed with its product",
          "[catalog][CAT-2]") {
    Menu menu;
    auto& shop = menu.shop;
    auto cart = shop.call("cart.add", menu.coffee({"Avena", "Doble"}));
    CHECK(cart["total"] == 750 + 150 + 300);
    CHECK(cart["lines"][0]["unitPrice"] == 1200);
    CHECK(cart["lines"][0]["modifiers"][1]["name"] == "Doble");
    // The same choice is the same line, another is another.
    cart = shop.call("cart.add", menu.coffee({"Avena", "Doble"}));
    CHECK(cart["lines"].size() == 1);
    cart = shop.call("cart.add", menu.coffee({"Entera"}));
    REQUIRE(cart["lines"].size() == 2);
    CHECK(cart["total"] == 2 * 1200 + 750);
    const auto receipt = shop.call(
        "sales.checkout",
        {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    CHECK(receipt["lines"][0]["modifiers"] == Json({option("Avena", 150), option("Doble", 300)}));
    CHECK(receipt["lines"][1]["modifiers"] == Json::array({option("Entera", 0)}));
    CHECK(receipt["paper"].get<std::string>().contains("+ Doble 3.00<"));
    CHECK(receipt["paper"].get<std::string>().contains("+ Entera<"));
    // What comes back is what was paid for it.
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    const auto back = shop.call("sales.refundable", {{"receipt", receipt["id"]}});
    CHECK(back["lines"][0]["total"] == 2400);
    CHECK(back["lines"][0]["modifiers"][1]["name"] == "Doble");
}

TEST_CASE("The limits of a group hold at the till", "[catalog][CAT-2]") {
    Menu menu;
    auto& shop = menu.shop;
    CHECK(shop.error("cart.add", menu.coffee({})) == "catalog.choice_needed");
    CHECK(shop.error("cart.add", {{"barcode", shop.coffee_barcode}}) == "catalog.choice_needed");
    CHECK(shop.error("cart.add", menu.coffee({"Doble"})) == "catalog.choice_needed");
    CHECK(shop.error("cart.add", menu.coffee({"Entera", "Avena"})) == "catalog.choice_over");
    CHECK(shop.error("cart.add", menu.coffee({"Entera", "Canela", "Doble", "Crema"})) ==
          "catalog.choice_over");
    CHECK(shop.error("cart.add", menu.coffee({"Entera", "Entera"})) == "catalog.choice_unknown");
    CHECK(shop.error("cart.add", menu.coffee({"Entera", "nothing"})) == "catalog.choice_unknown");
    CHECK(shop.error("cart.add",
                     {{"product", shop.cake.text()}, {"modifiers", Json::array({id("Avena")})}}) ==
          "catalog.choice_unknown");
    CHECK(shop.call("cart.view")["lines"].empty());
    CHECK(shop.call("catalog.lookup", {{"barcode", shop.coffee_barcode}})["product"]["choices"] ==
          true);
}

TEST_CASE("A group is edited, its archived options are not offered", "[catalog][CAT-2]") {
    Menu menu;
    auto& shop = menu.shop;
    shop.call("cart.add", menu.coffee({"Avena"}));
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    menu.put_group("Leche", 1, 1, {option("Soya", 100)});
    const auto offered = shop.call("catalog.choices", {{"id", shop.coffee.text()}})["groups"];
    REQUIRE(offered.size() == 2);
    CHECK(offered[0]["modifiers"].size() == 1);
    CHECK(offered[0]["modifiers"][0]["name"] == "Soya");
    // What is in a cart already stays what it was.
    CHECK(shop.call("cart.view")["total"] == 900);
    menu.put_group("Leche", 1, 1, {option("Soya", 100)}, false);
    CHECK(shop.call("catalog.choices", {{"id", shop.coffee.text()}})["groups"].size() == 1);
    const auto refused = [&](Json group) {
        return shop.error("catalog.put_modifier_group", {{"group", group}, {"active", true}});
    };
    Json group{
        {"id", id("Leche")}, {"name", ""}, {"least", 0}, {"most", 1}, {"modifiers", Json::array()}};
    CHECK(refused(group) == "input.missing");
    group["name"] = "Leche";
    group["least"] = 2;
    CHECK(refused(group) == "input.out_of_range");
    group["least"] = 0;
    group["modifiers"] = Json::array({option("Gratis", -1)});
    CHECK(refused(group) == "input.out_of_range");
}

TEST_CASE("Two devices that edit one group apart are both heard, field by field",
          "[catalog][CAT-2][SYNC-2]") {
    Menu menu;
    const auto group = base::derived_id("choices", "Leche");
    const auto oat = base::derived_id("choices", "Avena");
    const auto made = history(menu.shop);
    // One makes oat milk dearer and names it better, the other allows two milks and adds a third.
    const auto at = [&](auto payload, std::string_view device, log::Stamp later) {
        log::Operation operation;
        operation.kind = decltype(payload)::kKind;
        operation.version = decltype(payload)::kVersion;
        operation.payload = payload_of(payload);
        operation.device = base::derived_id("test", device);
        operation.stamp = value(log::decode(made.back())).stamp + later;
        return operation;
    };
    const std::vector apart{
        at(catalog::ModifiersPut{{{{.id = oat, .name = "De avena", .price = 200}}}}, "one", 1),
        at(catalog::ModifiersPut{{{{.id = oat, .price = 250}}}}, "two", 2),
        at(catalog::ModifierGroupsPut{{{{.id = group, .most = 2}}}}, "two", 3),
        at(catalog::ModifierGroupsPut{{{{.id = group, .name = "Leches"}}}}, "one", 4),
        at(catalog::ModifiersPut{{{{.id = base::derived_id("choices", "Coco"),
                                    .create = true,
                                    .of_group = group,
                                    .name = "De coco",
                                    .price = 180,
                                    .position = 2,
                                    .active = true}}}},
           "two", 5)};
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
    const auto offered = value(catalog::choices_of(one.database, menu.shop.coffee));
    REQUIRE(offered.size() == 2);
    CHECK(offered[0].name == "Leches");
    CHECK(offered[0].most == 2);
    REQUIRE(offered[0].modifiers.size() == 3);
    CHECK(offered[0].modifiers[1].name == "De avena");
    CHECK(offered[0].modifiers[1].price == 250);
    CHECK(offered[0].modifiers[2].name == "De coco");
}

TEST_CASE("A receipt keeps what was chosen when the catalogue changes", "[catalog][CAT-2]") {
    Menu menu;
    auto& shop = menu.shop;
    const auto cart = shop.call("cart.add", menu.coffee({"Avena", "Doble"}));
    const auto sold = shop.call(
        "sales.checkout",
        {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    const Json rosa{{"person", shop.rosa.text()}, {"pin", "1234"}};
    shop.call("staff.login", rosa);
    menu.put_group("Leche", 1, 1, {option("Soya", 100)});
    menu.put_group("Extras", 0, 2, {option("Doble", 999)}, false);
    const auto kept = shop.call("sales.receipt", {{"id", sold["id"]}});
    CHECK(kept["lines"] == sold["lines"]);
    // So does the credit note, which gives back what was paid.
    const auto note = shop.call(
        "sales.refund", {{"refund", id("refund")}, {"receipt", sold["id"]}, {"method", "cash"}});
    CHECK(note["total"] == -1200);
    CHECK(note["lines"][0]["modifiers"] == sold["lines"][0]["modifiers"]);
}

}  // namespace
}  // namespace mostrador::tests
