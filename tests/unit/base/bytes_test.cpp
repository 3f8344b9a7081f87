#include "base/bytes.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace mostrador::base;

TEST_CASE("hexadecimal goes both ways") {
    CHECK(to_hex(Bytes{0x00, 0x7f, 0xff}) == "007fff");
    CHECK(from_hex("007FfF") == Bytes{0x00, 0x7f, 0xff});
    CHECK(from_hex("") == Bytes{});
    CHECK(from_hex("0").error().code == Code::input_malformed);
    CHECK(from_hex("0g").error().code == Code::input_malformed);
}

TEST_CASE("texts and bytes are views of each other") {
    CHECK(as_text(as_bytes("caña")) == "caña");
    CHECK(as_bytes("ab").size() == 2);
}
