// What is special about PostgreSQL: isolation in the database itself, several processes, and what
// is left when the database or a process's folder goes away. Everything else about it is tested by
// the other files, which run on both storages.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>

#include "hub/maintenance.hpp"
#include "hub/secret_file.hpp"
#include "hub/storage/enrolment_code.hpp"
#include "hub/storage/postgres/postgres_storage.hpp"
#include "hub/storage/postgres/schema.hpp"
#include "hub/support/socket_carrier.hpp"
#include "protocol/codec.hpp"
#include "protocol/seal.hpp"

namespace mostrador::tests {
namespace {

namespace fs = std::filesystem;
using base::Code;
using base::Id;
using hub::postgres::Arguments;
using hub::postgres::Batch;
using hub::postgres::Connection;
using hub::postgres::of_tenant;

constexpr std::array kTables{"tenant", "head", "operation", "mark", "device", "code"};

/// Two companies in one database, each with an enrolled device.
struct TwoCompanies {
    TestHub hub{"Café de Prueba", Storage::postgres};
    Id other = hub.add_tenant("Otra empresa");
    hub::Admission ours = admit(hub.code());
    hub::Admission theirs = admit(hub.code_for(other));
    std::unique_ptr<Connection> intruder = value(Connection::open(hub.database()->hub_conninfo()));

    hub::Admission admit(const std::string& code) {
        auto admission = value(hub.hub().directory().admit({code, "Tablet", Id{}}));
        value(hub.hub().welcome(admission));
        return admission;
    }

    std::int64_t seen(Batch batch, const std::string& table) {
        batch.add("SELECT count(*) FROM " + table);
        return value(intruder->run(batch)).back().integer(0, 0);
    }

