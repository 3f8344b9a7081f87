#include "hub/storage/postgres/pool.hpp"

namespace mostrador::hub::postgres {

base::Result<Pool::Loan> Pool::lend() {
    Loan loan(*this, take_idle());
    if (loan.connection_) return loan;
    auto opened = Connection::open(conninfo_);
    // A database that is away for a moment is no different from a disk that does not answer.
    if (!opened) return base::fail(base::Code::store_io, {}, opened.error().detail);
    loan.connection_ = *std::move(opened);
    return loan;
}

/// Waits for a free place; gives a connection that still stands, or none.
std::unique_ptr<Connection> Pool::take_idle() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return free_ > 0; });
    --free_;
    while (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        std::ignore = connection->notifications();  // reads, and so learns of a closed socket
        if (!connection->is_broken()) return connection;
    }
    return nullptr;
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    if (connection) connection->roll_back();
    const bool good = connection && !connection->is_broken() && !connection->in_transaction();
    {
        const std::lock_guard lock(mutex_);
        ++free_;
        if (good) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
}

}  // namespace mostrador::hub::postgres
