#include "catalog/import.hpp"

#include <catch2/catch_test_macros.hpp>

#include "catalog/catalog.hpp"
#include "catalog/operations.hpp"
#include "organization/operations.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::catalog {
namespace {

using base::Id;
using tests::value;

constexpr std::string_view kList =
    "sku,barcode,name,category,price,tax,unit\r\n"
    "A1,6291041500213,Café molido,Desayuno,3.50,10,un\r\n"
    "A2,036000291452|AB-2,\"Leche, entera\",Lácteos,0.98,4,un\r\n"
    "A3,,Bolsa,,0.10,21,\r\n";

struct Fixture {
    Fixture() {
        const auto tenant = base::derived_id("import test", "tenant");
        const auto hub = base::derived_id("import test", "hub");
        value(log.become({.tenant = tenant, .device = hub, .hub = hub}));
        auto transaction = value(store::Transaction::begin(database));
        value(log.append({}, organization::TenantsPut{{{{.id = tenant,
                                                         .create = true,
                                                         .name = "Prueba",
                                                         .country = "ES",
                                                         .currency = "EUR",
                                                         .minor_digits = 2}}}}));
        value(transaction.commit());
    }

    ImportReport import(std::string_view text) { return value(import_csv(log, {}, text)); }

    std::optional<ProductTile> by_code(std::string_view code) {
        return value(catalog.lookup(code));
    }

    std::int64_t operations() {
        return value(database.one<std::int64_t>("SELECT count(*) FROM operation")).value();
    }

    store::Database database = tests::empty_database();
    tests::ManualClock clock;
    base::SeededRandom random{1};
    log::Log log{database, till::registry(), clock, random, log::Role::hub};
    Catalog catalog{database};
};

}  // namespace

TEST_CASE("Import: a list becomes products, categories and tax classes (CAT-5)") {
    Fixture shop;
    const auto report = shop.import(kList);
    CHECK(report.applied);
    CHECK(report.rows == 3);
    CHECK(report.created == 3);
    CHECK(report.categories_created == 2);
    CHECK(report.taxes_created == 3);
    CHECK(report.error_count == 0);
    CHECK(report.warning_count == 0);

    const auto milk = shop.by_code("036000291452");
    REQUIRE(milk);
    CHECK(milk->name == "Leche, entera");
    CHECK(milk->price == 98);
    CHECK(milk->tax_rate == base::Decimal(4));
    CHECK(milk->unit == "un");
    CHECK(shop.by_code("AB-2")->id == milk->id);
    const auto page = value(shop.catalog.products({{}, 0, 10}));
    CHECK(page.total == 3);
    CHECK(page.products.back().name == "Bolsa");
    CHECK(page.products.back().unit == "un");
    CHECK_FALSE(page.products.back().category);
}

TEST_CASE("Import: the same list again writes nothing") {
    Fixture shop;
    shop.import(kList);
    const auto operations = shop.operations();
    const auto report = shop.import(kList);
    CHECK(report.applied);
    CHECK(report.unchanged == 3);
    CHECK(report.created + report.updated == 0);
    CHECK(shop.operations() == operations);
}

TEST_CASE("Import: a changed list assigns only what differs") {
    Fixture shop;
    shop.import(kList);
    const auto report = shop.import(
        "sku;name;price\n"
        "a1;Café molido;3,75\n"
        "A2;Leche, entera;0,98\n");
    CHECK(report.updated == 1);
    CHECK(report.unchanged == 1);
    const auto coffee = shop.by_code("6291041500213");
    REQUIRE(coffee);
    CHECK(coffee->price == 375);
    CHECK(coffee->tax_rate == base::Decimal(10));
    CHECK(value(shop.database.one<std::int64_t>("SELECT count(*) FROM field_version")).value() ==
          2);  // price, and the SKU in its new spelling
}

