// Law 1 and 2: any order and any duplication of the same operations gives the same tables.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "cash/operations.hpp"
#include "catalog/operations.hpp"
#include "log/assignment.hpp"
#include "staff/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;

/// What a day has besides plain sales: a discount that a supervisor allowed, a tip, coins, a card
/// charge, a courtesy, goods that come back for a voucher which is then spent, money out of the
/// drawer.
void unusual_hour(Shop& shop) {
    const Json rosa{{"person", shop.rosa.text()}, {"pin", "1234"}};
    const auto id = [&] { return shop.log().make_id().text(); };
    const auto sell = [&](const Json& tender, const Json& change = {}) {
        shop.call("cart.add", {{"product", shop.rice.text()}, {"quantity", "0.255"}});
        const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
        if (!change.is_null()) shop.call("cart.change", change);
        return shop.call("sales.checkout",
                         {{"cart", cart["id"]},
                          {"tip", 13},
                          {"tenders", Json::array({tender, {{"method", "cash"}}})}});
    };
    sell({{"method", "transfer"}, {"amount", 101}},
         {{"discount", {{"percent", "20"}}}, {"note", "vecina"}, {"approval", rosa}});
    sell({{"method", "cash"}, {"amount", 0}}, {{"mark", "courtesy"}, {"approval", rosa}});
    sell({{"method", "cash"}, {"amount", 0}}, {{"mark", "test"}, {"approval", rosa}});
    const auto cart = shop.call("cart.add", {{"product", shop.cake.text()}});
    const auto charge = id();
    shop.call("payments.charge", {{"charge", charge}, {"cart", cart["id"]}, {"amount", 700}});
    for (const auto* state : {"in_progress", "unknown", "approved"})
        shop.call("payments.charge_state", {{"charge", charge}, {"state", state}});
    const auto sold = sell({{"method", "card"}, {"card", charge}})["receipt"];
    const Json back{
        {"refund", id()},      {"receipt", sold["id"]},
        {"method", "voucher"}, {"reason", "frío"},
        {"approval", rosa},    {"lines", Json::array({{{"line", 1}, {"quantity", "1"}}})}};
    const auto note = shop.call("sales.refund", back);
    sell({{"method", "voucher"}, {"reference", note["payments"][0]["reference"]}});
    shop.call("cash.move",
              {{"movement", id()}, {"direction", "out"}, {"amount", 300}, {"reason", "pan"}});
}

/// Tables that are opened, ordered at, moved, merged, split, fired, voided, cooked and paid.
void table_hour(Shop& shop) {
    const auto id = [&] { return shop.log().make_id().text(); };
    const auto open = [&](const Id& table) {
        return shop.call("orders.open",
                         {{"tab", id()}, {"type", "dine_in"}, {"table", table.text()}})["id"];
    };
    const auto add = [&](const Json& tab, const Id& product) {
        return shop.call("orders.add",
                         {{"tab", tab}, {"line", id()}, {"product", product.text()}})["lines"];
    };
    const auto pay = [&](Json request) {
        const auto cart = shop.call("orders.bill", request);
        shop.call("sales.checkout",
                  {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}});
    };
    const auto one = open(shop.window), two = open(shop.door);
    add(one, shop.cake);
    const auto coffee = add(one, shop.coffee).back()["ids"];
    add(two, shop.cake);
    shop.call("orders.fire", {{"tab", one}});
    shop.call("orders.void", {{"tab", two}, {"lines", add(two, shop.rice).back()["ids"]}});
    const auto lines = shop.call("kitchen.queue")["tickets"][0]["lines"];
    for (const bool recall : {false, true, false})
        shop.call("orders.stage", {{"lines", lines}, {"stage", "ready"}, {"recall", recall}});
    shop.call("orders.split", {{"tab", one}, {"lines", coffee}, {"to", id()}});
    shop.call("orders.change", {{"tab", two}, {"table", shop.window.text()}, {"guests", 2}});
    shop.call("orders.change", {{"tab", one}, {"merge", two}});
    pay({{"tab", one}, {"parts", 3}});
    pay({{"tab", one}});
    shop.call("orders.cancel", {{"tab", open(shop.door)}, {"reason", "se fueron"}});
}

/// A day in the shop: everything that the hub and the till wrote, in their own order.
std::vector<base::Bytes> busy_day(Shop& shop) {
    shop.open_register();
    for (int i = 0; i < 8; ++i) {
        shop.clock.advance(61'000'000);
        shop.sell_coffee();
    }
    unusual_hour(shop);
    table_hour(shop);
    const auto report = shop.call("cash.report");
    shop.call("cash.close", {{"session", report["session"]["id"]},
                             {"counted", Json::array({{{"method", "cash"}, {"amount", 1}}})}});
    shop.open_register();
    shop.sell_coffee();
    return history(shop);
}

