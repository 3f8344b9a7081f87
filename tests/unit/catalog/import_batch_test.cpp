#include "catalog/import_batch.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base/concat.hpp"
#include "support/replica.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

/// An owner with a list in hand.
struct Import {
    Import() { as_owner(); }

    void as_owner() { shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}}); }

    Json feed(std::string_view text) {
        shop.call("import.feed", {{"text", text}, {"first", true}});
        return shop.call("import.columns")["columns"];
    }

    /// Takes the columns as they are suggested and reads the list to its end.
    Json check(std::string_view text) {
        auto fields = Json::array();
        for (const auto& column : feed(text))
            fields.push_back(column["field"]);
        shop.call("import.check", {{"columns", fields}});
        return read();
    }

    Json read() {
        for (;;) {
            const auto progress = shop.call("import.step", {{"lines", 2}});
            if (progress["done"] == true) return progress["report"];
        }
    }

    Json preview(std::string_view state) {
        return shop.call("import.preview", {{"state", state}, {"offset", 0}, {"limit", 100}});
    }

    Json product(const base::Id& id) {
        return shop.call("catalog.product", {{"id", id.text()}})["product"];
    }

    Shop shop;
};

TEST_CASE("Columns are known by what people call them, and as they were chosen before",
          "[catalog][CAT-5]") {
    Import import;
    auto columns =
        import.feed("Código;Descripción;Familia;P.V.P. final;Nombre\nA;Pan;Horno;1,20;\n");
    REQUIRE(columns.size() == 5);
    CHECK(columns[0]["field"] == "sku");
    CHECK(columns[1]["field"] == "name");
    CHECK(columns[2]["field"] == "category");
    CHECK(columns[3]["field"] == "");
    CHECK(columns[4]["field"] == "");  // there is a name already
    CHECK(columns[3]["samples"] == Json::array({"1,20"}));
    const auto refused = [&](Json fields) {
        return import.shop.error("import.check", {{"columns", fields}});
    };
    CHECK(refused({"sku", "name", "category", "", ""}) == "import.column_missing");
    CHECK(refused({"sku", "name", "price", "price", ""}) == "input.out_of_range");
    CHECK(refused({"sku", "name", "price", "colour", ""}) == "input.out_of_range");
    CHECK(refused({"sku", "name", "price"}) == "input.out_of_range");
    CHECK(refused({"sku", "", "category", "price", "name"}) == "ok");
    columns = import.feed("Código;Descripción;Familia;P.V.P. final;Nombre\nB;Sal;Horno;2;x\n");
    CHECK(columns[1]["field"] == "");
    CHECK(columns[3]["field"] == "price");
    CHECK(columns[4]["field"] == "name");
}

TEST_CASE("What a list will change is seen before it changes it, field by field",
          "[catalog][CAT-5]") {
    Import import;
    auto& shop = import.shop;
    const auto coffee = import.product(shop.coffee);
    const auto cake = import.product(shop.cake);
    const auto before = history(shop).size();
    const auto report = import.check(base::concat(
        "sku,name,price,category\n", coffee["sku"].get<std::string>(), ",Café americano,8.20,\n",
        cake["sku"].get<std::string>(), ",", cake["name"].get<std::string>(), ",12.00,\n",
        "N-1,Jugo,9.5,Jugos\nN-2,Agua,3,Jugos\n"));
    CHECK(report["rows"] == 4);
    CHECK(report["created"] == 2);
    CHECK(report["updated"].get<int>() + report["unchanged"].get<int>() == 2);
    CHECK(report["categoriesCreated"] == 1);
    const auto created = import.preview("created");
    CHECK(created["total"] == 2);
    CHECK(created["rows"][0]["line"] == 4);
    CHECK(created["rows"][0]["name"] == "Jugo");
    const auto changed = import.preview("changed");
    bool priced = false;
    for (const auto& row : changed["rows"]) {
        if (row["sku"] != coffee["sku"]) continue;
        for (const auto& change : row["changes"])
            priced |= change == Json({{"field", "price"}, {"before", "7.50"}, {"after", "8.20"}});
    }
    CHECK(priced);
    CHECK(history(shop).size() == before);  // nothing happened yet
    const auto done = shop.call("import.promote");
    CHECK(done["applied"] == true);
    CHECK(done["created"] == 2);
    CHECK(import.product(shop.coffee)["price"] == 820);
    CHECK(import.product(shop.coffee)["name"] == "Café americano");
    CHECK(shop.call("catalog.search", {{"text", "jugo"}, {"limit", 9}})["total"] == 1);
    // It is over: the list is gone, and the same again changes nothing.
    CHECK(shop.error("import.promote") == "import.empty");
    CHECK(shop.error("import.step", {{"lines", 1}}) == "import.empty");
}

TEST_CASE("A list with one wrong line changes nothing, and says which", "[catalog][CAT-5]") {
    Import import;
    auto& shop = import.shop;
    const auto report = import.check("sku,name,price\nA,Pan,1.20\nB,Sal,abc\nA,Otro,1\n");
    CHECK(report["errorCount"] == 2);
    CHECK(report["errors"][0]["line"] == 3);
    CHECK(report["errors"][0]["column"] == "price");
    CHECK(report["errors"][1]["code"] == "import.duplicate_sku");
    const auto before = history(shop).size();
    CHECK(shop.call("import.promote")["applied"] == false);
    CHECK(history(shop).size() == before);
    CHECK(import.preview("created")["total"] == 1);
    CHECK(shop.error("import.preview", {{"state", "refused"}, {"offset", 0}, {"limit", 1}}) ==
          "input.out_of_range");
}

TEST_CASE("What others changed between preview and promotion is compared again",
          "[catalog][CAT-5]") {
    Import import;
    auto& shop = import.shop;
    auto coffee = import.product(shop.coffee);
    const auto sku = coffee["sku"].get<std::string>();
    const auto name = coffee["name"].get<std::string>();
    CHECK(import.check(base::concat("sku,name,price\n", sku, ",", name, ",7.50\n"))["unchanged"] ==
          1);
    coffee["price"] = 900;
    shop.call("catalog.put_product", coffee);
    const auto done = shop.call("import.promote");
    CHECK(done["updated"] == 1);
    CHECK(import.product(shop.coffee)["price"] == 750);
}

TEST_CASE("An import is stopped at any time, and is the right of who edits the catalogue",
          "[catalog][CAT-5]") {
    Import import;
    auto& shop = import.shop;
    CHECK(shop.error("import.columns") == "import.empty");
    import.feed("sku,name,price\nA,Pan,1.20\nB,Sal,1\n");
    shop.call("import.check", {{"columns", {"sku", "name", "price"}}});
    CHECK(shop.call("import.step", {{"lines", 1}})["done"] == false);
    CHECK(shop.error("import.promote") == "import.empty");  // not read to its end
    shop.call("import.cancel");
    CHECK(shop.error("import.step", {{"lines", 1}}) == "import.empty");
    CHECK(shop.error("import.check", {{"columns", {"sku"}}}) == "import.empty");
    shop.log_in();
    CHECK(shop.error("import.feed", {{"text", "sku"}, {"first", true}}) == "staff.not_allowed");
}

}  // namespace
}  // namespace mostrador::tests
