#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "store/transaction.hpp"
#include "support/shop.hpp"
#include "till/registry.hpp"

namespace mostrador::tests {

/// A replica without a history, to which operations are applied as a test pleases.
struct Replica {
    Replica()
        : database(empty_database()),
          log(database, till::registry(), clock, random, log::Role::device) {
        auto identity = shop_identity();
        identity.device = base::derived_id("test", "reader");
        value(log.become(identity));
        value(log.trust_hub(identity.hub));
    }

    std::string state() { return base::to_hex(value(log.state_hash())); }

    /// Through the log, as the wire does.
    log::Outcome receive(const base::Bytes& body) {
        auto transaction = value(store::Transaction::begin(database));
        const auto received = value(log.receive(body));
        value(transaction.commit());
        return received.outcome;
    }

    /// Straight to the tables, whatever came before.
    void apply(const log::Operation& operation) {
        const auto* kind = till::registry().find(operation.kind, operation.version);
        if (kind == nullptr) throw std::runtime_error("unknown kind " + operation.kind);
        auto transaction = value(store::Transaction::begin(database));
        value(kind->apply(database, operation));
        value(transaction.commit());
    }

    ManualClock clock;
    base::SeededRandom random{5};
    store::Database database;
    log::Log log;
};

inline void shuffle(std::vector<base::Bytes>& bodies, base::Random& random) {
    for (auto i = bodies.size(); i > 1; --i) {
        std::swap(bodies[i - 1], bodies[static_cast<std::size_t>(base::random_below(random, i))]);
    }
}

/// Everything that a shop's hub and till wrote, in their own order.
inline std::vector<base::Bytes> history(Shop& shop) {
    std::vector<base::Bytes> bodies;
    for (auto& each : value(shop.hub().after_position(0, base::Id::nil(), {})))
        bodies.push_back(std::move(each.body));
    for (auto& each : value(shop.log().own_after(0, {})))
        bodies.push_back(std::move(each.body));
    return bodies;
}

}  // namespace mostrador::tests
