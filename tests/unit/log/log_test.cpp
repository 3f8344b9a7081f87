#include "log/log.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <limits>
#include <sqlite3.h>

#include "organization/operations.hpp"
#include "sales/operations.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Code;

/// A second replica of the shop's tenant, that sees what it is given.
struct Other {
    explicit Other(log::Role role = log::Role::device)
        : database(empty_database()), log(database, till::registry(), clock, random, role) {
        auto identity = shop_identity();
        identity.device = base::derived_id("test", "other");
        value(log.become(identity));
        value(log.trust_hub(identity.hub));
    }

    base::Result<log::Received> receive(const log::Stored& operation) {
        auto transaction = value(store::Transaction::begin(database));
        auto received = log.receive(operation.body, operation.position);
        if (received) value(transaction.commit());
        return received;
    }

    ManualClock clock;
    base::SeededRandom random{5};
    store::Database database;
    log::Log log;
};

std::vector<log::Stored> hub_operations(Shop& shop) {
    return value(shop.hub().after_position(0, base::Id::nil(), {}));
}

TEST_CASE("Received operations are applied once, in order, along the chain", "[log][SYNC-1]") {
    Shop shop;
    Other other;
    const auto operations = hub_operations(shop);
    REQUIRE(operations.size() > 3);
    CHECK(other.receive(operations[1]).error().code == Code::log_gap);
    CHECK(value(other.receive(operations[0])).outcome == log::Outcome::applied);
    CHECK(value(other.receive(operations[0])).outcome == log::Outcome::duplicate);
    const auto gap = other.receive(operations[3]);
    CHECK(gap.error().parameters.at("expected") == "2");
    CHECK(gap.error().parameters.at("got") == "4");
    for (const auto& operation : operations)
        value(other.receive(operation));
    CHECK(value(other.log.head(shop_identity().hub)).sequence == std::ssize(operations));
}

TEST_CASE("Another operation at a place that is taken is a fork, not a change", "[log][SYNC-3]") {
    Shop shop;
    Other other;
    const auto operations = hub_operations(shop);
    value(other.receive(operations[0]));
    auto forged = value(log::decode(operations[0].body));
    forged.payload["rows"][0]["name"] = "Robada";
    CHECK(other.receive({.body = log::encode(forged)}).error().code == Code::log_forked);

    auto unlinked = value(log::decode(operations[1].body));
    unlinked.previous.fill(0);
    CHECK(other.receive({.body = log::encode(unlinked)}).error().code == Code::log_chain_broken);

    auto foreign = value(log::decode(operations[1].body));
    foreign.tenant = base::derived_id("test", "someone else");
    CHECK(other.receive({.body = log::encode(foreign)}).error().code == Code::sync_foreign_tenant);
}

TEST_CASE("What cannot be applied is parked and never blocks what follows", "[log][SYNC-3]") {
    Other hub(log::Role::hub);
    log::Operation operation;
    operation.tenant = shop_identity().tenant;
    operation.device = base::derived_id("test", "newer");
    operation.stamp = 1;
    operation.payload = base::Json::object();
    const auto push = [&](std::string kind) {
        operation.id = hub.log.make_id();
        ++operation.sequence;
        operation.kind = std::move(kind);
        const auto body = log::encode(operation);
        operation.previous = log::hash_of(body);
        return value(hub.receive({.body = body}));
    };
    const auto unknown = push("future.happened");
    CHECK(unknown.outcome == log::Outcome::parked);
    CHECK(unknown.reason->code == Code::log_unknown_kind);
    const auto grant = push(std::string(organization::DeviceRevoked::kKind));
    CHECK(grant.reason->code == Code::staff_not_allowed);
    const auto malformed = push("cash.session_opened");
    CHECK(malformed.reason->code == Code::input_malformed);
    CHECK(malformed.position == 3);
    CHECK(value(hub.log.parked_count()) == 3);
    CHECK(value(hub.log.verify()).operations == 3);
    CHECK(value(hub.log.retry_parked()) == 0);
}

/// A device of the shop that writes its own chain.
struct Writer {
    explicit Writer(std::string_view name) {
        operation.tenant = shop_identity().tenant;
        operation.device = base::derived_id("writer", name);
        operation.stamp = 1;
    }