TEST_CASE("Facts, grants and assignments commute in any order", "[property][SYNC-2]") {
    Shop shop;
    auto bodies = busy_day(shop);
    const auto expected = base::to_hex(value(shop.log().state_hash()));
    base::SeededRandom random(99);
    for (int round = 0; round < 12; ++round) {
        shuffle(bodies, random);
        Replica replica;
        for (const auto& body : bodies)
            replica.apply(value(log::decode(body)));
        REQUIRE(replica.state() == expected);
    }
}

TEST_CASE("Of two closings of one session the earlier stands, in any order",
          "[property][SYNC-2][CASH-3]") {
    Shop shop;
    const auto bodies = busy_day(shop);
    std::vector<log::Operation> closings;
    for (const auto& body : bodies) {
        auto operation = value(log::decode(body));
        if (operation.kind == cash::SessionClosed::kKind) closings.push_back(operation);
    }
    REQUIRE_FALSE(closings.empty());
    auto later = closings.front();
    later.device = base::derived_id("test", "another till");
    later.stamp += 5 << log::kStampCounterBits;
    later.payload["counts"][0]["counted"] = 777;

    Replica one, two;
    one.apply(closings.front());
    one.apply(later);
    two.apply(later);
    two.apply(closings.front());
    two.apply(later);
    CHECK(one.state() == two.state());
    const auto counted = "SELECT count(*) FROM session_count WHERE counted = 777";
    CHECK(value(one.database.one<std::int64_t>(counted)) == 0);
}

TEST_CASE("Any interleaving and duplication on the wire converges", "[property][SYNC-1][SYNC-2]") {
    Shop shop;
    const auto bodies = busy_day(shop);
    const auto expected = base::to_hex(value(shop.log().state_hash()));
    std::map<Id, std::vector<base::Bytes>> queues;
    for (const auto& body : bodies) {
        queues[value(log::decode(body)).device].push_back(body);
    }
    base::SeededRandom random(7);
    for (int round = 0; round < 12; ++round) {
        Replica replica;
        std::map<Id, std::size_t> next;
        std::vector<Id> open;
        for (const auto& [device, queue] : queues)
            open.push_back(device);
        while (!open.empty()) {
            const auto pick = static_cast<std::size_t>(base::random_below(random, open.size()));
            const auto device = open[pick];
            const auto& queue = queues[device];
            auto& index = next[device];
            if (index > 0 && base::random_below(random, 3) == 0) {
                const auto old = static_cast<std::size_t>(base::random_below(random, index));
                REQUIRE(replica.receive(queue[old]) == log::Outcome::duplicate);
                continue;
            }
            REQUIRE(replica.receive(queue[index]) == log::Outcome::applied);
            if (++index == queue.size())
                open.erase(open.begin() + static_cast<std::ptrdiff_t>(pick));
        }
        REQUIRE(replica.state() == expected);
    }
}

/// Random assignments by several devices to a few products and people: creations, changes,
/// changes before their creation, equal stamps.
std::vector<log::Operation> random_assignments(base::Random& random) {
    std::vector<log::Operation> operations;
    const auto id = [&](std::string_view kind, std::uint64_t most) {
        return base::derived_id(kind, std::to_string(base::random_below(random, most)));
    };
    for (int i = 0; i < 60; ++i) {
        log::Operation operation;
        operation.device = id("device", 3);
        operation.stamp = 1 + static_cast<log::Stamp>(base::random_below(random, 40));
        operation.version = 1;
        const bool create = base::random_below(random, 4) == 0;
        catalog::ProductRow product{.id = id("product", 3), .create = create};
        if (base::random_below(random, 2)) product.price = 100 + i;
        if (base::random_below(random, 2)) product.name = "P" + std::to_string(i);
        if (base::random_below(random, 3) == 0) product.category = id("category", 2);
        if (base::random_below(random, 3) == 0) product.active = base::random_below(random, 2) == 0;
        operation.kind = catalog::ProductsPut::kKind;
        operation.payload = payload_of(catalog::ProductsPut{{{product}}});
        operations.push_back(std::move(operation));
    }
    // Two assignments of one device never have the same stamp: the log's clock always moves on.
    std::ranges::sort(operations, {}, [](const auto& o) { return std::pair(o.device, o.stamp); });
    const auto same = std::ranges::unique(
        operations, {}, [](const auto& o) { return std::pair(o.device, o.stamp); });
    operations.erase(same.begin(), same.end());
    return operations;
}

TEST_CASE("Assignments of fields merge alike on every replica", "[property][SYNC-2][CAT-1]") {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        base::SeededRandom random(seed);
        auto operations = random_assignments(random);
        std::string expected;
        for (int round = 0; round < 4; ++round) {
            Replica replica;
            for (const auto& operation : operations) {
                replica.apply(operation);
                if (base::random_below(random, 5) == 0) replica.apply(operation);
            }
            if (round == 0) expected = replica.state();
            INFO("seed " << seed);
            REQUIRE(replica.state() == expected);
            for (auto i = operations.size(); i > 1; --i) {
                std::swap(operations[i - 1],
                          operations[static_cast<std::size_t>(base::random_below(random, i))]);
            }
        }
    }
}

}  // namespace
}  // namespace mostrador::tests
