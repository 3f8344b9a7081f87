#include "store/database.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <vector>

#include "base/id.hpp"
#include "store/backup.hpp"
#include "store/file_system/file_system.hpp"
#include "store/file_system/memory_file.hpp"
#include "store/migration.hpp"
#include "store/transaction.hpp"

using namespace mostrador;
using namespace mostrador::store;
using base::Code;

namespace {

// A database on our own file system, in memory, so that the tests are the same under Node.
struct Fixture {
    MemoryFileSet memory;
    std::unique_ptr<FileSystem> files =
        register_file_system("database_test", memory.files(), {}).value();
    Database db = Database::open("shop", {.vfs = "database_test"}).value();

    Fixture() {
        REQUIRE(
            db.run_script("CREATE TABLE item (id BLOB PRIMARY KEY, name TEXT NOT NULL,"
                          " count INTEGER NOT NULL CHECK (count >= 0), note ANY)"
                          " STRICT, WITHOUT ROWID"));
    }

    base::Status add(const base::Id& id, std::string_view name, std::int64_t count = 1) {
        return db.run("INSERT INTO item (id, name, count) VALUES (?1, ?2, ?3)", id, name, count);
    }

    std::int64_t count() { return db.one<std::int64_t>("SELECT count(*) FROM item")->value(); }
};

base::Id id_of(std::string_view name) {
    return base::derived_id("test", name);
}

enum class Color : std::uint8_t { red = 1, green = 2 };

}  // namespace

TEST_CASE_METHOD(Fixture, "what is bound is read back, type by type") {
    const base::Hash hash = base::blake2b(base::as_bytes("x"));
    const auto decimal = base::Decimal::parse("0.250").value();
    const auto row =
        db.one<std::int64_t, int, bool, Color, std::string, base::Id, base::Hash, base::Bytes,
               base::Decimal, std::optional<std::string>, std::optional<base::Id>>(
            "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11", std::int64_t{1} << 62, -7, true,
            Color::green, "caña\0x", id_of("a"), hash, base::Bytes{1, 2}, decimal, std::nullopt,
            std::optional(id_of("b")));
    REQUIRE(row.has_value());
    REQUIRE(row->has_value());
    CHECK(**row == std::tuple(std::int64_t{1} << 62, -7, true, Color::green, std::string("caña"),
                              id_of("a"), hash, base::Bytes{1, 2}, decimal,
                              std::optional<std::string>(), std::optional(id_of("b"))));
}

TEST_CASE_METHOD(Fixture, "empty texts and blobs are not NULL") {
    CHECK(db.one<std::string>("SELECT typeof(?1) || typeof(?2) || typeof(?3)", std::string_view(),
                              base::ByteView(), nullptr)
              ->value() == "textblobnull");
}

TEST_CASE_METHOD(Fixture, "one gives nothing when there is no row") {
    CHECK(db.one<std::string>("SELECT name FROM item WHERE id = ?1", id_of("a"))->has_value() ==
          false);
}

TEST_CASE_METHOD(Fixture, "each visits the rows in order and stops at an error") {
    for (const auto* name : {"a", "b", "c"})
        REQUIRE(add(id_of(name), name));
    std::string names;
    REQUIRE(db.each("SELECT name FROM item WHERE count = ?1 ORDER BY name", 1,
                    [&](const Row& row) { names += row.text(0); }));
    CHECK(names == "abc");
    int visited = 0;
    const auto status = db.each("SELECT name FROM item", [&](const Row&) -> base::Status {
        if (++visited == 2) return base::fail(Code::input_malformed);
        return {};
    });
    CHECK(status.error().code == Code::input_malformed);
    CHECK(visited == 2);
    CHECK(db.changes() == 1);
}

TEST_CASE_METHOD(Fixture, "the same query may run inside itself") {
    for (const auto* name : {"a", "b"})
        REQUIRE(add(id_of(name), name));
    const auto* sql = "SELECT name FROM item ORDER BY name";
    std::string pairs;
    REQUIRE(db.each(sql, [&](const Row& outer) {
        const std::string left(outer.text(0));
        return db.each(sql, [&](const Row& inner) { pairs += left + std::string(inner.text(0)); });
    }));
    CHECK(pairs == "aaabbabb");
}

