#include "catalog/variants.hpp"

#include <catch2/catch_test_macros.hpp>

#include "catalog/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

const Json kOptions{{{"name", "Talla"}, {"values", {"S", "M"}}},
                    {{"name", "Color"}, {"values", {"Negro", "Rojo"}}}};

/// The cake becomes a product of two sizes and two colours.
struct Clothes {
    Clothes() {
        as_owner();
        all = shop.call("catalog.suggest_variants",
                        {{"product", shop.cake.text()}, {"options", kOptions}});
        all["variants"][1]["price"] = 1500;
        all["variants"][1]["barcodes"] = {"7750182000994"};
        all = put(all["variants"]);
        shop.open_register();
    }

    void as_owner() { shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}}); }

    Json request(Json variants, Json removed = Json::array()) {
        return {{"product", shop.cake.text()},
                {"options", kOptions},
                {"variants", variants},
                {"removed", removed}};
    }

    Json put(Json variants, Json removed = Json::array()) {
        return shop.call("catalog.put_variants", request(variants, removed));
    }

    Json sheet(const base::Id& product) {
        return shop.call("catalog.product", {{"id", product.text()}})["product"];
    }

    Shop shop;
    Json all;
};

TEST_CASE("Every combination of the options is suggested, named and numbered", "[catalog][CAT-2]") {
    Clothes clothes;
    const auto& variants = clothes.all["variants"];
    REQUIRE(variants.size() == 4);
    CHECK(variants[1]["values"] == Json({"S", "Rojo"}));
    CHECK(variants[1]["name"].get<std::string>().ends_with(" S Rojo"));
    CHECK(variants[1]["sku"].get<std::string>().ends_with("-S-Rojo"));
    CHECK(variants[0]["price"] == 1200);
    CHECK(clothes.all["options"] == kOptions);
    // What is there is suggested as it is.
    clothes.as_owner();
    const auto again = clothes.shop.call(
        "catalog.suggest_variants", {{"product", clothes.shop.cake.text()}, {"options", kOptions}});
    CHECK(again == clothes.all);
}

