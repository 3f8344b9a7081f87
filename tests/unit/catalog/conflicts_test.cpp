#include "catalog/conflicts.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "catalog/operations.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;
using catalog::ProductRow;
using catalog::ProductsPut;

/// A shop whose owner edits on this till, while somebody else does on another.
struct Office {
    Office() { shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}}); }

    Json sheet() { return shop.call("catalog.product", {{"id", shop.coffee.text()}})["product"]; }

    void price(std::int64_t price) {
        auto coffee = sheet();
        coffee["price"] = price;
        put(coffee);
    }

    void put(const Json& coffee) {
        shop.clock.advance(1'000'000);
        shop.call("catalog.put_product", coffee);
    }

    std::int64_t price() { return sheet()["price"].get<std::int64_t>(); }

    Json tasks() { return shop.call("tasks.list")["tasks"]; }

    Json only_task() {
        const auto all = tasks();
        REQUIRE(all.size() == 1);
        return shop.call("tasks.one", {{"id", all[0]["id"]}});
    }

    void settle(const Json& task, std::string_view word) {
        shop.clock.advance(1'000'000);
        shop.call("tasks.settle", {{"id", task["task"]["id"]}, {"choice", word}, {"note", ""}});
    }

    /// What another till did now, of an earlier moment for this one.
    template <class Put, class Row>
    log::Operation elsewhere(Row row, const char* till = "another till") {
        shop.clock.advance(1'000'000);
        log::Operation operation;
        operation.device = base::derived_id("test", till);
        operation.sequence = ++sequence;
        operation.stamp = log::stamp_at(shop.clock.now_us());
        operation.person = shop.luis;
        operation.kind = Put::kKind;
        operation.version = Put::kVersion;
        operation.payload = payload_of(Put{{{std::move(row)}}});
        auto transaction = value(store::Transaction::begin(shop.database()));
        value(till::registry().find(Put::kKind, Put::kVersion)->apply(shop.database(), operation));
        value(transaction.commit());
        return operation;
    }

    log::Operation price_elsewhere(std::int64_t price, std::vector<log::Replaced> replaces = {}) {
        return elsewhere<ProductsPut>(
            ProductRow{.id = shop.coffee, .price = price, .replaces = std::move(replaces)});
    }

    std::int64_t count(std::string_view table) {
        return *value(
            shop.database().one<std::int64_t>("SELECT count(*) FROM " + std::string(table)));
    }

    Shop shop;
    std::int64_t sequence = 0;
};

log::Replaced price_of(const log::Operation& operation) {
    return {"price", operation.stamp, operation.device};
}

TEST_CASE("A price that two people changed apart is told with both sides, and one is chosen",
          "[catalog][tasks][SYNC-3]") {
    Office office;
    office.price(350);
    office.price_elsewhere(380);
    CHECK(office.price() == 380);
    const auto task = office.only_task();
    CHECK(task["task"]["kind"] == "price_twice");
    CHECK(task["task"]["parameters"] == Json{{"name", "Café americano"},
                                             {"amount_now", "380"},
                                             {"amount_other", "350"},
                                             {"now_by", "Luis Ñahui"},
                                             {"other_by", "Rosa Huamán"},
                                             {"others", "1"}});
    REQUIRE(task["sides"].size() == 2);
    CHECK(task["sides"][0]["role"] == "set_other");
    CHECK(task["sides"][0]["amount"] == 350);
    CHECK(task["sides"][0]["person"] == "Rosa Huamán");
    CHECK(task["sides"][1]["role"] == "set_now");
    CHECK(task["sides"][1]["amount"] == 380);
    CHECK(task["choices"] == Json{"keep", "take", "other"});

    SECTION("the other is taken") {
        office.settle(task, "take");
        CHECK(office.price() == 350);
    }
    SECTION("the one that stands is kept") {
        office.settle(task, "keep");
        CHECK(office.price() == 380);
    }
    CHECK(office.tasks().empty());
    const auto settled = office.shop.call("tasks.settled", {{"limit", 10}})["tasks"];
    REQUIRE(settled.size() == 1);
    CHECK(settled[0]["parameters"]["amount_other"] == "350");
}

