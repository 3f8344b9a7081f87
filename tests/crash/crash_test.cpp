// Sales on a disk that fails: at every write in turn, and by power cuts that lose any part of what
// was not flushed. What was acknowledged must be there, and the next sale must work.

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "crash/seller.hpp"
#include "store/file_system/file_system.hpp"
#include "store/transaction.hpp"
#include "support/faulty_disk.hpp"
#include "support/manual_clock.hpp"

namespace mostrador::tests {
namespace {

using base::Code;
using base::Id;
using base::Status;

constexpr int kSales = 14;

/// A till on a faulty disk: sells, remembers what it acknowledged, is switched off and on again.
class Till {
public:
    Till(const Work& work, std::uint64_t seed) : disk(seed), work_(work), random_(seed) {
        disk.load(work.image);
    }

    ~Till() { close(); }

    Status open() {
        files_ = store::register_file_system("faulty", disk.files(), {.wal_step_bytes = 64 << 10})
                     .value();
        // A small log, so that some sales meet a checkpoint.
        auto database = store::Database::open("shop", {.vfs = "faulty", .wal_limit_pages = 60});
        if (!database) return std::unexpected(database.error());
        database_.emplace(std::move(*database));
        MOSTRADOR_TRY(seller, work_.open(*database_));
        seller_ = std::move(seller);
        return {};
    }

    void close() {
        seller_.reset();
        database_.reset();
        files_.reset();
    }

    /// Opens; a till that failed to start is started again, as a person would.
    void open_again_until_it_works() {
        for (int attempt = 0; attempt < 3; ++attempt) {
            close();
            const Status opened = open();
            if (opened) return;
            last_error = opened.error().detail;
        }
        FAIL("the shop does not open any more: " << last_error);
    }

    Status sell() { return sell(base::make_id(clock_, random_)); }

    Status sell(const Id& sale) {
        clock_.advance(1'000'000);
        const Status sold = seller_->sell(sale);
        if (sold)
            paid.push_back(sale);
        else
            last_error = sold.error().detail;
        return sold;
    }

    /// Sells this many times; a sale that fails is tried once more, as a person would. Returns how
    /// many sales failed twice.
    int sell_stubbornly(int sales) {
        int lost = 0;
        for (int i = 0; i < sales; ++i) {
            const Id sale = base::make_id(clock_, random_);
            if (!sell(sale) && !sell(sale)) ++lost;
        }
        return lost;
    }

    void lose_power(int survival_percent) {
        disk.power_off();
        close();
        disk.power_on(survival_percent);
    }

    std::string audit() { return seller_->audit(paid); }

    std::int64_t count() { return seller_->count(); }

    store::Database& database() { return *database_; }

