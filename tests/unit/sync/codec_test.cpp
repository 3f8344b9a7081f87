#include "protocol/codec.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base/cbor.hpp"
#include "protocol/limits.hpp"

namespace mostrador::protocol {
namespace {

using base::Bytes;
using base::Code;
using base::Json;

PushRequest some_push() {
    PushRequest push{.epoch = base::derived_id("test", "epoch"),
                     .first = 41,
                     .operations = {{1, 2, 3}, {}, Bytes(300, 7)}};
    push.checksum = push_checksum(push.operations);
    return push;
}

template <class Message>
Code refusal(const Bytes& bytes) {
    const auto message = decode<Message>(bytes, kMaxRequestBytes);
    return message ? Code{} : message.error().code;
}

Bytes push_with(const std::string& key, Json value) {
    auto json = *base::cbor_decode(encode(some_push()), {});
    json[key] = std::move(value);
    return base::cbor_of(json);
}

TEST_CASE("a message comes out as it went in", "[sync]") {
    const auto push = some_push();
    const auto read = decode<PushRequest>(encode(push), kMaxRequestBytes);
    REQUIRE(read);
    CHECK(read->epoch == push.epoch);
    CHECK(read->first == 41);
    CHECK(read->operations == push.operations);
    CHECK(read->checksum == push.checksum);
}

TEST_CASE("optional parts of a message may be missing", "[sync]") {
    const LiveRequest cursor{.kind = LiveRequestKind::cursor, .cursor = 9};
    const auto read = decode<LiveRequest>(encode(cursor), kMaxLiveRequestBytes);
    REQUIRE(read);
    CHECK(read->kind == LiveRequestKind::cursor);
    CHECK_FALSE(read->token);
    CHECK(read->cursor == 9);
}

TEST_CASE("a truncated message is malformed, wherever it ends", "[sync]") {
    const auto whole = encode(some_push());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(refusal<PushRequest>({whole.begin(), whole.begin() + static_cast<long>(size)}) ==
              Code::sync_malformed);
    }
}

TEST_CASE("a changed byte never passes unnoticed", "[sync]") {
    const auto whole = encode(some_push());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const auto flip : {0x01, 0x80, 0xff}) {
            auto bytes = whole;
            bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ flip);
            const auto read = decode<PushRequest>(bytes, kMaxRequestBytes);
            if (!read) continue;
            // What can still be read differs where the hub looks: epoch, first or the checksum.
            const bool noticed = read->epoch != some_push().epoch || read->first != 41 ||
                                 push_checksum(read->operations) != read->checksum;
            CAPTURE(at, flip);
            CHECK(noticed);
        }
    }
}

TEST_CASE("there is one encoding of a message", "[sync]") {
    const auto whole = encode(some_push());
    SECTION("bytes after the end") {
        auto bytes = whole;
        bytes.push_back(0);
        CHECK(refusal<PushRequest>(bytes) == Code::sync_malformed);
    }
    SECTION("a key twice") {
        const Bytes bytes{0xa2, 0x61, 'a', 0x01, 0x61, 'a', 0x02};
        CHECK(refusal<Problem>(bytes) == Code::sync_malformed);
    }
    SECTION("keys in another order") {
        const Bytes bytes{0xa2, 0x61, 'b', 0x01, 0x61, 'a', 0x02};
        const auto read = decode<Problem>(bytes, kMaxRequestBytes);
        REQUIRE_FALSE(read);
        CHECK(read.error().parameters.at("field") == "encoding");
    }
    SECTION("a number longer than it need be") {
        const Bytes bytes{0xa1, 0x61, 'a', 0x18, 0x01};
        const auto read = decode<Problem>(bytes, kMaxRequestBytes);
        REQUIRE_FALSE(read);
        CHECK(read.error().parameters.at("field") == "encoding");
    }
    SECTION("an indefinite length") {
        const Bytes bytes{0xbf, 0x61, 'a', 0x01, 0xff};
        CHECK(refusal<Problem>(bytes) == Code::sync_malformed);
    }
    SECTION("a tag") {
        const Bytes bytes{0xc1, 0x01};
        CHECK(refusal<Problem>(bytes) == Code::sync_malformed);
    }
}

