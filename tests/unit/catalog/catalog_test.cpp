#include "catalog/catalog.hpp"

#include <catch2/catch_test_macros.hpp>

#include "catalog/operations.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::catalog {
namespace {

using base::Id;
using tests::value;

Id named(std::string_view name) {
    return base::derived_id("catalog test", name);
}

/// A hub's database with an empty catalogue.
struct Fixture {
    Fixture() { value(log.become({.tenant = named("tenant"), .device = hub, .hub = hub})); }

    template <class Payload>
    void append(Payload payload) {
        auto transaction = value(store::Transaction::begin(database));
        value(log.append({}, payload));
        value(transaction.commit());
    }

    void put(ProductRow row) { append(ProductsPut{{{std::move(row)}}}); }

    ProductRow product(std::string name, std::string_view category = {}) const {
        return {.id = named(name),
                .create = true,
                .sku = "0815",
                .name = name,
                .price = 350,
                .category = category.empty() ? Id::nil() : named(category),
                .unit = "un",
                .active = true};
    }

    CategoryRow category(std::string name, std::int64_t position) const {
        return {.id = named(name),
                .create = true,
                .name = name,
                .color = "#112233",
                .icon = "coffee",
                .position = position,
                .active = true};
    }

    std::vector<std::string> names(std::optional<Id> category, std::int64_t offset = 0,
                                   std::int64_t limit = 100) {
        return names_of(value(catalog.products({category, offset, limit})));
    }

    std::vector<std::string> found(std::string_view text) {
        return names_of(value(catalog.search({std::string(text), 20, {}})));
    }

    static std::vector<std::string> names_of(const ProductPage& page) {
        std::vector<std::string> names;
        for (const auto& each : page.products)
            names.push_back(each.name);
        return names;
    }

    Id hub = named("hub");
    store::Database database = tests::empty_database();
    tests::ManualClock clock;
    base::SeededRandom random{1};
    log::Log log{database, till::registry(), clock, random, log::Role::hub};
    Catalog catalog{database};
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Catalogue: a tile has what its row, category and tax say (CAT-1)") {
    Fixture shop;
    shop.append(TaxesPut{{{{.id = named("igv"),
                            .create = true,
                            .name = "IGV",
                            .rate = base::Decimal(18),
                            .active = true}}}});
    shop.append(CategoriesPut{{{shop.category("Cafés", 1)}}});
    auto row = shop.product("Latte", "Cafés");
    row.tax = named("igv");
    row.image = "glyph:coffee";
    row.barcodes = "7501031311309\n12345678";
    shop.put(row);

