#include "catalog/editor.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

/// The shop with its owner at the counter.
struct Office {
    Office() { shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}}); }

    Json sheet(const base::Id& product) {
        return shop.call("catalog.product", {{"id", product.text()}})["product"];
    }

    Json put(const Json& product) { return shop.call("catalog.put_product", product); }

    /// What the last operation assigned.
    Json last_row() {
        const auto body = *value(shop.database().one<base::Bytes>(
            "SELECT body FROM operation ORDER BY row DESC LIMIT 1"));
        return value(log::decode(body)).payload["rows"][0];
    }

    std::int64_t operations() {
        return *value(shop.database().one<std::int64_t>("SELECT count(*) FROM operation"));
    }

    Shop shop;
};

TEST_CASE("A new product is on sale at once, under all its codes", "[catalog][CAT-1]") {
    Office office;
    auto tea = office.sheet(office.shop.coffee);
    tea["id"] = base::derived_id("test", "tea").text();
    tea["name"] = "Té verde";
    tea["sku"] = "TE";
    tea["seen"] = "";
    tea["price"] = 600;
    tea["barcodes"] = {"4006381333931", "TE-1"};
    const auto put = office.put(tea);
    CHECK(put["product"]["name"] == "Té verde");
    CHECK(put["doubts"].empty());
    for (const auto* code : {"4006381333931", "TE-1"})
        CHECK(office.shop.call("catalog.lookup", {{"barcode", code}})["product"]["id"] ==
              tea["id"]);
    CHECK(office.shop.call("catalog.search", {{"text", "te ver"}, {"limit", 5}})["total"] == 1);
    const auto before = office.operations();
    office.put(tea);
    CHECK(office.operations() == before);
}

TEST_CASE("Only what differs is assigned, with the version that was in view", "[catalog][CAT-1]") {
    Office office;
    auto coffee = office.sheet(office.shop.coffee);
    coffee["price"] = 800;
    office.put(coffee);
    const auto row = office.last_row();
    CHECK(row.size() == 5);  // id, create, price, seen, replaces
    CHECK(row["replaces"].empty());
    CHECK(row["create"] == false);
    CHECK(row["price"] == 800);
    CHECK(std::to_string(row["seen"].get<std::int64_t>()) == coffee["seen"].get<std::string>());
    // What somebody else changed meanwhile stays.
    auto other = office.sheet(office.shop.coffee);
    CHECK(other["seen"] != coffee["seen"]);
    other["name"] = "Café de olla";
    office.put(other);
    CHECK(office.sheet(office.shop.coffee)["price"] == 800);
}

TEST_CASE("An archived product is not sold, keeps its codes and comes back", "[catalog][CAT-1]") {
    Office office;
    auto coffee = office.sheet(office.shop.coffee);
    coffee["active"] = false;
    office.put(coffee);
    const Json page{{"offset", 0}, {"limit", 10}};
    const auto archived = office.shop.call("catalog.archived", page);
    REQUIRE(archived["total"] == 1);
    CHECK(archived["products"][0]["id"] == coffee["id"]);
    CHECK(office.shop.error("cart.add", {{"product", coffee["id"]}}) == "catalog.product_archived");
    coffee["active"] = true;
    office.put(coffee);
    CHECK(office.shop.call("catalog.archived", page)["total"] == 0);
}

TEST_CASE("What is wrong in a product is said, and nothing is changed", "[catalog][CAT-1]") {
    Office office;
    const auto before = office.operations();
    const auto refused = [&](const char* field, const Json& wrong) {
        auto product = office.sheet(office.shop.cake);
        product[field] = wrong;
        return office.shop.error("catalog.put_product", product);
    };
    CHECK(refused("name", "") == "input.missing");
    CHECK(refused("sku", "") == "input.missing");
    CHECK(refused("name", std::string(300, 'x')) == "input.out_of_range");
    CHECK(refused("name", "a\nb") == "input.out_of_range");
    CHECK(refused("price", -1) == "input.out_of_range");
    CHECK(refused("color", "red") == "input.malformed");
    CHECK(refused("tax", base::derived_id("test", "no tax").text()) == "catalog.tax_not_found");
    CHECK(refused("category", base::derived_id("test", "none").text()) ==
          "catalog.category_not_found");
    CHECK(refused("sku", "caf") == "catalog.code_taken");
    CHECK(refused("barcodes", Json::array({office.shop.coffee_barcode})) == "catalog.code_taken");
    CHECK(refused("barcodes", Json::array({""})) == "input.missing");
    CHECK(office.operations() == before);
    // A wrong check digit may be a shop's own number: it is kept, and told.
    auto cake = office.sheet(office.shop.cake);
    cake["barcodes"] = {"4006381333932"};
    CHECK(office.put(cake)["doubts"][0]["code"] == "import.check_digit");
    office.shop.log_in();
    CHECK(office.shop.error("catalog.put_product", cake) == "staff.not_allowed");
}

TEST_CASE("Categories are made, changed and hidden", "[catalog][CAT-1]") {
    Office office;
    Json drinks{{"id", base::derived_id("test", "drinks").text()},
                {"name", "Bebidas"},
                {"color", "#2f6f8f"},
                {"icon", ""},
                {"position", 0},
                {"active", true}};
    CHECK(office.shop.call("catalog.put_category", drinks)["category"] == drinks);
    auto coffee = office.sheet(office.shop.coffee);
    coffee["category"] = drinks["id"];
    office.put(coffee);
    auto listed = office.shop.call("catalog.categories")["categories"];
    REQUIRE(listed.size() == 1);
    CHECK(listed[0]["count"] == 1);
    drinks["active"] = false;
    office.shop.call("catalog.put_category", drinks);
    CHECK(office.shop.call("catalog.categories")["categories"].empty());
}

}  // namespace
}  // namespace mostrador::tests
