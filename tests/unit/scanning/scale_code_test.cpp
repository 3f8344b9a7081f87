#include "scanning/scale_code.hpp"

#include <catch2/catch_test_macros.hpp>

#include "catalog/barcode.hpp"
#include "catalog/operations.hpp"
#include "scanning/operations.hpp"
#include "staff/operations.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Decimal;
using base::Json;
using scanning::Measure;
using scanning::ScaleCode;

/// 21 AAAAA VVVVV C: the weight in grams.
ScaleCode by_weight() {
    return {.id = {},
            .prefix = "21",
            .article_digits = 5,
            .value_digits = 5,
            .measure = Measure::weight,
            .decimals = 3};
}

std::string with_check_digit(std::string digits) {
    digits += catalog::gtin_check_digit(digits);
    return digits;
}

TEST_CASE("Scale code: article and value stand where the shop says", "[scanning][CAT-3]") {
    const auto measured = scanning::read_scale_code(by_weight(), with_check_digit("210004201250"));
    REQUIRE(measured);
    CHECK(measured->article == "00042");
    CHECK(measured->value.text() == "1.250");

    auto with_price_check = by_weight();
    with_price_check.value_digits = 4;
    with_price_check.decimals = 2;
    const auto priced =
        scanning::read_scale_code(with_price_check, with_check_digit("210004280345"));
    REQUIRE(priced);
    CHECK(priced->article == "00042");
    CHECK(priced->value.text() == "3.45");
}

TEST_CASE("Scale code: a UPC-A is an EAN-13 with a zero before it", "[scanning][CAT-3]") {
    auto rule = by_weight();
    rule.prefix = "02";
    const auto measured = scanning::read_scale_code(rule, with_check_digit("20004200345"));
    REQUIRE(measured);
    CHECK(measured->article == "00042");
    CHECK(measured->value == value(Decimal::parse("0.345")));
}

TEST_CASE("Scale code: another prefix, length or check digit is none", "[scanning][CAT-3]") {
    const auto rule = by_weight();
    auto wrong = with_check_digit("210004201250");
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    for (const auto& code :
         {wrong, with_check_digit("220004201250"), with_check_digit("2100042"), std::string("21"),
          std::string(), std::string("21000420125OX"), with_check_digit("1210004201250")}) {
        CHECK_FALSE(scanning::read_scale_code(rule, code));
    }
}

TEST_CASE("Scale code: only what fits a code of 13 digits is a meaning", "[scanning][CAT-3]") {
    CHECK(scanning::check(by_weight()));
    const auto refused = [](auto change) {
        auto rule = by_weight();
        change(rule);
        CHECK_FALSE(scanning::check(rule));
    };
    for (const auto* prefix : {"", "2", "77", "1", "2A", "20000", "03", " 21"})
        refused([&](auto& rule) { rule.prefix = prefix; });
    for (const std::int64_t digits : {-1, 0, 3, 6, 99})
        refused([&](auto& rule) { rule.article_digits = digits; });
    for (const std::int64_t digits : {-1, 0, 3, 6, 99})
        refused([&](auto& rule) { rule.value_digits = digits; });
    for (const std::int64_t decimals : {-1, 6})
        refused([&](auto& rule) { rule.decimals = decimals; });
}

