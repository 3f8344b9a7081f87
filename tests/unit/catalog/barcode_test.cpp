#include "catalog/barcode.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mostrador::catalog {

TEST_CASE("Gtin: check digits of published examples") {
    CHECK(gtin_check_digit("629104150021") == '3');   // EAN-13, GS1's own example
    CHECK(gtin_check_digit("03600029145") == '2');    // UPC-A
    CHECK(gtin_check_digit("7351353") == '7');        // EAN-8
    CHECK(gtin_check_digit("1061414100041") == '5');  // ITF-14
    CHECK(gtin_check_digit("000000000000") == '0');
}

TEST_CASE("Gtin: what is checked") {
    CHECK(check_gtin("6291041500213") == GtinCheck::valid);
    CHECK(check_gtin("036000291452") == GtinCheck::valid);
    CHECK(check_gtin("73513537") == GtinCheck::valid);
    CHECK(check_gtin("6291041500214") == GtinCheck::wrong_check_digit);
    CHECK(check_gtin("629104150021") == GtinCheck::wrong_check_digit);
    CHECK(check_gtin("629104150021X") == GtinCheck::not_gtin);
    CHECK(check_gtin("12345") == GtinCheck::not_gtin);
    CHECK(check_gtin("") == GtinCheck::not_gtin);
}

TEST_CASE("Gtin: a mistyped digit or two swapped neighbours are noticed") {
    const std::string code = "6291041500213";
    for (std::size_t i = 0; i < code.size(); ++i) {
        auto wrong = code;
        wrong[i] = wrong[i] == '9' ? '0' : static_cast<char>(wrong[i] + 1);
        CHECK(check_gtin(wrong) == GtinCheck::wrong_check_digit);
    }
}

TEST_CASE("Barcode: 12, 13 and 14 digits of one article have one key") {
    CHECK(barcode_key("036000291452") == "0036000291452");
    CHECK(barcode_key("0036000291452") == "0036000291452");
    CHECK(barcode_key("00036000291452") == "0036000291452");
    CHECK(barcode_key("16291041500210") == "16291041500210");
    CHECK(barcode_key(" 6291041500213\r\n") == "6291041500213");
    CHECK(barcode_key("73513537") == "73513537");
    CHECK(barcode_key("AB-12 c") == "AB-12 c");
    CHECK(barcode_key("  ").empty());
}

TEST_CASE("Sku: case and accents do not make another SKU") {
    CHECK(sku_key(" Caf-001 ") == sku_key("CAF-001"));
    CHECK(sku_key("CAF-001") != sku_key("CAF001"));
}

TEST_CASE("Barcode: the UPC-A behind a UPC-E") {
    CHECK(upc_a_of("01234505") == "012000003455");
    CHECK(upc_a_of("01234514") == "012100003454");
    CHECK(upc_a_of("04252614") == "042100005264");
    CHECK(upc_a_of("01234531") == "012300000451");
    CHECK(upc_a_of("01234543") == "012340000053");
    CHECK(upc_a_of("01234565") == "012345000065");
    for (const auto* code :
         {"01234505", "01234514", "04252614", "01234531", "01234543", "01234565"})
        CHECK(check_gtin(upc_a_of(code)) == GtinCheck::valid);
    CHECK(upc_a_of("1234567") == "1234567");
    CHECK(upc_a_of("0123456X") == "0123456X");
}

}  // namespace mostrador::catalog