TEST_CASE("the shape of a message is checked", "[sync]") {
    SECTION("a missing key is named") {
        auto json = *base::cbor_decode(encode(some_push()), {});
        json.erase("first");
        const auto read = decode<PushRequest>(base::cbor_of(json), kMaxRequestBytes);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == Code::sync_malformed);
        CHECK(read.error().parameters.at("field") == "first");
    }
    SECTION("an unknown key is ignored: a later minor addition") {
        CHECK(decode<PushRequest>(push_with("later", 1), kMaxRequestBytes));
    }
    SECTION("floating point is no number") {
        CHECK(refusal<PushRequest>(push_with("first", 1.5)) == Code::sync_malformed);
    }
    SECTION("an id has 16 bytes") {
        CHECK(refusal<PushRequest>(push_with("epoch", Json::binary({1, 2, 3}))) ==
              Code::sync_malformed);
    }
    SECTION("text instead of bytes") {
        CHECK(refusal<PushRequest>(push_with("operations", Json::array({"text"}))) ==
              Code::sync_malformed);
    }
    SECTION("an unknown name of an enum") {
        auto json = *base::cbor_decode(encode(LiveRequest{}), {});
        json["kind"] = "shout";
        CHECK(refusal<LiveRequest>(base::cbor_of(json)) == Code::sync_malformed);
    }
}

TEST_CASE("limits come before memory and stack", "[sync]") {
    SECTION("bytes") {
        const auto read = decode<PushRequest>(encode(some_push()), 100);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == Code::sync_too_large);
        CHECK(read.error().parameters.at("limit") == "100");
    }
    SECTION("depth") {
        Bytes bytes(100'000, 0x81);  // [[[[…
        bytes.push_back(0x00);
        CHECK_FALSE(decode<Problem>(bytes, kMaxRequestBytes));
    }
    SECTION("a length that is not there") {
        const Bytes bytes{0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
        CHECK_FALSE(decode<Problem>(bytes, kMaxRequestBytes));
    }
    SECTION("text") {
        const EnrolRequest fits{std::string(kMaxTextBytes, 'x'), "n", {}};
        const EnrolRequest long_one{std::string(kMaxTextBytes + 1, 'x'), "n", {}};
        CHECK(decode<EnrolRequest>(encode(fits), kMaxEnrolBytes));
        CHECK(refusal<EnrolRequest>(encode(long_one)) == Code::sync_malformed);
    }
    SECTION("broken UTF-8") {
        const Bytes bytes{0xa1, 0x61, 'a', 0x62, 0xc3, 0x28};
        CHECK(refusal<Problem>(bytes) == Code::sync_malformed);
    }
}

TEST_CASE("a checksum sees order, cuts and positions", "[sync]") {
    CHECK(push_checksum({{1, 2}, {3}}) != push_checksum({{1}, {2, 3}}));
    CHECK(push_checksum({{1}, {2}}) != push_checksum({{2}, {1}}));
    CHECK(pull_checksum({{1, {1}}}) != pull_checksum({{2, {1}}}));
    CHECK(pull_checksum({}) != pull_checksum({{1, {}}}));
}

TEST_CASE("an error survives the way to the device", "[sync]") {
    const base::Error gap{Code::log_gap, {{"expected", "61"}, {"got", "64"}}, "a table's name"};
    const auto problem = decode<Problem>(encode(problem_of(gap, "r-1")), kMaxRequestBytes);
    REQUIRE(problem);
    CHECK(problem->request == "r-1");
    const auto error = error_of(*problem);
    CHECK(error.code == Code::log_gap);
    CHECK(error.parameters.at("expected") == "61");
    CHECK(error.detail.empty());  // the hub's inner life stays in its log
    CHECK(http_status(error.code) == 409);
    CHECK(error_of({"sync.from_the_future", {}, {}, {}}).code == Code::core_internal);
}

}  // namespace
}  // namespace mostrador::protocol
