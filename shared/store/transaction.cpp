#include "store/transaction.hpp"

#include <utility>

namespace mostrador::store {

using base::Code;
using base::Result;
using base::Status;

Result<Transaction> Transaction::begin(Database& database, Durability durability) {
    const bool flushed = durability == Durability::flushed;
    if (database.in_transaction()) {
        if (flushed && !database.is_synchronous()) {
            return base::fail(Code::store_misuse, {}, "a flushed transaction in a written one");
        }
        MOSTRADOR_CHECK(database.run("SAVEPOINT inner"));
        return Transaction(database, true);
    }
    MOSTRADOR_CHECK(database.set_synchronous(flushed));
    MOSTRADOR_CHECK(database.run("BEGIN IMMEDIATE"));
    return Transaction(database, false);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), nested_(other.nested_) {}

Transaction::~Transaction() {
    roll_back();
}

Status Transaction::commit() {
    if (database_ == nullptr) return base::fail(Code::store_misuse, {}, "committed twice");
    // A full disk may have made SQLite roll everything back; what came after is not in it.
    if (!database_->in_transaction()) {
        database_ = nullptr;
        return base::fail(Code::store_io, {}, "the transaction was rolled back before its commit");
    }
    MOSTRADOR_CHECK(database_->run(nested_ ? "RELEASE inner" : "COMMIT"));
    database_ = nullptr;
    return {};
}

void Transaction::roll_back() {
    Database* database = std::exchange(database_, nullptr);
    if (database == nullptr || !database->in_transaction()) return;
    // There is nobody to tell of an error here; SQLite leaves no transaction half done.
    if (nested_) {
        std::ignore = database->run("ROLLBACK TO inner");
        std::ignore = database->run("RELEASE inner");
    } else {
        std::ignore = database->run("ROLLBACK");
    }
}

}  // namespace mostrador::store
