#include "scanning/gs1.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mostrador::scanning {

TEST_CASE("Label: article and weight", "[scanning][CAT-3]") {
    const auto label = read_label("(01)07501031311309(3103)001250(17)270131");
    REQUIRE(label);
    CHECK(label->gtin == "07501031311309");
    REQUIRE(label->kilograms);
    CHECK(label->kilograms->text() == "1.250");
}

TEST_CASE("Label: the order of its parts does not matter", "[scanning][CAT-3]") {
    const auto label = read_label("(3102)000750(10)LOTE-7(01)07501031311309");
    REQUIRE(label);
    CHECK(label->gtin == "07501031311309");
    CHECK(label->kilograms->text() == "7.50");
}

TEST_CASE("Label: without a valid article it is none", "[scanning][CAT-3]") {
    CHECK_FALSE(read_label(""));
    CHECK_FALSE(read_label("7501031311309"));
    CHECK_FALSE(read_label("(01)07501031311308"));  // wrong check digit
    CHECK_FALSE(read_label("(01)7501031311309"));   // 13 digits
    CHECK_FALSE(read_label("(3103)001250"));
    CHECK_FALSE(read_label("(01"));
    CHECK_FALSE(read_label("01)07501031311309"));
}

TEST_CASE("Label: a weight that is none is left out", "[scanning][CAT-3]") {
    for (const auto* text : {"(01)07501031311309(3103)00125", "(01)07501031311309(3103)00125A",
                             "(01)07501031311309(3103)-01250", "(01)07501031311309(3109)001250",
                             "(01)07501031311309(310)001250", "(01)07501031311309(3103)"}) {
        const auto label = read_label(text);
        REQUIRE(label);
        CHECK_FALSE(label->kilograms);
    }
}

}  // namespace mostrador::scanning
