#include <filesystem>
#include <unistd.h>

#include "hub/maintenance.hpp"
#include "hub/storage/postgres/postgres_storage.hpp"
#include "hub/support/test_database.hpp"
#include "simulation/dice.hpp"
#include "simulation/hub_node.hpp"

namespace mostrador::simulation {
namespace {

namespace fs = std::filesystem;

std::string fresh_folder() {
    static int count = 0;
    return fs::temp_directory_path() / ("mostrador-simulation-pg-" + std::to_string(::getpid()) +
                                        "-" + std::to_string(++count));
}

/// A database that the hub's process may lose at any time, and a folder of tables made from its log
/// that may be lost too. What PostgreSQL has said to be committed it keeps: its own flushes are not
/// what is tried here.
class PostgresHubStorage final : public HubStorage {
public:
    explicit PostgresHubStorage(std::uint64_t seed) : dice_(seed), folder_(fresh_folder()) {}

    ~PostgresHubStorage() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    base::Result<std::unique_ptr<hub::Hub>> open(base::Clock& clock, base::Random& random,
                                                 const log::Registry& registry) override {
        MOSTRADOR_TRY(storage, hub::postgres::PostgresStorage::open(
                                   database_->hub_conninfo(), data(), clock, random, registry));
        return std::make_unique<hub::Hub>(std::move(storage), clock, random);
    }

    /// Every connection breaks, right before one of the next requests.
    void fail_soon(std::uint64_t seed) override { requests_left_ = 1 + seed % 3; }

    void request_begins() override {
        if (requests_left_ > 0 && --requests_left_ == 0) database_->end_connections();
    }

    bool has_power() const override { return true; }

    void power_off() override {}

    void power_on(bool lose) override {
        std::error_code ignored;
        if (lose && dice_.percent(50)) fs::remove_all(data(), ignored);
    }

    base::Status back_up(hub::Hub& hub) override {
        const auto next = folder_ + "/next";
        std::error_code ignored;
        fs::remove_all(next, ignored);
        MOSTRADOR_CHECK(hub::backup(hub, next));
        fs::remove_all(backup(), ignored);
        fs::rename(next, backup(), ignored);
        return {};
    }

    bool has_backup() const override { return fs::exists(backup()); }

    /// Always with a new epoch: there is no other way into an empty database. The process keeps its
    /// folder, whose tables are then of another log.
    base::Status restore(base::Clock& clock, base::Random& random, bool) override {
        database_ = std::make_unique<tests::TestDatabase>();
        MOSTRADOR_TRY(storage, hub::postgres::PostgresStorage::open(database_->hub_conninfo(),
                                                                    data(), clock, random));
        return storage->load(backup());
    }

private:
    std::string data() const { return folder_ + "/data"; }

    std::string backup() const { return folder_ + "/backup"; }

    Dice dice_;
    std::uint64_t requests_left_ = 0;  ///< until the connections break; 0 for never
    std::string folder_;
    std::unique_ptr<tests::TestDatabase> database_ = std::make_unique<tests::TestDatabase>();
};

}  // namespace

std::unique_ptr<HubStorage> postgres_storage(std::uint64_t seed) {
    return std::make_unique<PostgresHubStorage>(seed);
}

}  // namespace mostrador::simulation
