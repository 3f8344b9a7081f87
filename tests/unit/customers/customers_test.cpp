#include <catch2/catch_test_macros.hpp>

#include "customers/customer.hpp"
#include "customers/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

std::string id(std::string_view name) {
    return base::derived_id("customers", name).text();
}

Json sheet(std::string_view key, std::string_view name) {
    return {{"id", id(key)}, {"name", name},  {"documentKind", ""}, {"document", ""}, {"email", ""},
            {"phone", ""},   {"address", ""}, {"consentAt", 0},     {"active", true}};
}

Json with(Json customer, const Json& fields) {
    customer.update(fields);
    return customer;
}

Json maria() {
    return with(sheet("maria", "María Núñez"), {{"documentKind", "pe_dni"},
                                                {"document", "10 117 410"},
                                                {"phone", "987-654 321"},
                                                {"email", "maria@correo.pe"}});
}

std::vector<std::string> found(Shop& shop, std::string_view text, bool active = true) {
    std::vector<std::string> names;
    const auto page = shop.call(
        "customers.list", {{"text", text}, {"active", active}, {"offset", 0}, {"limit", 100}});
    for (const auto& each : page["customers"])
        names.push_back(each["name"]);
    CHECK(page["total"] == std::ssize(names));
    return names;
}

TEST_CASE("A customer is found by name, document, phone and e-mail", "[customers][CUST-1]") {
    Shop shop;
    shop.log_in();
    const auto made = shop.call("customers.put", maria())["customer"];
    CHECK(made["document"] == "10117410");
    shop.call("customers.put", sheet("jose", "José Ñahui"));
    shop.call("customers.put", sheet("ana", "Ana Torres"));
    CHECK(found(shop, "") == std::vector<std::string>{"Ana Torres", "José Ñahui", "María Núñez"});
    const std::vector<std::string> only{"María Núñez"};
    for (const auto* text : {"maria", "NUÑEZ mar", "nunez", "10.117.410", "10117", "987 654",
                             "+987-654", "correo.pe"}) {
        INFO(text);
        CHECK(found(shop, text) == only);
    }
    CHECK(found(shop, "maria torres").empty());
    CHECK(shop.call("customers.get", {{"id", id("maria")}})["customer"] == made);
    CHECK(shop.call("customers.get", {{"id", id("nobody")}})["customer"].is_null());
    CHECK(shop.call("customers.kinds")["kinds"] == Json({"pe_dni", "pe_ruc", "other"}));
    CHECK(shop.error("customers.list",
                     {{"text", ""}, {"active", true}, {"offset", 0}, {"limit", 501}}) ==
          "input.out_of_range");
}

TEST_CASE("What makes no sense is refused with its reason", "[customers][CUST-1]") {
    Shop shop;
    shop.log_in();
    const auto refused = [&](const Json& fields) {
        return shop.error("customers.put", with(maria(), fields));
    };
    CHECK(refused({{"name", "  "}}) == "input.missing");
    CHECK(refused({{"document", "1011741"}}) == "customers.document_invalid");
    CHECK(refused({{"documentKind", "pe_ruc"}, {"document", "20512333798"}}) ==
          "customers.document_invalid");
    CHECK(refused({{"documentKind", "xx"}}) == "input.malformed");
    CHECK(refused({{"email", "maria"}}) == "input.malformed");
    CHECK(refused({{"email", "@correo"}}) == "input.malformed");
    CHECK(refused({{"address", std::string(201, 'x')}}) == "input.out_of_range");
    CHECK(found(shop, "").empty());
    shop.call("customers.put", maria());
    CHECK(
        shop.error("customers.put", with(sheet("other", "Otra María"),
                                         {{"documentKind", "pe_dni"}, {"document", "10117410"}})) ==
        "customers.document_taken");
    // A passport is another document, though its number is the same.
    shop.call("customers.put", with(sheet("other", "Otra María"),
                                    {{"documentKind", "other"}, {"document", "10117410"}}));
    CHECK(found(shop, "10117410").size() == 2);
    CHECK(shop.error("customers.erase", {{"id", id("maria")}}) == "staff.not_allowed");
    CHECK(shop.error("customers.export", {{"id", id("maria")}}) == "staff.not_allowed");
}

TEST_CASE("Consent has its moment, and archived customers their own list",
          "[customers][CUST-1][CUST-2]") {
    Shop shop;
    shop.log_in();
    CHECK(shop.call("customers.put", maria())["customer"]["consentAt"] == 0);
    const auto agreed = with(maria(), {{"consentAt", 1}});
    const auto given = shop.call("customers.put", agreed)["customer"]["consentAt"];
    CHECK(given == shop.clock.now_us());
    shop.clock.advance(60'000'000);
    // Saving again does not move it; taking it back and giving it again does.
    CHECK(shop.call("customers.put", agreed)["customer"]["consentAt"] == given);
    shop.call("customers.put", maria());
    CHECK(shop.call("customers.put", agreed)["customer"]["consentAt"] == shop.clock.now_us());
    shop.call("customers.put", with(maria(), {{"active", false}}));
    CHECK(found(shop, "maria").empty());
    CHECK(found(shop, "maria", false).size() == 1);
    // Their document is free for somebody else now, and then not theirs any more.
    shop.call("customers.put", with(sheet("new", "María otra vez"),
                                    {{"documentKind", "pe_dni"}, {"document", "10117410"}}));
    CHECK(shop.error("customers.put", maria()) == "customers.document_taken");
}