    template <class Payload>
    base::Bytes write(const Payload& payload) {
        return write(Payload::kKind, Payload::kVersion, payload_of(payload));
    }

    base::Bytes write(std::string_view kind, int version, base::Json payload) {
        operation.id =
            base::derived_id(operation.device.text(), std::to_string(++operation.sequence));
        operation.kind = kind;
        operation.version = version;
        operation.payload = std::move(payload);
        auto body = log::encode(operation);
        operation.previous = log::hash_of(body);
        return body;
    }

    log::Operation operation;
};

organization::BranchesPut branch(std::string name) {
    return {{{{.id = base::derived_id("test", name), .create = true, .name = std::move(name)}}}};
}

std::int64_t receive_all(Other& other, const std::vector<base::Bytes>& bodies,
                         std::int64_t position = 0) {
    std::vector<log::Arriving> arriving;
    for (const auto& body : bodies)
        arriving.push_back({body, ++position});
    auto transaction = value(store::Transaction::begin(other.database));
    const auto parked = value(other.log.receive_all(arriving));
    value(transaction.commit());
    return parked;
}

std::string state(Other& other) {
    return base::to_hex(value(other.log.state_hash()));
}

TEST_CASE("A batch is the same as its operations one by one", "[log][SYNC-2]") {
    Writer a("a"), b("b");
    std::vector<base::Bytes> bodies;
    for (int i = 0; i < 5; ++i) {
        bodies.push_back(a.write(branch("a" + std::to_string(i))));
        bodies.push_back(b.write(branch("b" + std::to_string(i))));
    }
    SECTION("when all apply") {}
    SECTION("when one is of an unknown kind") {
        bodies.push_back(a.write("future.happened", 1, base::Json::object()));
        bodies.push_back(a.write(branch("a later")));
    }
    Other together, apart;
    std::int64_t position = 0, parked = 0;
    for (const auto& body : bodies) {
        const auto received = value(apart.receive({.position = ++position, .body = body}));
        parked += received.outcome == log::Outcome::parked;
    }
    CHECK(receive_all(together, bodies) == parked);
    CHECK(value(together.log.parked_count()) == parked);
    CHECK(state(together) == state(apart));
    CHECK(value(together.log.verify()).operations == std::ssize(bodies));
    CHECK(value(together.log.last_position()) == std::ssize(bodies));

    CHECK(receive_all(together, bodies) == 0);  // once more: they are there
    CHECK(value(together.log.verify()).operations == std::ssize(bodies));
    CHECK(state(together) == state(apart));
}

TEST_CASE("Of two in a batch that exclude each other the one in front stands", "[log][SYNC-3]") {
    const auto sale = [](std::int64_t price) {
        return sales::SaleCompleted{.receipt = base::derived_id("test", "one receipt"),
                                    .session = base::derived_id("test", "session"),
                                    .series = base::derived_id("test", "series"),
                                    .number = 1,
                                    .number_text = "R001-1",
                                    .at_us = 1,
                                    .lines = {{.product = base::derived_id("test", "coffee"),
                                               .name = "Café",
                                               .unit = "und",
                                               .quantity = base::Decimal(1),
                                               .unit_price = price,
                                               .base = price,
                                               .total = price,
                                               .taxes = {}}},
                                    .taxes = {},
                                    .payments = {{.amount = price, .tendered = price}},
                                    .total = price};
    };
    Writer a("a"), b("b");
    std::vector<base::Bytes> bodies{a.write(sale(100)), b.write(sale(200))};
    const bool turned = GENERATE(false, true);
    if (turned) std::swap(bodies[0], bodies[1]);
    Other other;
    CHECK(receive_all(other, bodies) == 1);
    CHECK(value(other.database.one<std::int64_t>("SELECT total FROM receipt")) ==
          (turned ? 200 : 100));
}

