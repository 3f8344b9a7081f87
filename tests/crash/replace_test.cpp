// Another database takes the place of the one on the disk, as at an arrival, and the disk fails at
// any moment. Afterwards it is wholly the one or wholly the other, and goes on.

#include <catch2/catch_test_macros.hpp>
#include <optional>

#include "store/file_system/file_system.hpp"
#include "store/page_copy.hpp"
#include "store/transaction.hpp"
#include "support/faulty_disk.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Status;
using store::Database;

constexpr int kOldRows = 40, kNewRows = 300;

void fill(Database& database, std::string_view name, int rows) {
    value(database.run_script(
        "CREATE TABLE content (name TEXT NOT NULL, filler BLOB NOT NULL) STRICT"));
    const base::Bytes filler(700, 7);
    for (int row = 0; row < rows; ++row) {  // each its own transaction: the log has many frames
        auto transaction = value(store::Transaction::begin(database));
        value(database.run("INSERT INTO content VALUES (?1, ?2)", std::string(name), filler));
        value(transaction.commit());
    }
}

/// The disk of a device that knows next to nothing, and what shall stand there.
class Place {
public:
    explicit Place(std::uint64_t seed)
        : disk(seed), image_(value(Database::open(":memory:", {.wal = false}))) {
        fill(image_, "new", kNewRows);
        value(open());
        fill(*database_, "old", kOldRows);
        before_ = disk.operations();
    }

    ~Place() { close(); }

    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    Status open() {
        close();
        files_ = value(
            store::register_file_system("faulty", disk.files(), {.wal_step_bytes = 64 << 10}));
        auto database = Database::open("shop", {.vfs = "faulty", .wal_limit_pages = 60});
        if (!database) return std::unexpected(database.error());
        database_.emplace(std::move(*database));
        return {};
    }

    void close() {
        database_.reset();
        files_.reset();
    }

    Status replace() { return store::replace_pages(image_, *database_); }

    void lose_power(int survival_percent) {
        disk.power_off();
        close();
        disk.power_on(survival_percent);
        value(open());
    }

    Status sell() {
        MOSTRADOR_TRY(transaction, store::Transaction::begin(*database_));
        MOSTRADOR_CHECK(database_->run("INSERT INTO content VALUES ('sale', x'01')"));
        return transaction.commit();
    }

    std::int64_t count(std::string_view name) {
        return *value(database_->one<std::int64_t>("SELECT count(*) FROM content WHERE name = ?1",
                                                   std::string(name)));
    }

    bool is_new() { return count("new") == kNewRows; }

    void check_whole() {
        REQUIRE(value(database_->integrity_check()) == "ok");
        REQUIRE(count("old") == (is_new() ? 0 : kOldRows));
        REQUIRE((is_new() || count("new") == 0));
    }

    /// Operations since the old content is there.
    std::int64_t operations() const { return disk.operations() - before_; }

    void fail_at(std::int64_t operation, Fault fault) { disk.fail_at(before_ + operation, fault); }

    FaultyDisk disk;

private:
    Database image_;
    std::unique_ptr<store::FileSystem> files_;
    std::optional<Database> database_;
    std::int64_t before_ = 0;
};

/// From the first to the last of a replacement without faults.
std::int64_t operations_of_a_replacement() {
    Place place(1);
    value(place.replace());
    REQUIRE(place.is_new());
    place.check_whole();
    return place.operations();
}

void go_on(Place& place, int survival_percent) {
    value(place.replace());
    REQUIRE(place.is_new());
    value(place.sell());
    place.lose_power(survival_percent);
    place.check_whole();
    REQUIRE(place.is_new());
    REQUIRE(place.count("sale") == 1);
}

}  // namespace

TEST_CASE("a replaced database stays, whatever of its log a power cut brings back") {
    for (const int survival_percent : {0, 50, 100}) {
        Place place(static_cast<std::uint64_t>(survival_percent) + 7);
        value(place.replace());
        REQUIRE(place.disk.image().wal.empty());  // every page was written once
        place.lose_power(survival_percent);
        place.check_whole();
        REQUIRE(place.is_new());
        value(place.sell());
        place.lose_power(0);
        REQUIRE(place.count("sale") == 1);
        place.check_whole();
    }
}

TEST_CASE("a database is replaced wholly or not at all, whatever fails") {
    const auto operations = operations_of_a_replacement();
    REQUIRE(operations > 10);
    for (const auto fault : {Fault::error, Fault::torn, Fault::short_write, Fault::full}) {
        for (std::int64_t operation = 0; operation < operations; ++operation) {
            INFO("fault " << static_cast<int>(fault) << " at operation " << operation);
            Place place(static_cast<std::uint64_t>(operation));
            place.fail_at(operation, fault);
            const auto replaced = place.replace();
            REQUIRE(place.disk.has_failed());
            value(place.open());
            place.check_whole();
            if (replaced) REQUIRE(place.is_new());
            go_on(place, static_cast<int>(operation * 37 % 101));
        }
    }
}

TEST_CASE("a database is replaced wholly or not at all, whenever power goes") {
    const auto operations = operations_of_a_replacement();
    for (std::int64_t operation = 0; operation < operations; ++operation) {
        for (const int survival_percent : {0, 30 + static_cast<int>(operation * 13 % 61), 100}) {
            INFO("power cut at operation " << operation << ", survival " << survival_percent);
            Place place(static_cast<std::uint64_t>(operation * 1000 + survival_percent));
            place.fail_at(operation, Fault::power_cut);
            std::ignore = place.replace();
            place.lose_power(survival_percent);
            place.check_whole();
            go_on(place, survival_percent);
        }
    }
}

}  // namespace mostrador::tests
