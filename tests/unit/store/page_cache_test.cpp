#include "store/page_cache.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "base/random.hpp"
#include "store/database.hpp"
#include "store/transaction.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using store::Database;

std::map<std::int64_t, std::string> content(Database& database) {
    std::map<std::int64_t, std::string> rows;
    value(database.each("SELECT id, text FROM item", [&](const store::Row& row) {
        rows[row.integer(0)] = row.get<std::string>(1);
    }));
    return rows;
}

TEST_CASE("A file that grows, shrinks, rolls back and is balanced keeps what was committed",
          "[store]") {
    auto database =
        value(Database::open(":memory:", {.page_size = 1024, .wal = false, .cache_kib = 16}));
    value(
        database.run_script("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT);"
                            "CREATE INDEX item_text ON item (text);"));
    base::SeededRandom random(7);
    std::map<std::int64_t, std::string> expected;
    for (int round = 0; round < 200; ++round) {
        auto transaction = value(store::Transaction::begin(database));
        auto changed = expected;
        for (std::uint64_t left = base::random_below(random, 40); left > 0; --left) {
            const auto id = static_cast<std::int64_t>(base::random_below(random, 500));
            const std::string text(static_cast<std::size_t>(1 + base::random_below(random, 900)),
                                   static_cast<char>('a' + base::random_below(random, 26)));
            const bool remove = base::random_below(random, 3) == 0;
            value(database.run("DELETE FROM item WHERE id = ?1", id));
            changed.erase(id);
            if (remove) continue;
            value(database.run("INSERT INTO item (id, text) VALUES (?1, ?2)", id, text));
            changed[id] = text;
        }
        if (base::random_below(random, 4) == 0) continue;  // rolled back
        value(transaction.commit());
        expected = changed;
        if (round % 50 == 49) value(database.run_script("VACUUM"));
        REQUIRE(content(database) == expected);
    }
    CHECK(value(database.integrity_check()) == "ok");
}

}  // namespace
}  // namespace mostrador::tests