TEST_CASE("Who changes a price that they have seen makes no conflict", "[catalog][SYNC-3]") {
    Office office;
    const auto there = office.price_elsewhere(380);
    office.price(350);
    CHECK(office.tasks().empty());
    office.price(360);
    CHECK(office.tasks().empty());
    // A list of an earlier hour, of a till that had seen the first only.
    office.price_elsewhere(390, {price_of(there)});
    CHECK(office.only_task()["task"]["parameters"]["amount_other"] == "360");
}

TEST_CASE("What was in view counts, not what came while the editor was open", "[catalog][SYNC-3]") {
    Office office;
    office.price_elsewhere(370);
    auto open = office.sheet();
    office.price_elsewhere(380);
    open["price"] = 350;
    office.put(open);
    CHECK(office.only_task()["task"]["parameters"]["amount_other"] == "380");
}

TEST_CASE("Two who said the same are no conflict, nor is an archived product's price",
          "[catalog][SYNC-3]") {
    Office office;
    office.price(350);
    office.price_elsewhere(350);
    CHECK(office.tasks().empty());
    office.price_elsewhere(360);
    CHECK(office.tasks().size() == 1);
    auto coffee = office.sheet();
    coffee["active"] = false;
    office.put(coffee);
    CHECK(office.tasks().empty());
}

TEST_CASE("A rival stays while nobody who saw it chose; two choices apart are a new conflict",
          "[catalog][tasks][SYNC-3]") {
    Office office;
    const ProductRow first{
        .id = office.shop.coffee, .price = 350, .replaces = std::vector<log::Replaced>{}};
    office.elsewhere<ProductsPut>(first, "a third till");
    office.price_elsewhere(380);
    office.price(400);  // in the editor, where only 3.80 is seen
    const auto task = office.only_task();
    CHECK(task["task"]["parameters"]["amount_now"] == "400");
    CHECK(task["task"]["parameters"]["amount_other"] == "350");
    const auto seen =
        value(log::all_replaced(office.shop.database(), "product", office.shop.coffee, "price"));
    CHECK(seen.size() == 2);
    office.settle(task, "take");
    CHECK(office.tasks().empty());
    office.price_elsewhere(400, seen);
    CHECK(office.only_task()["task"]["parameters"]["amount_other"] == "350");
}

TEST_CASE("Three who did not know of each other are one task; the side that is meant is taken",
          "[catalog][tasks][SYNC-3]") {
    Office office;
    office.price(350);
    office.price_elsewhere(380);
    const ProductRow third{
        .id = office.shop.coffee, .price = 390, .replaces = std::vector<log::Replaced>{}};
    office.elsewhere<ProductsPut>(third, "a third till");
    const auto task = office.only_task();
    CHECK(task["task"]["parameters"]["others"] == "2");
    REQUIRE(task["sides"].size() == 3);
    Json request{
        {"id", task["task"]["id"]}, {"choice", "take"}, {"side", task["sides"][0]["document"]}};
    request["note"] = "";
    auto wrong = request;
    wrong["side"] = base::derived_id("test", "nobody").text();
    CHECK(office.shop.error("tasks.settle", wrong) == "input.out_of_range");
    CHECK(office.price() == 390);
    office.shop.clock.advance(1'000'000);
    office.shop.call("tasks.settle", request);
    CHECK(office.price() == 350);
    CHECK(office.tasks().empty());
}

