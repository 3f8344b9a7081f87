// The permission matrix once more, on the hub: nothing is refused for it, and a person is told.
#include "staff/rights.hpp"

#include <catch2/catch_test_macros.hpp>

#include "hub/support/test_hub.hpp"
#include "staff/operations.hpp"
#include "store/transaction.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using staff::Role;

struct Fixture {
    TestHub hub;
    TestDevice till{hub.clock, 1};
    TestDevice office{hub.clock, 2};
    Id rosa;

    Fixture() {
        till.enrol(hub);
        office.enrol(hub);
        rosa = hub.store().log().make_id();
        const auto pin_hash = *value(hub.store().log().database().one<std::string>(
            "SELECT pin_hash FROM person WHERE id = ?1", hub.ana));
        at_hub({.id = rosa,
                .create = true,
                .name = "Rosa",
                .role = Role::owner,
                .color = "#335577",
                .pin_hash = pin_hash,
                .active = true});
        meet();
        till.open_register(hub);
        meet();
    }

    void meet() {
        for (int round = 0; round < 3; ++round) {
            hub.clock.advance(61'000'000);
            till.sync(hub);
            office.sync(hub);
        }
    }

    void at_hub(staff::PersonRow row) {
        value(hub.store().write([&](log::Log& log) {
            return log.append(std::nullopt, staff::PeoplePut{{{std::move(row)}}});
        }));
    }

    /// On the office's tablet, by the owner.
    void at_office(staff::PersonRow row) {
        auto transaction = value(store::Transaction::begin(office.database));
        value(office.log().append(rosa, staff::PeoplePut{{{std::move(row)}}}));
        value(transaction.commit());
    }

    base::Json tasks(TestDevice& device) {
        device.call("staff.login", {{"person", rosa.text()}, {"pin", "1234"}});
        return device.call("tasks.list")["tasks"];
    }

    void check_equal() {
        CHECK(till.state() == state(hub));
        CHECK(office.state() == state(hub));
        CHECK(value(hub.store().verify()).integrity == "ok");
    }
};

TEST_CASE("what somebody sold after their right was taken away counts, and is told",
          "[rights][SYNC-3]") {
    Fixture f;
    f.hub.clock.advance(1'000'000);
    f.at_hub({.id = f.hub.ana, .role = Role::kitchen});
    f.hub.clock.advance(1'000'000);
    const auto sold = f.till.sell_coffee(f.hub);  // the till does not know it yet
    f.till.sell_coffee(f.hub);
    f.meet();
    f.meet();
    f.check_equal();
    CHECK(f.till.replica.connection().pending == 0);

    const auto tasks = f.tasks(f.office);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["kind"] == "right_missing");
    CHECK(tasks[0]["parameters"]["permission"] == "sell");
    CHECK(tasks[0]["parameters"]["count"] == "2");
    CHECK(f.tasks(f.till) == tasks);
    const auto detail = f.office.call("tasks.one", {{"id", tasks[0]["id"]}});
    REQUIRE(detail["sides"].size() == 2);
    CHECK(detail["sides"][0]["role"] == "sold");
    CHECK(detail["sides"][0]["number"] == sold["number"]);
    CHECK(detail["sides"][0]["person"] == "Ana Quispe");
    CHECK(detail["sides"][0]["amount"] == sold["total"]);

    f.office.call("tasks.settle", {{"id", tasks[0]["id"]}, {"choice", "accepted"}, {"note", ""}});
    f.meet();
    CHECK(f.tasks(f.till).empty());
    f.check_equal();
}

TEST_CASE("what was done before the right was taken away is nobody's fault", "[rights]") {
    Fixture f;
    f.till.sell_coffee(f.hub);
    f.hub.clock.advance(1'000'000);
    f.at_hub({.id = f.hub.ana, .role = Role::kitchen});
    f.meet();
    CHECK(f.tasks(f.office).empty());
}

TEST_CASE("a change of role that comes late is held against what is here", "[rights]") {
    Fixture f;
    f.at_office({.id = f.hub.ana, .active = false});
    f.hub.clock.advance(1'000'000);
    f.till.sell_coffee(f.hub);
    f.till.sync(f.hub);
    CHECK(f.tasks(f.till).empty());
    f.meet();
    f.meet();
    const auto tasks = f.tasks(f.office);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["parameters"]["count"] == "1");
    f.check_equal();
}

TEST_CASE("a role given back makes what follows right again", "[rights]") {
    Fixture f;
    f.at_hub({.id = f.hub.ana, .active = false});
    f.hub.clock.advance(1'000'000);
    f.at_hub({.id = f.hub.ana, .active = true});
    f.hub.clock.advance(1'000'000);
    f.till.sell_coffee(f.hub);
    f.meet();
    CHECK(f.tasks(f.office).empty());
}

TEST_CASE("who makes themselves the owner is told of", "[rights]") {
    Fixture f;
    {
        auto transaction = value(store::Transaction::begin(f.till.database));
        value(f.till.log().append(f.hub.ana,
                                  staff::PeoplePut{{{{.id = f.hub.ana, .role = Role::owner}}}}));
        value(transaction.commit());
    }
    f.meet();
    f.meet();
    const auto tasks = f.tasks(f.office);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0]["parameters"]["permission"] == "manage_devices");
}

TEST_CASE("a device cannot say that somebody had no right", "[rights]") {
    Fixture f;
    const auto self = value(f.till.log().identity());
    {
        auto transaction = value(store::Transaction::begin(f.till.database));
        const auto forged = f.till.log().append(
            std::nullopt,
            staff::RightMissing{
                f.till.log().make_id(), self.device, f.rosa, staff::Permission::sell, {}});
        REQUIRE_FALSE(forged);
        CHECK(forged.error().code == base::Code::staff_not_allowed);
    }
}

}  // namespace
}  // namespace mostrador::tests
