#include <algorithm>

#include "base/hash.hpp"
#include "crash/seller.hpp"
#include "store/migration.hpp"
#include "store/transaction.hpp"

namespace mostrador::tests {

using base::Hash;
using base::Id;
using base::Result;
using base::Status;
using store::Durability;
using store::Transaction;

namespace {

constexpr int kLinesOfSale = 6;
constexpr std::int64_t kPrice = 250;

constexpr store::Migration kSchema[] = {{1, "small shop", R"sql(
    CREATE TABLE series (next INTEGER NOT NULL) STRICT;
    INSERT INTO series VALUES (1);
    CREATE TABLE cart (id BLOB NOT NULL, lines INTEGER NOT NULL) STRICT;
    CREATE TABLE receipt (id BLOB PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
                          total INTEGER NOT NULL, hash BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE line (receipt BLOB NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL,
                       total INTEGER NOT NULL, PRIMARY KEY (receipt, place)) STRICT, WITHOUT ROWID;
    CREATE TABLE movement (id INTEGER PRIMARY KEY, receipt BLOB NOT NULL,
                           amount INTEGER NOT NULL) STRICT;
    CREATE INDEX line_name ON line (name);
)sql"}};

class SmallShop final : public Seller {
public:
    explicit SmallShop(store::Database& database) : db_(database) {}

    Status sell(const Id& sale) override {
        MOSTRADOR_CHECK(fill_cart(sale));
        MOSTRADOR_TRY(transaction, Transaction::begin(db_, Durability::flushed));
        MOSTRADOR_TRY(sold, db_.one<int>("SELECT 1 FROM receipt WHERE id = ?1", sale));
        if (sold) return transaction.commit();
        MOSTRADOR_CHECK(write_receipt(sale));
        MOSTRADOR_CHECK(write_lines(sale));
        MOSTRADOR_CHECK(db_.run("INSERT INTO movement (receipt, amount) VALUES (?1, ?2)", sale,
                                kLinesOfSale * kPrice));
        MOSTRADOR_CHECK(db_.run("DELETE FROM cart"));
        return transaction.commit();
    }

    std::string audit(std::span<const Id> paid) override {
        const auto report = db_.integrity_check();
        if (!report) return "integrity check failed: " + report.error().detail;
        if (*report != "ok") return "damaged: " + *report;
        for (const Id& id : paid) {
            const auto found = db_.one<int>("SELECT 1 FROM receipt WHERE id = ?1", id);
            if (!found || !*found) return "a paid sale is missing: " + id.text();
        }
        return audit_books();
    }

    std::int64_t count() override {
        return db_.one<std::int64_t>("SELECT count(*) FROM receipt").value().value();
    }

private:
    // What a cashier does before the sale: it need not survive a power cut, but it shares the log.
    Status fill_cart(const Id& sale) {
        MOSTRADOR_TRY(transaction, Transaction::begin(db_, Durability::written));
        MOSTRADOR_CHECK(db_.run("INSERT INTO cart VALUES (?1, ?2)", sale, kLinesOfSale));
        return transaction.commit();
    }

    Status write_receipt(const Id& sale) {
        MOSTRADOR_TRY(number, db_.one<std::int64_t>("UPDATE series SET next = next + 1"
                                                    " RETURNING next - 1"));
        MOSTRADOR_TRY(previous,
                      db_.one<Hash>("SELECT hash FROM receipt WHERE number = ?1", *number - 1));
        return db_.run("INSERT INTO receipt VALUES (?1, ?2, ?3, ?4)", sale, *number,
                       kLinesOfSale * kPrice, chained(previous.value_or(Hash{}), sale));
    }

    Status write_lines(const Id& sale) {
        for (int place = 0; place < kLinesOfSale; ++place) {
            // Names spread over the index, so that a sale touches many pages.
            const std::string name = base::derived_id(sale.text(), std::to_string(place)).text();
            MOSTRADOR_CHECK(db_.run("INSERT INTO line VALUES (?1, ?2, ?3, ?4)", sale, place,
                                    name + std::string(200, '.'), kPrice));
        }
        return {};
    }

    static Hash chained(const Hash& previous, const Id& sale) {
        return base::Hasher().add(previous).add(sale.bytes).finish();
    }

    std::string audit_books() {
        std::int64_t expected = 1;
        Hash hash{};
        std::string wrong;
        const Status read = db_.each("SELECT id, number, hash FROM receipt ORDER BY number",
                                     [&](const store::Row& row) {
                                         hash = chained(hash, row.id(0));
                                         if (row.integer(1) != expected)
                                             wrong = "a number was skipped or repeated";
                                         if (row.hash(2) != hash)
                                             wrong = "the hash chain is broken";
                                         ++expected;
                                     });
        if (!read) return read.error().detail;
        if (!wrong.empty()) return wrong;
        return audit_sums(expected);
    }

    std::string audit_sums(std::int64_t expected_next) {
        const auto rows = [&](std::string_view sql) {
            return db_.one<std::int64_t>(sql).value().value_or(-1);
        };
        if (rows("SELECT next FROM series") != expected_next) return "the series is out of step";
        if (rows("SELECT count(*) FROM line") != kLinesOfSale * (expected_next - 1)) {
            return "a receipt has not all of its lines";
        }
        if (rows("SELECT coalesce(sum(amount), 0) FROM movement") !=
            rows("SELECT coalesce(sum(total), 0) FROM line")) {
            return "money was lost or made";
        }
        return {};
    }

    store::Database& db_;
};

}  // namespace

Work small_shop() {
    return {"small shop", {}, [](store::Database& database) -> Result<std::unique_ptr<Seller>> {
                MOSTRADOR_CHECK(store::migrate(database, kSchema));
                return std::make_unique<SmallShop>(database);
            }};
}

}  // namespace mostrador::tests
