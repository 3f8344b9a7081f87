// Two tills and a hub, all real, over a network that is a function: what arrives, how often and in
// which order is up to the test.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <deque>
#include <filesystem>

#include "hub/http/gzip.hpp"
#include "hub/maintenance.hpp"
#include "hub/storage/sqlite_storage.hpp"
#include "hub/support/test_hub.hpp"
#include "log/link.hpp"
#include "organization/operations.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/seal.hpp"
#include "store/backup.hpp"
#include "store/transaction.hpp"

namespace mostrador::tests {
namespace {

using base::Code;

std::int64_t count(store::Database& database, std::string_view sql) {
    return *value(database.one<std::int64_t>(sql));
}

std::int64_t receipts(store::Database& database) {
    return count(database, "SELECT count(*) FROM receipt");
}

Code error_of(TestDevice& device) {
    const auto connection = device.replica.connection();
    return connection.error ? connection.error->code : Code{};
}

/// The next request to `path`, dropping others on the floor.
replica::Request take(TestDevice& device, std::string_view path) {
    device.replica.on_network();
    while (auto request = device.replica.next()) {
        if (request->url.ends_with(path)) return *request;
        device.replica.answer(request->id, 0, {});
    }
    throw std::runtime_error("no request to " + std::string(path));
}

struct TwoTills {
    TestHub hub;
    TestDevice a{hub.clock, 1};
    TestDevice b{hub.clock, 2};

    explicit TwoTills(Storage storage = tested_storage()) : hub("Café de Prueba", storage) {
        a.enrol(hub);
        b.enrol(hub);
        a.open_register(hub);
    }

    void meet() {
        for (int round = 0; round < 3; ++round) {
            hub.clock.advance(61'000'000);
            a.sync(hub);
            b.sync(hub);
        }
    }

