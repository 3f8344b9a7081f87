#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "hub/hub.hpp"
#include "hub/support/test_database.hpp"
#include "replica/replica.hpp"
#include "support/manual_clock.hpp"
#include "support/shop.hpp"
#include "till/till.hpp"

namespace mostrador::tests {

/// A folder of its own that goes away with the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

/// The server's threads draw from it at the same time.
class SharedRandom final : public base::Random {
public:
    explicit SharedRandom(std::uint64_t seed) : random_(seed) {}

    void fill(std::span<std::uint8_t> out) override {
        const std::lock_guard lock(mutex_);
        random_.fill(out);
    }

private:
    std::mutex mutex_;
    base::SeededRandom random_;
};

enum class Storage { sqlite, postgres };

/// What this run of the tests is about: MOSTRADOR_TEST_STORAGE=postgres, or SQLite.
Storage tested_storage();

/// A real hub over a real storage, with a café in Lima: one tenant, one register, a cashier with
/// the PIN 1234, a coffee.
class TestHub {
public:
    explicit TestHub(std::string name = "Café de Prueba", Storage storage = tested_storage());

    hub::Hub& hub() { return *hub_; }

    hub::TenantStore& store() { return *value(hub_->tenant(tenant)); }

    /// A fresh code for the register.
    std::string code(std::int64_t minutes = 15);

    /// Closes and opens it again, as a restarted hub does.
    void restart();

    void close() { hub_.reset(); }

    /// What another process sees: on PostgreSQL one with a folder of its own.
    std::unique_ptr<hub::Hub> open_another(const std::string& folder_name = "another");

    /// The hub's disk dies, and a backup takes its place.
    void restore(const std::string& backup);

    /// Another company on the same hub, with its own register.
    base::Id add_tenant(const std::string& name);
    std::string code_for(const base::Id& tenant);

    TemporaryFolder folder;
    ManualClock clock;
    SharedRandom random{7};
    base::Id tenant;
    base::Id ana, coffee;

    std::string data() const { return folder / "data"; }

    /// None on SQLite.
    const TestDatabase* database() const { return database_.get(); }

private:
    std::unique_ptr<hub::Hub> open(const std::string& data);

    std::unique_ptr<TestDatabase> database_;
    std::unique_ptr<hub::Hub> hub_;
};

/// A till with its replica. `carry` is its network.
class TestDevice {
public:
    explicit TestDevice(ManualClock& clock, std::uint64_t seed, bool live = false);

    /// Enrols over `hub` and pulls everything.
    void enrol(TestHub& hub);

    base::Json call(std::string_view command, const base::Json& request = base::Json::object());
    void open_register(const TestHub& hub);
    /// The same, unless this device knows that another one opened the register.
    void join_register(const TestHub& hub);
    base::Json sell_coffee(const TestHub& hub);

    /// Does all that the replica wants now, over a network without faults.
    void sync(TestHub& hub);

    log::Log& log() { return till.log(); }

    std::string state() { return base::to_hex(value(log().state_hash())); }

    ManualClock& clock;
    base::SeededRandom random;
    store::Database database;
    till::Till till;
    replica::Replica replica;
};

struct Answer {
    int status = 0;
    base::Bytes body;
};

/// What the server does with a request, without sockets.
Answer carry(hub::Hub& hub, const replica::Request& request);

/// The state hash of the hub's tenant.
std::string state(TestHub& hub);

}  // namespace mostrador::tests
