#include <catch2/catch_test_macros.hpp>

#include "cash/operations.hpp"
#include "organization/operations.hpp"
#include "sales/operations.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

/// Applies an operation as if another device had written it.
template <class Payload>
void elsewhere(Shop& shop, const Payload& payload, std::int64_t sequence = 1) {
    auto transaction = value(store::Transaction::begin(shop.database()));
    log::Operation operation;
    operation.device = base::derived_id("test", "another till");
    operation.sequence = sequence;
    operation.stamp = log::stamp_at(shop.clock.now_us());
    operation.person = shop.luis;
    operation.version = Payload::kVersion;
    operation.payload = payload_of(payload);
    value(till::registry()
              .find(Payload::kKind, Payload::kVersion)
              ->apply(shop.database(), operation));
    value(transaction.commit());
}

void enrol_another_till(Shop& shop) {
    elsewhere(shop, organization::DeviceEnrolled{base::derived_id("test", "another till"),
                                                 *shop_identity().register_id, "Otra tablet"});
}

void log_in_owner(Shop& shop) {
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
}

Json only_task(Shop& shop) {
    const auto tasks = shop.call("tasks.list")["tasks"];
    REQUIRE(tasks.size() == 1);
    return shop.call("tasks.one", {{"id", tasks[0]["id"]}});
}

Json refund_all(Shop& shop, const Json& receipt, const char* method) {
    return shop.call("sales.refund",
                     {{"refund", shop.log().make_id().text()},
                      {"receipt", receipt["id"]},
                      {"method", method},
                      {"approval", {{"person", shop.rosa.text()}, {"pin", "1234"}}}});
}

/// What this till wrote last, as another one would that did not know of it.
template <class Payload>
Payload copied(Shop& shop, std::string_view number) {
    const auto body = *value(shop.database().one<base::Bytes>(
        "SELECT body FROM operation WHERE kind = ?1 ORDER BY row DESC LIMIT 1", Payload::kKind));
    auto payload =
        value(base::decode<base::Form::binary, Payload>(value(log::decode(body)).payload));
    payload.receipt = base::derived_id("test", number);
    payload.series = base::derived_id("test", "series elsewhere");
    payload.number_text = number;
    return payload;
}

TEST_CASE("Goods that came back twice are told with every side, and settled with a word",
          "[tasks][SYNC-3][SALE-5]") {
    Shop shop;
    enrol_another_till(shop);
    shop.open_register();
    const auto receipt = shop.sell_coffee();
    shop.clock.advance(1000);
    refund_all(shop, receipt, "cash");
    shop.clock.advance(60'000'000);
    auto twice = copied<sales::SaleRefunded>(shop, "C002-00000001");
    twice.at_us = shop.clock.now_us();
    elsewhere(shop, twice, 2);

    log_in_owner(shop);
    const auto told = only_task(shop);
    REQUIRE(told["sides"].size() == 3);
    CHECK(told["sides"][0]["role"] == "sold");
    CHECK(told["sides"][0]["number"] == receipt["number"]);
    CHECK(told["sides"][0]["amount"] == 750);
    CHECK(told["sides"][1]["role"] == "refund");
    CHECK(told["sides"][1]["device"] == "Tablet");
    CHECK(told["sides"][1]["person"] == "Ana Quispe");
    CHECK(told["sides"][2]["number"] == "C002-00000001");
    CHECK(told["sides"][2]["amount"] == -750);
    CHECK(told["sides"][2]["quantity"] == "-1");
    CHECK(told["sides"][2]["device"] == "Otra tablet");
    CHECK(told["sides"][2]["person"] == "Luis Ñahui");
    CHECK(told["sides"][2]["register"] == "Caja 1");
    CHECK(told["sides"][2]["branch"] == "Centro");
    CHECK(told["choices"] == Json::array({"recovered", "written_off", "other"}));

    Json settle{{"id", told["task"]["id"]}, {"note", ""}};
    CHECK(shop.error("tasks.settle", settle) == "input.missing");
    settle["choice"] = "charged";
    CHECK(shop.error("tasks.settle", settle) == "input.out_of_range");
    settle["choice"] = "recovered";
    shop.call("tasks.settle", settle);
    const auto done = shop.call("tasks.one", {{"id", settle["id"]}});
    CHECK(done["task"]["settled"]["choice"] == "recovered");
    CHECK(done["task"]["settled"]["person"] == "Rosa Huamán");
    CHECK(done["task"]["settled"]["device"] == "Tablet");
    CHECK(done["task"]["parameters"] == told["task"]["parameters"]);
    CHECK(done["task"]["at"] == told["task"]["at"]);
    CHECK(done["sides"] == told["sides"]);
    CHECK(shop.call("tasks.list")["tasks"].empty());
}

TEST_CASE("A voucher that paid twice is told from its issue on", "[tasks][SYNC-3][SALE-6]") {
    Shop shop;
    shop.open_register();
    const auto note = refund_all(shop, shop.sell_coffee(), "voucher");
    const auto code = note["payments"][0]["reference"];
    const auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}});
    shop.call("sales.checkout",
              {{"cart", cart["id"]},
               {"tenders", Json::array({{{"method", "voucher"}, {"reference", code}}})}});
    elsewhere(shop, copied<sales::SaleCompleted>(shop, "R002-00000001"));
    const auto told = only_task(shop);
    CHECK(told["task"]["kind"] == "voucher_over");
    CHECK(told["task"]["parameters"]["amount"] == "750");
    REQUIRE(told["sides"].size() == 3);
    int issued = 0;
    for (const auto& side : told["sides"]) {
        CHECK(side["amount"] == 750);
        issued += side["role"] == "issued" ? 1 : 0;
    }
    CHECK(issued == 1);
}

