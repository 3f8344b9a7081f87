#include "base/text.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base/random.hpp"

using namespace mostrador::base;

TEST_CASE("folding makes what people mean the same equal") {
    CHECK(fold("Café") == "cafe");
    CHECK(fold("CAFE\u0301") == "cafe");
    CHECK(fold("Piña Colada") == "pina colada");
    CHECK(fold("  leche\t\tevaporada \n") == "leche evaporada");
    CHECK(fold("Müsli Straße") == "musli strasse");
    CHECK(fold("Łódź Œuvre Ĳssel ŐŰ") == "lodz oeuvre ijssel ou");
    CHECK(fold("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß") == "aaaaaaaeceeeeiiiidnoooooouuuuythss");
    CHECK(fold("ÿŸŽž") == "yyzz");
    CHECK(fold("a\u00a0b") == "a b");
    CHECK(fold("2×500 ml ÷ 1.5 %") == "2×500 ml ÷ 1.5 %");
    CHECK(fold("日本 Кофе ½") == "日本 Кофе ½");
    CHECK(fold("") == "");
    CHECK(fold("a \u0301 b") == "a b");
    CHECK(fold("a \u0301") == "a");
    CHECK(fold("   ") == "");
    CHECK(fold("a\xff"
               "b\xc3") == "ab");
}

TEST_CASE("only well-formed UTF-8 is valid") {
    for (const auto* text : {"", "abc", "ñ", "€", "😀", "\u0080", "\uffff", "\U0010ffff"}) {
        CHECK(is_valid_utf8(text));
    }
    for (const auto* text : {"\x80", "\xc3", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80",
                             "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff",
                             "a\xe2\x82", "\xe2\x28\xa1"}) {
        CHECK_FALSE(is_valid_utf8(text));
    }
}

TEST_CASE("property: folding any bytes gives clean text, and folding again changes nothing") {
    SeededRandom random(9);
    for (int i = 0; i < 20'000; ++i) {
        std::string text(static_cast<std::size_t>(random_below(random, 24)), '\0');
        for (char& byte : text) {
            // Half of it in the range where two-byte letters are.
            const auto any = random_u64(random);
            byte = static_cast<char>(any % 2 == 0 ? any >> 8 : 0xc3 + (any >> 8) % 3);
        }
        const std::string once = fold(text);
        REQUIRE(is_valid_utf8(once));
        REQUIRE(fold(once) == once);
    }
}
