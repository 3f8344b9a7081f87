#include "sales/refund.hpp"

#include <catch2/catch_test_macros.hpp>

#include "sales/operations.hpp"
#include "sales/voucher.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

Json approval(const Shop& shop) {
    return {{"person", shop.rosa.text()}, {"pin", "1234"}};
}

/// Three coffees and 0.255 kg of rice: 23.75.
Json sell_some(Shop& shop) {
    shop.call("cart.add", {{"product", shop.coffee.text()}, {"quantity", "3"}});
    const auto cart = shop.call("cart.add", {{"product", shop.rice.text()}, {"quantity", "0.255"}});
    return shop.call(
        "sales.checkout",
        {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
}

Json refund(Shop& shop, const Json& receipt, Json fields) {
    if (!fields.contains("method")) fields["method"] = "cash";
    fields["refund"] = shop.log().make_id().text();
    fields["receipt"] = receipt["id"];
    fields["approval"] = approval(shop);
    return fields;
}

Json lines(std::int64_t line, std::string_view quantity) {
    return Json::array({{{"line", line}, {"quantity", quantity}}});
}

std::int64_t sum(Shop& shop, const std::string& sql) {
    return *value(shop.database().one<std::int64_t>("SELECT coalesce(" + sql));
}

TEST_CASE("Goods come back by line and quantity, and never more than was sold", "[sales][SALE-5]") {
    Shop shop;
    shop.open_register();
    const auto receipt = sell_some(shop);
    auto request = refund(shop, receipt, {{"lines", lines(1, "1")}, {"reason", "frío"}});
    auto unapproved = request;
    unapproved.erase("approval");
    CHECK(shop.error("sales.refund", unapproved) == "staff.approval_needed");
    const auto note = shop.call("sales.refund", request);
    CHECK(note["number"] == "C001-00000001");
    CHECK(note["total"] == -750);
    CHECK(note["note"] == "frío");
    CHECK(note["originalNumber"] == receipt["number"]);
    CHECK(note["payments"][0]["amount"] == -750);
    CHECK(shop.call("sales.refund", request)["number"] == note["number"]);  // asked twice

    const auto left = shop.call("sales.refundable", {{"receipt", receipt["id"]}});
    CHECK(left["lines"][0]["left"] == "2");
    CHECK(left["total"] == 1500 + 125);
    CHECK(left["cash"] == 1620);
    CHECK(shop.error("sales.refund", refund(shop, receipt, {{"lines", lines(1, "2.5")}})) ==
          "sales.refund_over");
    CHECK(shop.error("sales.refund", refund(shop, receipt, {{"lines", lines(1, "-1")}})) ==
          "sales.refund_over");

    shop.call("sales.refund", refund(shop, receipt, Json::object()));
    CHECK(shop.error("sales.refund", refund(shop, receipt, Json::object())) == "sales.refund_over");
    CHECK(shop.error("sales.refund", refund(shop, note, Json::object())) ==
          "sales.receipt_not_found");
    CHECK(sum(shop, "sum(total), 0) FROM receipt") == 0);
    CHECK(sum(shop, "sum(tax), 0) FROM receipt") == 0);
    CHECK(sum(shop, "sum(amount), 0) FROM receipt_tax") == 0);
    CHECK(sum(shop, "sum(quantity), 0) FROM stock_movement") == 0);
    CHECK(sum(shop, "sum(amount), 0) FROM payment") == 0);
    const auto report = shop.call("cash.report");
    CHECK(report["sales"] == 0);
    CHECK(report["refunds"] == -2375);
    CHECK(report["byMethod"][0]["expected"] == 10000);
}

TEST_CASE("Thirds of a line add up to the line", "[sales][SALE-5]") {
    Shop shop;
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    shop.call("cash.open", {{"openingFloat", 0}, {"commandId", shop.log().make_id().text()}});
    auto cart = shop.call("cart.add", {{"product", shop.coffee.text()}, {"quantity", "3"}});
    cart = shop.call("cart.change_line", {{"line", 1}, {"discount", {{"amount", 250}}}});
    const auto receipt = shop.call(
        "sales.checkout",
        {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "card"}}})}})["receipt"];
    CHECK(receipt["total"] == 2000);
    std::int64_t total = 0;
    for (int i = 0; i < 3; ++i) {
        const auto note = shop.call(
            "sales.refund", refund(shop, receipt, {{"lines", lines(1, "1")}, {"method", "card"}}));
        total += note["total"].get<int>();
        CHECK(note["subtotal"].get<int>() + note["tax"].get<int>() == note["total"].get<int>());
    }
    CHECK(total == -2000);
    CHECK(sum(shop, "sum(base), 0) FROM receipt_line") == 0);
}

