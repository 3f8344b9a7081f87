#include "log/log.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <sqlite3.h>

#include "organization/operations.hpp"
#include "store/transaction.hpp"
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
