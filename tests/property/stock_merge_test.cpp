// What several tills, a kitchen and an owner do to the same shelves without knowing of each other:
// whatever comes first, every replica has the same stock, the same average costs and the same
// questions to a person; and stock is exactly the sum of what moved.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "organization/operations.hpp"
#include "sales/operations.hpp"
#include "stock/cost.hpp"
#include "stock/late.hpp"
#include "stock/levels.hpp"
#include "stock/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"

namespace mostrador::tests {
namespace {

using base::Decimal;
using base::Id;

constexpr std::uint64_t kItems = 3;
constexpr std::uint64_t kDevices = 3;
constexpr std::uint64_t kSteps = 50;
constexpr std::int64_t kSecond = 1'000'000;

Id item(std::uint64_t i) {
    return base::derived_id("item", std::to_string(i));
}

Id device(std::uint64_t i) {
    return base::derived_id("device", std::to_string(i));
}

/// A day of a shop with two warehouses.
class Day {
public:
    explicit Day(std::uint64_t seed) : random_(seed) {}

    std::vector<log::Operation> operations() {
        found_shop();
        for (std::uint64_t i = 0; i < kSteps; ++i)
            happen();
        return std::move(all_);
    }

private:
    std::uint64_t below(std::uint64_t most) { return base::random_below(random_, most); }

    std::int64_t number(std::uint64_t most) { return static_cast<std::int64_t>(below(most)); }

    Id fresh(std::string_view kind) { return base::derived_id(kind, std::to_string(all_.size())); }

    Id warehouse() {
        return below(2) == 0 ? stock::warehouse_of_branch(branch_)
                             : base::derived_id("warehouse", "cellar");
    }

    /// Clocks differ, and some things happen at the same moment.
    std::int64_t now() { return (100 + static_cast<std::int64_t>(all_.size()) / 2) * kSecond; }

    template <class Payload>
    void write(std::uint64_t by, const Payload& payload) {
        log::Operation operation;
        operation.device = device(by);
        operation.sequence = ++sequences_[by];
        operation.stamp = log::stamp_at(now()) + operation.sequence;
        operation.person = base::derived_id("person", std::to_string(by));
        operation.kind = Payload::kKind;
        operation.version = Payload::kVersion;
        operation.payload = payload_of(payload);
        all_.push_back(std::move(operation));
    }

    void found_shop() {
        const auto desk = base::derived_id("register", "one");
        organization::RegisterRow row{.id = desk, .create = true, .branch = branch_};
        write(0, organization::RegistersPut{{{row}}});
        for (std::uint64_t i = 0; i < kDevices; ++i)
            write(0, organization::DeviceEnrolled{device(i), desk, "till"});
    }

    void put_item() {
        stock::ItemRow row{.id = item(below(kItems))};
        if (below(2) == 0) row.create = true;
        row.name = "item " + std::to_string(number(5));
        row.kept = below(4) != 0;
        row.active = true;
        write(below(kDevices), stock::ItemsPut{{{row}}});
    }

    void put_recipe() {
        stock::RecipeRow row{.id = item(below(kItems)), .create = true, .yield = Decimal(1)};
        row.lines = item(below(kItems)).text() + " " + std::to_string(1 + number(3)) + " un";
        write(below(kDevices), stock::RecipesPut{{{row}}});
    }

    void sell() {
        sales::SaleCompleted sale;
        sale.receipt = fresh("receipt");
        sale.series = fresh("series");
        sale.at_us = now();
        for (auto lines = 1 + below(3); lines > 0; --lines) {
            sales::SoldLine line;
            line.product = item(below(kItems));
            line.name = "a thing";
            line.quantity = Decimal(1 + number(4));
            if (below(2) == 0) line.uses = {{item(below(kItems)), Decimal(1 + number(3))}};
            sale.lines.push_back(line);
        }
        write(below(kDevices), sale);
    }

    void move() {
        stock::StockMoved moved;
        moved.document = fresh("document");
        moved.warehouse = warehouse();
        moved.at_us = now();
        const auto quantity = 1 + number(20);
        stock::MovedLine line{.item = item(below(kItems)), .quantity = Decimal(quantity)};
        moved.reason = below(2) == 0 ? stock::Reason::purchase : stock::Reason::waste;
        if (moved.reason == stock::Reason::purchase) {
            line.cost = quantity * (50 + number(100));
        } else {
            line.quantity = Decimal(-quantity);
        }
        moved.lines = {line};
        write(below(kDevices), moved);
    }

