#include "base/id.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "support/manual_clock.hpp"

using namespace mostrador::base;
using mostrador::tests::ManualClock;

TEST_CASE("an id survives its text") {
    const auto* text = "0190a4c2-7e1f-7c3a-9d54-2f0c7b6a1e88";
    const Id id = Id::parse(text).value();
    CHECK(id.text() == text);
    CHECK(Id::parse("0190A4C2-7E1F-7C3A-9D54-2F0C7B6A1E88") == id);
    CHECK(Id::from_bytes(id.bytes) == id);
    CHECK(Id::nil().text() == "00000000-0000-0000-0000-000000000000");
    CHECK(Id::nil().is_nil());
    CHECK_FALSE(id.is_nil());
}

TEST_CASE("an id refuses what is not one") {
    for (const auto* text :
         {"", "0190a4c27e1f7c3a9d542f0c7b6a1e88", "0190a4c2-7e1f-7c3a-9d54-2f0c7b6a1e8",
          "0190a4c2-7e1f-7c3a-9d54-2f0c7b6a1e8g", "0190a4c2-7e1f-7c3a-9d5402f0c7b6a1e88",
          "{190a4c2-7e1f-7c3a-9d54-2f0c7b6a1e88}"}) {
        INFO(text);
        REQUIRE_FALSE(Id::parse(text));
        CHECK(Id::parse(text).error().code == Code::input_malformed);
    }
    CHECK_FALSE(Id::from_bytes(Bytes(15)));
}

TEST_CASE("a new id is a UUIDv7 that begins with its time") {
    ManualClock clock(0x0190'a4c2'7e1f * 1000 + 123);
    SeededRandom random(1);
    const std::string text = make_id(clock, random).text();
    CHECK(text.starts_with("0190a4c2-7e1f-707b-"));
    CHECK(std::string_view("89ab").contains(text[19]));
}

TEST_CASE("ids sort by the time they were made at") {
    ManualClock clock;
    SeededRandom random(1);
    Id last = make_id(clock, random);
    for (int i = 0; i < 5'000; ++i) {
        clock.advance(1);
        const Id next = make_id(clock, random);
        REQUIRE(last < next);
        last = next;
    }
}

TEST_CASE("a source's ids grow even when the clock stands or steps back") {
    ManualClock clock;
    SeededRandom random(1);
    IdSource source(clock, random);
    Id last = source.next();
    for (int i = 0; i < 5'000; ++i) {
        if (i == 2'500) clock.advance(-60'000'000);
        const Id next = source.next();
        REQUIRE(last < next);
        last = next;
    }
}

TEST_CASE("derived ids depend on both names and on nothing else") {
    const Id id = derived_id("tax", "PE:IGV:18");
    CHECK(id == derived_id("tax", "PE:IGV:18"));
    CHECK(id.text() == derived_id("tax", "PE:IGV:18").text());
    CHECK(id.text()[14] == '8');
    std::set<Id> distinct = {id, derived_id("tax", "PE:IGV:10"), derived_id("taxP", "E:IGV:18"),
                             derived_id("", "taxPE:IGV:18"), derived_id("tax", "")};
    CHECK(distinct.size() == 5);
}