    void check_equal() {
        CHECK(a.state() == state(hub));
        CHECK(b.state() == state(hub));
        CHECK(value(hub.store().verify()).integrity == "ok");
        CHECK(a.replica.connection().pending == 0);
        CHECK(b.replica.connection().pending == 0);
    }
};

TEST_CASE("a sale that is pushed alone takes no more than 600 bytes on the wire",
          "[replica][wire]") {
    constexpr std::size_t bar_bytes = 600;
    TwoTills shop;
    shop.a.sync(shop.hub);
    for (int sale = 0; sale < 5; ++sale) {  // ids and hashes compress by chance
        shop.a.sell_coffee(shop.hub);
        const auto push = take(shop.a, "/v1/push");
        const auto packed = hub::gzip(push.body).size();  // as a browser packs it
        INFO(push.body.size() << " bytes, packed " << packed);
        CHECK(packed <= bar_bytes);
        const auto answer = carry(shop.hub.hub(), push);
        shop.a.replica.answer(push.id, answer.status, answer.body);
    }
    CHECK(shop.a.replica.connection().pending == 0);
}

TEST_CASE("a sale made offline reaches the hub and the other till", "[replica]") {
    TwoTills shop;
    shop.b.call("staff.login", {{"person", shop.hub.ana.text()}, {"pin", "1234"}});
    const auto receipt = shop.a.sell_coffee(shop.hub);
    CHECK(shop.a.replica.connection().pending > 0);
    CHECK(shop.a.replica.connection().oldest_pending);
    shop.meet();
    CHECK(receipts(shop.hub.store().log().database()) == 1);
    const auto seen = shop.b.call("sales.receipt", {{"id", receipt["id"]}});
    CHECK(seen["number"] == receipt["number"]);
    CHECK(shop.b.replica.take_changes().contains("sales"));
    shop.check_equal();
}

TEST_CASE("each device has a numbering series of its own", "[replica]") {
    TwoTills shop;
    shop.b.call("staff.login", {{"person", shop.hub.ana.text()}, {"pin", "1234"}});
    shop.meet();
    const auto series = "SELECT count(DISTINCT prefix) FROM series WHERE document = 'receipt'";
    CHECK(count(shop.hub.store().log().database(), series) == 2);
    const auto notes = "SELECT count(DISTINCT prefix) FROM series WHERE document = 'credit_note'";
    CHECK(count(shop.hub.store().log().database(), notes) == 2);
}

TEST_CASE("a lost answer to a push costs nothing", "[replica]") {
    TwoTills shop;
    shop.a.sell_coffee(shop.hub);
    const auto push = take(shop.a, "/v1/push");
    const auto first = carry(shop.hub.hub(), push);
    REQUIRE(first.status == 200);
    shop.a.replica.answer(push.id, 0, {});  // nobody heard it
    const auto before = state(shop.hub);

    const auto again = take(shop.a, "/v1/push");
    const auto second = carry(shop.hub.hub(), again);
    shop.a.replica.answer(again.id, second.status, second.body);

    const auto told = *protocol::decode<protocol::PushAnswer>(first.body, 1 << 20);
    const auto repeated = *protocol::decode<protocol::PushAnswer>(second.body, 1 << 20);
    REQUIRE(told.results.size() == repeated.results.size());
    for (std::size_t i = 0; i < told.results.size(); ++i) {
        CHECK(repeated.results[i].outcome == protocol::Outcome::duplicate);
        CHECK(repeated.results[i].position == told.results[i].position);
    }
    CHECK(state(shop.hub) == before);
    CHECK(shop.a.replica.connection().pending == 0);
    CHECK(receipts(shop.hub.store().log().database()) == 1);
}

TEST_CASE("truncated, altered, repeated and late answers change nothing", "[replica]") {
    TwoTills shop;
    for (int i = 0; i < 3; ++i)
        shop.a.sell_coffee(shop.hub);
    shop.a.sync(shop.hub);
    const auto before = shop.b.state();
    const auto cursor = shop.b.replica.connection().cursor;

    const auto pull = take(shop.b, "/v1/pull");
    const auto answer = carry(shop.hub.hub(), pull);
    REQUIRE(answer.status == 200);

    SECTION("truncated") {
        shop.b.replica.answer(pull.id, 200, std::span(answer.body).first(answer.body.size() / 2));
        CHECK(shop.b.state() == before);
    }
    SECTION("an operation altered, the checksum not") {
        auto batch = *protocol::decode<protocol::PullAnswer>(answer.body, 1 << 20);
        batch.entries.front().body.back() ^= 1;
        shop.b.replica.answer(pull.id, 200, protocol::encode(batch));
        CHECK(shop.b.state() == before);
        CHECK(error_of(shop.b) == Code::sync_malformed);
    }
    SECTION("an operation left out, the checksum right") {
        auto batch = *protocol::decode<protocol::PullAnswer>(answer.body, 1 << 20);
        batch.entries.erase(batch.entries.begin());
        batch.checksum = protocol::pull_checksum(batch.entries);
        shop.b.replica.answer(pull.id, 200, protocol::encode(batch));
        CHECK(shop.b.state() == before);
        CHECK(error_of(shop.b) == Code::log_gap);
    }
    SECTION("a proxy's page") {
        const std::string page = "<html>Please log in</html>";
        shop.b.replica.answer(pull.id, 200, base::as_bytes(page));
        CHECK(shop.b.state() == before);
    }
    SECTION("an answer nobody waits for") {
        shop.b.replica.answer(pull.id + 1000, 200, answer.body);
        CHECK(shop.b.state() == before);
    }
    CHECK(shop.b.replica.connection().cursor == cursor);

    shop.meet();
    shop.check_equal();
    const auto after = shop.b.state();
    SECTION("the same answer again, late") {
        const auto next = take(shop.b, "/v1/pull");
        shop.b.replica.answer(next.id, 200, answer.body);
        CHECK(shop.b.state() == after);
        CHECK(shop.b.replica.connection().cursor == shop.b.replica.connection().head);
    }
}

TEST_CASE("push and pull do not wait for each other", "[replica]") {
    TwoTills shop;
    shop.a.sell_coffee(shop.hub);
    const auto push = take(shop.a, "/v1/push");  // hangs in a bad network
    shop.hub.clock.advance(16'000'000);
    const auto pull = shop.a.replica.next();
    REQUIRE(pull);
    CHECK(pull->url == "/v1/pull");
    const auto answer = carry(shop.hub.hub(), *pull);
    shop.a.replica.answer(pull->id, answer.status, answer.body);
    CHECK(shop.a.replica.connection().online);
    SECTION("and what never comes back is given up") {
        shop.hub.clock.advance(61'000'000);
        shop.a.sync(shop.hub);  // gives up
        shop.a.sync(shop.hub);  // and tries again
        CHECK(shop.a.replica.connection().pending == 0);
        const auto late = carry(shop.hub.hub(), push);
        CHECK(late.status == 200);
        shop.a.replica.answer(push.id, late.status, late.body);
        shop.meet();
        shop.check_equal();
    }
}

TEST_CASE("a device that thinks the hub has more pushes again from where it is", "[replica]") {
    TwoTills shop;
    shop.a.sell_coffee(shop.hub);
    {
        auto transaction = value(store::Transaction::begin(shop.a.database));
        value(shop.a.log().acknowledge(1));  // never pushed
        value(transaction.commit());
    }
    replica::Replica replica(shop.a.log(), shop.hub.clock, shop.a.random, {.live = false});
    bool gap = false;
    for (int round = 0; round < 3; ++round) {
        shop.hub.clock.advance(61'000'000);
        while (const auto request = replica.next()) {
            const auto answer = carry(shop.hub.hub(), *request);
            gap = gap || answer.status == 409;
            replica.answer(request->id, answer.status, answer.body);
        }
    }
    CHECK(gap);
    CHECK_FALSE(replica.connection().error);
    CHECK(replica.connection().pending == 0);
    CHECK(receipts(shop.hub.store().log().database()) == 1);
}

TEST_CASE("a batch too large for the hub is halved", "[replica]") {
    TwoTills shop;
    for (int i = 0; i < 4; ++i)
        shop.a.sell_coffee(shop.hub);
    const auto push = take(shop.a, "/v1/push");
    const auto whole =
        protocol::decode<protocol::PushRequest>(push.body, 1 << 20)->operations.size();
    const base::Error refusal{Code::sync_too_large, {{"limit", "1000"}}, {}};
    for (int i = 0; i < 10; ++i) {
        const auto again = i == 0 ? push : take(shop.a, "/v1/push");
        shop.a.replica.answer(again.id, 413, protocol::encode(protocol::problem_of(refusal, "")));
    }
    const auto small = take(shop.a, "/v1/push");
    CHECK(protocol::decode<protocol::PushRequest>(small.body, 1 << 20)->operations.size() < whole);
    const auto answer = carry(shop.hub.hub(), small);
    shop.a.replica.answer(small.id, answer.status, answer.body);
    shop.meet();
    shop.check_equal();
}

TEST_CASE("an operation of an unknown kind is parked and blocks nothing", "[replica]") {
    TwoTills shop;
    const auto self = value(shop.a.log().identity());
    const auto head = value(shop.a.log().head(self.device));
    log::Operation future{.id = shop.a.log().make_id(),
                          .tenant = self.tenant,
                          .device = self.device,
                          .sequence = head.sequence + 1,
                          .stamp = log::stamp_at(shop.hub.clock.now_us()),
                          .kind = "wallet.topped_up",
                          .payload = {{"amount", 500}},
                          .previous = head.hash};
    {
        auto transaction = value(store::Transaction::begin(shop.a.database));
        CHECK(value(shop.a.log().receive(log::encode(future))).outcome == log::Outcome::parked);
        value(transaction.commit());
    }
    shop.a.sell_coffee(shop.hub);
    shop.meet();
    CHECK(receipts(shop.b.database) == 1);
    CHECK(value(shop.hub.store().verify()).parked == 1);
    CHECK(value(shop.b.log().parked_count()) == 1);
    shop.check_equal();
    SECTION("its stored result names the reason again") {
        const auto device = value(shop.hub.hub().directory().find(self.device.text()));
        const auto overview = value(shop.hub.store().overview());
        protocol::PushRequest push{.epoch = overview.epoch, .first = future.sequence};
        push.operations = {log::encode(future)};
        const base::SigningKey key(*value(log::load_link(shop.a.database))->key);
        protocol::seal(push, &key);
        const auto answer = value(shop.hub.hub().push(device, push));
        CHECK(answer.results.front().outcome == protocol::Outcome::duplicate);
        CHECK(answer.results.front().code == "log.unknown_kind");
    }
}

// ---- enrolment ---------------------------------------------------------------------------------

TEST_CASE("a lost answer to an enrolment is repeated with the same code", "[enrol]") {
    TestHub hub;
    TestDevice device(hub.clock, 1);
    const auto code = hub.code();
    value(device.replica.enrol("", code, "Tablet"));
    const auto lost = device.replica.next();
    REQUIRE(lost);
    REQUIRE(carry(hub.hub(), *lost).status == 200);
    device.replica.answer(lost->id, 0, {});
    CHECK(error_of(device) == Code::sync_unreachable);

    value(device.replica.enrol("", code, "Tablet"));
    device.sync(hub);
    CHECK(device.replica.connection().enrolled);
    CHECK(device.replica.connection().arrived);
    CHECK(count(hub.store().log().database(), "SELECT count(*) FROM device") == 1);
    CHECK(count(hub.store().log().database(),
                "SELECT count(*) FROM series WHERE document = 'receipt'") == 1);

    SECTION("but another device cannot use it") {
        TestDevice other(hub.clock, 2);
        value(other.replica.enrol("", code, "Thief"));
        other.sync(hub);
        CHECK_FALSE(other.replica.connection().enrolled);
        CHECK(error_of(other) == Code::sync_code_invalid);
    }
}

TEST_CASE("a code is read as people write it, and dies with its time", "[enrol]") {
    TestHub hub;
    TestDevice device(hub.clock, 1);
    auto code = hub.code(15);
    SECTION("lower case, blanks") {
        std::string typed = " ";
        for (const char letter : code) {
            typed += static_cast<char>(std::tolower(letter));
            typed += ' ';
        }
        value(device.replica.enrol("", typed, "Tablet"));
        device.sync(hub);
        CHECK(device.replica.connection().enrolled);
    }
    SECTION("too late") {
        hub.clock.advance(15 * 60'000'000LL);
        value(device.replica.enrol("", code, "Tablet"));
        device.sync(hub);
        CHECK(error_of(device) == Code::sync_code_expired);
    }
    SECTION("no code at all") {
        for (const auto* wrong : {"", "ABC", "AAAA-AAAA", "K7QM-2XRPZ", "U7QM-2XRP"}) {
            value(device.replica.enrol("", wrong, "Tablet"));
            device.sync(hub);
            CHECK(error_of(device) == Code::sync_code_invalid);
        }
    }
}

TEST_CASE("a revoked device stops, and keeps what it had", "[enrol]") {
    TwoTills shop;
    shop.a.sell_coffee(shop.hub);
    const auto id = value(shop.a.log().identity()).device;
    value(shop.hub.hub().directory().revoke(id));
    value(shop.hub.store().revoke(id));
    const auto before = state(shop.hub);
    shop.meet();
    CHECK(error_of(shop.a) == Code::device_revoked);
    CHECK(shop.a.replica.connection().pending > 0);
    CHECK(receipts(shop.a.database) == 1);
    CHECK(state(shop.hub) == before);
    CHECK(shop.b.state() == before);  // the others know
    CHECK_FALSE(shop.a.replica.next());
}

// ---- restore, copies ---------------------------------------------------------------------------

TEST_CASE("after a restore from a backup everything comes back from the devices", "[restore]") {
    TwoTills shop;
    shop.a.sell_coffee(shop.hub);
    shop.meet();
    value(hub::backup(shop.hub.hub(), shop.hub.folder / "backup"));
    const auto backed_up = value(shop.hub.store().overview()).head;

    for (int i = 0; i < 3; ++i)
        shop.a.sell_coffee(shop.hub);
    shop.meet();  // the hub has it, b has it; then the hub's disk dies
    REQUIRE(value(shop.hub.store().overview()).head > backed_up);
    shop.a.sell_coffee(shop.hub);
    shop.hub.restore(shop.hub.folder / "backup");
    REQUIRE(value(shop.hub.store().overview()).head == backed_up);

    // The hub goes on under a new identity before the devices come back: its chain must not fork.
    TestDevice c(shop.hub.clock, 3);
    c.enrol(shop.hub);

    shop.meet();
    c.sync(shop.hub);
    CHECK(receipts(shop.hub.store().log().database()) == 5);
    CHECK(receipts(c.database) == 5);
    CHECK_FALSE(shop.a.replica.connection().error);
    CHECK_FALSE(shop.b.replica.connection().error);
    CHECK(c.state() == state(shop.hub));
    shop.check_equal();
    CHECK(value(shop.b.log().parked_count()) == 0);

    SECTION("every replica agrees on the positions") {
        const auto sql = "SELECT coalesce(sum(position * sequence), 0) FROM operation";
        const auto at_hub = count(shop.hub.store().log().database(), sql);
        CHECK(count(shop.a.database, sql) == at_hub);
        CHECK(count(shop.b.database, sql) == at_hub);
    }
}

void rename_branch(hub::TenantStore& store, const std::string& name) {
    value(store.write([&](log::Log& log) -> base::Status {
        const auto branch = value(log.database().one<base::Id>("SELECT id FROM branch"));
        MOSTRADOR_CHECK(
            log.append({}, organization::BranchesPut{{{{.id = *branch, .name = name}}}}));
        return {};
    }));
}

TEST_CASE("what only other devices have comes back after a restore", "[restore][SYNC-2]") {
    TwoTills shop;
    shop.meet();
    value(hub::backup(shop.hub.hub(), shop.hub.folder / "backup"));

    rename_branch(shop.hub.store(), "Centro histórico");  // by the hub itself
    {
        TestDevice lost(shop.hub.clock, 3);  // sells, is seen by the others, and breaks
        lost.enrol(shop.hub);
        lost.call("staff.login", {{"person", shop.hub.ana.text()}, {"pin", "1234"}});
        lost.sell_coffee(shop.hub);
        lost.sync(shop.hub);
    }
    shop.meet();
    CHECK(receipts(shop.b.database) == 1);
    shop.hub.restore(shop.hub.folder / "backup");
    CHECK(receipts(shop.hub.store().log().database()) == 0);

    shop.meet();
    shop.meet();
    CHECK(receipts(shop.hub.store().log().database()) == 1);
    CHECK_FALSE(shop.b.replica.connection().error);
    shop.check_equal();
    const auto unplaced = "SELECT count(*) FROM operation WHERE position IS NULL";
    CHECK(count(shop.a.database, unplaced) == 0);
    CHECK(count(shop.b.database, unplaced) == 0);
}

TEST_CASE("a device that a restored hub does not know is enrolled anew and loses nothing",
          "[restore][ORG-3]") {
    TwoTills shop;
    shop.meet();
    value(hub::backup(shop.hub.hub(), shop.hub.folder / "backup"));
    TestDevice late(shop.hub.clock, 3);
    late.enrol(shop.hub);
    late.call("staff.login", {{"person", shop.hub.ana.text()}, {"pin", "1234"}});
    const auto before = late.sell_coffee(shop.hub);
    late.sync(shop.hub);
    shop.hub.restore(shop.hub.folder / "backup");

    late.sell_coffee(shop.hub);
    late.sync(shop.hub);
    REQUIRE(error_of(late) == Code::sync_unauthorized);
    value(late.replica.enrol("", shop.hub.code(), "Tablet"));
    for (int round = 0; round < 3; ++round)
        late.sync(shop.hub);
    shop.meet();
    CHECK_FALSE(late.replica.connection().error);
    CHECK(receipts(shop.hub.store().log().database()) == 2);
    shop.check_equal();
    CHECK(late.state() == state(shop.hub));
    CHECK(late.sell_coffee(shop.hub)["number"] != before["number"]);
}

TEST_CASE("nobody speaks for another device at a hub that has lost nothing", "[push]") {
    TwoTills shop;
    const auto self = value(shop.a.log().identity());
    shop.b.sync(shop.hub);
    shop.a.sell_coffee(shop.hub);
    const auto link = value(log::load_link(shop.b.database));
    const auto device = value(shop.hub.hub().directory().authenticate(link->token));
    protocol::PushRequest push{.epoch = link->epoch, .first = 0};
    for (auto& each : value(shop.a.log().own_after(0, {})))
        push.operations.push_back(std::move(each.body));
    const base::SigningKey key(*link->key);
    protocol::seal(push, &key);
    const auto answer = shop.hub.hub().push(device, push);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::sync_foreign_device);
    CHECK(value(shop.hub.store().log().head(self.device)).sequence == 0);
}

TEST_CASE("one file alone is checked, and left as it is", "[folder][AUD-1]") {
    TwoTills shop;
    shop.a.sell_coffee(shop.hub);
    shop.meet();
    const auto backup = shop.hub.folder / "backup";
    value(hub::backup(shop.hub.hub(), backup));
    const auto file = hub::tenant_file(backup, value(shop.a.log().identity()).tenant);
    const auto size = std::filesystem::file_size(file);
    base::SeededRandom random(3);
    const auto checked = value(hub::verify_file(file, shop.hub.clock, random));
    CHECK(checked.integrity == "ok");
    CHECK(base::to_hex(checked.state) == state(shop.hub));
    CHECK(std::filesystem::file_size(file) == size);
    CHECK(hub::verify_file(file + ".gone", shop.hub.clock, random).error().code ==
          Code::store_cannot_open);

    auto database = value(store::Database::open(file));
    value(database.run("UPDATE operation SET body = ?1 WHERE row = 2", base::Bytes{1, 2, 3}));
    const auto broken = hub::verify_file(file, shop.hub.clock, random);
    REQUIRE_FALSE(broken);
    CHECK(broken.error().code == Code::log_chain_broken);
}

TEST_CASE("a hub folder copied back without restore is noticed", "[restore][folder]") {
    TwoTills shop{Storage::sqlite};
    shop.meet();
    value(hub::backup(shop.hub.hub(), shop.hub.folder / "copy"));
    shop.a.sell_coffee(shop.hub);
    shop.meet();
    std::filesystem::remove_all(shop.hub.data());
    std::filesystem::copy(shop.hub.folder / "copy", shop.hub.data(),
                          std::filesystem::copy_options::recursive);
    shop.hub.restart();
    shop.meet();
    CHECK(receipts(shop.hub.store().log().database()) == 1);
    shop.check_equal();
}

TEST_CASE("an old copy of a device is recognised and stops", "[restore]") {
    TwoTills shop;
    shop.a.sell_coffee(shop.hub);
    const auto path = shop.hub.folder / "old.sqlite";
    value(store::backup(shop.a.database, path));
    shop.a.sell_coffee(shop.hub);
    shop.meet();
    const auto before = state(shop.hub);

    auto old = value(store::Database::open(path));
    base::SeededRandom random(9);
    till::Till till(old, shop.hub.clock, random);
    replica::Replica replica(till.log(), shop.hub.clock, random, {.live = false});
    for (int i = 0; i < 5; ++i) {
        shop.hub.clock.advance(61'000'000);
        while (const auto request = replica.next()) {
            const auto answer = carry(shop.hub.hub(), *request);
            replica.answer(request->id, answer.status, answer.body);
        }
    }
    REQUIRE(replica.connection().error);
    CHECK(replica.connection().error->code == Code::sync_rolled_back);
    CHECK(state(shop.hub) == before);
}

// ---- a bad network -----------------------------------------------------------------------------

/// Loses, repeats, delays, reorders and truncates in both directions.
class BadNetwork {
public:
    BadNetwork(TestHub& hub, std::uint64_t seed) : hub_(hub), random_(seed) {}