    base::Error refused(Batch batch, const std::string& sql) {
        const auto done = intruder->run(batch.add(sql));
        CHECK_FALSE(done);
        return done ? base::Error{} : done.error();
    }
};

TEST_CASE("the database shows a tenant's rows only to who names the tenant", "[postgres][tenant]") {
    TwoCompanies f;
    for (const std::string table : kTables) {
        CAPTURE(table);
        CHECK(f.seen({}, table) == 0);  // no tenant is named
        CHECK(f.seen(Batch().add("SELECT set_config('app.tenant', '', true)"), table) == 0);
        CHECK(f.seen(of_tenant(base::derived_id("no", "tenant")), table) == 0);
        CHECK(f.seen(of_tenant(f.hub.tenant), table) > 0);
        const auto foreign = " WHERE tenant_id <> '" + f.hub.tenant.text() + "'";
        CHECK(f.seen(of_tenant(f.hub.tenant), table + foreign) == 0);
        CHECK_FALSE(f.intruder->run(
            Batch()
                .add("SELECT set_config('app.tenant', $1, true)", Arguments::of("' OR true --"))
                .add("SELECT count(*) FROM " + table)));
    }
    // A name that was set for one transaction is gone in the next.
    CHECK(f.seen(of_tenant(f.hub.tenant), "operation") > 0);
    CHECK(f.seen({}, "operation") == 0);
}

TEST_CASE("a secret shows its own row, the directory shows names only", "[postgres][tenant]") {
    TwoCompanies f;
    const auto knowing = [](const protocol::Token& token) {
        return Batch().add("SELECT set_config('app.secret', $1, true)",
                           Arguments::of(base::to_hex(base::blake2b(token))));
    };
    CHECK(f.seen(knowing(f.theirs.token), "device") == 1);
    for (const std::string table : kTables) {
        if (table != "device") CHECK(f.seen(knowing(f.theirs.token), table) == 0);
    }
    auto guess = f.theirs.token;
    guess[31] ^= 1;
    CHECK(f.seen(knowing(guess), "device") == 0);

    const auto directory = Batch().add("SELECT set_config('app.scope', 'directory', true)");
    for (const std::string table : kTables)
        CHECK(f.seen(directory, table) == (table == "tenant" ? 2 : 0));
}

TEST_CASE("nothing is written for another tenant, and nothing is ever removed",
          "[postgres][tenant]") {
    TwoCompanies f;
    const auto us = of_tenant(f.hub.tenant);
    const auto them = f.other.text();
    const auto before = value(value(f.hub.hub().tenant(f.other))->log().state_hash());
    f.refused(us,
              "INSERT INTO operation (tenant_id, position, device_id, sequence, body) VALUES ('" +
                  them + "', 1000, '" + them + "', 1, 'x')");
    f.refused(us,
              "INSERT INTO device (tenant_id, device_id, name, token_hash, enrolled_at) VALUES ('" +
                  them + "', '" + them + "', 'x', 'x', 0)");
    f.refused(us,
              "INSERT INTO code (tenant_id, hash, register_id, created_at, expires_at) VALUES ('" +
                  them + "', 'x', '" + them + "', 0, 9)");
    f.refused(us, "UPDATE device SET tenant_id = '" + them + "'");
    const auto changed = value(f.intruder->run(
        of_tenant(f.hub.tenant)
            .add("UPDATE head SET position = 0 WHERE tenant_id = $1", Arguments::of(f.other))
            .add("UPDATE device SET revoked_at = 1 WHERE tenant_id = $1", Arguments::of(f.other))));
    CHECK(changed.at(1).changes() == 0);
    CHECK(changed.at(2).changes() == 0);
    // Not even its own log.
    for (const auto* sql :
         {"DELETE FROM operation", "TRUNCATE operation", "UPDATE operation SET body = 'x'",
          "UPDATE operation SET position = position + 1", "DELETE FROM device",
          "DELETE FROM tenant", "DROP TABLE operation"}) {
        CAPTURE(sql);
        CHECK(f.refused(us, sql).code == Code::store_misuse);
    }
    CHECK(value(value(f.hub.hub().tenant(f.other))->log().state_hash()) == before);
    CHECK(value(value(f.hub.hub().tenant(f.other))->verify()).integrity == "ok");
}

TEST_CASE("the hub's role cannot switch the protection off", "[postgres][tenant]") {
    TwoCompanies f;
    for (const auto* sql :
         {"ALTER TABLE operation NO FORCE ROW LEVEL SECURITY",
          "ALTER TABLE operation DISABLE ROW LEVEL SECURITY", "DROP POLICY own ON operation",
          "CREATE POLICY all_of_it ON operation USING (true)", "ALTER ROLE mostrador_hub BYPASSRLS",
          "ALTER ROLE mostrador_hub SUPERUSER", "SET ROLE mostrador_owner",
          "SET SESSION AUTHORIZATION mostrador_owner",
          "CREATE OR REPLACE FUNCTION mostrador.current_tenant() RETURNS uuid LANGUAGE sql AS "
          "'SELECT NULL::uuid'",
          "CREATE FUNCTION mostrador.leak() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS "
          "'SELECT 1::bigint'",
          "GRANT mostrador_owner TO mostrador_hub", "COPY mostrador.operation TO PROGRAM 'cat'"}) {
        CAPTURE(sql);
        CHECK_FALSE(f.intruder->run_script(sql));
    }
    // It may say that it wants no filter; then it gets an error instead of rows.
    value(f.intruder->run_script("SET row_security = off"));
    CHECK_FALSE(f.intruder->run(Batch().add("SELECT count(*) FROM operation")));
}

TEST_CASE("a hub does not serve as a role that could see everything", "[postgres]") {
    TestHub hub{"Café de Prueba", Storage::postgres};
    const auto opened = hub::postgres::PostgresStorage::open(
        hub.database()->owner_conninfo(), hub.folder / "owner", hub.clock, hub.random);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Code::store_cannot_open);
    CHECK(opened.error().detail.contains("row-level security"));
}

TEST_CASE("a connection string is read only from a file that others cannot read", "[postgres]") {
    TemporaryFolder folder;
    const auto path = folder / "conninfo";
    std::ofstream(path) << "host=here password=secret\n";
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    CHECK(value(hub::read_secret(path)) == "host=here password=secret");
    for (const auto more : {fs::perms::group_read, fs::perms::others_read}) {
        fs::permissions(path, fs::perms::owner_read | more);
        CHECK(hub::read_secret(path).error().code == Code::store_cannot_open);
    }
    CHECK_FALSE(hub::read_secret(folder / "missing"));
    CHECK_FALSE(hub::read_secret(folder / "."));
}

// ---- several processes -------------------------------------------------------------------------

/// Two hub processes with one database, and a till.
struct TwoHubs {
    TestHub first{"Café de Prueba", Storage::postgres};
    std::unique_ptr<hub::Hub> second = first.open_another();
    TestDevice till{first.clock, 1};

