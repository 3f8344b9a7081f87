#include "base/cbor_writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "base/cbor.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

struct Inner {
    std::int64_t number = 0;

    static constexpr auto fields() { return base::fields(base::field("number", &Inner::number)); }
};

struct Everything {
    std::string text;
    bool flag = false;
    std::uint64_t large = 0;
    std::int64_t small = 0;
    base::Id id;
    base::Decimal decimal;
    base::Bytes bytes;
    std::optional<std::string> absent;
    std::optional<Inner> present;
    std::vector<Inner> list;
    std::map<std::string, std::string> map;
    Json json;

    // Not in order: the written form is.
    static constexpr auto fields() {
        using T = Everything;
        return base::fields(base::field("text", &T::text), base::field("flag", &T::flag),
                            base::field("large", &T::large), base::field("small", &T::small),
                            base::field("id", &T::id), base::field("decimal", &T::decimal),
                            base::field("bytes", &T::bytes), base::field("absent", &T::absent),
                            base::field("present", &T::present), base::field("list", &T::list),
                            base::field("map", &T::map), base::field("json", &T::json));
    }
};

/// Stands in others many times.
struct Item {
    static constexpr bool kAsList = true;
    std::string name;
    std::int64_t amount = 0;
    std::optional<std::string> note;
    std::vector<Inner> parts;

    static constexpr auto fields() {
        using T = Item;
        return base::fields(base::field("name", &T::name), base::field("amount", &T::amount),
                            base::field("note", &T::note), base::field("parts", &T::parts));
    }
};

Item read_item(const Json& json) {
    return value(base::decode<base::Form::binary, Item>(json));
}

Everything example() {
    Everything out{.text = "Café",
                   .flag = true,
                   .large = std::numeric_limits<std::uint64_t>::max(),
                   .small = std::numeric_limits<std::int64_t>::min(),
                   .decimal = *base::Decimal::parse("12.50"),
                   .bytes = base::Bytes(300, 7),
                   .absent = std::nullopt,
                   .present = Inner{-1},
                   .map = {{"b", "2"}, {"a", "1"}},
                   .json = {{"nested", {1, "x", nullptr}}}};
    for (const std::int64_t number : {0, 23, 24, 255, 256, 65535, 65536, -24, -25, -257})
        out.list.push_back({number});
    out.list.push_back({std::numeric_limits<std::int64_t>::max()});
    return out;
}

TEST_CASE("What is written is CBOR in its one canonical form", "[base][cbor]") {
    const auto bytes = base::cbor_of(example());
    const auto json = value(base::cbor_decode(bytes, {}));
    // Another writer of the same canonical form (shortest heads, sorted keys) agrees byte by byte.
    CHECK(Json::to_cbor(json) == bytes);
    CHECK_FALSE(json.contains("absent"));
}

TEST_CASE("What is written is read back", "[base][cbor]") {
    const auto json = value(base::cbor_decode(base::cbor_of(example()), {}));
    const auto read = value(base::decode<base::Form::binary, Everything>(json));
    const auto wrote = example();
    CHECK(read.text == wrote.text);
    CHECK(read.large == wrote.large);
    CHECK(read.small == wrote.small);
    CHECK(read.decimal == wrote.decimal);
    CHECK(read.bytes == wrote.bytes);
    CHECK(read.present->number == -1);
    REQUIRE(read.list.size() == wrote.list.size());
    for (std::size_t i = 0; i < wrote.list.size(); ++i)
        CHECK(read.list[i].number == wrote.list[i].number);
    CHECK(read.map == wrote.map);
    CHECK(read.json == wrote.json);
}

TEST_CASE("A record as a list writes no names, and ends before its defaults", "[base][cbor]") {
    const auto written = [](const Item& item) {
        return value(base::cbor_decode(base::cbor_of(item), {}));
    };
    CHECK(written({}) == Json::array());
    CHECK(written({.name = "Pan"}) == Json{"Pan"});
    CHECK(written({.name = "", .amount = 3}) == Json{"", 3});
    CHECK(written({.name = "Pan", .parts = {{7}}}) == Json{"Pan", 0, nullptr, {{{"number", 7}}}});
}

TEST_CASE("A record as a list is read back, also with names or with more than is known",
          "[base][cbor]") {
    const Item item{.name = "Pan", .amount = -2, .note = "frío"};
    const auto same = [&](const Item& read) {
        CHECK(read.name == item.name);
        CHECK(read.amount == item.amount);
        CHECK(read.note == item.note);
        CHECK(read.parts.empty());
    };
    auto list = value(base::cbor_decode(base::cbor_of(item), {}));
    same(read_item(list));
    list.push_back(Json::array());
    list.push_back("of a later version");
    same(read_item(list));
    same(read_item({{"name", "Pan"}, {"amount", -2}, {"note", "frío"}, {"parts", Json::array()}}));
    const auto wrong = base::decode<base::Form::binary, Item>(Json{"Pan", "two"});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().parameters.at("field") == "amount");
}

}  // namespace
}  // namespace mostrador::tests