TEST_CASE("Import: one bad row and nothing is imported; every fault is told with its place") {
    Fixture shop;
    const auto before = shop.operations();
    const auto report = shop.import(
        "sku,name,price,tax,barcode\n"
        "A1,Uno,1.00,10,\n"
        ",Dos,1.00,10,\n"
        "A3,,1.00,10,\n"
        "A4,Cuatro,gratis,10,\n"
        "A5,Cinco,1.00,mucho,\n"
        "a1,Seis,1.00,10,\n"
        "A7,Siete,1.00\n"
        "\"A8\"x,Ocho,1.00,10,\n"
        "A9,Nue\xFFve,1.00,10,\n"
        "A10,Diez,-1,10,\n"
        "A11,Once,1.005,10,\n");
    CHECK_FALSE(report.applied);
    CHECK(report.rows == 11);
    CHECK(shop.operations() == before);
    std::map<std::int64_t, std::string> codes;
    for (const auto& each : report.errors)
        codes[each.line] = each.column + " " + each.code;
    CHECK(codes == std::map<std::int64_t, std::string>{
                       {3, "sku import.value_missing"},
                       {4, "name import.value_missing"},
                       {5, "price import.value_malformed"},
                       {7, "sku import.duplicate_sku"},
                       {8, " import.column_count"},
                       {9, " import.quote"},
                       {10, " import.not_utf8"},
                       {11, "price import.value_malformed"},
                       {12, "price import.value_malformed"},
                   });
    CHECK(report.errors.front().message == "import.value_missing in column 'sku'");
}

TEST_CASE("Import: an unknown tax is an error of its row") {
    Fixture shop;
    const auto report = shop.import("sku,name,price,tax\nA1,Uno,1,mucho\nA2,Dos,1,101\n");
    CHECK_FALSE(report.applied);
    REQUIRE(report.errors.size() == 2);
    CHECK(report.errors[0].line == 2);
    CHECK(report.errors[0].code == "import.tax_unknown");
    CHECK(value(shop.catalog.products({{}, 0, 1})).total == 0);
}

TEST_CASE("Import: tax classes are found by name and by rate") {
    Fixture shop;
    shop.import(kList);
    const auto report = shop.import(
        "sku,name,price,tax\nB1,Uno,1,10 %\nB2,Dos,1,\"4,00\"\nB3,Tres,1,21%\nB4,Cuatro,1,5.5\n");
    CHECK(report.applied);
    CHECK(report.taxes_created == 1);
}

TEST_CASE("Import: doubtful barcodes are warned about and taken") {
    Fixture shop;
    const auto report =
        shop.import("sku,name,price,barcode\nA1,Uno,1,6291041500214\nA2,Dos,1,6291041500214\n");
    CHECK(report.applied);
    REQUIRE(report.warnings.size() == 3);
    CHECK(report.warnings[0].code == "import.check_digit");
    CHECK(report.warnings[2].code == "import.duplicate_barcode");
    CHECK(report.warnings[2].parameters.at("line") == "2");
    CHECK(shop.by_code("6291041500214"));
}

TEST_CASE("Import: a file without its columns or without anything") {
    Fixture shop;
    CHECK(shop.import("").errors.at(0).code == "import.empty");
    const auto report = shop.import("code,title\n1,x\n");
    CHECK(report.error_count == 3);
    CHECK(report.errors.at(0).code == "import.column_missing");
    CHECK(shop.import("sku,name,price\n").applied);
}

TEST_CASE("Import: a product that took another SKU is not overwritten by a new one with the old") {
    Fixture shop;
    shop.import("sku,name,price\nA1,Uno,1\n");
    const auto first = value(shop.catalog.products({{}, 0, 1})).products.at(0).id;
    auto transaction = value(store::Transaction::begin(shop.database));
    value(shop.log.append({}, ProductsPut{{{{.id = first, .sku = "Z9"}}}}));
    value(transaction.commit());
    CHECK(shop.import("sku,name,price\nA1,Otro,2\n").created == 1);
    CHECK(value(shop.catalog.find(first))->name == "Uno");
    CHECK(value(shop.catalog.products({{}, 0, 10})).total == 2);
}

TEST_CASE("Import: two devices that import one list make the same products") {
    Fixture one, other;
    one.import(kList);
    other.import(kList);
    CHECK(one.by_code("AB-2")->id == other.by_code("AB-2")->id);
    CHECK(one.by_code("AB-2")->category == other.by_code("AB-2")->category);
}

}  // namespace mostrador::catalog
