#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "hub/storage/postgres/connection.hpp"

namespace mostrador::hub::postgres {

/// The connections of one process. Each is lent to one thread at a time; a broken one is replaced.
class Pool {
public:
    Pool(std::string conninfo, std::size_t size) : conninfo_(std::move(conninfo)), free_(size) {}

    class Loan {
    public:
        Loan(Pool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool), connection_(std::move(connection)) {}

        Loan(Loan&& other) noexcept
            : pool_(std::exchange(other.pool_, nullptr)),
              connection_(std::move(other.connection_)) {}

        Loan& operator=(Loan&&) = delete;

        ~Loan() {
            if (pool_ != nullptr) pool_->give_back(std::move(connection_));
        }

        Connection* operator->() { return connection_.get(); }

        Connection& operator*() { return *connection_; }

    private:
        friend class Pool;

        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// Waits until one is free. Errors: store.io when the database cannot be reached.
    base::Result<Loan> lend();

    const std::string& conninfo() const { return conninfo_; }

private:
    std::unique_ptr<Connection> take_idle();
    void give_back(std::unique_ptr<Connection> connection);

    std::string conninfo_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::size_t free_;  ///< how many may still be lent
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace mostrador::hub::postgres
