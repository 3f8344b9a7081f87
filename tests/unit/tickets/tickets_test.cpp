// QRT-1 to QRT-3: what a sale owes elsewhere, and how often it is handed over.

#include <catch2/catch_test_macros.hpp>

#include "base/cbor_writer.hpp"
#include "base/signature.hpp"
#include "sales/operations.hpp"
#include "support/table_service.hpp"
#include "tickets/ticket.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

/// A bar where every drink is paid at the till and handed over against a ticket.
struct Bar {
    Bar() : tables(shop) {
        tables.apart(tickets::RulesPut{
            {{{.id = shop.coffee, .create = true, .active = true, .hours = 12}}}});
    }

    /// Sells so many coffees and a cake; gives the answer.
    Json sell(const char* coffees) {
        shop.call("cart.add", {{"product", shop.coffee.text()}, {"quantity", coffees}});
        const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
        return shop.call("sales.checkout",
                         {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}});
    }

    Json ticket_of(const Json& sold) {
        return shop.call("tickets.of_receipt", {{"receipt", sold["receipt"]["id"]}})["tickets"][0];
    }

    std::string qr_of(const Json& sold) {
        const auto receipt = value(base::Id::parse(sold["receipt"]["id"].get<std::string>()));
        return tickets::qr_text(value(tickets::issued_with(shop.database(), receipt)).at(0));
    }

    Json scan(const std::string& text) { return shop.call("tickets.scan", {{"text", text}}); }

    Json redemption(const std::string& text) {
        return {{"text", text}, {"redemption", tables.id()}};
    }

    Json redeem(const std::string& text, const char* quantity) {
        auto request = redemption(text);
        request["items"] = Json::array({{{"item", 0}, {"quantity", quantity}}});
        return shop.call("tickets.redeem", request);
    }

    std::int64_t count(std::string_view sql) {
        return *value(shop.database().one<std::int64_t>(sql));
    }

    Shop shop;
    TableService tables;
};

TEST_CASE("A sale yields a ticket for what its rules name, and only for that", "[tickets][QRT-1]") {
    Bar bar;
    const auto sold = bar.sell("2");
    CHECK(sold["tickets"] == true);
    const auto ticket = bar.ticket_of(sold);
    CHECK(ticket["state"] == "open");
    CHECK(ticket["number"] == sold["receipt"]["number"]);
    REQUIRE(ticket["items"].size() == 1);
    CHECK(ticket["items"][0]["name"] == "Café americano");
    CHECK(ticket["items"][0]["owed"] == "2");
    CHECK(ticket["code"].get<std::string>().size() == 7);
    CHECK(ticket["until"] == bar.shop.clock.now_us() + 12LL * 3600 * 1'000'000);
    CHECK(ticket["paper"].get<std::string>().contains(ticket["code"].get<std::string>()));
    CHECK(ticket["paper"].get<std::string>().contains("<svg class=\"qr\""));
    // Asked again, the sale is what it was.
    CHECK(bar.count("SELECT count(*) FROM ticket") == 1);
    CHECK(
        bar.shop
            .call("documents.print", {{"kind", "ticket"}, {"id", sold["receipt"]["id"]}})["papers"]
            .size() == 1);
}

TEST_CASE("A sale without a rule writes nothing for tickets", "[tickets][QRT-1]") {
    Shop shop;
    shop.open_register();
    shop.sell_coffee();
    CHECK(*value(shop.database().one<std::int64_t>(
              "SELECT count(*) FROM operation WHERE kind LIKE 'tickets.%'")) == 0);
}

TEST_CASE("What was ordered at a table is no ticket's, nor is a test", "[tickets][QRT-1]") {
    Bar bar;
    const auto tab = bar.tables.open(bar.shop.window)["id"];
    bar.tables.add(tab, bar.shop.coffee);
    bar.tables.pay(tab);
    CHECK(bar.count("SELECT count(*) FROM ticket") == 0);
    bar.shop.call("staff.login", {{"person", bar.shop.rosa.text()}, {"pin", "1234"}});
    bar.shop.call("cart.add", {{"product", bar.shop.coffee.text()}});
    const auto cart = bar.shop.call("cart.change", {{"mark", "test"}});
    bar.shop.call("sales.checkout",
                  {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}});
    CHECK(bar.count("SELECT count(*) FROM ticket") == 0);
}