TEST_CASE_METHOD(Fixture, "a statement of the caller's own is bound, stepped and reused") {
    auto statement = db.prepare("INSERT INTO item (id, name, count) VALUES (?1, ?2, ?3)").value();
    for (int i = 0; i < 3; ++i) {
        REQUIRE(statement.bind(id_of(std::to_string(i)), std::to_string(i), i));
        REQUIRE(statement.run());
    }
    CHECK(count() == 3);
}

TEST_CASE_METHOD(Fixture, "errors have a code and say what was asked") {
    REQUIRE(add(id_of("a"), "a"));
    const auto repeated = add(id_of("a"), "a");
    CHECK(repeated.error().code == Code::store_constraint);
    CHECK(repeated.error().parameters.at("kind") == "primary_key");
    CHECK(repeated.error().detail.contains("INSERT INTO item"));
    CHECK(add(id_of("b"), "b", -1).error().parameters.at("kind") == "check");
    CHECK(db.run("INSERT INTO item (id, name, count) VALUES (?1, ?2, 1)", id_of("c"), nullptr)
              .error()
              .parameters.at("kind") == "not_null");
    CHECK(db.run("SELECT ?1, ?2", 1).error().code == Code::store_misuse);
    CHECK(db.run("SELEKT 1").error().code == Code::store_misuse);
    CHECK(db.run("").error().code == Code::store_misuse);
    CHECK(count() == 1);
}

TEST_CASE_METHOD(Fixture, "a column that is not what it should be is a damaged file") {
    CHECK(db.one<base::Id>("SELECT x'0011'").error().code == Code::store_corrupt);
    CHECK(db.one<std::int8_t>("SELECT 300").error().code == Code::store_corrupt);
    CHECK(db.each("SELECT x'0011'", [](const Row& row) { std::ignore = row.id(0); }).error().code ==
          Code::store_corrupt);
}

TEST_CASE_METHOD(Fixture, "many different texts do not fill the memory") {
    for (int i = 0; i < 2'000; ++i) {
        REQUIRE(db.one<int>("SELECT " + std::to_string(i))->value() == i);
    }
    REQUIRE(add(id_of("a"), "a"));
}

TEST_CASE_METHOD(Fixture, "a transaction that is not committed never was") {
    {
        auto transaction = Transaction::begin(db).value();
        REQUIRE(add(id_of("a"), "a"));
        CHECK(db.in_transaction());
    }
    CHECK_FALSE(db.in_transaction());
    CHECK(count() == 0);
    auto transaction = Transaction::begin(db).value();
    REQUIRE(add(id_of("a"), "a"));
    REQUIRE(transaction.commit());
    CHECK(count() == 1);
    CHECK(transaction.commit().error().code == Code::store_misuse);
}

TEST_CASE_METHOD(Fixture, "a transaction inside another one is undone alone") {
    auto outer = Transaction::begin(db).value();
    REQUIRE(add(id_of("a"), "a"));
    {
        auto inner = Transaction::begin(db).value();
        REQUIRE(add(id_of("b"), "b"));
    }
    {
        auto inner = Transaction::begin(db).value();
        REQUIRE(add(id_of("c"), "c"));
        auto innermost = Transaction::begin(db).value();
        REQUIRE(add(id_of("d"), "d"));
        innermost.roll_back();
        REQUIRE(inner.commit());
    }
    REQUIRE(outer.commit());
    CHECK(count() == 2);
}

