#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "catalog/barcode.hpp"
#include "catalog/catalog.hpp"
#include "catalog/import.hpp"
#include "hub/demo/cafe.hpp"
#include "hub/demo/history.hpp"
#include "hub/demo/seed.hpp"
#include "hub/demo/supermarket.hpp"
#include "staff/pin.hpp"
#include "support/shop.hpp"

namespace mostrador::hub::demo {
namespace {

using tests::value;

/// A folder that goes away with the test.
struct Folder {
    explicit Folder(std::string_view name)
        : path(std::filesystem::temp_directory_path() / ("mostrador_demo_" + std::string(name))) {
        std::filesystem::remove_all(path);
    }

    ~Folder() { std::filesystem::remove_all(path); }

    std::filesystem::path path;
};

struct OpenHub {
    explicit OpenHub(const Folder& folder)
        : hub(value(Hub::open(folder.path.string(), clock, random))) {}

    log::Log& log(std::string_view tenant) {
        return value(hub->tenant(value(hub->find_tenant(tenant)).id))->log();
    }

    tests::ManualClock clock;
    base::SeededRandom random{9};
    std::unique_ptr<Hub> hub;
};

constexpr std::size_t kFewProducts = 3000;

}  // namespace

TEST_CASE("Demo: the supermarket's articles are different, named, priced and scannable") {
    const auto products = supermarket_products(kSupermarketProducts);
    REQUIRE(products.size() == kSupermarketProducts);
    std::set<std::string_view> barcodes, skus;
    std::set<std::size_t> categories, taxes;
    for (const auto& each : products) {
        barcodes.insert(each.barcode);
        skus.insert(each.sku);
        categories.insert(each.category);
        taxes.insert(each.tax);
        const bool sound = each.price > 0 && !each.name.empty() &&
                           catalog::check_gtin(each.barcode) == catalog::GtinCheck::valid;
        if (!sound) FAIL(each.sku);
    }
    CHECK(barcodes.size() == products.size());
    CHECK(skus.size() == products.size());
    CHECK(categories.size() == supermarket_categories().size());
    CHECK(taxes == std::set<std::size_t>{0, 1, 2});
}

TEST_CASE("Demo: the café has a menu of about 150 in 12 categories") {
    const auto products = cafe_products();
    CHECK(products.size() >= 150);
    CHECK(cafe_categories().size() == 12);
    std::set<std::string_view> names;
    for (const auto& each : products) {
        names.insert(each.name);
        CHECK(each.category < cafe_categories().size());
        CHECK(each.price > 0);
        const bool good_code =
            each.barcode.empty() || catalog::check_gtin(each.barcode) == catalog::GtinCheck::valid;
        CHECK(good_code);
    }
    CHECK(names.size() == products.size());
}

TEST_CASE("Demo: a seeded hub verifies, and every seed is the same") {
    Folder one("one"), two("two");
    value(seed(one.path.string(), kFewProducts));
    value(seed(two.path.string(), kFewProducts));
    OpenHub first(one), second(two);
    for (const auto* shop : shops()) {
        auto& log = first.log(shop->name);
        CHECK(value(log.verify()).devices == 1);
        CHECK(value(log.parked_count()) == 0);
        CHECK(value(log.state_hash()) == value(second.log(shop->name).state_hash()));
        const auto self = value(log.identity()).device;
        CHECK(value(log.head(self)).hash == value(second.log(shop->name).head(self)).hash);
    }
    CHECK_FALSE(seed(one.path.string(), kFewProducts).has_value());
}

TEST_CASE("Demo: people log in with the printed PINs; registers can be enrolled") {
    Folder folder("people");
    value(seed(folder.path.string(), 10));
    OpenHub hub(folder);
    for (const auto* shop : shops()) {
        auto& database = hub.log(shop->name).database();
        for (const auto& person : shop->people) {
            const auto hash = value(database.one<std::string>(
                "SELECT pin_hash FROM person WHERE name = ?1", person.name));
            REQUIRE(hash);
            CHECK(staff::verify_pin(*hash, person.pin));
        }
        CHECK(value(value(hub.hub->tenant(value(hub.hub->find_tenant(shop->name)).id))->registers())
                  .size() == shop->registers.size());
    }
    const auto text = value(welcome_text(*hub.hub));
    CHECK(text.contains("PIN 1234  Ana Quispe (cashier)"));
    CHECK(text.contains("Supermercado El Sol"));
}

TEST_CASE("Demo: importing a shop's own list changes nothing (CAT-5)") {
    Folder folder("list");
    value(seed(folder.path.string(), kFewProducts));
    OpenHub hub(folder);
    auto& log = hub.log(supermarket().name);
    const auto before = value(log.state_hash());
    const auto list = as_csv(supermarket(), supermarket_products(kFewProducts));
    const auto report = value(catalog::import_csv(log, {}, list));
    CHECK(report.applied);
    CHECK(report.unchanged == static_cast<std::int64_t>(kFewProducts));
    CHECK(report.warning_count == 0);
    CHECK(value(log.state_hash()) == before);
}

TEST_CASE("Demo: the seeded catalogue is found as a cashier looks for it (CAT-4)") {
    Folder folder("search");
    value(seed(folder.path.string(), kFewProducts));
    OpenHub hub(folder);
    catalog::Catalog shop(hub.log(cafe().name).database());
    CHECK(value(shop.categories()).categories.size() == 12);
    const auto products = cafe_products();
    const auto shown = std::ranges::count_if(
        products, [](const DemoProduct& product) { return product.parent.empty(); });
    CHECK(value(shop.products({{}, 0, 20})).total == shown);  // variants stand behind theirs
    CHECK(value(shop.search({"aji gallina", 5, {}})).products.at(0).name == "Ají de gallina");
    CHECK(value(shop.search({"cafe con lehce", 5, {}})).products.at(0).name == "Café con leche");
    CHECK(value(shop.search({"esq-001", 5, {}})).products.at(0).name == "Espresso");
}

TEST_CASE("Demo: a month of sales adds up, and its till is out afterwards") {
    const Folder folder("past");
    value(seed(folder.path.string(), kFewProducts));
    base::SeededRandom random(3);
    const History history{.receipts = 90, .days = 3};
    const auto begins = value(beginning(cafe(), history, 1'790'000'000'000'000));
    StoryClock clock(begins);
    auto hub = value(Hub::open(folder.path.string(), clock, random));
    value(live_through(*hub, cafe(), history, clock, random));

    auto& store = *value(hub->tenant(value(hub->find_tenant(cafe().name)).id));
    auto& database = store.log().database();
    const auto count = [&](const char* sql) { return *value(database.one<std::int64_t>(sql)); };
    CHECK(count("SELECT count(*) FROM receipt") == 90);
    CHECK(count("SELECT count(*) FROM register_session WHERE closed_at IS NOT NULL") == 3);
    CHECK(count("SELECT sum(total) FROM receipt") ==
          count("SELECT sum(amount - change) FROM payment"));
    CHECK(count("SELECT count(*) FROM device WHERE revoked_at IS NOT NULL") == 1);
    // Only while the shop is open: 8 to 22 h in Lima.
    CHECK(count("SELECT min(at) FROM receipt") >= begins);
    CHECK(count("SELECT count(*) FROM receipt WHERE (at - (SELECT min(opened_at) FROM "
                "register_session))"
                " % 86400000000 > 50400000000") == 0);
}

}  // namespace mostrador::hub::demo