TEST_CASE("A charge without an answer is told with who asked for it", "[tasks][PAY-2]") {
    Shop shop;
    shop.open_register();
    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto charge = shop.log().make_id().text();
    shop.call("payments.charge", {{"charge", charge}, {"cart", cart["id"]}, {"amount", 1200}});
    for (const auto* state : {"in_progress", "unknown"})
        shop.call("payments.charge_state", {{"charge", charge}, {"state", state}});
    const auto told = only_task(shop);
    CHECK(told["task"]["kind"] == "charge_unknown");
    REQUIRE(told["sides"].size() == 1);
    CHECK(told["sides"][0]["person"] == "Ana Quispe");
    CHECK(told["sides"][0]["register"] == "Caja 1");
    CHECK(told["sides"][0]["amount"] == 1200);
    shop.call("payments.charge_state", {{"charge", charge}, {"state", "approved"}});
    CHECK(only_task(shop)["choices"][0] == "given_back");
}

TEST_CASE("What came after a Z is told beside it", "[tasks][CASH-3][SYNC-3]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    const auto session = shop.call("cash.report")["session"]["id"];
    shop.call("cash.close", {{"session", session}, {"counted", Json::array()}});
    CHECK(shop.call("tasks.list")["tasks"].empty());
    shop.clock.advance(60'000'000);
    auto late = copied<sales::SaleCompleted>(shop, "R002-00000001");
    late.at_us = shop.clock.now_us();
    elsewhere(shop, late);
    elsewhere(shop,
              cash::CashMoved{base::derived_id("test", "moved"), late.session, -300, "pan", {}}, 2);
    const auto told = only_task(shop);
    CHECK(told["task"]["parameters"]["number"] == "1");
    REQUIRE(told["sides"].size() == 3);
    CHECK(told["sides"][0]["role"] == "closing");
    CHECK(told["sides"][0]["person"] == "Ana Quispe");
    CHECK(told["sides"][0]["amount"] == 750);
    std::int64_t later = 0;
    for (const auto& side : told["sides"]) {
        if (side["role"] != "closing") later += side["amount"].get<std::int64_t>();
    }
    CHECK(later == 750 - 300);
}

TEST_CASE("Two tablets on one register that close apart use one Z number: a task says so",
          "[tasks][CASH-3][SYNC-3]") {
    Shop shop;
    shop.open_register();
    const auto session = shop.call("cash.report")["session"]["id"];
    shop.call("cash.close", {{"session", session}, {"counted", Json::array()}});
    CHECK(shop.call("tasks.list")["tasks"].empty());
    shop.clock.advance(60'000'000);
    const auto other = base::derived_id("test", "session elsewhere");
    elsewhere(shop, cash::SessionOpened{other, *shop_identity().register_id, 0, "2025-01-15"});
    elsewhere(shop, cash::SessionClosed{.session = other, .number = 1, .counts = {}, .notes = ""},
              2);
    const auto told = only_task(shop);
    CHECK(told["task"]["kind"] == "z_twice");
    CHECK(told["task"]["parameters"]["number"] == "1");
    REQUIRE(told["sides"].size() == 2);
    CHECK(told["sides"][0]["person"] == "Ana Quispe");
    CHECK(told["sides"][1]["person"] == "Luis Ñahui");
    CHECK(told["sides"][1]["register"] == "Caja 1");
    shop.open_register();  // both are known from here on, so the next number is free
    const auto next = shop.call("cash.report")["session"]["id"];
    CHECK(shop.call("cash.close", {{"session", next}, {"counted", Json::array()}})["number"] == 2);
    log_in_owner(shop);
    shop.call("tasks.settle",
              {{"id", told["task"]["id"]}, {"choice", "told"}, {"note", "contador"}});
    CHECK(shop.call("tasks.list")["tasks"].empty());
}

TEST_CASE("What was settled is listed page by page, newest first, also that of the first version",
          "[tasks][SYNC-6]") {
    Shop shop;
    shop.log_in();
    log::Operation old;
    old.device = shop_identity().device;
    old.version = 1;
    for (std::int64_t i = 1; i <= 5; ++i) {
        old.stamp = i;  // all within a millisecond
        old.payload = {{"task", payload_of(base::derived_id("task", std::to_string(i)))},
                       {"kind", "refund_over"},
                       {"subject", payload_of(base::derived_id("receipt", "1"))},
                       {"note", std::to_string(i)}};
        auto transaction = value(store::Transaction::begin(shop.database()));
        value(till::registry().find("tasks.settled", 1)->apply(shop.database(), old));
        value(transaction.commit());
    }
    auto page = shop.call("tasks.settled", {{"limit", 3}})["tasks"];
    REQUIRE(page.size() == 3);
    CHECK(page[0]["settled"]["note"] == "5");
    CHECK(page[0]["settled"]["choice"] == "other");
    page = shop.call("tasks.settled", {{"limit", 3}, {"before", page[2]["id"]}})["tasks"];
    REQUIRE(page.size() == 2);
    CHECK(page[1]["settled"]["note"] == "1");
    CHECK(shop.call("tasks.one", {{"id", page[1]["id"]}})["sides"].empty());
}

}  // namespace
}  // namespace mostrador::tests
