// The device's side alone: what it asks for, when, and what it makes of hand-written answers.
#include "replica/replica.hpp"

#include <catch2/catch_test_macros.hpp>

#include "organization/operations.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::replica {
namespace {

using base::Bytes;
using base::Code;
using base::Id;
using tests::value;

constexpr std::int64_t kSecond = 1'000'000;

Id named(std::string_view name) {
    return base::derived_id("replica test", name);
}

/// An enrolled device, and a hub's log to take operations from.
struct Device {
    tests::ManualClock clock;
    base::SeededRandom random{5};
    store::Database database = tests::empty_database();
    store::Database hub_database = tests::empty_database();
    log::Log log{database, till::registry(), clock, random, log::Role::device};
    log::Log hub{hub_database, till::registry(), clock, random, log::Role::hub};
    Replica replica;

    explicit Device(std::string origin = "", bool live = true)
        : replica(log, clock, random, {.core = "test", .live = live}) {
        value(hub.become({.tenant = named("tenant"), .device = named("hub"), .hub = named("hub")}));
        value(replica.enrol(std::move(origin), "K7QM-2XRP", "Tablet"));
        const auto request = next("POST", "/v1/enrol");
        const auto asked =
            value(protocol::decode<protocol::EnrolRequest>(request.body, protocol::kMaxEnrolBytes));
        CHECK(asked.code == "K7QM-2XRP");
        answer(request, protocol::EnrolAnswer{.hubs = {named("hub")},
                                              .epoch = named("epoch"),
                                              .tenant = named("tenant"),
                                              .tenant_name = "Café",
                                              .register_id = named("register"),
                                              .device = named("device"),
                                              .name = "Tablet",
                                              .token = base::blake2b(base::as_bytes("token")),
                                              .time = clock.now_us()});
        REQUIRE(replica.connection().enrolled);
        answer(next("POST", "/v1/image"), protocol::ImageAnswer{.epoch = named("epoch")});
    }

    Request next(std::string_view method, std::string_view ending) {
        const auto request = replica.next();
        REQUIRE(request);
        INFO(request->method << " " << request->url);
        REQUIRE(request->method == method);
        REQUIRE(request->url.ends_with(ending));
        return *request;
    }

    template <class Message>
    void answer(const Request& request, const Message& message) {
        replica.answer(request.id, 200, protocol::encode(message));
    }

    void refuse(const Request& request, base::Error error) {
        replica.answer(request.id, protocol::http_status(error.code),
                       protocol::encode(protocol::problem_of(error, "r")));
    }

    /// What the hub has of others after `after`.
    protocol::PullAnswer batch(std::int64_t after) {
        protocol::PullAnswer answer{.epoch = named("epoch"),
                                    .after = after,
                                    .next = value(hub.last_position()),
                                    .time = clock.now_us()};
        answer.head = answer.next;
        for (auto& each : value(hub.after_position(after, Id::nil(), {}))) {
            answer.entries.push_back({each.position, std::move(each.body)});
        }
        answer.checksum = protocol::pull_checksum(answer.entries);
        return answer;
    }

    void hub_renames(std::string name) {
        auto transaction = value(store::Transaction::begin(hub_database));
        value(hub.append(
            {}, organization::TenantsPut{
                    {{{.id = named("tenant"), .create = true, .name = std::move(name)}}}}));
        value(transaction.commit());
    }

    void own_operation() {
        auto transaction = value(store::Transaction::begin(database));
        value(
            log.append({}, organization::BranchesPut{{{{.id = named("branch"), .create = true}}}}));
        value(transaction.commit());
    }

