// What a device may not do: each attempt gets a clear answer and changes nothing.
#include <catch2/catch_test_macros.hpp>

#include "hub/support/test_hub.hpp"
#include "organization/operations.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/seal.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"

namespace mostrador::tests {
namespace {

using base::Bytes;
using base::Code;
using base::Id;

/// A hub with an enrolled device whose operations are made by hand.
struct Fixture {
    TestHub hub;
    TestDevice till{hub.clock, 1};
    hub::Device device;
    Id epoch;
    std::optional<base::SigningKey> key;

    Fixture() {
        till.enrol(hub);
        till.open_register(hub);
        till.sell_coffee(hub);
        device = value(hub.hub().directory().find(value(till.log().identity()).device.text()));
        epoch = value(hub.store().overview()).epoch;
        key.emplace(*value(log::load_link(till.database))->key);
    }

    std::vector<Bytes> bodies() {
        std::vector<Bytes> all;
        for (auto& operation : value(till.log().own_after(0, {})))
            all.push_back(operation.body);
        return all;
    }

    protocol::PushRequest push_of(std::vector<Bytes> operations, std::int64_t first = 1) {
        protocol::PushRequest push{.epoch = epoch, .first = first};
        push.operations = std::move(operations);
        if (push.operations.empty()) return push;
        protocol::seal(push, &*key);
        return push;
    }

    /// A first operation of this device with some field changed.
    template <class Change>
    protocol::PushRequest push_changed(Change change) {
        auto operation = value(log::decode(bodies().front()));
        change(operation);
        return push_of({log::encode(operation)}, operation.sequence);
    }