TEST_CASE("The bar hands over in parts, until nothing is owed", "[tickets][QRT-2]") {
    Bar bar;
    const auto qr = bar.qr_of(bar.sell("3"));
    CHECK(bar.scan(qr)["verdict"] == "valid");
    auto ticket = bar.redeem(qr, "1");
    CHECK(ticket["state"] == "partial");
    CHECK(ticket["items"][0]["owed"] == "2");
    auto request = bar.redemption(qr);
    request["items"] = Json::array({{{"item", 0}, {"quantity", "3"}}});
    CHECK(bar.shop.error("tickets.redeem", request) == "tickets.over");
    // The rest, by what is typed; twice asked is once handed over.
    request = bar.redemption(ticket["code"].get<std::string>());
    ticket = bar.shop.call("tickets.redeem", request);
    CHECK(ticket["state"] == "delivered");
    CHECK(bar.shop.call("tickets.redeem", request)["items"][0]["delivered"] == "3");
    CHECK(ticket["handed"].size() == 2);
    CHECK(ticket["handed"][0]["person"] == "Ana Quispe");
    CHECK(ticket["handed"][1]["quantity"] == "2");
    CHECK(bar.scan(qr)["verdict"] == "used");
    CHECK(bar.shop.error("tickets.redeem", bar.redemption(qr)) == "tickets.delivered");
}

TEST_CASE("A code is typed as people type", "[tickets][QRT-1]") {
    Bar bar;
    const auto code = bar.ticket_of(bar.sell("1"))["code"].get<std::string>();
    auto typed = code.substr(0, 3) + code.substr(4);
    for (auto& each : typed) {
        each = static_cast<char>(std::tolower(each));
        if (each == '0') each = 'o';
    }
    CHECK(bar.scan(" " + typed)["verdict"] == "valid");
    const auto unknown = bar.scan("ZZZ-ZZZ");
    CHECK(unknown["verdict"] == "unknown");
    CHECK(unknown["code"] == "ZZZ-ZZZ");
    CHECK(unknown["ticket"].is_null());
}

TEST_CASE("A refund takes the ticket's part back; a whole one makes it void", "[tickets][QRT-1]") {
    Bar bar;
    bar.shop.call("staff.login", {{"person", bar.shop.rosa.text()}, {"pin", "1234"}});
    const auto sold = bar.sell("2");
    const auto qr = bar.qr_of(sold);
    const auto refund = [&](const char* quantity) {
        bar.shop.call("sales.refund",
                      {{"refund", bar.tables.id()},
                       {"receipt", sold["receipt"]["id"]},
                       {"lines", Json::array({{{"line", 1}, {"quantity", quantity}}})},
                       {"method", "cash"},
                       {"reference", ""}});
    };
    refund("1");
    CHECK(bar.scan(qr)["ticket"]["items"][0]["owed"] == "1");
    refund("1");
    CHECK(bar.scan(qr)["verdict"] == "void");
    CHECK(bar.shop.error("tickets.redeem", bar.redemption(qr)) == "tickets.void");
    CHECK(bar.shop.call("tasks.list")["tasks"].empty());
}

TEST_CASE("Forged, foreign, stale and strange codes are refused and on record",
          "[tickets][QRT-3]") {
    Bar bar;
    const auto sold = bar.sell("1");
    auto forged = bar.qr_of(sold);
    auto& letter = forged[30];  // of the signature
    letter = letter == 'A' ? 'B' : 'A';
    CHECK(bar.scan(forged)["verdict"] == "forged");
    CHECK(bar.scan("mostrador:ticket:!!")["verdict"] == "forged");
    CHECK(bar.shop.error("tickets.redeem", bar.redemption(forged)) == "tickets.forged");

    // Another shop's, and one of a till that this one never heard of: each rightly signed.
    tickets::Signed content{.ticket = base::derived_id("test", "ticket"),
                            .tenant = base::derived_id("test", "another shop"),
                            .key = {},
                            .code = "AAA-AAA",
                            .at_us = 1,
                            .items = {{base::Decimal(1), "Ron"}}};
    const base::SigningSeed seed{7};
    const auto key = base::public_key_of(seed);
    content.key.assign(key.begin(), key.begin() + 8);
    const auto signed_by_them = [&] {
        auto bytes = base::cbor_of(content);
        return tickets::qr_text({bytes, base::sign(seed, bytes)});
    };
    CHECK(bar.scan(signed_by_them())["verdict"] == "foreign");
    content.tenant = shop_identity().tenant;
    CHECK(bar.scan(signed_by_them())["verdict"] == "unknown");
    bar.tables.apart(tickets::KeyPublished{key});
    CHECK(bar.scan(signed_by_them())["verdict"] == "valid");

    bar.shop.clock.advance(13LL * 3600 * 1'000'000);
    bar.shop.log_in();
    CHECK(bar.scan(bar.qr_of(sold))["verdict"] == "stale");
    CHECK(bar.shop.error("tickets.redeem", bar.redemption(bar.qr_of(sold))) == "tickets.stale");
    CHECK(bar.count("SELECT count(*) FROM ticket_scan WHERE verdict = 'forged'") == 3);
    const auto board = bar.shop.call("tickets.board");
    CHECK(board["attempts"] == 7);
    CHECK(board["entries"][0]["verdict"] == "stale");
    CHECK(board["entries"][0]["person"] == "Ana Quispe");
}

