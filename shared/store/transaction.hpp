#pragma once

#include "store/database.hpp"

namespace mostrador::store {

/// What a commit promises.
enum class Durability {
    flushed,  ///< on the medium before commit() returns: survives a power cut (sales, money)
    written,  ///< given to the operating system: survives a reload and a killed browser (carts)
};

/// A write transaction that rolls back unless it is committed. Inside another one it is a
/// savepoint: its commit becomes durable with the outer one, whose durability counts.
///
///     MOSTRADOR_TRY(transaction, Transaction::begin(database));
///     MOSTRADOR_CHECK(database.run("INSERT INTO …", id));
///     return transaction.commit();
class Transaction {
public:
    /// Errors: store.busy; store.misuse for a flushed transaction inside a written one.
    static base::Result<Transaction> begin(Database& database,
                                           Durability durability = Durability::flushed);

    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// After an error nothing of the transaction is left (store.full, store.io, …); an error of
    /// the last flush alone leaves it open whether a power cut would keep it.
    base::Status commit();

    void roll_back();

private:
    Transaction(Database& database, bool nested) : database_(&database), nested_(nested) {}

    Database* database_;  // null once committed, rolled back or moved from
    bool nested_;
};

}  // namespace mostrador::store