    base::Error refused(const protocol::PushRequest& push) {
        const auto before = state(hub);
        const auto head = value(hub.store().overview()).head;
        const auto answer = hub.hub().push(device, push);
        CHECK_FALSE(answer);
        CHECK(state(hub) == before);
        CHECK(value(hub.store().overview()).head == head);
        return answer ? base::Error{} : answer.error();
    }
};

TEST_CASE("a gap is answered with what is expected", "[push]") {
    Fixture f;
    auto all = f.bodies();
    REQUIRE(all.size() >= 2);
    const auto error = f.refused(f.push_of({all.begin() + 1, all.end()}, 2));
    CHECK(error.code == Code::log_gap);
    CHECK(error.parameters.at("expected") == "1");
    CHECK(error.parameters.at("got") == "2");
}

TEST_CASE("operations in another order are refused as a whole", "[push]") {
    Fixture f;
    auto all = f.bodies();
    std::swap(all[0], all[1]);
    CHECK(f.refused(f.push_of(all)).code == Code::sync_malformed);
}

TEST_CASE("a replayed push gives the stored results and changes nothing", "[push]") {
    Fixture f;
    const auto push = f.push_of(f.bodies());
    const auto first = value(f.hub.hub().push(f.device, push));
    const auto before = state(f.hub);
    const auto head = value(f.hub.store().overview()).head;
    const auto again = value(f.hub.hub().push(f.device, push));
    CHECK(state(f.hub) == before);
    CHECK(value(f.hub.store().overview()).head == head);
    CHECK(again.acknowledged == first.acknowledged);
    for (std::size_t i = 0; i < first.results.size(); ++i) {
        CHECK(first.results[i].outcome == protocol::Outcome::applied);
        CHECK(again.results[i].outcome == protocol::Outcome::duplicate);
        CHECK(again.results[i].position == first.results[i].position);
    }
    SECTION("so does a part of it") {
        const auto all = f.bodies();
        const auto part = value(f.hub.hub().push(f.device, f.push_of({all[1]}, 2)));
        CHECK(part.results.front().outcome == protocol::Outcome::duplicate);
        CHECK(part.acknowledged == first.acknowledged);
    }
}

TEST_CASE("positions have no gaps", "[push]") {
    Fixture f;
    const auto before = value(f.hub.store().overview()).head;
    const auto answer = value(f.hub.hub().push(f.device, f.push_of(f.bodies())));
    for (std::size_t i = 0; i < answer.results.size(); ++i) {
        CHECK(answer.results[i].position == before + 1 + static_cast<std::int64_t>(i));
    }
    CHECK(answer.head == answer.results.back().position);
}

TEST_CASE("an operation must be the device's own, of its own tenant", "[push]") {
    Fixture f;
    CHECK(f.refused(f.push_changed([](auto& o) { o.tenant = base::derived_id("x", "y"); })).code ==
          Code::sync_foreign_tenant);
    CHECK(f.refused(f.push_changed([](auto& o) { o.device = base::derived_id("x", "y"); })).code ==
          Code::sync_foreign_device);
    SECTION("even when the other device exists") {
        TestDevice other(f.hub.clock, 2);
        other.enrol(f.hub);
        other.open_register(f.hub);
        std::vector<Bytes> theirs;
        for (auto& operation : value(other.log().own_after(0, {})))
            theirs.push_back(operation.body);
        CHECK(f.refused(f.push_of(theirs)).code == Code::sync_foreign_device);
    }
}

TEST_CASE("only the hub issues grants", "[push]") {
    Fixture f;
    const auto error = f.refused(f.push_changed([&](auto& o) {
        o.kind = std::string(organization::DeviceRevoked::kKind);
        o.payload = payload_of(organization::DeviceRevoked{f.device.id});
    }));
    CHECK(error.code == Code::sync_foreign_grant);
}

TEST_CASE("a broken chain and a fork are refused", "[push]") {
    Fixture f;
    CHECK(f.refused(f.push_changed([](auto& o) { o.previous[0] ^= 1; })).code ==
          Code::log_chain_broken);
    value(f.hub.hub().push(f.device, f.push_of(f.bodies())));
    const auto error = f.refused(f.push_changed([](auto& o) { o.stamp += 1; }));
    CHECK(error.code == Code::log_forked);
    SECTION("also after good ones: the good ones are not stored either") {
        f.till.sell_coffee(f.hub);
        auto all = f.bodies();
        auto forked = value(log::decode(all.back()));
        forked.previous[5] ^= 1;
        all.back() = log::encode(forked);
        CHECK(f.refused(f.push_of(all)).code == Code::log_chain_broken);
    }
}

TEST_CASE("a hub that was never restored takes nothing back", "[push]") {
    Fixture f;
    CHECK(f.refused(f.push_of(f.bodies(), 0)).code == Code::sync_foreign_device);
}

TEST_CASE("what cannot be read is malformed", "[push]") {
    Fixture f;
    CHECK(f.refused(f.push_of({{}})).code == Code::sync_malformed);
    CHECK(f.refused(f.push_of({{0xff, 0x00}})).code == Code::sync_malformed);
    CHECK(f.refused(f.push_of({})).code == Code::sync_malformed);
    CHECK(f.refused(f.push_of(f.bodies(), -1)).code == Code::sync_malformed);
    auto whole = f.bodies().front();
    whole.pop_back();
    CHECK(f.refused(f.push_of({whole})).code == Code::sync_malformed);
    auto push = f.push_of(f.bodies());
    push.checksum->at(3) ^= 1;
    const auto error = f.refused(push);
    CHECK(error.code == Code::sync_malformed);
    CHECK(error.parameters.at("field") == "checksum");
}

TEST_CASE("what is not signed by the device's key is refused (ORG-3)", "[push][keys]") {
    Fixture f;
    const auto all = f.bodies();
    const auto thief = base::SigningKey::make(f.hub.random);
    SECTION("nothing is signed") {
        auto push = f.push_of(all);
        push.signature.reset();
        CHECK(f.refused(push).code == Code::sync_signature_missing);
    }
    SECTION("who has the token only") {
        auto push = f.push_of({all.front()});
        protocol::seal(push, &thief);
        CHECK(f.refused(push).code == Code::sync_signature_invalid);
    }
    SECTION("a signature of other operations") {
        auto push = f.push_of(all);
        push.signature = f.push_of({all.front()}).signature;
        CHECK(f.refused(push).code == Code::sync_signature_invalid);
    }
    SECTION("a signature cut short") {
        auto push = f.push_of({all.front()});
        push.signature->pop_back();
        CHECK(f.refused(push).code == Code::sync_signature_invalid);
    }
    SECTION("several operations, of which the last alone is signed") {
        auto push = f.push_of(all);
        push.checksum.reset();
        CHECK(f.refused(push).code == Code::sync_malformed);
    }
    SECTION("one operation needs no checksum beside its signature") {
        const auto push = f.push_of({all.front()});
        CHECK_FALSE(push.checksum);
        CHECK(value(f.hub.hub().push(f.device, push)).acknowledged == 1);
    }
}

TEST_CASE("a device without a key goes on as before", "[push][keys]") {
    Fixture f;
    const auto admission =
        value(f.hub.hub().directory().admit({f.hub.code(), "Older tablet", Id{}, std::nullopt}));
    CHECK_FALSE(value(f.hub.hub().welcome(admission)).key);
    const auto older = value(f.hub.hub().directory().authenticate(admission.token));
    REQUIRE_FALSE(older.key);
    auto operation = value(log::decode(f.bodies().front()));
    operation.device = older.id;
    protocol::PushRequest push{
        .epoch = f.epoch, .first = 1, .operations = {log::encode(operation)}};
    push.checksum = protocol::push_checksum(push.operations);
    CHECK(value(f.hub.hub().push(older, push)).acknowledged == 1);
}

TEST_CASE("the key of an enrolment is known to everybody, and stays the same", "[push][keys]") {
    Fixture f;
    TestDevice other(f.hub.clock, 2);
    other.enrol(f.hub);
    const auto known = value(
        other.database.one<base::PublicKey>("SELECT key FROM device WHERE id = ?1", f.device.id));
    CHECK(known == f.key->public_key());
    CHECK(f.device.key == f.key->public_key());

    const auto code = f.hub.code();
    const auto first = base::SigningKey::make(f.hub.random).public_key();
    const auto second = base::SigningKey::make(f.hub.random).public_key();
    auto& directory = f.hub.hub().directory();
    CHECK(value(directory.admit({code, "Tablet", Id{}, first})).device.key == first);
    CHECK(value(directory.admit({code, "Tablet", Id{}, second})).device.key == first);
}

TEST_CASE("limits of a push", "[push]") {
    Fixture f;
    const auto body = f.bodies().front();
    const std::vector<Bytes> many(protocol::kMaxPushOperations + 1, body);
    const auto error = f.refused(f.push_of(many));
    CHECK(error.code == Code::sync_too_large);
    CHECK(error.parameters.at("limit") == "500");
    CHECK(f.refused(f.push_of({Bytes(log::kMaxOperationBytes + 1, 0)})).code ==
          Code::sync_too_large);
}

TEST_CASE("a push from before a restore is told so", "[push]") {
    Fixture f;
    auto push = f.push_of(f.bodies());
    push.epoch = base::derived_id("another", "epoch");
    const auto error = f.refused(push);
    CHECK(error.code == Code::sync_hub_restored);
    CHECK(error.parameters.at("epoch") == f.epoch.text());
    CHECK(error.parameters.at("common") == "0");
    CHECK(error.parameters.at("acknowledged") == "0");
}

TEST_CASE("several pushes share a flush, and each stands for itself", "[push]") {
    Fixture f;
    TestDevice other(f.hub.clock, 2);
    other.enrol(f.hub);
    other.open_register(f.hub);
    const auto second =
        value(f.hub.hub().directory().find(value(other.log().identity()).device.text()));
    std::vector<Bytes> theirs;
    for (auto& operation : value(other.log().own_after(0, {})))
        theirs.push_back(operation.body);

    auto bad = f.push_of(f.bodies());
    bad.checksum->at(0) ^= 1;
    protocol::PushRequest good{.epoch = f.epoch, .first = 1, .operations = theirs};
    const base::SigningKey their_key(*value(log::load_link(other.database))->key);
    protocol::seal(good, &their_key);
    const auto late = f.push_of({f.bodies().back()}, 99);
    const std::array pushes{hub::DevicePush{&f.device, &bad}, hub::DevicePush{&second, &good},
                            hub::DevicePush{&f.device, &late}};
    const auto results = f.hub.store().push(pushes);
    REQUIRE(results.size() == 3);
    CHECK_FALSE(results[0]);
    REQUIRE(results[1]);
    CHECK(results[1]->acknowledged == static_cast<std::int64_t>(theirs.size()));
    CHECK_FALSE(results[2]);
    CHECK(results[2].error().code == Code::log_gap);
    CHECK(value(f.hub.store().verify()).integrity == "ok");
}

TEST_CASE("a pull gives what others did, in slices, with its end", "[pull]") {
    Fixture f;
    const auto head = value(f.hub.store().overview()).head;
    std::int64_t cursor = 0;
    std::int64_t entries = 0;
    for (int slices = 0; cursor < head; ++slices) {
        REQUIRE(slices < 100);
        const auto answer =
            value(f.hub.hub().pull(f.device, {.epoch = f.epoch, .after = cursor, .max_bytes = 1}));
        CHECK(answer.after == cursor);
        CHECK(answer.next > cursor);
        CHECK(answer.head == head);
        CHECK(answer.checksum == protocol::pull_checksum(answer.entries));
        REQUIRE(answer.entries.size() <= 1);  // one operation always fits
        entries += static_cast<std::int64_t>(answer.entries.size());
        cursor = answer.next;
    }
    CHECK(entries == head);  // the device itself has pushed nothing yet
    SECTION("the asking device's own operations are left out") {
        value(f.hub.hub().push(f.device, f.push_of(f.bodies())));
        const auto answer = value(
            f.hub.hub().pull(f.device, {.epoch = f.epoch, .after = head, .max_bytes = 1 << 20}));
        CHECK(answer.entries.empty());
        CHECK(answer.next == answer.head);
        CHECK(answer.acknowledged == static_cast<std::int64_t>(f.bodies().size()));
    }
    SECTION("a cursor from the future belongs to another life of the data") {
        const auto answer = f.hub.hub().pull(f.device, {.epoch = f.epoch, .after = head + 1});
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::sync_hub_restored);
        CHECK(answer.error().parameters.at("common") == std::to_string(head));
    }
    SECTION("a negative one is nonsense") {
        const auto answer = f.hub.hub().pull(f.device, {.epoch = f.epoch, .after = -1});
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::sync_malformed);
    }
}

