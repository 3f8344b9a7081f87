#include "store/file_system/file_system.hpp"

#include <catch2/catch_test_macros.hpp>

#include "store/database.hpp"
#include "store/file_system/memory_file.hpp"
#include "store/transaction.hpp"

using namespace mostrador;
using namespace mostrador::store;
using base::Code;

namespace {

// Passes everything on to memory and counts, so that the counters are checked against the truth.
class CountingFile final : public File {
public:
    base::Result<std::size_t> read(std::int64_t at, std::span<std::uint8_t> out) override {
        ++seen.reads;
        return memory_.read(at, out);
    }

    base::Result<std::size_t> write(std::int64_t at, std::span<const std::uint8_t> bytes) override {
        ++seen.writes;
        seen.bytes += static_cast<std::int64_t>(bytes.size());
        return memory_.write(at, bytes);
    }

    base::Status truncate(std::int64_t size) override { return memory_.truncate(size); }

    base::Result<std::int64_t> size() override { return memory_.size(); }

    base::Status flush() override {
        ++seen.flushes;
        return {};
    }

    FileCounters seen;

private:
    MemoryFile memory_;
};

struct Fixture {
    CountingFile main;
    CountingFile wal;
    CountingFile journal;

    std::unique_ptr<FileSystem> install(FileSystem::Options options = {}) {
        return register_file_system("file_system_test", {main, wal, journal}, options).value();
    }

    static base::Result<Database> open(Database::Options options = {}) {
        options.vfs = "file_system_test";
        return Database::open("shop", options);
    }

    static void fill(Database& db, int rows) {
        auto transaction = Transaction::begin(db).value();
        for (int i = 0; i < rows; ++i) {
            REQUIRE(db.run("INSERT INTO item (text) VALUES (?1)", std::string(400, 'x')));
        }
        REQUIRE(transaction.commit());
    }
};

constexpr auto* kSchema = "CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT)";

}  // namespace

TEST_CASE_METHOD(Fixture, "a database lives in its three files and is found there again") {
    const auto files = install();
    {
        auto db = open().value();
        REQUIRE(db.run_script(kSchema));
        fill(db, 100);
    }
    {
        auto db = open().value();
        CHECK(db.one<int>("SELECT count(*) FROM item")->value() == 100);
        CHECK(db.one<std::string>("PRAGMA journal_mode")->value() == "wal");
        CHECK(db.one<std::string>("PRAGMA locking_mode")->value() == "exclusive");
        CHECK(db.one<int>("PRAGMA page_size")->value() == 4096);
        CHECK(db.integrity_check() == "ok");
    }
    CHECK(*main.size() > 0);
    CHECK(*journal.size() == 0);
}

TEST_CASE_METHOD(Fixture, "the page size is the caller's choice") {
    const auto files = install();
    auto db = open({.page_size = 2048}).value();
    REQUIRE(db.run_script(kSchema));
    CHECK(db.one<int>("PRAGMA page_size")->value() == 2048);
    fill(db, 10);
    const std::int64_t bytes = files->counters().bytes;
    REQUIRE(db.run("INSERT INTO item (text) VALUES ('y')"));
    CHECK(files->counters().bytes - bytes == 2048 + 24);
}

