#include <catch2/catch_test_macros.hpp>

#include "organization/operations.hpp"
#include "sales/operations.hpp"
#include "stock/late.hpp"
#include "stock/levels.hpp"
#include "stock/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/stocked_shop.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;

Json start(Stocked& shop, bool blind = false) {
    return shop.call("stock.start_count",
                     {{"count", shop.log().make_id().text()}, {"blind", blind}});
}

Json set(Stocked& shop, const Json& count, const Id& item, std::string_view quantity,
         bool add = false) {
    shop.clock.advance(1'000'000);
    return shop.call(
        "stock.set_counted",
        {{"count", count["id"]}, {"item", item.text()}, {"quantity", quantity}, {"add", add}});
}

TEST_CASE("A count is a difference, so what is sold while somebody counts stays sold",
          "[stock][STOCK-3]") {
    Stocked shop;
    shop.move("purchase", shop.cake, "10", {{"cost", "50.00"}});
    const auto count = start(shop);
    CHECK(count["total"] == 3);
    auto sheet = set(shop, count, shop.cake, "9");
    CHECK(sheet["counted"] == 1);
    shop.sell(shop.cake, "2");  // after the shelf was looked at
    shop.clock.advance(1'000'000);
    const auto done = shop.call("stock.finish_count", {{"count", count["id"]}});
    CHECK(shop.there(shop.cake) == "7");
    CHECK(done["lines"][0]["difference"] == "-1");
    CHECK(done["value"] == -500);
    CHECK(shop.call("stock.counts")["counts"].empty());
    CHECK(shop.error("stock.finish_count", {{"count", count["id"]}}) == "stock.count_not_found");
    CHECK(shop.call("tasks.list")["tasks"].empty());
}

TEST_CASE("A count by scanner adds up, and goes on later", "[stock][STOCK-3]") {
    Stocked shop;
    const auto count = start(shop, true);
    CHECK(count["lines"][0]["expected"].is_null());
    for (int i = 0; i < 3; ++i) {
        shop.call(
            "stock.set_counted",
            {{"count", count["id"]}, {"code", "7750000000017"}, {"quantity", "1"}, {"add", true}});
    }
    CHECK(shop.call("stock.counts")["counts"][0]["counted"] == 1);
    const auto sheet = shop.call("stock.count", {{"count", count["id"]}});
    CHECK(sheet["blind"] == true);
    bool found = false;
    for (const auto& line : sheet["lines"]) {
        if (line["item"] != shop.beans.text()) continue;
        found = true;
        CHECK(line["counted"] == "3");
        CHECK(line["difference"].is_null());
    }
    CHECK(found);
    shop.call("stock.finish_count", {{"count", count["id"]}});
    CHECK(shop.there(shop.beans) == "3");
}

/// Operations of several devices that a test makes by hand.
class Devices {
public:
    static log::Stamp stamp(std::int64_t seconds) { return log::stamp_at(seconds * 1'000'000); }

    template <class Payload>
    log::Operation write(std::string_view device, std::int64_t seconds, const Payload& payload) {
        log::Operation operation;
        operation.device = base::derived_id("device", device);
        operation.sequence = ++sequences_[operation.device];
        operation.stamp = stamp(seconds);
        operation.kind = Payload::kKind;
        operation.version = Payload::kVersion;
        operation.payload = payload_of(payload);
        return operation;
    }

    log::Operation sale(std::string_view device, std::int64_t seconds, const Id& product,
                        std::int64_t quantity) {
        const auto name = std::string(device) + std::to_string(seconds);
        sales::SaleCompleted sale;
        sale.receipt = base::derived_id("receipt", name);
        sale.series = base::derived_id("series", device);
        sale.number = seconds;
        sale.at_us = seconds * 1'000'000;
        sales::SoldLine line;
        line.product = product;
        line.name = "Torta";
        line.quantity = base::Decimal(quantity);
        sale.lines = {line};
        return write(device, seconds, sale);
    }

private:
    std::map<Id, std::int64_t> sequences_;
};

/// Two tills of one branch; the first counts 10 cakes where it expects 12, and has seen the
/// second's first operation.
struct Apart {
    Apart() {
        const auto branch = base::derived_id("branch", "one");
        const auto desk = base::derived_id("register", "one");
        warehouse = stock::warehouse_of_branch(branch);
        organization::RegisterRow row{.id = desk, .create = true, .branch = branch};
        all.push_back(devices.write("hub", 1, organization::RegistersPut{{{row}}}));
        for (const auto* name : {"a", "b"}) {
            all.push_back(devices.write(
                "hub", 1,
                organization::DeviceEnrolled{base::derived_id("device", name), desk, name}));
        }
        stock::ItemRow item{.id = cake,
                            .create = true,
                            .name = "Torta",
                            .unit = "un",
                            .kept = true,
                            .active = true};
        all.push_back(devices.write("hub", 2, stock::ItemsPut{{{item}}}));
        stock::StockMoved bought;
        bought.document = base::derived_id("document", "bought");
        bought.reason = stock::Reason::purchase;
        bought.warehouse = warehouse;
        bought.at_us = 3'000'000;
        bought.lines = {{.item = cake, .quantity = base::Decimal(13), .cost = 1300}};
        all.push_back(devices.write("a", 3, bought));
        all.push_back(devices.sale("b", 10, cake, 1));  // seen
        all.push_back(devices.sale("b", 20, cake, 3));  // not seen
        stock::StockCounted counted;
        counted.document = count;
        counted.warehouse = warehouse;
        counted.at_us = 31'000'000;
        counted.lines = {{cake, base::Decimal(9), base::Decimal(12), 30'000'000, 0}};
        counted.seen = {{{{base::derived_id("device", "b"), 1}}}};
        all.push_back(devices.write("a", 31, counted));
        all.push_back(devices.sale("b", 40, cake, 1));  // after the count
    }