    const auto tile = value(shop.catalog.find(named("Latte")));
    REQUIRE(tile);
    CHECK(tile->name == "Latte");
    CHECK(tile->sku == "0815");
    CHECK(tile->price == 350);
    CHECK(tile->color == "#112233");
    CHECK(tile->image == "glyph:coffee");
    CHECK(tile->barcode == "7501031311309");
    CHECK(tile->category == named("Cafés"));
    CHECK(tile->tax_rate == base::Decimal(18));
    CHECK(tile->active);
}

TEST_CASE("Catalogue: what is missing is empty, not invented") {
    Fixture shop;
    shop.put(shop.product("Suelto"));
    const auto tile = value(shop.catalog.find(named("Suelto")));
    REQUIRE(tile);
    CHECK_FALSE(tile->barcode);
    CHECK_FALSE(tile->image);
    CHECK_FALSE(tile->category);
    CHECK(tile->color.empty());
    CHECK(tile->tax_rate.is_zero());
    CHECK_FALSE(value(shop.catalog.find(named("Nada"))));
}

TEST_CASE("Catalogue: pages go through the categories in their order, products by name") {
    Fixture shop;
    shop.append(CategoriesPut{{{shop.category("Segunda", 2), shop.category("Primera", 1)}}});
    for (const auto* name : {"ñora", "Oliva", "nuez", "Zumo"}) {
        shop.put(shop.product(name, "Segunda"));
    }
    shop.put(shop.product("Árbol", "Primera"));
    shop.put(shop.product("Botón", "Primera"));
    shop.put(shop.product("Suelto"));

    CHECK(shop.names(named("Segunda")) == Names{"ñora", "nuez", "Oliva", "Zumo"});
    CHECK(shop.names({}) == Names{"Árbol", "Botón", "ñora", "nuez", "Oliva", "Zumo", "Suelto"});
    CHECK(shop.names({}, 1, 3) == Names{"Botón", "ñora", "nuez"});
    CHECK(shop.names({}, 5, 10) == Names{"Zumo", "Suelto"});
    CHECK(shop.names({}, 7, 10).empty());
    CHECK(value(shop.catalog.products({{}, 2, 1})).total == 7);
    CHECK(value(shop.catalog.products({named("Segunda"), 0, 1})).total == 4);

    const auto list = value(shop.catalog.categories()).categories;
    REQUIRE(list.size() == 2);
    CHECK(list[0].name == "Primera");
    CHECK(list[0].count == 2);
    CHECK(list[1].count == 4);
}

TEST_CASE("Catalogue: bad pages are refused") {
    Fixture shop;
    CHECK(shop.catalog.products({{}, -1, 10}).error().code == base::Code::input_out_of_range);
    CHECK(shop.catalog.products({{}, 0, kMaxPage + 1}).error().code ==
          base::Code::input_out_of_range);
    CHECK(shop.catalog.search({"a", -1, {}}).error().code == base::Code::input_out_of_range);
}

TEST_CASE("Catalogue: moving, renaming and archiving keep listing and counts right") {
    Fixture shop;
    shop.append(CategoriesPut{{{shop.category("A", 1), shop.category("B", 2)}}});
    shop.put(shop.product("uno", "A"));
    shop.put(shop.product("dos", "A"));
    shop.put({.id = named("uno"), .category = named("B")});
    CHECK(shop.names(named("A")) == Names{"dos"});
    CHECK(shop.names(named("B")) == Names{"uno"});
    shop.put({.id = named("uno"), .name = "primero"});
    CHECK(shop.names(named("B")) == Names{"primero"});
    shop.put({.id = named("uno"), .active = false});
    CHECK(shop.names(named("B")).empty());
    const auto list = value(shop.catalog.categories()).categories;
    CHECK(list[0].count == 1);
    CHECK(list[1].count == 0);
    shop.put({.id = named("uno"), .active = true});
    CHECK(shop.names(named("B")) == Names{"primero"});
}

TEST_CASE("Catalogue: any of a product's codes finds it, 12 and 13 digits alike (CAT-3)") {
    Fixture shop;
    auto row = shop.product("Cola");
    row.barcodes = "036000291452\nAB-12";
    shop.put(row);
    for (const auto* code : {"036000291452", "0036000291452", "AB-12", " 036000291452\n"}) {
        const auto tile = value(shop.catalog.lookup(code));
        REQUIRE(tile);
        CHECK(tile->name == "Cola");
    }
    CHECK_FALSE(value(shop.catalog.lookup("36000291452")));
    CHECK_FALSE(value(shop.catalog.lookup("")));

    shop.put({.id = named("Cola"), .barcodes = "AB-13"});
    CHECK_FALSE(value(shop.catalog.lookup("AB-12")));
    CHECK(value(shop.catalog.lookup("AB-13")));
}

TEST_CASE("Catalogue: of two products with one code the active one created last stands") {
    Fixture shop;
    for (const auto* name : {"viejo", "nuevo"}) {
        auto row = shop.product(name);
        row.barcodes = "111";
        shop.put(row);
        shop.clock.advance(1'000'000);
    }
    CHECK(value(shop.catalog.lookup("111"))->name == "nuevo");
    shop.put({.id = named("nuevo"), .active = false});
    CHECK(value(shop.catalog.lookup("111"))->name == "viejo");
    shop.put({.id = named("viejo"), .active = false});
    CHECK_FALSE(value(shop.catalog.lookup("111"))->active);
}

TEST_CASE("Catalogue: an assignment before the creation stays invisible, then counts") {
    Fixture shop;
    shop.put({.id = named("Tarta"), .price = 999, .barcodes = "222"});
    CHECK_FALSE(value(shop.catalog.find(named("Tarta"))));
    CHECK_FALSE(value(shop.catalog.lookup("222")));
    CHECK(shop.names({}).empty());
    CHECK(shop.found("tarta").empty());
}

TEST_CASE("Catalogue: search follows every committed change and no other (CAT-4)") {
    Fixture shop;
    shop.put(shop.product("Café con leche"));
    CHECK(shop.found("cafe") == Names{"Café con leche"});

    shop.put(shop.product("Café solo"));
    CHECK(shop.found("cafe") == Names{"Café solo", "Café con leche"});
    shop.put({.id = named("Café solo"), .name = "Expreso"});
    CHECK(shop.found("cafe") == Names{"Café con leche"});
    CHECK(shop.found("expreso") == Names{"Expreso"});
    shop.put({.id = named("Café solo"), .active = false});
    CHECK(shop.found("expreso").empty());

    {
        auto transaction = value(store::Transaction::begin(shop.database));
        value(shop.log.append({}, ProductsPut{{{shop.product("Café irlandés")}}}));
        value(shop.log.append(
            {}, ProductsPut{{{{.id = named("Café con leche"), .name = "Otra cosa"}}}}));
    }  // rolled back
    CHECK(shop.found("cafe") == Names{"Café con leche"});
}

TEST_CASE(
    "Catalogue: warming in slices gives the same index, also when products change meanwhile") {
    Fixture shop;
    for (int i = 0; i < 25; ++i)
        shop.put(shop.product("Pieza " + std::to_string(i)));
    CHECK_FALSE(value(shop.catalog.warm(10)));
    shop.put({.id = named("Pieza 3"), .name = "Tornillo 3"});
    shop.put({.id = named("Pieza 20"), .name = "Tornillo 20"});
    shop.put({.id = named("Pieza 5"), .active = false});
    CHECK_FALSE(value(shop.catalog.warm(10)));
    CHECK_FALSE(value(shop.catalog.warm(10)));  // the last products
    CHECK_FALSE(value(shop.catalog.warm(10)));  // what changed before it came by
    CHECK(value(shop.catalog.warm(10)));
    shop.put({.id = named("Pieza 7"), .active = false});
    CHECK_FALSE(value(shop.catalog.warm(10)));
    CHECK(value(shop.catalog.warm(10)));
    shop.put({.id = named("Pieza 7"), .active = true});
    CHECK(value(shop.catalog.search({"pieza", 20, {}})).total == 22);
    CHECK(shop.found("tornillo") == Names{"Tornillo 3", "Tornillo 20"});
}

TEST_CASE("Catalogue: a malformed operation is refused and changes nothing") {
    Fixture shop;
    const auto refused = [&](base::Json payload) {
        auto transaction = value(store::Transaction::begin(shop.database));
        return !shop.log.append({.kind = ProductsPut::kKind, .payload = base::cbor_of(payload)})
                    .has_value();
    };
    const auto id = base::Json::binary({16, std::uint8_t{1}});
    CHECK(refused(base::Json::object()));
    CHECK(refused({{"rows", 3}}));
    CHECK(refused({{"rows", {{{"name", "x"}}}}}));
    CHECK(refused({{"rows", {{{"id", "text"}, {"create", true}}}}}));
    CHECK(shop.names({}).empty());
}

}  // namespace mostrador::catalog