TEST_CASE("a token opens one tenant only", "[tenant]") {
    Fixture f;
    const auto other = f.hub.add_tenant("Otra empresa");
    const auto admission =
        value(f.hub.hub().directory().admit({f.hub.code_for(other), "Tablet", Id{}}));
    value(f.hub.hub().welcome(admission));
    const auto stranger = value(f.hub.hub().directory().authenticate(admission.token));
    CHECK(stranger.tenant == other);

    SECTION("it pulls nothing of another tenant") {
        auto* store = value(f.hub.hub().tenant(other));
        const auto answer = value(f.hub.hub().pull(
            stranger, {.epoch = value(store->overview()).epoch, .after = 0, .max_bytes = 1 << 20}));
        for (const auto& entry : answer.entries) {
            CHECK(value(log::decode(entry.body)).tenant == other);
        }
    }
    SECTION("and pushes nothing into it") {
        const auto before = state(f.hub);
        auto* store = value(f.hub.hub().tenant(other));
        auto push = f.push_of(f.bodies());
        push.epoch = value(store->overview()).epoch;
        const auto answer = f.hub.hub().push(stranger, push);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::sync_foreign_tenant);
        CHECK(state(f.hub) == before);
    }
}

TEST_CASE("secrets are stored only as hashes", "[enrol]") {
    TestHub hub;
    const auto code = hub.code();
    const auto admission = value(hub.hub().directory().admit({code, "Tablet", Id{}}));
    value(hub.hub().directory().check_writable());
    value(hub.hub().directory().backup(hub.folder / "copy.sqlite"));
    auto database = value(store::Database::open(hub.folder / "copy.sqlite"));
    const auto found = value(database.one<std::int64_t>(
        "SELECT count(*) FROM device WHERE token_hash = ?1", admission.token));
    CHECK(found == 0);
    CHECK(value(hub.hub().directory().authenticate(admission.token)).id == admission.device.id);
    protocol::Token other = admission.token;
    other[0] ^= 1;
    CHECK(hub.hub().directory().authenticate(other).error().code == Code::sync_unauthorized);
}

}  // namespace
}  // namespace mostrador::tests