TEST_CASE("Taxes of products, prices of modifiers and rates of taxes are told, too",
          "[catalog][tasks][SYNC-3]") {
    Office office;
    auto& shop = office.shop;
    const auto tax = *value(shop.database().one<Id>("SELECT tax FROM product LIMIT 1"));
    const std::vector<log::Replaced> nothing;
    const auto other = base::derived_id("test", "exempt");
    office.elsewhere<catalog::TaxesPut>(catalog::TaxClassRow{
        .id = other, .create = true, .name = "Exento", .rate = base::Decimal(0), .active = true});
    office.elsewhere<ProductsPut>(ProductRow{.id = shop.cake, .tax = other, .replaces = nothing},
                                  "one");
    office.elsewhere<ProductsPut>(ProductRow{.id = shop.cake, .tax = tax, .replaces = nothing},
                                  "two");
    office.elsewhere<catalog::TaxesPut>(
        catalog::TaxClassRow{.id = other, .rate = base::Decimal(4), .replaces = nothing}, "one");
    office.elsewhere<catalog::TaxesPut>(
        catalog::TaxClassRow{.id = other, .rate = base::Decimal(5), .replaces = nothing}, "two");
    const auto oats = base::derived_id("test", "oats");
    office.elsewhere<catalog::ModifiersPut>(
        catalog::ModifierRow{.id = oats, .create = true, .name = "Avena", .active = true});
    office.elsewhere<catalog::ModifiersPut>(
        catalog::ModifierRow{.id = oats, .price = 100, .replaces = nothing}, "one");
    office.elsewhere<catalog::ModifiersPut>(
        catalog::ModifierRow{.id = oats, .price = 150, .replaces = nothing}, "two");

    std::map<std::string, Json> tasks;
    for (const auto& task : office.tasks())
        tasks[task["kind"].get<std::string>()] = task;
    REQUIRE(tasks.size() == 3);
    CHECK(tasks["tax_twice"]["parameters"]["other"] == "Exento");
    CHECK(tasks["tax_rate_twice"]["parameters"]["now"] == "5 %");
    CHECK(tasks["tax_rate_twice"]["parameters"]["other"] == "4 %");
    CHECK(tasks["modifier_price_twice"]["parameters"]["amount_other"] == "100");
    for (const auto& [kind, task] : tasks)
        office.settle({{"task", task}}, "take");
    CHECK(office.tasks().empty());
    CHECK(*value(shop.database().one<Id>("SELECT tax FROM product WHERE id = ?1", shop.cake)) ==
          other);
    CHECK(*value(shop.database().one<std::string>("SELECT rate FROM tax_class WHERE id = ?1",
                                                  other)) == "4");
    CHECK(*value(shop.database().one<std::int64_t>("SELECT price FROM modifier WHERE id = ?1",
                                                   oats)) == 100);
}

TEST_CASE("An assignment of an earlier version overrides a told one: that is told, not the reverse",
          "[catalog][SYNC-3]") {
    Office office;
    office.elsewhere<ProductsPut>(ProductRow{.id = office.shop.coffee, .price = 340});
    office.price(350);
    CHECK(office.tasks().empty());
    office.elsewhere<ProductsPut>(ProductRow{.id = office.shop.coffee, .price = 360});
    CHECK(office.only_task()["task"]["parameters"]["amount_other"] == "350");
}

TEST_CASE("A price that one device changes, or that comes with a list, keeps nothing beside it",
          "[catalog][SYNC-3]") {
    Office office;
    for (const auto price : {350, 360, 370})
        office.price(price);
    CHECK(office.count("field_rival") == 0);
    CHECK(office.tasks().empty());
}

TEST_CASE("Who may not edit the catalogue does not choose a price", "[catalog][tasks][STAFF-3]") {
    Office office;
    office.price(350);
    office.price_elsewhere(380);
    const auto task = office.only_task();
    office.shop.call("staff.login", {{"person", office.shop.ana.text()}, {"pin", "1234"}});
    CHECK(office.shop.error("tasks.settle",
                            {{"id", task["task"]["id"]}, {"choice", "take"}, {"note", ""}}) ==
          "staff.not_allowed");
}

}  // namespace
}  // namespace mostrador::tests
