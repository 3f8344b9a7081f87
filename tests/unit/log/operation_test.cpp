#include "log/operation.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base/cbor.hpp"
#include "base/random.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

log::Operation example() {
    log::Operation operation;
    operation.id = base::derived_id("test", "operation");
    operation.tenant = base::derived_id("test", "tenant");
    operation.device = base::derived_id("test", "device");
    operation.register_id = base::derived_id("test", "register");
    operation.sequence = 7;
    operation.stamp = log::stamp_at(1'736'935'200'000'000);
    operation.kind = "test.happened";
    operation.payload = {{"total", 1250}, {"name", "Café"}};
    operation.previous.fill(9);
    return operation;
}

TEST_CASE("An operation comes back as it was written", "[log][SYNC-1]") {
    const auto body = log::encode(example());
    const auto read = value(log::decode(body));
    CHECK(read.id == example().id);
    CHECK_FALSE(read.branch);
    CHECK(read.register_id == example().register_id);
    CHECK(read.payload == example().payload);
    CHECK(log::encode(read) == body);
    CHECK(log::stamp_time_us(read.stamp) == 1'736'935'200'000'000);
}

TEST_CASE("The bytes of an operation never change", "[log][AUD-1]") {
    // The hash of this fixed operation: another value means that every stored chain would break.
    CHECK(base::to_hex(log::hash_of(log::encode(example()))) ==
          "f59c21d97c46d3a51f87463827f9bab6a6c73ab98de5ec48f656eb9f251f2a71");
}

TEST_CASE("Cut or changed bytes are refused and never read past the end", "[log][SYNC-6]") {
    const auto body = log::encode(example());
    for (std::size_t length = 0; length < body.size(); ++length) {
        CHECK_FALSE(log::decode(std::span(body).first(length)));
    }
    base::SeededRandom random(3);
    for (int i = 0; i < 3000; ++i) {
        auto changed = body;
        changed[static_cast<std::size_t>(base::random_below(random, changed.size()))] ^=
            static_cast<std::uint8_t>(1 + base::random_below(random, 255));
        const auto read = log::decode(changed);
        if (read) CHECK(log::encode(*read).size() > 0);
    }
}

TEST_CASE("Deep, long and indefinite CBOR is refused before it is built", "[base][OPS-3]") {
    const base::CborLimits limits{.bytes = 100, .depth = 5, .items = 20};
    const auto refuse = [&](base::Bytes bytes) {
        return base::code_name(base::cbor_decode(bytes, limits).error().code);
    };
    CHECK(refuse(base::Bytes(101, 0x01)) == "sync.too_large");
    CHECK(refuse(base::Bytes(90, 0x81)) == "sync.too_large");            // 90 arrays in each other
    CHECK(refuse({0x9a, 0xff, 0xff, 0xff, 0xff}) == "input.malformed");  // 4 billion items
    CHECK(refuse({0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}) == "input.malformed");
    CHECK(refuse({0x9f, 0x01, 0xff}) == "input.malformed");  // indefinite length
    CHECK(refuse({0xc0, 0x01}) == "input.malformed");        // a tag
    CHECK(refuse({0x01, 0x01}) == "input.malformed");        // two values
    CHECK(refuse({}) == "input.malformed");
    auto many = base::Bytes{0x98, 30};
    many.resize(32, 0x01);
    CHECK(refuse(many) == "sync.too_large");
    CHECK(value(base::cbor_decode(base::Bytes{0x82, 0x01, 0x61, 'a'}, limits)) ==
          base::Json::array({1, "a"}));
}

}  // namespace
}  // namespace mostrador::tests