TEST_CASE("Scale code: what was weighed costs what the label says", "[scanning][CAT-3]") {
    const auto worth = [](std::int64_t price, std::int64_t unit) {
        const auto quantity = scanning::quantity_worth(price, unit);
        return quantity ? quantity->text() : "none";
    };
    CHECK(worth(345, 690) == "0.5");
    CHECK(worth(346, 3000) == "0.1153");  // 0.115 would cost 3.45
    CHECK(worth(1, 100'000'00) == "none");
    CHECK(worth(0, 690) == "none");
    CHECK(worth(345, 0) == "none");
    for (std::int64_t price = 1; price <= 5000; price += 7) {
        for (const std::int64_t unit : {99, 490, 1234, 2999, 20'000}) {
            const auto quantity = scanning::quantity_worth(price, unit);
            REQUIRE(quantity);
            CHECK(value(base::multiply(Decimal(unit), *quantity, 0, base::Rounding::half_away)) ==
                  Decimal(price));
        }
    }
}

template <class Payload>
void append(Shop& shop, const Payload& payload) {
    auto transaction = value(store::Transaction::begin(shop.database()));
    value(shop.log().append({}, payload));
    value(transaction.commit());
}

void add_rule(Shop& shop, const std::string& prefix, Measure measure, std::int64_t decimals,
              const base::Id& id) {
    append(shop, scanning::ScaleCodesPut{{{{.id = id,
                                            .create = true,
                                            .prefix = prefix,
                                            .article_digits = 5,
                                            .value_digits = 5,
                                            .measure = measure,
                                            .decimals = decimals,
                                            .active = true}}}});
}

void give_codes(Shop& shop, const base::Id& product, const std::string& barcodes) {
    append(shop, catalog::ProductsPut{{{{.id = product, .unit = "kg", .barcodes = barcodes}}}});
}

Json recognise(Shop& shop, const std::string& text) {
    return shop.call("scan.recognise", {{"text", text}, {"format", "EAN-13"}});
}

TEST_CASE("Recognise: a scale's code says which article and how much", "[scanning][CAT-3]") {
    Shop shop;
    shop.open_register();
    const auto code = with_check_digit("210004201250");
    CHECK(recognise(shop, code)["kind"] == "unknown");
    add_rule(shop, "21", Measure::weight, 3, shop_identity().tenant);
    CHECK(recognise(shop, code)["kind"] == "unknown");  // no such article
    for (const auto& own :
         {std::string("42"), std::string("2100042"), with_check_digit("210004200000")}) {
        give_codes(shop, shop.rice, own);
        const auto found = recognise(shop, code);
        CHECK(found["kind"] == "product");
        CHECK(found["id"] == shop.rice.text());
        CHECK(found["quantity"] == "1.25");
    }
    CHECK(recognise(shop, with_check_digit("210004200000"))["quantity"].is_null());
    CHECK(recognise(shop, with_check_digit("210004301250"))["kind"] == "unknown");
}

TEST_CASE("Recognise: a scale's price is what the sale costs", "[scanning][CAT-3]") {
    Shop shop;
    shop.open_register();
    add_rule(shop, "22", Measure::price, 2, shop_identity().tenant);
    give_codes(shop, shop.rice, "42");
    for (const std::int64_t price : {1, 7, 346, 489, 491, 99'999}) {
        auto digits = std::to_string(price);
        digits.insert(0, 5 - digits.size(), '0');
        const auto found = recognise(shop, with_check_digit("2200042" + digits));
        REQUIRE(found["kind"] == "product");
        shop.call("cart.clear");
        const auto cart =
            shop.call("cart.add", {{"product", shop.rice.text()}, {"quantity", found["quantity"]}});
        CHECK(cart["total"] == price);
    }
}

TEST_CASE("Recognise: the longest prefix says what a code means", "[scanning][CAT-3]") {
    Shop shop;
    shop.open_register();
    add_rule(shop, "22", Measure::weight, 3, shop.ana);
    append(shop, scanning::ScaleCodesPut{{{{.id = shop.luis,
                                            .create = true,
                                            .prefix = "225",
                                            .article_digits = 4,
                                            .value_digits = 5,
                                            .measure = Measure::weight,
                                            .decimals = 2,
                                            .active = true}}}});
    give_codes(shop, shop.rice, "42\n50042");
    CHECK(recognise(shop, with_check_digit("225004201250"))["quantity"] == "12.5");
    append(shop, scanning::ScaleCodesPut{{{{.id = shop.luis, .active = false}}}});
    CHECK(recognise(shop, with_check_digit("225004201250"))["quantity"] == "1.25");
}

TEST_CASE("Scale codes are set up by whoever edits the catalogue", "[scanning][CAT-3][STAFF-1]") {
    Shop shop;
    shop.log_in();  // a cashier
    const Json request{{"id", shop.ana.text()}, {"prefix", "21"},      {"articleDigits", 5},
                       {"valueDigits", 5},      {"measure", "weight"}, {"decimals", 3}};
    CHECK(shop.error("scan.put_scale_code", request) == "staff.not_allowed");
    CHECK(shop.error("scan.remove_scale_code", {{"id", shop.ana.text()}}) == "staff.not_allowed");
    append(shop, staff::PeoplePut{{{{.id = shop.ana, .role = staff::Role::admin}}}});
    CHECK(shop.call("scan.put_scale_code", request)["codes"].size() == 1);
    CHECK(shop.call("scan.put_scale_code", request)["codes"].size() == 1);
    auto other = request;
    other["id"] = shop.luis.text();
    other["prefix"] = "44";
    CHECK(shop.error("scan.put_scale_code", other) == "input.malformed");
    other["prefix"] = "2144";
    CHECK(shop.error("scan.put_scale_code", other) == "input.out_of_range");
    CHECK(shop.call("scan.scale_codes")["codes"][0]["prefix"] == "21");
    CHECK(shop.call("scan.remove_scale_code", {{"id", shop.ana.text()}})["codes"].empty());
}

}  // namespace
}  // namespace mostrador::tests