    TwoHubs() {
        till.enrol(first);
        till.open_register(first);
    }

    void sync_over(hub::Hub& hub) {
        first.clock.advance(61'000'000);
        till.replica.on_network();
        while (const auto request = till.replica.next()) {
            const auto answer = carry(hub, *request);
            till.replica.answer(request->id, answer.status, answer.body);
        }
    }

    hub::TenantStore& store_of(hub::Hub& hub) { return *value(hub.tenant(first.tenant)); }

    void check_equal() {
        const auto expected = till.state();
        for (auto* hub : {&first.hub(), second.get()}) {
            auto& store = store_of(*hub);
            CHECK(base::to_hex(value(store.log().state_hash())) == expected);
            const auto verified = value(store.verify());
            CHECK(verified.integrity == "ok");
            CHECK(verified.parked == 0);
        }
    }
};

TEST_CASE("a device may talk to any process of a hub", "[postgres][processes]") {
    TwoHubs f;
    for (int i = 0; i < 6; ++i) {
        f.till.sell_coffee(f.first);
        f.sync_over(i % 2 == 0 ? *f.second : f.first.hub());
        CHECK(f.till.replica.connection().pending == 0);
        CHECK_FALSE(f.till.replica.connection().error);
    }
    f.check_equal();
    SECTION("a repeated push finds its results in the other process") {
        const auto device =
            value(f.second->directory().find(value(f.till.log().identity()).device.text()));
        const auto own = value(f.till.log().own_after(0, {}));
        protocol::PushRequest push{.epoch = value(f.store_of(*f.second).overview()).epoch,
                                   .first = 1};
        for (const auto& each : own)
            push.operations.push_back(each.body);
        const base::SigningKey key(*value(log::load_link(f.till.database))->key);
        protocol::seal(push, &key);
        const auto here = value(f.first.hub().push(device, push));
        const auto there = value(f.second->push(device, push));
        for (std::size_t i = 0; i < own.size(); ++i) {
            CHECK(there.results[i].outcome == protocol::Outcome::duplicate);
            CHECK(there.results[i].position == here.results[i].position);
        }
    }
    SECTION("what one process lets in, the other knows") {
        const auto admission =
            value(f.second->directory().admit({f.first.code(), "Segunda", Id{}}));
        value(f.second->welcome(admission));
        CHECK(value(f.first.hub().directory().authenticate(admission.token)).name == "Segunda");
        value(f.second->directory().revoke(admission.device.id));
        CHECK(f.first.hub().directory().authenticate(admission.token).error().code ==
              Code::device_revoked);
    }
}

TEST_CASE("what one process stores comes live to a device of the other",
          "[postgres][processes][live]") {
    TestHub first{"Café de Prueba", Storage::postgres};
    auto second = first.open_another();
    RunningServer here(first.hub()), there(*second);
    TestDevice a(first.clock, 1, true), b(first.clock, 2, true);
    SocketCarrier carrier_a(a, here.port()), carrier_b(b, there.port());
    for (auto* device : {&a, &b})
        value(device->replica.enrol("", first.code(), "Tablet"));
    carrier_a.work();
    carrier_b.work();
    REQUIRE(carrier_a.listen(5));
    REQUIRE(carrier_b.listen(5));
    a.open_register(first);
    carrier_a.work();
    const auto reached = [&] {
        return value(b.log().head(value(a.log().identity()).device)).sequence >=
               value(a.log().acknowledged());
    };
    while (!reached()) {
        REQUIRE(carrier_b.listen(5));
        carrier_b.work();
    }
    a.sell_coffee(first);
    const auto started = std::chrono::steady_clock::now();
    carrier_a.work();
    while (!reached()) {
        REQUIRE(carrier_b.listen(5));
        carrier_b.work();
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    CHECK(took.count() < 0.9);  // the notification, not the look around each second
    CHECK(a.state() == b.state());
}

TEST_CASE("devices push through two processes at the same time", "[postgres][processes]") {
    constexpr int kDevices = 6;
    constexpr int kSales = 6;
    TestHub first{"Café de Prueba", Storage::postgres};
    auto second = first.open_another();
    RunningServer here(first.hub()), there(*second);
    const auto work = [&](std::uint64_t seed, const std::string& code) {
        ManualClock clock(first.clock.now_us());
        TestDevice till(clock, seed);
        value(till.replica.enrol("", code, "Tablet"));
        SocketCarrier here_carrier(till, here.port()), there_carrier(till, there.port());
        here_carrier.work();
        till.join_register(first);
        for (int i = 0; i < kSales; ++i) {
            till.sell_coffee(first);
            clock.advance(16'000'000);
            ((static_cast<int>(seed) + i) % 2 == 0 ? here_carrier : there_carrier).work();
        }
        return till.replica.connection();
    };
    std::vector<std::string> codes;  // made before the servers' threads use the same hub
    for (int i = 0; i < kDevices; ++i)
        codes.push_back(first.code());
    std::vector<std::future<replica::Connection>> tills;
    for (std::size_t i = 0; i < codes.size(); ++i)
        tills.push_back(std::async(std::launch::async, work, i + 100, codes[i]));
    for (auto& till : tills) {
        const auto connection = till.get();
        CHECK(connection.pending == 0);
        CHECK_FALSE(connection.error);
    }
    here.stop();
    there.stop();
    const auto verified = value(first.store().verify());
    CHECK(verified.integrity == "ok");
    CHECK(verified.parked == 0);
    CHECK(value(value(second->tenant(first.tenant))->verify()).state == verified.state);
    CHECK(*value(first.store().log().database().one<std::int64_t>(
              "SELECT count(*) FROM receipt")) == kDevices * kSales);
}

// ---- what goes away ----------------------------------------------------------------------------

TEST_CASE("a process's folder may be lost or damaged", "[postgres]") {
    TwoHubs f;
    f.till.sell_coffee(f.first);
    f.sync_over(f.first.hub());
    f.second.reset();
    SECTION("lost") {
        fs::remove_all(f.first.folder / "another");
    }
    SECTION("damaged") {
        for (const auto& file : fs::directory_iterator(f.first.folder / "another/tenants"))
            std::ofstream(file.path(), std::ios::binary) << "this is no database at all";
    }
    SECTION("of another life of the data") {
        fs::remove_all(f.first.folder / "another");
        TestHub stranger{"Café de Prueba", Storage::postgres};
        TestDevice device{stranger.clock, 9};
        device.enrol(stranger);
        fs::copy(stranger.data(), f.first.folder / "another", fs::copy_options::recursive);
    }
    f.second = f.first.open_another();
    f.check_equal();
}

TEST_CASE("a lost database connection costs a try, and no operation", "[postgres]") {
    TwoHubs f;
    for (int i = 0; i < 3; ++i) {
        f.till.sell_coffee(f.first);
        f.first.database()->end_connections();
        f.sync_over(f.first.hub());
        f.sync_over(f.first.hub());
        CHECK(f.till.replica.connection().pending == 0);
    }
    f.check_equal();
}

TEST_CASE("a backup of PostgreSQL is a folder of SQLite", "[postgres][restore]") {
    TwoHubs f;
    f.till.sell_coffee(f.first);
    f.sync_over(f.first.hub());
    const auto path = f.first.folder / "backup";
    value(hub::backup(f.first.hub(), path));
    auto folder = value(hub::Hub::open(path, f.first.clock, f.first.random));
    CHECK(base::to_hex(value(f.store_of(*folder).log().state_hash())) == f.till.state());
    CHECK(value(f.store_of(*folder).verify()).integrity == "ok");
    const auto id = value(f.till.log().identity()).device.text();
    CHECK(value(folder->directory().find(id)).id.text() == id);
}

}  // namespace
}  // namespace mostrador::tests