TEST_CASE("A variant is sold by its barcode, its product only by choosing one",
          "[catalog][CAT-2]") {
    Clothes clothes;
    auto& shop = clothes.shop;
    CHECK(shop.error("cart.add", {{"product", shop.cake.text()}}) == "catalog.variant_needed");
    auto cart = shop.call("cart.add", {{"barcode", "7750182000994"}});
    CHECK(cart["total"] == 1500);
    CHECK(cart["lines"][0]["name"].get<std::string>().ends_with(" S Rojo"));
    cart = shop.call("cart.add", {{"product", clothes.all["variants"][2]["id"]}});
    CHECK(cart["lines"].size() == 2);
    const auto receipt = shop.call(
        "sales.checkout",
        {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    CHECK(receipt["lines"][0]["product"] == clothes.all["variants"][1]["id"]);
    // The stock of the variant moved, not its product's.
    const auto moved = [&](const base::Id& product) {
        return *value(shop.database().one<std::int64_t>(
            "SELECT coalesce(sum(quantity), 0) FROM stock_movement WHERE product = ?1", product));
    };
    CHECK(moved(*base::Id::parse(clothes.all["variants"][1]["id"].get<std::string>())) ==
          -1'000'000);
    CHECK(moved(shop.cake) == 0);
    const auto tab = shop.log().make_id().text();
    shop.call("orders.open", {{"tab", tab}, {"type", "dine_in"}, {"table", shop.window.text()}});
    CHECK(shop.error("orders.add", {{"tab", tab},
                                    {"line", shop.log().make_id().text()},
                                    {"product", shop.cake.text()}}) == "catalog.variant_needed");
}

TEST_CASE("Shelves show the product once, search finds its variants", "[catalog][CAT-2]") {
    Clothes clothes;
    auto& shop = clothes.shop;
    const auto page =
        shop.call("catalog.products", {{"category", nullptr}, {"offset", 0}, {"limit", 50}});
    CHECK(page["total"] == 3);
    for (const auto& tile : page["products"])
        CHECK(tile["variants"] == (tile["id"] == shop.cake.text()));
    CHECK(shop.call("catalog.search", {{"text", "rojo"}, {"limit", 9}})["total"] == 2);
    CHECK(shop.call("catalog.lookup", {{"barcode", "7750182000994"}})["product"]["variants"] ==
          false);
}

TEST_CASE("Variants follow their product in what they have in common with it", "[catalog][CAT-2]") {
    Clothes clothes;
    auto& shop = clothes.shop;
    clothes.as_owner();
    auto cake = clothes.sheet(shop.cake);
    cake["name"] = "Polo";
    cake["price"] = 2000;
    shop.call("catalog.put_product", cake);
    auto variants = shop.call("catalog.variants", {{"id", shop.cake.text()}})["variants"];
    CHECK(variants[0]["name"] == "Polo S Negro");
    CHECK(variants[0]["price"] == 2000);
    CHECK(variants[1]["price"] == 1500);  // its own
    cake = clothes.sheet(shop.cake);
    cake["active"] = false;
    shop.call("catalog.put_product", cake);
    CHECK(shop.error("cart.add", {{"barcode", "7750182000994"}}) == "catalog.product_archived");
    cake = clothes.sheet(shop.cake);
    cake["active"] = true;
    shop.call("catalog.put_product", cake);
    CHECK(shop.error("cart.add", {{"barcode", "7750182000994"}}) == "ok");
}

TEST_CASE("Variants are edited and taken out one by one", "[catalog][CAT-2]") {
    Clothes clothes;
    auto& shop = clothes.shop;
    clothes.as_owner();
    auto variants = clothes.all["variants"];
    const auto before = history(shop).size();
    clothes.put(variants);
    CHECK(history(shop).size() == before);  // nothing new was said
    const auto gone = variants[3]["id"];
    variants.erase(3);
    variants[0]["price"] = 1300;
    const auto now = clothes.put(variants, Json::array({gone}));
    CHECK(now["variants"].size() == 3);
    CHECK(now["variants"][0]["price"] == 1300);
    CHECK(shop.error("cart.add", {{"product", gone}}) == "catalog.product_archived");
    const auto refused = [&](auto change) {
        auto wrong = variants;
        change(wrong);
        return shop.error("catalog.put_variants", clothes.request(wrong));
    };
    CHECK(refused([](Json& all) { all[0]["sku"] = all[1]["sku"]; }) == "catalog.code_taken");
    CHECK(refused([](Json& all) { all[0]["barcodes"] = all[1]["barcodes"]; }) ==
          "catalog.code_taken");
    CHECK(refused([](Json& all) { all[0]["values"] = all[1]["values"]; }) == "catalog.code_taken");
    CHECK(refused([](Json& all) { all[0]["values"] = {"S"}; }) == "input.out_of_range");
    CHECK(refused([](Json& all) { all[0]["price"] = -1; }) == "input.out_of_range");
    CHECK(refused([&](Json& all) { all[0]["barcodes"] = {shop.coffee_barcode}; }) ==
          "catalog.code_taken");
    shop.log_in();
    CHECK(shop.error("catalog.put_variants", clothes.request(variants)) == "staff.not_allowed");
}

TEST_CASE("Variants that two devices made apart are both there, in any order",
          "[catalog][CAT-2][SYNC-2]") {
    Clothes clothes;
    const auto made = history(clothes.shop);
    const auto at = [&](catalog::ProductRow row, std::string_view device, log::Stamp later) {
        log::Operation operation;
        operation.kind = catalog::ProductsPut::kKind;
        operation.version = catalog::ProductsPut::kVersion;
        operation.payload = payload_of(catalog::ProductsPut{{{std::move(row)}}});
        operation.device = base::derived_id("test", device);
        operation.stamp = value(log::decode(made.back())).stamp + later;
        return operation;
    };
    const auto variant = [&](std::string_view values) {
        return catalog::ProductRow{.id = base::derived_id("variant", values),
                                   .create = true,
                                   .sku = std::string(values),
                                   .name = "x",
                                   .price = 100,
                                   .active = true,
                                   .parent = clothes.shop.cake,
                                   .options = std::string(values)};
    };
    const std::vector apart{
        at(variant("L\nNegro"), "one", 1), at(variant("XL\nVerde"), "two", 2),
        at({.id = clothes.shop.cake, .options = "Talla\tS\tM\tL\nColor\tNegro\tRojo"}, "one", 3)};
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
    const auto all = value(catalog::variants_of(one.database, clothes.shop.cake));
    CHECK(all.variants.size() == 6);
    // Nobody named XL and green among the options; they are offered behind the others.
    CHECK(all.options[0].values == std::vector<std::string>{"S", "M", "L", "XL"});
    CHECK(all.options[1].values.back() == "Verde");
    CHECK(all.variants.back().values[0] == "XL");
}

}  // namespace
}  // namespace mostrador::tests