TEST_CASE("A ticket is honoured by its signature alone, before its sale is known",
          "[tickets][QRT-2]") {
    Bar bar;
    const base::SigningSeed seed{9};
    const auto key = base::public_key_of(seed);
    bar.tables.apart(tickets::KeyPublished{key});
    const tickets::Signed content{.ticket = base::derived_id("test", "unseen"),
                                  .tenant = shop_identity().tenant,
                                  .key = {key.begin(), key.begin() + 8},
                                  .code = "BBB-BBB",
                                  .at_us = bar.shop.clock.now_us(),
                                  .items = {{base::Decimal(2), "Ron con cola"}}};
    const auto bytes = base::cbor_of(content);
    const auto signature = base::sign(seed, bytes);
    const auto qr = tickets::qr_text({bytes, signature});
    const auto scanned = bar.scan(qr);
    CHECK(scanned["verdict"] == "valid");
    CHECK(scanned["ticket"]["number"].is_null());
    CHECK(bar.redeem(qr, "1")["items"][0]["owed"] == "1");
    CHECK(bar.redeem(qr, "1")["state"] == "delivered");
    CHECK(bar.scan(qr)["verdict"] == "used");
    // Its sale arrives afterwards, and another bar's delivery with it: that is an incident.
    CHECK(bar.shop.call("tasks.list")["tasks"].empty());
    bar.tables.apart(
        tickets::TicketIssued{base::derived_id("test", "sale"), bytes, signature, {1}});
    CHECK(bar.shop.call("tasks.list")["tasks"].empty());
    bar.tables.apart(tickets::TicketRedeemed{base::derived_id("test", "their nonce"),
                                             content.ticket,
                                             bar.shop.clock.now_us(),
                                             {{0, base::Decimal(2)}}});
    bar.shop.call("staff.login", {{"person", bar.shop.rosa.text()}, {"pin", "1234"}});
    const auto tasks = bar.shop.call("tasks.list")["tasks"];
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["kind"] == "ticket_over");
    CHECK(tasks[0]["parameters"]["quantity"] == "2");
    CHECK(tasks[0]["parameters"]["code"] == "BBB-BBB");
    // The first that fit count; the one that came too late does not.
    const auto handed = bar.scan(qr)["ticket"]["handed"];
    REQUIRE(handed.size() == 3);
    CHECK(handed[0]["counts"] == true);
    CHECK(handed[1]["counts"] == true);
    CHECK(handed[2]["counts"] == false);
}

TEST_CASE("A rule of the product comes before its category's", "[tickets][QRT-1]") {
    Bar bar;
    bar.tables.apart(tickets::RulesPut{{{{.id = bar.shop.coffee, .active = false}}}});
    CHECK(bar.sell("1")["tickets"] == false);
    bar.shop.call("staff.login", {{"person", bar.shop.rosa.text()}, {"pin", "1234"}});
    const auto drinks = bar.tables.id();
    bar.tables.apart(catalog::ProductsPut{
        {{{.id = bar.shop.coffee, .category = value(base::Id::parse(drinks))}}}});
    bar.shop.call("tickets.put_rules",
                  {{"rules", Json::array({{{"id", drinks}, {"active", true}, {"hours", 0}}})}});
    bar.sell("1");
    CHECK(bar.count("SELECT count(*) FROM ticket") == 0);  // the coffee's own rule says no
    bar.tables.apart(tickets::RulesPut{{{{.id = bar.shop.coffee, .active = true}}}});
    bar.sell("1");
    CHECK(bar.count("SELECT count(*) FROM ticket") == 1);
}

}  // namespace
}  // namespace mostrador::tests