TEST_CASE("A voucher is store credit until it is spent or a year has passed", "[sales][SALE-6]") {
    Shop shop;
    shop.open_register();
    const auto receipt = sell_some(shop);
    const auto note = shop.call(
        "sales.refund", refund(shop, receipt, {{"lines", lines(1, "2")}, {"method", "voucher"}}));
    const auto code = note["payments"][0]["reference"].get<std::string>();
    CHECK(code.size() == 13);
    CHECK(shop.call("sales.voucher", {{"code", code}})["balance"] == 1500);
    CHECK(shop.error("sales.voucher", {{"code", "V-00000-00000"}}) == "sales.voucher_unknown");

    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    Json pay{{"method", "voucher"}, {"reference", code}, {"amount", 1501}};
    CHECK(shop.error("sales.settle", {{"cart", cart["id"]}, {"tenders", Json::array({pay})}}) ==
          "sales.voucher_short");
    pay.erase("amount");
    auto view = shop.call("sales.settle", {{"cart", cart["id"]}, {"tenders", Json::array({pay})}});
    CHECK(view["tenders"][0]["amount"] == 1200);
    CHECK(view["closed"] == true);
    CHECK(
        shop.error("sales.settle", {{"cart", cart["id"]}, {"tenders", Json::array({pay, pay})}}) ==
        "input.out_of_range");
    shop.call("sales.checkout", {{"cart", cart["id"]}, {"tenders", Json::array({pay})}});
    CHECK(shop.call("sales.voucher", {{"code", code}})["balance"] == 300);

    const auto next = shop.call("cart.add", {{"product", shop.coffee.text()}});
    view = shop.call("sales.settle", {{"cart", next["id"]}, {"tenders", Json::array({pay})}});
    CHECK(view["tenders"][0]["amount"] == 300);
    CHECK(view["remaining"] == 450);
    shop.clock.advance(366LL * 24 * 3600 * 1'000'000);
    shop.log_in();
    CHECK(shop.error("sales.settle", {{"cart", next["id"]}, {"tenders", Json::array({pay})}}) ==
          "sales.voucher_expired");
}

/// The same credit note as another device would write it that did not know of the first.
sales::SaleRefunded elsewhere(Shop& shop, const Json& note) {
    const auto body = *value(shop.database().one<base::Bytes>(
        "SELECT body FROM operation WHERE kind = 'sales.refunded' ORDER BY row DESC LIMIT 1"));
    auto refunded = value(
        base::decode<base::Form::binary, sales::SaleRefunded>(value(log::decode(body)).payload));
    REQUIRE(refunded.receipt.text() == note["id"].get<std::string>());
    refunded.receipt = base::derived_id("test", "credit note elsewhere");
    refunded.series = base::derived_id("test", "series elsewhere");
    refunded.number_text = "C002-00000001";
    return refunded;
}

TEST_CASE("Two devices that refund apart: both facts stand, and a task says so",
          "[sales][tasks][SALE-5][SYNC-3]") {
    Shop shop;
    shop.open_register();
    const auto receipt = sell_some(shop);
    const auto note = shop.call("sales.refund", refund(shop, receipt, {{"lines", lines(1, "2")}}));
    CHECK(shop.call("tasks.list")["tasks"].empty());
    auto transaction = value(store::Transaction::begin(shop.database()));
    value(shop.log().append(shop.ana, elsewhere(shop, note)));
    value(transaction.commit());

    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    const auto tasks = shop.call("tasks.list")["tasks"];
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["kind"] == "refund_over");
    CHECK(tasks[0]["subject"] == receipt["id"]);
    CHECK(tasks[0]["parameters"]["quantity"] == "1");
    CHECK(tasks[0]["parameters"]["name"] == "Café americano");
    CHECK(shop.call("sales.refundable", {{"receipt", receipt["id"]}})["lines"][0]["left"] == "0");

    const Json settle{{"id", tasks[0]["id"]}, {"note", "el cliente devolvió el dinero"}};
    CHECK(shop.call("tasks.settle", settle)["tasks"].empty());
    CHECK(shop.call("tasks.settle", settle)["tasks"].empty());
    shop.log_in();
    CHECK(shop.error("tasks.settle", settle) == "staff.not_allowed");
}

TEST_CASE("A refund that does not say of what, or that gives more money, is parked",
          "[sales][SALE-5]") {
    Shop shop;
    shop.open_register();
    const auto receipt = sell_some(shop);
    const auto note = shop.call("sales.refund", refund(shop, receipt, {{"lines", lines(1, "1")}}));
    auto broken = elsewhere(shop, note);
    const auto refused = [&](const sales::SaleRefunded& refunded) {
        auto transaction = value(store::Transaction::begin(shop.database()));
        return !shop.log().append(shop.ana, refunded);
    };
    auto without = broken;
    without.original.reset();
    CHECK(refused(without));
    auto more = broken;
    more.payments[0].amount = more.payments[0].tendered = -800;
    CHECK(refused(more));
    CHECK_FALSE(refused(broken));
}

}  // namespace
}  // namespace mostrador::tests