TEST_CASE("A batch with a gap changes nothing", "[log][SYNC-1]") {
    Writer a("a");
    const auto first = a.write(branch("first"));
    a.write(branch("lost"));
    const auto third = a.write(branch("third"));
    Other other;
    const std::vector<log::Arriving> arriving{{first, 1}, {third, 3}};
    {
        auto transaction = value(store::Transaction::begin(other.database));
        CHECK(other.log.receive_all(arriving).error().code == Code::log_gap);
    }
    CHECK(value(other.log.verify()).operations == 0);
    CHECK(value(other.database.one<std::int64_t>("SELECT count(*) FROM branch")) == 0);
}

TEST_CASE("The hub gives positions without a gap", "[log][SYNC-1]") {
    Shop shop;
    shop.open_register();
    Other hub(log::Role::hub);
    for (const auto& operation : hub_operations(shop))
        value(hub.receive(operation));
    std::int64_t last = value(hub.log.last_position());
    for (const auto& own : value(shop.log().own_after(0, {}))) {
        CHECK(value(hub.receive(own)).position == ++last);
        CHECK(value(hub.receive(own)).position == last);
    }
    CHECK(value(hub.log.state_hash()) == value(shop.log().state_hash()));
}

TEST_CASE("A device that has written the last of all stamps stops no other", "[log][SYNC-2]") {
    Shop shop;
    shop.open_register();
    const log::Operation last{.id = base::derived_id("test", "last"),
                              .tenant = shop_identity().tenant,
                              .device = base::derived_id("test", "other"),
                              .sequence = 1,
                              .stamp = std::numeric_limits<log::Stamp>::max(),
                              .kind = "test.nobody_knows",
                              .payload = base::Json::object()};
    CHECK(value(shop.log().receive(log::encode(last), 1000)).outcome == log::Outcome::parked);
    shop.sell_coffee();
    shop.sell_coffee();
    CHECK(value(shop.log().verify()).devices == 3);
}

/// Rows that were looked at one after the other because no index told where to look.
int rows_scanned(log::Log& log) {
    auto* database = log.database().handle();
    int rows = 0;
    for (auto* each = sqlite3_next_stmt(database, nullptr); each != nullptr;
         each = sqlite3_next_stmt(database, each))
        rows += sqlite3_stmt_status(each, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    return rows;
}

TEST_CASE("An operation costs the hub as much in a long log as in a short one", "[log][SYNC-2]") {
    Shop shop;
    shop.open_register();
    for (int i = 0; i < 40; ++i)
        shop.sell_coffee();
    Other hub(log::Role::hub);
    for (const auto& operation : hub_operations(shop))
        value(hub.receive(operation));
    std::vector<int> scanned;
    for (const auto& own : value(shop.log().own_after(0, {}))) {
        rows_scanned(hub.log);
        value(hub.receive(own));
        scanned.push_back(rows_scanned(hub.log));
    }
    CHECK(scanned.size() > 40);
    CHECK(std::ranges::max(scanned) <= 2);  // the one row of `identity`
}

TEST_CASE("A rolled back command leaves no trace in the chain", "[log][SALE-2]") {
    Shop shop;
    const auto before = value(shop.log().head(shop_identity().device));
    {
        auto transaction = value(store::Transaction::begin(shop.database()));
        value(shop.log().append({}, organization::BranchesPut{}));
    }
    CHECK(value(shop.log().head(shop_identity().device)).hash == before.hash);
    shop.log_in();
    CHECK(value(shop.log().verify()).devices == 2);
}

TEST_CASE("Readers get at least one operation and at most what they asked for", "[log][SYNC-1]") {
    Shop shop;
    CHECK(value(shop.hub().after_position(0, base::Id::nil(), {.bytes = 1, .count = 10})).size() ==
          1);
    CHECK(value(shop.hub().after_position(0, base::Id::nil(), {.count = 2})).size() == 2);
    CHECK(value(shop.hub().after_position(0, shop_identity().hub, {})).empty());
}

TEST_CASE("A database has one identity", "[log][ORG-3]") {
    Shop shop;
    CHECK(shop.log().become(shop_identity()));
    auto other = shop_identity();
    other.device = base::derived_id("test", "other");
    CHECK(shop.log().become(other).error().code == Code::device_already_enrolled);
}

}  // namespace
}  // namespace mostrador::tests