TEST_CASE("An export says all that is kept of a customer; after an erasure nothing is",
          "[customers][CUST-2]") {
    Shop shop;
    shop.open_register();
    shop.call("customers.put", with(maria(), {{"consentAt", 1}}));
    shop.call("cart.set_customer", {{"customer", id("maria")}});
    const auto receipt = shop.sell_coffee();
    CHECK(receipt["customer"]["name"] == "María Núñez");
    shop.call("sales.invoice", {{"invoice", id("invoice")}, {"receipt", receipt["id"]}});
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    const auto text = shop.call("customers.export", {{"id", id("maria")}})["json"];
    const auto json = Json::parse(text.get<std::string>());
    CHECK(json["customer"]["phone"] == "987-654 321");
    CHECK(json["customer"]["consent"].get<std::string>().starts_with("20"));
    REQUIRE(json["receipts"].size() == 1);
    CHECK(json["receipts"][0]["total"] == "7.50 PEN");
    CHECK(json["receipts"][0]["lines"][0]["name"] == "Café americano");
    REQUIRE(json["invoices"].size() == 1);
    CHECK(json["invoices"][0]["receipt"] == receipt["number"]);

    shop.call("customers.erase", {{"id", id("maria")}});
    CHECK(found(shop, "").empty());
    CHECK(shop.error("customers.export", {{"id", id("maria")}}) == "customers.not_found");
    CHECK(shop.error("customers.put", maria()) == "customers.not_found");
    CHECK(shop.error("cart.set_customer", {{"customer", id("maria")}}) == "customers.not_found");
    // What the law keeps stays: the invoice, with whom it was made for.
    const auto kept = shop.call("sales.receipt", {{"id", receipt["id"]}});
    CHECK(kept["customer"].is_null());
    CHECK(kept["invoice"]["buyer"]["document"] == "10117410");
}

// ---- what merges

log::Operation at(const auto& payload, std::string_view device, log::Stamp stamp) {
    using Payload = std::remove_cvref_t<decltype(payload)>;
    log::Operation operation;
    operation.kind = Payload::kKind;
    operation.version = Payload::kVersion;
    operation.payload = payload_of(payload);
    operation.device = base::derived_id("test", device);
    operation.stamp = stamp;
    return operation;
}

customers::CustomerRow created(std::string_view key, std::string name) {
    return {.id = base::derived_id("customers", key),
            .create = true,
            .name = std::move(name),
            .document_kind = "pe_dni",
            .document = "10117410",
            .active = true};
}

TEST_CASE("An erasure wins over edits that it did not know, in any order",
          "[customers][CUST-2][SYNC-2]") {
    const auto maria = base::derived_id("customers", "maria");
    std::vector operations{
        at(customers::CustomersPut{{{created("maria", "María")}}}, "one", 1),
        at(customers::CustomersPut{{{{.id = maria, .phone = "987654321"}}}}, "two", 5),
        at(customers::CustomerErased{maria}, "one", 3),
        at(customers::CustomerErased{maria}, "two", 4),
        at(customers::CustomersPut{{{created("jose", "José")}}}, "two", 6)};
    std::string expected;
    std::ranges::sort(operations, {}, &log::Operation::stamp);
    do {
        Replica replica;
        for (const auto& each : operations)
            replica.apply(each);
        if (expected.empty()) expected = replica.state();
        REQUIRE(replica.state() == expected);
        CHECK(!value(customers::customer(replica.database, maria)));
        CHECK(value(replica.database.one<std::int64_t>("SELECT stamp FROM customer_erased")) == 3);
        CHECK(value(replica.database.one<std::int64_t>("SELECT count(*) FROM customer_listing")) ==
              1);
    } while (std::ranges::next_permutation(operations, {}, &log::Operation::stamp).found);
}

TEST_CASE("Two devices that make a customer of one document apart leave both, and a task",
          "[customers][CUST-1][SYNC-3]") {
    Replica replica;
    replica.apply(at(customers::CustomersPut{{{created("maria", "María")}}}, "one", 1));
    CHECK(value(customers::customer_tasks(replica.database)).empty());
    replica.apply(at(customers::CustomersPut{{{created("mary", "M. Núñez")}}}, "two", 2));
    const auto tasks = value(customers::customer_tasks(replica.database));
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].kind == "customer_twice");
    CHECK(tasks[0].parameters.size() == 1);  // nothing that an erasure would have to find
    CHECK(tasks[0].parameters.contains("twin"));
    // One of them is archived: that settles it.
    replica.apply(at(
        customers::CustomersPut{{{{.id = base::derived_id("customers", "mary"), .active = false}}}},
        "one", 3));
    CHECK(value(customers::customer_tasks(replica.database)).empty());
}

}  // namespace
}  // namespace mostrador::tests