TEST_CASE_METHOD(Fixture, "the counters tell what reached the files") {
    const auto files = install();
    auto db = open().value();
    REQUIRE(db.run_script(kSchema));
    fill(db, 5'000);
    REQUIRE(db.checkpoint());
    fill(db, 10);
    const auto sum = [&](std::int64_t FileCounters::* field) {
        return main.seen.*field + wal.seen.*field + journal.seen.*field;
    };
    CHECK(files->counters().reads == sum(&FileCounters::reads));
    CHECK(files->counters().writes == sum(&FileCounters::writes));
    CHECK(files->counters().bytes == sum(&FileCounters::bytes));
    CHECK(files->counters().flushes == sum(&FileCounters::flushes));
}

TEST_CASE_METHOD(Fixture, "commits overwrite a log that was grown ahead") {
    const auto files = install({.wal_step_bytes = 1 << 20});
    auto db = open().value();
    REQUIRE(db.run_script(kSchema));
    CHECK(*wal.size() == 1 << 20);
    for (int i = 0; i < 20; ++i) {
        fill(db, 10);
        CHECK(*wal.size() == 1 << 20);
    }
}

TEST_CASE_METHOD(Fixture, "a log is not grown ahead when nobody wants it") {
    const auto files = install({.wal_step_bytes = 0});
    auto db = open().value();
    REQUIRE(db.run_script(kSchema));
    fill(db, 10);
    CHECK(*wal.size() < 100'000);
    CHECK(db.one<int>("SELECT count(*) FROM item")->value() == 10);
}

TEST_CASE_METHOD(Fixture, "a busy day does not grow the log without end") {
    const auto files = install();
    auto db = open({.wal_limit_pages = 200}).value();
    REQUIRE(db.run_script(kSchema));
    for (int i = 0; i < 300; ++i)
        fill(db, 20);
    CHECK(*wal.size() <= 4 << 20);
    CHECK(*main.size() > 2 << 20);
    CHECK(db.integrity_check() == "ok");
}

TEST_CASE_METHOD(Fixture, "a transaction larger than the buffer and the page cache is whole") {
    const auto files = install();
    auto db = open({.cache_kib = 64}).value();
    REQUIRE(db.run_script(kSchema));
    fill(db, 10'000);
    // Each page is touched again after it was spilled: SQLite then writes frames in place.
    auto transaction = Transaction::begin(db, Durability::written).value();
    REQUIRE(db.run("UPDATE item SET text = replace(text, 'x', 'y') WHERE id % 2 = 0"));
    REQUIRE(db.run("UPDATE item SET text = replace(text, 'x', 'z') WHERE id % 2 = 1"));
    REQUIRE(transaction.commit());
    CHECK(db.integrity_check() == "ok");

    // What a killed process leaves: the files as they are, without a close.
    MemoryFileSet left;
    const auto copy = [](File& from, File& to) {
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(*from.size()));
        REQUIRE(from.read(0, bytes));
        REQUIRE(to.write(0, bytes));
    };
    copy(main, left.files().main);
    copy(wal, left.files().wal);
    const auto later = register_file_system("later", left.files(), {}).value();
    auto again = Database::open("shop", {.vfs = "later"}).value();
    CHECK(again.integrity_check() == "ok");
    CHECK(again.one<int>("SELECT count(*) FROM item WHERE text LIKE 'y%'")->value() == 5'000);
    CHECK(again.one<int>("SELECT count(*) FROM item WHERE text LIKE 'z%'")->value() == 5'000);
}

TEST_CASE_METHOD(Fixture, "a rolled back transaction that was spilled leaves nothing") {
    const auto files = install();
    auto db = open({.cache_kib = 64}).value();
    REQUIRE(db.run_script(kSchema));
    fill(db, 100);
    {
        auto transaction = Transaction::begin(db).value();
        REQUIRE(
            db.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                   " WHERE i < 20000) INSERT INTO item (text) SELECT printf('%0400d', i) FROM n"));
    }
    fill(db, 100);
    CHECK(db.one<int>("SELECT count(*) FROM item")->value() == 200);
    CHECK(db.integrity_check() == "ok");
}

TEST_CASE_METHOD(Fixture, "a set belongs to one connection") {
    const auto files = install();
    CHECK(open({.create = false}).error().code == Code::store_cannot_open);
    auto db = open().value();
    CHECK(open().error().code == Code::store_cannot_open);
    CHECK(register_file_system("file_system_test", {main, wal, journal}, {}).error().code ==
          Code::store_misuse);
}

TEST_CASE_METHOD(Fixture, "temporary tables and sorting need no file of the set") {
    const auto files = install();
    auto db = open({.cache_kib = 64}).value();
    REQUIRE(db.run_script(kSchema));
    fill(db, 3'000);
    const auto before = files->counters().writes;
    REQUIRE(db.run("CREATE TEMP TABLE copy AS SELECT * FROM item ORDER BY text, id DESC"));
    CHECK(db.one<int>("SELECT count(*) FROM copy")->value() == 3'000);
    CHECK(files->counters().writes == before);
}