    void carry_some(TestDevice& device) {
        while (auto request = device.replica.next()) {
            requests_.push_back(*request);
            if (one_in(5)) requests_.push_back(*request);  // a router sends it twice
        }
        while (!requests_.empty()) {
            const auto at = base::random_below(random_, requests_.size());
            const auto request = requests_[at];
            requests_.erase(requests_.begin() + static_cast<std::ptrdiff_t>(at));
            if (one_in(5)) {
                device.replica.answer(request.id, 0, {});
                continue;
            }
            auto answer = carry(hub_.hub(), request);
            if (one_in(5)) continue;  // lost: given up after a while
            if (one_in(6)) answer.body.resize(base::random_below(random_, answer.body.size()));
            device.replica.answer(request.id, answer.status, answer.body);
            if (one_in(6)) old_.push_back({request.id, answer});
        }
        for (const auto& [id, answer] : old_)
            device.replica.answer(id, answer.status, answer.body);
    }

private:
    bool one_in(std::uint64_t times) { return base::random_below(random_, times) == 0; }

    TestHub& hub_;
    base::SeededRandom random_;
    std::vector<replica::Request> requests_;
    std::vector<std::pair<std::int64_t, Answer>> old_;
};

TEST_CASE("whatever the network does, all replicas come to the same state", "[replica]") {
    const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 9)));
    CAPTURE(seed);
    TwoTills shop;
    shop.meet();
    BadNetwork network_a(shop.hub, seed), network_b(shop.hub, seed + 1000);
    for (int step = 0; step < 30; ++step) {
        if (step % 2 == 0) shop.a.sell_coffee(shop.hub);
        network_a.carry_some(shop.a);
        network_b.carry_some(shop.b);
        shop.hub.clock.advance(20'000'000);
    }
    shop.meet();
    shop.meet();
    CHECK(receipts(shop.hub.store().log().database()) == 15);
    CHECK(receipts(shop.b.database) == 15);
    CHECK_FALSE(shop.a.replica.connection().error);
    shop.check_equal();
}

}  // namespace
}  // namespace mostrador::tests