    FaultyDisk disk;
    std::vector<Id> paid;
    std::string last_error;

private:
    const Work& work_;
    std::unique_ptr<store::FileSystem> files_;
    std::optional<store::Database> database_;
    std::unique_ptr<Seller> seller_;
    ManualClock clock_;
    base::SeededRandom random_;
};

// The real one is expensive to found: once for all tests.
const std::vector<Work>& works() {
    static const std::vector<Work> all = {small_shop(), real_till()};
    return all;
}

/// The operations that a quiet day has, so that each of them can be made to fail.
std::int64_t operations_of_a_day(const Work& work) {
    Till till(work, 1);
    REQUIRE(till.open());
    REQUIRE(till.sell_stubbornly(kSales) == 0);
    REQUIRE(till.audit() == "");
    return till.disk.operations();
}

void fail_every_operation(const Work& work, Fault fault) {
    const std::int64_t operations = operations_of_a_day(work);
    REQUIRE(operations > 3 * kSales);
    for (std::int64_t operation = 0; operation < operations; ++operation) {
        INFO(work.name << ", fault " << static_cast<int>(fault) << " at operation " << operation);
        Till till(work, static_cast<std::uint64_t>(operation));
        till.disk.fail_at(operation, fault);
        till.open_again_until_it_works();
        REQUIRE(till.sell_stubbornly(kSales) == 0);
        REQUIRE(till.disk.has_failed());
        REQUIRE(till.audit() == "");
        REQUIRE(till.count() == kSales);

        till.lose_power(static_cast<int>(operation * 37 % 101));
        till.open_again_until_it_works();
        REQUIRE(till.audit() == "");
        REQUIRE(till.count() == kSales);
        REQUIRE(till.sell());
        REQUIRE(till.audit() == "");
    }
}

void cut_power_at_every_operation(const Work& work) {
    const std::int64_t operations = operations_of_a_day(work);
    for (std::int64_t operation = 0; operation < operations; ++operation) {
        for (const int survival_percent : {0, 20 + static_cast<int>(operation * 13 % 61), 100}) {
            INFO(work.name << ", power cut at operation " << operation << ", survival "
                           << survival_percent);
            Till till(work, static_cast<std::uint64_t>(operation * 1000 + survival_percent));
            till.disk.fail_at(operation, Fault::power_cut);
            if (till.open()) {
                while (till.sell()) {
                }
            }
            REQUIRE(till.disk.has_failed());
            till.lose_power(survival_percent);

            // The first start after it loses its power too.
            till.disk.fail_at(till.disk.operations() + operation % 5, Fault::power_cut);
            if (till.open()) std::ignore = till.sell();
            till.lose_power(survival_percent);

            till.open_again_until_it_works();
            REQUIRE(till.audit() == "");
            // At most the sale in hand at each cut came through without its answer.
            REQUIRE(till.count() <= static_cast<std::int64_t>(till.paid.size()) + 2);
            const int lost = till.sell_stubbornly(3);
            INFO(till.last_error);
            REQUIRE(lost == 0);
            REQUIRE(till.audit() == "");
        }
    }
}

void fill_disk_at_every_sale(const Work& work, Fault how_it_shows) {
    for (int full_after = 0; full_after < kSales; ++full_after) {
        INFO(work.name << ", full after " << full_after << " sales, shown as "
                       << static_cast<int>(how_it_shows));
        Till till(work, 5);
        REQUIRE(till.open());
        REQUIRE(till.sell_stubbornly(full_after) == 0);
        till.disk.fail_writes(how_it_shows);
        for (int i = 0; i < 3; ++i) {
            const Status refused = till.sell();
            REQUIRE_FALSE(refused);
            REQUIRE(refused.error().code == Code::store_full);
            REQUIRE(till.audit() == "");  // reading goes on
        }
        till.disk.fail_writes(std::nullopt);
        REQUIRE(till.sell());
        REQUIRE(till.audit() == "");
        till.lose_power(0);
        REQUIRE(till.open());
        REQUIRE(till.audit() == "");
        REQUIRE(till.count() == full_after + 1);
    }
}

void sell_until_disk_is_full(const Work& work) {
    for (const int room : {0, 1'000, 5'000, 10'000, 20'000, 40'000, 70'000, 100'000}) {
        INFO(work.name << ", " << room << " bytes left");
        Till till(work, 6);
        REQUIRE(till.open());
        REQUIRE(till.sell());
        till.disk.set_capacity(till.disk.used() + room);
        Status sold;
        for (int i = 0; i < 2'000 && sold; ++i)
            sold = till.sell();
        REQUIRE_FALSE(sold);
        REQUIRE(sold.error().code == Code::store_full);
        REQUIRE(till.audit() == "");
        till.lose_power(50);
        till.disk.set_capacity(till.disk.used() + (4 << 20));
        REQUIRE(till.open());
        REQUIRE(till.audit() == "");
        REQUIRE(till.sell());
        REQUIRE(till.audit() == "");
    }
}

}  // namespace

TEST_CASE("a sale survives an error at any write") {
    for (const Work& work : works())
        fail_every_operation(work, Fault::error);
}

TEST_CASE("a sale survives a torn page at any write") {
    for (const Work& work : works())
        fail_every_operation(work, Fault::torn);
}

TEST_CASE("a sale survives a short write at any write") {
    for (const Work& work : works())
        fail_every_operation(work, Fault::short_write);
}

TEST_CASE("a sale survives a nonsense length at any write") {
    for (const Work& work : works())
        fail_every_operation(work, Fault::huge_number);
}

TEST_CASE("a sale survives a full disk at any write") {
    for (const Work& work : works())
        fail_every_operation(work, Fault::full);
}

TEST_CASE("a sale survives a power cut at any write, and one more at the next start") {
    for (const Work& work : works())
        cut_power_at_every_operation(work);
}

TEST_CASE("a full disk is said so, and the next sale works when there is room again") {
    for (const Work& work : works()) {
        for (const Fault fault : {Fault::full, Fault::short_write, Fault::huge_number}) {
            fill_disk_at_every_sale(work, fault);
        }
    }
}

TEST_CASE("a disk that fills up loses nothing that was sold") {
    for (const Work& work : works())
        sell_until_disk_is_full(work);
}

TEST_CASE("what was only written survives a killed process") {
    const Work work = small_shop();
    Till till(work, 8);
    REQUIRE(till.open());
    REQUIRE(till.sell());
    {
        auto cart = store::Transaction::begin(till.database(), store::Durability::written).value();
        REQUIRE(till.database().run("INSERT INTO cart VALUES (?1, 3)", Id::nil()));
        REQUIRE(cart.commit());
    }
    till.lose_power(100);
    REQUIRE(till.open());
    CHECK(till.database().one<int>("SELECT count(*) FROM cart")->value() == 1);
    CHECK(till.audit() == "");
}

}  // namespace mostrador::tests