    /// Pulls and opens the live socket; gives the OPEN.
    Request settle() {
        answer(next("POST", "/v1/pull"), batch(0));
        const auto open = next("OPEN", "/v1/live");
        replica.answer(open.id, 101, {});
        answer(next("POST", "/v1/pull"), batch(replica.connection().cursor));
        CHECK_FALSE(replica.next());
        return open;
    }
};

TEST_CASE("a device shows its token, its version and nothing else", "[sync]") {
    Device device;
    const auto pull = device.next("POST", "/v1/pull");
    const auto header = [&](std::string_view name) {
        for (const auto& [key, text] : pull.headers) {
            if (key == name) return text;
        }
        return std::string("none");
    };
    CHECK(header("Authorization") ==
          "Bearer " + base::to_hex(base::blake2b(base::as_bytes("token"))));
    CHECK(header("Mostrador-Protocol") == "1");
    CHECK(header("Content-Type") == "application/cbor");
}

TEST_CASE("a hub elsewhere is reached by its origin", "[sync]") {
    Device device("https://hub.example");
    const auto pull = device.next("POST", "/v1/pull");
    CHECK(pull.url == "https://hub.example/v1/pull");
    const auto open = device.next("OPEN", "/v1/live");
    CHECK(open.url == "wss://hub.example/v1/live");
}

TEST_CASE("the live socket starts with hello and says how far it is", "[sync]") {
    Device device;
    const auto open = device.settle();
    const auto hello = value(protocol::decode<protocol::LiveRequest>(open.body, 4096));
    CHECK(hello.kind == protocol::LiveRequestKind::hello);
    CHECK(hello.token == base::blake2b(base::as_bytes("token")));
    CHECK(device.replica.connection().live);

    SECTION("a batch is applied and acknowledged") {
        device.hub_renames("Café nuevo");
        device.replica.on_live(protocol::encode(protocol::LiveNotice{
            .kind = protocol::LiveNoticeKind::batch, .head = 1, .batch = device.batch(0)}));
        CHECK(device.replica.connection().cursor == 1);
        CHECK(device.replica.take_changes().contains("organization"));
        const auto told = device.next("SEND", "");
        CHECK(value(protocol::decode<protocol::LiveRequest>(told.body, 4096)).cursor == 1);
        CHECK_FALSE(device.replica.next());
    }
    SECTION("a head asks for a pull at once") {
        device.hub_renames("Café nuevo");
        device.replica.on_live(protocol::encode(protocol::LiveNotice{.head = 1}));
        CHECK(device.replica.wake_in_us() == 0);
        device.answer(device.next("POST", "/v1/pull"), device.batch(0));
        CHECK(device.replica.connection().arrived);
    }
    SECTION("a batch that starts beyond the cursor is not applied, but pulled") {
        device.hub_renames("Uno");
        device.hub_renames("Dos");
        auto later = device.batch(1);
        device.replica.on_live(protocol::encode(protocol::LiveNotice{
            .kind = protocol::LiveNoticeKind::batch, .head = 2, .batch = std::move(later)}));
        CHECK(device.replica.connection().cursor == 0);
        device.answer(device.next("POST", "/v1/pull"), device.batch(0));
        CHECK(device.replica.connection().cursor == 2);
    }
    SECTION("an overlapping batch applies what is new") {
        device.hub_renames("Uno");
        device.replica.on_live(protocol::encode(protocol::LiveNotice{
            .kind = protocol::LiveNoticeKind::batch, .head = 1, .batch = device.batch(0)}));
        device.hub_renames("Dos");
        device.replica.on_live(protocol::encode(protocol::LiveNotice{
            .kind = protocol::LiveNoticeKind::batch, .head = 2, .batch = device.batch(0)}));
        CHECK(device.replica.connection().cursor == 2);
        CHECK_FALSE(device.replica.connection().error);
    }
    SECTION("silence closes it and opens another") {
        device.clock.advance(46 * kSecond);
        device.next("CLOSE", "");
        device.next("OPEN", "/v1/live");
    }
    SECTION("its end shows at once whether the hub is gone") {
        device.replica.answer(open.id, 0, {});
        CHECK_FALSE(device.replica.connection().live);
        const auto pull = device.next("POST", "/v1/pull");
        device.replica.answer(pull.id, 0, {});
        CHECK_FALSE(device.replica.connection().online);
        CHECK_FALSE(device.replica.next());
        const auto wait = device.replica.wake_in_us();
        CHECK(wait > 0);
        CHECK(wait <= kSecond / 2);
    }
    SECTION("nonsense closes it") {
        device.replica.on_live(Bytes{1, 2, 3});
        device.next("CLOSE", "");
    }
    SECTION("a goodbye of a revoked device stops everything") {
        const base::Error revoked{Code::device_revoked, {}, {}};
        device.replica.on_live(protocol::encode(protocol::LiveNotice{
            .kind = protocol::LiveNoticeKind::bye, .problem = protocol::problem_of(revoked, "r")}));
        device.next("CLOSE", "");
        CHECK_FALSE(device.replica.next());
        CHECK(device.replica.connection().error->code == Code::device_revoked);
    }
}

TEST_CASE("own operations are pushed at once and show as waiting until then", "[sync]") {
    Device device("", false);
    device.answer(device.next("POST", "/v1/pull"), device.batch(0));
    CHECK_FALSE(device.replica.next());
    device.own_operation();
    CHECK(device.replica.connection().pending == 1);
    CHECK(device.replica.wake_in_us() == 0);
    const auto push = device.next("POST", "/v1/push");
    CHECK_FALSE(device.replica.next());  // one push at a time
    device.answer(push, protocol::PushAnswer{.epoch = named("epoch"),
                                             .acknowledged = 1,
                                             .head = 1,
                                             .results = {{.sequence = 1, .position = 1}}});
    CHECK(device.replica.connection().pending == 0);
    // Nothing of others lies in between: its own position needs no pull.
    CHECK(device.replica.connection().cursor == 1);
    CHECK_FALSE(device.replica.next());
}

TEST_CASE("without a live socket the hub is asked every 15 seconds", "[sync]") {
    Device device("", false);
    device.answer(device.next("POST", "/v1/pull"), device.batch(0));
    CHECK(device.replica.wake_in_us() == 15 * kSecond);
    device.clock.advance(15 * kSecond);
    device.next("POST", "/v1/pull");
}

TEST_CASE("what only a person can settle stops the exchange", "[sync]") {
    for (const auto code :
         {Code::sync_unauthorized, Code::device_revoked, Code::sync_protocol_version,
          Code::log_forked, Code::log_chain_broken, Code::sync_rolled_back}) {
        Device device;
        device.refuse(device.next("POST", "/v1/pull"), {code, {}, {}});
        CHECK_FALSE(device.replica.next());
        REQUIRE(device.replica.connection().error);
        CHECK(device.replica.connection().error->code == code);
        device.replica.on_network();
        device.clock.advance(3600 * kSecond);
        CHECK_FALSE(device.replica.next());
    }
}

TEST_CASE("what passes is tried again", "[sync]") {
    Device device("", false);
    SECTION("the hub names the time") {
        device.refuse(device.next("POST", "/v1/pull"),
                      {Code::sync_rate_limited, {{"retryAfter", "7"}}, {}});
        CHECK(device.replica.wake_in_us() == 7 * kSecond);
    }
    SECTION("the hub's disk is full") {
        device.refuse(device.next("POST", "/v1/pull"), {Code::store_full, {}, {}});
        CHECK(device.replica.connection().error->code == Code::store_full);
    }
    SECTION("a proxy answers") {
        const auto pull = device.next("POST", "/v1/pull");
        device.replica.answer(pull.id, 502, base::as_bytes("<html>Bad gateway</html>"));
        CHECK_FALSE(device.replica.connection().online);
        CHECK_FALSE(device.replica.connection().error);  // being offline is no error
    }
    CHECK_FALSE(device.replica.next());
    device.clock.advance(8 * kSecond);
    device.answer(device.next("POST", "/v1/pull"), device.batch(0));
    CHECK(device.replica.connection().online);
    CHECK_FALSE(device.replica.connection().error);
}

TEST_CASE("when the hub is back, nothing waits for a back-off of its absence", "[sync]") {
    Device device;
    const auto open = device.settle();
    device.replica.answer(open.id, 0, {});
    for (int i = 0; i < 12; ++i) {  // gone for a while
        while (const auto request = device.replica.next())
            device.replica.answer(request->id, 0, {});
        device.clock.advance(10 * kSecond);
    }
    device.own_operation();
    while (const auto request = device.replica.next()) {
        if (request->method == "OPEN") {
            device.replica.answer(request->id, 101, {});
            break;
        }
        device.replica.answer(request->id, 0, {});
    }
    REQUIRE(device.replica.connection().live);
    CHECK(device.replica.connection().online);
    device.next("POST", "/v1/push");
    device.next("POST", "/v1/pull");
}

TEST_CASE("what the device knows of the hub survives its restart", "[sync]") {
    Device device("", false);
    device.hub_renames("Café nuevo");
    device.answer(device.next("POST", "/v1/pull"), device.batch(0));
    device.own_operation();
    Replica again(device.log, device.clock, device.random, {.live = false});
    const auto connection = again.connection();
    CHECK(connection.enrolled);
    CHECK(connection.cursor == 1);
    CHECK(connection.pending == 1);
    CHECK(again.enrol("", "K7QM-2XRP", "Tablet").error().code == Code::device_already_enrolled);
    const auto push = again.next();
    REQUIRE(push);
    CHECK(push->url == "/v1/push");
}

}  // namespace
}  // namespace mostrador::replica