TEST_CASE_METHOD(Fixture, "a flushed transaction flushes once, a written one does not") {
    REQUIRE(add(id_of("warm"), "up"));
    const auto commit = [&](Durability durability, const char* name) {
        const FileCounters before = files->counters();
        auto transaction = Transaction::begin(db, durability).value();
        for (int i = 0; i < 20; ++i)
            REQUIRE(add(id_of(name + std::to_string(i)), name));
        REQUIRE(transaction.commit());
        const FileCounters after = files->counters();
        return std::pair(after.writes - before.writes, after.flushes - before.flushes);
    };
    CHECK(commit(Durability::flushed, "a") == std::pair<std::int64_t, std::int64_t>(1, 1));
    CHECK(commit(Durability::written, "b") == std::pair<std::int64_t, std::int64_t>(1, 0));
    CHECK(commit(Durability::flushed, "c") == std::pair<std::int64_t, std::int64_t>(1, 1));
}

TEST_CASE_METHOD(Fixture, "a flushed transaction cannot hide in a written one") {
    auto outer = Transaction::begin(db, Durability::written).value();
    CHECK(Transaction::begin(db, Durability::flushed).error().code == Code::store_misuse);
    CHECK(Transaction::begin(db, Durability::written).has_value());
}

TEST_CASE_METHOD(Fixture, "migrations run once, in order, all or none") {
    constexpr Migration first{1, "first", "CREATE TABLE one (x); CREATE TABLE two (x);"};
    constexpr Migration second{2, "second", "INSERT INTO one VALUES (1);"};
    constexpr Migration broken{2, "broken",
                               "CREATE TABLE three (x); INSERT INTO nowhere VALUES (1)"};
    const Migration bad[] = {first, broken};
    const auto failed = migrate(db, bad);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().detail.contains("broken"));
    CHECK(schema_version(db) == 0);

    const Migration good[] = {first, second};
    REQUIRE(migrate(db, std::span(good).first(1)));
    REQUIRE(migrate(db, good));
    REQUIRE(migrate(db, good));
    CHECK(schema_version(db) == 2);
    CHECK(db.one<int>("SELECT count(*) FROM one")->value() == 1);

    const auto too_new = migrate(db, std::span(good).first(1));
    CHECK(too_new.error() ==
          base::Error{Code::store_schema_too_new, {{"found", "2"}, {"known", "1"}}, ""});
    const Migration gap[] = {first, {3, "third", ""}};
    CHECK(migrate(db, gap).error().code == Code::store_misuse);
}

TEST_CASE_METHOD(Fixture, "the integrity check is in order, also after a checkpoint") {
    for (int i = 0; i < 100; ++i)
        REQUIRE(add(id_of(std::to_string(i)), "name"));
    CHECK(db.wal_pages() > 0);
    CHECK(db.checkpoint() == true);
    CHECK(db.wal_pages() == 0);
    CHECK(db.integrity_check() == "ok");
    CHECK(count() == 100);
}

#ifndef __EMSCRIPTEN__
TEST_CASE("a backup is a whole database in one file, also in the middle of work") {
    const auto folder = std::filesystem::temp_directory_path() /
                        base::make_id(*std::make_unique<base::SystemClock>(),
                                      *std::make_unique<base::SystemRandom>())
                            .text();
    std::filesystem::create_directory(folder);
    auto db = Database::open(folder / "shop.sqlite", {.exclusive = false}).value();
    REQUIRE(db.run_script("CREATE TABLE item (name TEXT)"));
    for (int i = 0; i < 1'000; ++i)
        REQUIRE(db.run("INSERT INTO item VALUES (?1)", "name"));
    REQUIRE(backup(db, folder / "copy.sqlite"));
    REQUIRE(db.run("INSERT INTO item VALUES ('later')"));
    REQUIRE(backup(db, folder / "copy.sqlite"));
    {
        auto copy = Database::open(folder / "copy.sqlite", {.wal = false, .create = false}).value();
        CHECK(copy.one<int>("SELECT count(*) FROM item")->value() == 1'001);
    }
    CHECK_FALSE(std::filesystem::exists(folder / "copy.sqlite.partial"));
    CHECK_FALSE(backup(db, folder / "nowhere" / "copy.sqlite"));
    std::filesystem::remove_all(folder);
}
#endif