    static void apply(Replica& replica, std::vector<log::Operation> operations,
                      std::uint64_t seed) {
        base::SeededRandom random(seed);
        for (auto i = operations.size(); seed > 0 && i > 1; --i)
            std::swap(operations[i - 1],
                      operations[static_cast<std::size_t>(base::random_below(random, i))]);
        for (const auto& operation : operations)
            replica.apply(operation);
    }

    std::int64_t there(Replica& replica) const {
        const auto places = value(stock::Places::load(replica.database));
        return value(stock::level(replica.database, places, cake))[warehouse] / 1'000'000;
    }

    static std::vector<tasks::Found> found(Replica& replica) {
        return value(stock::late_source().find(replica.database));
    }

    Devices devices;
    Id cake = base::derived_id("item", "cake");
    Id count = base::derived_id("document", "count");
    Id warehouse;
    std::vector<log::Operation> all;
};

TEST_CASE("A count tells of what it had not seen, whatever arrives first", "[stock][STOCK-3]") {
    Apart shop;
    std::string state;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        INFO("seed " << seed);
        Replica replica;
        Apart::apply(replica, shop.all, seed);
        if (seed == 0) state = replica.state();
        CHECK(replica.state() == state);
        CHECK(shop.there(replica) == 5);  // 13 - 1 - 3 - 3 - 1
        const auto found = Apart::found(replica);
        REQUIRE(found.size() == 1);
        CHECK(found[0].kind == "count_late");
        CHECK(found[0].subject == shop.count);
        CHECK(found[0].parameters.at("count") == "1");
    }
}

TEST_CASE("A person says whether the count had it in it already, and the first word stands",
          "[stock][STOCK-3]") {
    Apart shop;
    const std::vector late{base::derived_id("receipt", "b20")};
    shop.all.push_back(shop.devices.write("a", 50, stock::LateSettled{shop.count, late, true}));
    shop.all.push_back(shop.devices.write("b", 60, stock::LateSettled{shop.count, late, false}));
    std::string state;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        INFO("seed " << seed);
        Replica replica;
        Apart::apply(replica, shop.all, seed);
        if (seed == 0) state = replica.state();
        CHECK(replica.state() == state);
        CHECK(shop.there(replica) == 8);  // the three were not on the shelf when it was counted
        CHECK(Apart::found(replica).empty());
    }
}

TEST_CASE("Who counted later knew better", "[stock][STOCK-3]") {
    Apart shop;
    stock::StockCounted again;
    again.document = base::derived_id("document", "again");
    again.warehouse = shop.warehouse;
    again.at_us = 55'000'000;
    again.lines = {{shop.cake, base::Decimal(8), base::Decimal(5), 55'000'000, 0}};
    again.seen = {{{{base::derived_id("device", "b"), 3}}}};
    shop.all.push_back(shop.devices.write("a", 55, again));
    Replica replica;
    Apart::apply(replica, shop.all, 0);
    CHECK(shop.there(replica) == 8);
    CHECK(Apart::found(replica).empty());
    // Said after the second count had been made without knowing of it: nothing to correct.
    const std::vector late{base::derived_id("receipt", "b20")};
    replica.apply(shop.devices.write("b", 60, stock::LateSettled{shop.count, late, true}));
    CHECK(shop.there(replica) == 8);
}

TEST_CASE("A late sale is a task with both sides, and settling it corrects the stock",
          "[stock][STOCK-3]") {
    Stocked shop;
    shop.move("purchase", shop.cake, "10");
    const auto count = start(shop);
    set(shop, count, shop.cake, "7");
    shop.call("stock.finish_count", {{"count", count["id"]}});
    // A second tablet of the same branch sold three before, and was out of reach.
    Devices devices;
    const auto tablet = base::derived_id("device", "tablet");
    auto transaction = value(store::Transaction::begin(shop.database()));
    const auto apply = [&](const log::Operation& operation) {
        value(till::registry()
                  .find(operation.kind, operation.version)
                  ->apply(shop.database(), operation));
    };
    apply(devices.write(
        "hub", 1, organization::DeviceEnrolled{tablet, *shop_identity().register_id, "Tablet 2"}));
    const auto before = shop.clock.now_us() / 1'000'000 - 60;
    apply(devices.sale("tablet", before, shop.cake, 3));
    value(transaction.commit());
    CHECK(shop.there(shop.cake) == "4");
    const auto tasks = shop.call("tasks.list")["tasks"];
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["kind"] == "count_late");
    CHECK(tasks[0]["parameters"]["name"] == "Centro");
    const auto detail = shop.call("tasks.one", {{"id", tasks[0]["id"]}});
    REQUIRE(detail["sides"].size() == 2);
    CHECK(detail["sides"][0]["role"] == "late");
    CHECK(detail["sides"][1]["role"] == "count");
    shop.clock.advance(1'000'000);
    CHECK(shop.call("tasks.settle",
                    {{"id", tasks[0]["id"]}, {"choice", "included"}, {"note", ""}})["tasks"]
              .empty());
    CHECK(shop.there(shop.cake) == "7");
    CHECK(shop.kardex(shop.cake)["rows"][0]["kind"] == "late");
}

}  // namespace
}  // namespace mostrador::tests
