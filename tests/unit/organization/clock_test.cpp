#include "organization/clock.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;
using organization::ClockTold;

constexpr std::int64_t kMinute = 60'000'000;

struct Till {
    Till() {
        shop.open_register();
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    }

    void tell(std::int64_t minutes) {
        value(organization::tell_clock(shop.log(), shop.clock.now_us() + minutes * kMinute,
                                       minutes * kMinute));
    }

    std::int64_t told() {
        return *value(shop.database().one<std::int64_t>(
            "SELECT count(*) FROM operation WHERE kind = ?1", ClockTold::kKind));
    }

    Json tasks() { return shop.call("tasks.list")["tasks"]; }

    Shop shop;
};

TEST_CASE("A till with a wrong clock sells, and people are told until it is right",
          "[organization][tasks][SYNC-3]") {
    Till till;
    till.tell(3 * 60 + 5);
    till.shop.sell_coffee();
    auto tasks = till.tasks();
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["kind"] == "clock_behind");
    CHECK(tasks[0]["parameters"]["minutes"] == "185");
    const auto one = till.shop.call("tasks.one", {{"id", tasks[0]["id"]}});
    REQUIRE(one["sides"].size() == 1);
    CHECK(one["sides"][0]["role"] == "clock");
    till.tell(-40);
    CHECK(till.tasks()[0]["kind"] == "clock_ahead");
    till.tell(0);
    CHECK(till.tasks().empty());
}

TEST_CASE("A clock is told when it goes wrong, goes right or goes on; not with every answer",
          "[organization]") {
    Till till;
    till.tell(0);
    till.tell(4);
    CHECK(till.told() == 0);
    till.tell(6);
    till.tell(4);
    till.tell(20);
    CHECK(till.told() == 1);
    till.tell(36);
    CHECK(till.told() == 2);
    till.tell(1);
    till.tell(2);
    CHECK(till.told() == 3);
}

TEST_CASE("Of what a device told of its clock the last stands, whichever came first",
          "[organization][SYNC-2]") {
    const auto told = [](std::int64_t sequence, std::int64_t minutes) {
        log::Operation operation;
        operation.device = base::derived_id("test", "a till");
        operation.sequence = sequence;
        operation.stamp = 100 - sequence;
        operation.kind = ClockTold::kKind;
        operation.payload = payload_of(ClockTold{sequence, minutes * kMinute});
        return operation;
    };
    Replica one, two;
    one.apply(told(1, 90));
    one.apply(told(2, 0));
    two.apply(told(2, 0));
    two.apply(told(1, 90));
    CHECK(one.state() == two.state());
    CHECK(value(one.database.one<std::int64_t>("SELECT offset FROM device_clock")) == 0);
}

}  // namespace
}  // namespace mostrador::tests