    void transfer() {
        const auto by = below(kDevices);
        stock::StockMoved sent;
        sent.document = fresh("document");
        sent.reason = stock::Reason::sent;
        sent.warehouse = warehouse();
        sent.other = warehouse();
        sent.at_us = now();
        sent.lines = {{.item = item(below(kItems)), .quantity = Decimal(-5)}};
        write(by, sent);
        for (auto times = below(3); times > 0; --times) {
            auto received = sent;
            received.document = fresh("document");
            received.reason = stock::Reason::received;
            received.warehouse = *sent.other;
            received.transfer = sent.document;
            received.at_us = now();
            received.lines[0].quantity = Decimal(number(6));
            write(below(kDevices), received);
        }
    }

    /// Of a random past, so that much of it is late for the others.
    void count() {
        const auto by = below(kDevices);
        stock::StockCounted count;
        count.document = fresh("document");
        count.warehouse = warehouse();
        count.at_us = now();
        count.seen = {{}, {}};
        for (std::uint64_t other = 0; other < kDevices; ++other) {
            if (other == by) continue;
            for (auto& set : count.seen)
                set.devices.push_back(
                    {device(other), number(static_cast<std::uint64_t>(sequences_[other]) + 1)});
        }
        for (std::uint64_t i = 0; i < kItems; ++i) {
            if (below(3) == 0) continue;
            count.lines.push_back({item(i), Decimal(number(30)), Decimal(number(30)),
                                   now() - number(10) * kSecond, number(2)});
        }
        counts_.push_back(count.document);
        write(by, count);
    }

    void settle() {
        if (counts_.empty()) return;
        std::vector<Id> documents;
        for (auto i = below(4); i > 0; --i)
            documents.push_back(base::derived_id(below(2) == 0 ? "receipt" : "document",
                                                 std::to_string(below(all_.size()))));
        const auto count = static_cast<std::size_t>(below(counts_.size()));
        write(below(kDevices),
              stock::LateSettled{counts_[count], std::move(documents), below(2) == 0});
    }

    void happen() {
        switch (below(10)) {
            case 0:
                return put_item();
            case 1:
                return put_recipe();
            case 2:
            case 3:
                return move();
            case 4:
                return transfer();
            case 5:
                return count();
            case 6:
                return settle();
            default:
                return sell();
        }
    }

    base::SeededRandom random_;
    Id branch_ = base::derived_id("branch", "one");
    std::vector<log::Operation> all_;
    std::map<std::uint64_t, std::int64_t> sequences_;
    std::vector<Id> counts_;
};

/// What people see.
std::string seen(Replica& replica) {
    auto& database = replica.database;
    std::string text;
    const auto places = value(stock::Places::load(database));
    for (const auto& [id, level] : value(stock::levels(database, places))) {
        for (const auto& [warehouse, quantity] : level)
            text += id.text() + warehouse.text() + std::to_string(quantity) + "\n";
    }
    const auto costs = value(stock::Costs::load(database));
    for (std::uint64_t i = 0; i < kItems; ++i)
        text += std::to_string(costs.last(item(i)).value_or(-1)) + "\n";
    for (const auto& task : value(stock::late_source().find(database)))
        text += task.subject.text() + task.parameters.at("count") + "\n";
    return text;
}

/// Stock is the sum of its movements, for every item that is known.
void check_sums(Replica& replica) {
    const auto places = value(stock::Places::load(replica.database));
    std::map<Id, std::map<Id, std::int64_t>> sums;
    std::set<Id> known;
    value(replica.database.each("SELECT id FROM stock_item",
                                [&](const store::Row& row) { known.insert(row.id(0)); }));
    for (const auto& id : known) {
        value(stock::each_move_of(replica.database, places, id,
                                  [&](const stock::Move& move) -> base::Status {
                                      sums[id][move.warehouse] += move.quantity;
                                      return {};
                                  }));
    }
    auto levels = value(stock::levels(replica.database, places));
    std::erase_if(levels, [&](const auto& each) { return !known.contains(each.first); });
    REQUIRE(levels == sums);
}

TEST_CASE("Stock merges alike on every replica, whatever comes first",
          "[property][stock][STOCK-1][STOCK-2][STOCK-3]") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        auto operations = Day(seed).operations();
        base::SeededRandom random(seed * 31);
        std::string expected;
        std::string people;
        for (int round = 0; round < 4; ++round) {
            INFO("seed " << seed << ", round " << round);
            Replica replica;
            for (const auto& operation : operations)
                replica.apply(operation);
            if (round == 0) {
                expected = replica.state();
                people = seen(replica);
            }
            REQUIRE(replica.state() == expected);
            REQUIRE(seen(replica) == people);
            check_sums(replica);
            for (auto i = operations.size(); i > 1; --i)
                std::swap(operations[i - 1],
                          operations[static_cast<std::size_t>(base::random_below(random, i))]);
        }
    }
}

}  // namespace
}  // namespace mostrador::tests
