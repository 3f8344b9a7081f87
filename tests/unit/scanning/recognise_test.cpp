#include "scanning/recognise.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cctype>

#include "catalog/operations.hpp"
#include "guests/code.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

Json recognise(Shop& shop, const std::string& text, const Json& format = nullptr) {
    return shop.call("scan.recognise", {{"text", text}, {"format", format}});
}

/// Gives a product of the shop codes, as somebody who edits it would.
void label(Shop& shop, const base::Id& product, const std::string& barcodes,
           const std::optional<std::string>& unit = std::nullopt) {
    auto transaction = value(store::Transaction::begin(shop.database()));
    value(shop.log().append(
        {}, catalog::ProductsPut{{{{.id = product, .unit = unit, .barcodes = barcodes}}}}));
    value(transaction.commit());
}

TEST_CASE("Recognise: a product by any spelling of its code", "[scanning][SCAN-1]") {
    Shop shop;
    shop.log_in();
    const auto found = recognise(shop, shop.coffee_barcode);
    CHECK(found["kind"] == "product");
    CHECK(found["id"] == shop.coffee.text());
    CHECK(found["quantity"].is_null());
    CHECK(recognise(shop, "0" + shop.coffee_barcode)["id"] == shop.coffee.text());
    CHECK(recognise(shop, "(01)0" + shop.coffee_barcode)["id"] == shop.coffee.text());
}

TEST_CASE("Recognise: a UPC-E is the UPC-A it stands for", "[scanning][SCAN-1]") {
    Shop shop;
    shop.log_in();
    label(shop, shop.cake, "042100005264");
    CHECK(recognise(shop, "04252614", "UPC-E")["id"] == shop.cake.text());
    CHECK(recognise(shop, "04252614", "EAN-8")["kind"] == "unknown");
}

TEST_CASE("Recognise: a label with a weight says how much", "[scanning][CAT-3]") {
    Shop shop;
    shop.log_in();
    label(shop, shop.rice, "7501031311309", "kg");
    const auto found = recognise(shop, "(01)07501031311309(3103)001250");
    CHECK(found["id"] == shop.rice.text());
    CHECK(found["quantity"] == "1.25");
    CHECK(recognise(shop, "(01)07501031311309(3105)123456")["quantity"] == "1.235");
    CHECK(recognise(shop, "(01)07501031311309(3105)000001")["quantity"].is_null());
    CHECK(recognise(shop, "(01)0" + shop.coffee_barcode + "(3103)001250")["quantity"].is_null());
}

TEST_CASE("Recognise: our own codes say what they are", "[scanning][SCAN-1]") {
    Shop shop;
    shop.open_register();
    const auto receipt = shop.sell_coffee()["id"].get<std::string>();
    const auto found = recognise(shop, "mostrador:receipt:" + receipt, "QRCode");
    CHECK(found["kind"] == "receipt");
    CHECK(found["id"] == receipt);
    for (const auto* kind : {"ticket", "voucher"}) {
        const auto other = recognise(shop, std::string("mostrador:") + kind + ":A-1:b");
        CHECK(other["kind"] == kind);
        CHECK(other["code"] == "A-1:b");
    }
    for (const auto* kind : {"customer", "table"}) {
        const auto code = std::string("mostrador:") + kind + ":";
        CHECK(recognise(shop, code + shop.door.text())["kind"] == kind);
        CHECK(recognise(shop, code + shop.door.text())["id"] == shop.door.text());
        CHECK(recognise(shop, code + "A-1")["kind"] == "unknown");
    }
}

TEST_CASE("Recognise: the menu's address on a table is that table", "[scanning][MENU-1]") {
    Shop shop;
    shop.log_in();
    const guests::Key key{1, 2, 3};
    const auto tenant = shop_identity().tenant;
    const auto path = guests::table_path(key, tenant, shop.door);
    for (const auto& text :
         {"https://shop.example" + path, "http://10.0.0.5:8787" + path + "#K7QM"}) {
        INFO(text);
        CHECK(recognise(shop, text)["kind"] == "table");
        CHECK(recognise(shop, text)["id"] == shop.door.text());
    }
    const auto foreign = guests::table_path(key, shop.coffee, shop.door);
    CHECK(recognise(shop, "https://shop.example" + foreign)["kind"] == "unknown");
    CHECK(recognise(shop, "https://shop.example/m/x")["kind"] == "unknown");
}

TEST_CASE("Recognise: a voucher's code is known however it is read", "[scanning][SALE-6]") {
    Shop shop;
    shop.open_register();
    const auto receipt = shop.sell_coffee();
    CHECK(recognise(shop, "V-00000-00000")["kind"] == "unknown");
    const auto note =
        shop.call("sales.refund", {{"refund", shop.log().make_id().text()},
                                   {"receipt", receipt["id"]},
                                   {"method", "voucher"},
                                   {"approval", {{"person", shop.rosa.text()}, {"pin", "1234"}}}});
    auto code = note["payments"][0]["reference"].get<std::string>();
    const auto found = recognise(shop, code, "Code128");
    CHECK(found["kind"] == "voucher");
    CHECK(found["code"] == code);
    std::ranges::transform(code, code.begin(), [](char c) { return std::tolower(c); });
    CHECK(recognise(shop, code)["code"] == found["code"]);  // typed
    const base::Json print{{"kind", "receipt"}, {"id", note["id"]}};
    const auto paper = shop.call("documents.print", print)["papers"].dump();
    CHECK(paper.contains("mostrador:voucher:" + found["code"].get<std::string>()));
    CHECK(paper.contains("Válido hasta "));
    CHECK(paper.contains("S/ 7.50"));
}

TEST_CASE("Recognise: the page behind a receipt of this shop", "[scanning][SCAN-1]") {
    Shop shop;
    shop.open_register();
    const auto receipt = shop.sell_coffee()["id"].get<std::string>();
    const auto tenant = shop_identity().tenant.text();
    const auto page = [&](const std::string& of) {
        return "https://caja.example.org:8787/r/" + of + "/" + receipt;
    };
    const auto found = recognise(shop, page(tenant.substr(tenant.size() - 8)));
    CHECK(found["kind"] == "receipt");
    CHECK(found["id"] == receipt);
    CHECK(recognise(shop, page("00000000"))["kind"] == "unknown");
    CHECK(recognise(shop, page(""))["kind"] == "unknown");
    CHECK(recognise(shop, "https://example.org/r/x")["kind"] == "unknown");
}

TEST_CASE("Recognise: what nobody knows is unknown, not an error", "[scanning][SCAN-1]") {
    Shop shop;
    shop.log_in();
    for (const auto* text : {"4006381333931", "", "https://example.org", "mostrador:",
                             "mostrador:receipt", "mostrador:receipt:x", "mostrador:product:1",
                             "mostrador:spaceship:1", "(01)07501031311309"}) {
        const auto found = recognise(shop, text);
        CHECK(found["kind"] == "unknown");
        CHECK(found["code"] == text);
        CHECK(found["id"].is_null());
    }
}

TEST_CASE("Recognise: only for somebody who is logged in", "[scanning][STAFF-1]") {
    Shop shop;
    CHECK(shop.error("scan.recognise", {{"text", "1"}}) == "staff.not_logged_in");
}

}  // namespace
}  // namespace mostrador::tests
