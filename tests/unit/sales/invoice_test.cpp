#include "sales/invoice.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

std::string id(std::string_view name) {
    return base::derived_id("invoices", name).text();
}

Json company(std::string_view name, std::string_view document = "20512333797") {
    return {{"id", id("company")},
            {"name", name},
            {"documentKind", document.empty() ? "" : "pe_ruc"},
            {"document", document},
            {"email", ""},
            {"phone", ""},
            {"address", "Jr. Lampa 1"},
            {"consentAt", 0},
            {"active", true}};
}

Json ask(const Json& receipt, std::string_view invoice = "invoice") {
    return {{"invoice", id(invoice)}, {"receipt", receipt["id"]}, {"customer", id("company")}};
}

TEST_CASE("A receipt becomes an invoice once, with the customer as they were", "[sales][SALE-4]") {
    Shop shop;
    shop.open_register();
    shop.call("customers.put", company("Comercial Sur & Hnos."));
    const auto receipt = shop.sell_coffee();
    CHECK(receipt["invoice"].is_null());
    const auto made = shop.call("sales.invoice", ask(receipt));
    const auto& invoice = made["invoice"];
    CHECK(invoice["number"] == "F001-00000001");
    CHECK(invoice["buyer"]["name"] == "Comercial Sur & Hnos.");
    const auto paper = made["invoicePaper"].get<std::string>();
    CHECK(paper.contains(">Factura F001-00000001</h2>"));
    for (const auto* line :
         {">Comercial Sur &amp; Hnos.<", ">20512333797<", ">Jr. Lampa 1<", ">De R001-00000001<"})
        CHECK(paper.contains(line));
    CHECK(paper.contains("Café americano"));
    CHECK(!made["paper"].get<std::string>().contains("Factura"));
    // Asked again it is the same one; another is refused.
    CHECK(shop.call("sales.invoice", ask(receipt))["invoice"] == invoice);
    CHECK(shop.error("sales.invoice", ask(receipt, "another")) == "sales.already_invoiced");
    // What the customer is called later changes no document.
    shop.call("customers.put", company("Otro nombre"));
    CHECK(shop.call("sales.receipt", {{"id", receipt["id"]}})["invoice"] == invoice);
    const auto history =
        shop.call("sales.receipts", {{"limit", 9}, {"customer", id("company")}})["receipts"];
    REQUIRE(history.size() == 1);
    CHECK(history[0]["id"] == receipt["id"]);
    CHECK(shop.call("sales.invoice", ask(shop.sell_coffee(), "next"))["invoice"]["number"] ==
          "F001-00000002");
}

TEST_CASE("An invoice is for somebody, and of a sale", "[sales][SALE-4]") {
    Shop shop;
    shop.open_register();
    const auto receipt = shop.sell_coffee();
    auto request = ask(receipt);
    CHECK(shop.error("sales.invoice", request) == "customers.not_found");
    request.erase("customer");
    CHECK(shop.error("sales.invoice", request) == "sales.customer_needed");
    shop.call("customers.put", company("Sin documento", ""));
    CHECK(shop.error("sales.invoice", ask(receipt)) == "sales.customer_needed");
    request["receipt"] = id("nothing");
    CHECK(shop.error("sales.invoice", request) == "sales.receipt_not_found");
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    shop.call("customers.put", company("Comercial Sur"));
    const auto note = shop.call(
        "sales.refund", {{"refund", id("back")}, {"receipt", receipt["id"]}, {"method", "cash"}});
    CHECK(shop.error("sales.invoice", ask(note)) == "sales.receipt_not_found");
    shop.call("cart.change", {{"mark", "test"}});
    CHECK(shop.error("sales.invoice", ask(shop.sell_coffee())) == "sales.receipt_not_found");
}

TEST_CASE("A cart keeps its customer to the receipt, and away from the next one",
          "[sales][CUST-1]") {
    Shop shop;
    shop.open_register();
    shop.call("customers.put", company("Comercial Sur"));
    const Json chosen{{"customer", id("company")}, {"commandId", id("command")}};
    CHECK(shop.call("cart.set_customer", chosen)["customer"]["name"] == "Comercial Sur");
    shop.call("cart.add", {{"product", shop.cake.text()}});
    shop.call("cart.hold", Json::object());
    CHECK(shop.call("cart.view")["customer"].is_null());
    const auto held = shop.call("cart.held")["carts"][0]["id"];
    CHECK(shop.call("cart.resume", {{"cart", held}})["customer"]["name"] == "Comercial Sur");
    const auto receipt = shop.sell_coffee();
    CHECK(receipt["customer"]["document"] == "20512333797");
    CHECK(shop.call("cart.view")["customer"].is_null());
    // No need to say again for whom.
    Json request = ask(receipt);
    request.erase("customer");
    CHECK(shop.call("sales.invoice", request)["invoice"]["customer"] == id("company"));
    shop.call("cart.set_customer", {{"customer", id("company")}});
    CHECK(shop.call("cart.set_customer", {{"customer", nullptr}})["customer"].is_null());
}

TEST_CASE("Invoices that two devices made of one receipt both stand, and are a task",
          "[sales][SALE-4][SYNC-3]") {
    Shop shop;
    shop.open_register();
    shop.call("customers.put", company("Comercial Sur"));
    const auto receipt = shop.sell_coffee();
    shop.call("sales.invoice", ask(receipt));
    const auto bodies = history(shop);
    Replica one, two;
    for (const auto& body : bodies)
        one.apply(value(log::decode(body)));
    CHECK(value(sales::invoice_tasks(one.database)).empty());
    auto again = value(log::decode(bodies.back()));
    REQUIRE(again.kind == sales::SaleInvoiced::kKind);
    const auto other = base::derived_id("invoices", "elsewhere");
    again.payload = payload_of(
        sales::SaleInvoiced{.invoice = other,
                            .receipt = value(base::Id::parse(receipt["id"].get<std::string>())),
                            .series = base::derived_id("invoices", "another series"),
                            .number = 1,
                            .number_text = "F002-00000001",
                            .buyer = {.name = "Comercial Sur", .document = "20512333797"}});
    one.apply(again);
    two.apply(again);
    for (const auto& body : bodies)
        two.apply(value(log::decode(body)));
    CHECK(one.state() == two.state());
    const auto tasks = value(sales::invoice_tasks(one.database));
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].kind == "invoiced_twice");
    CHECK(tasks[0].parameters.at("number") == receipt["number"].get<std::string>());
    CHECK(tasks[0].parameters.at("first") != tasks[0].parameters.at("second"));
}

}  // namespace
}  // namespace mostrador::tests
