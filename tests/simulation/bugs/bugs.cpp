#include "simulation/bugs/bugs.hpp"

#include <algorithm>

#include "cash/operations.hpp"
#include "catalog/operations.hpp"
#include "log/link.hpp"
#include "organization/operations.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "sales/operations.hpp"
#include "store/transaction.hpp"
#include "support/payload.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Bytes;
using base::Id;
using base::Result;
using base::Status;
using tests::value;

/// Wraps how one kind is applied.
log::Kind wrapped(log::Kind kind, std::string_view name,
                  std::function<Status(store::Database&, log::Operation, const log::Kind&)> how) {
    if (kind.name != name) return kind;
    auto original = kind;
    kind.apply_own = nullptr;  // what this replica makes itself goes the same way
    kind.payload_type = nullptr;
    kind.apply = [original, how](store::Database& database, const log::Operation& operation) {
        return how(database, operation, original);
    };
    return kind;
}

std::optional<protocol::PullAnswer> as_answer(const Bytes& body) {
    auto answer = protocol::decode<protocol::PullAnswer>(body, protocol::kMaxAnswerBytes);
    if (!answer) return std::nullopt;
    return *std::move(answer);
}

// ---- on the device -----------------------------------------------------------------------------

class AnswerLostAskedAnew final : public Behaviour {
public:
    Id again(const Id&, std::uint64_t seed) override {
        return base::derived_id("another id", std::to_string(seed));
    }
};

class CursorBeforeRows final : public Behaviour {
public:
    void pulled(log::Log& log, Bytes& body) override {
        const auto answer = as_answer(body);
        auto link = log::load_link(log.database());
        if (!answer || !link || !*link || answer->epoch != (*link)->epoch) return;
        auto transaction = store::Transaction::begin(log.database());
        if (!transaction) return;
        (*link)->cursor = std::max((*link)->cursor, answer->next);
        if (log::save_link(log.database(), **link)) std::ignore = transaction->commit();
    }
};

class BatchInPieces final : public Behaviour {
public:
    void pulled(log::Log& log, Bytes& body) override {
        const auto answer = as_answer(body);
        if (!answer) return;
        for (const auto& entry : answer->entries) {
            auto transaction = store::Transaction::begin(log.database());
            if (!transaction || !log.receive(entry.body, entry.position)) return;
            std::ignore = transaction->commit();
        }
    }
};

class ParkedDropped final : public Behaviour {
public:
    void pulled(log::Log& log, Bytes& body) override {
        auto answer = as_answer(body);
        if (!answer) return;
        std::erase_if(answer->entries, [&](const protocol::PullEntry& entry) {
            const auto operation = log::decode(entry.body);
            return operation && !log.registry().find(operation->kind, operation->version);
        });
        answer->checksum = protocol::pull_checksum(answer->entries);
        body = protocol::encode(*answer);
    }
};

// ---- how operations are applied ----------------------------------------------------------------

class WholeRowWins final : public Behaviour {
public:
    log::Kind kind(log::Kind kind) override {
        return wrapped(std::move(kind), catalog::ProductsPut::kKind,
                       [](store::Database& database, log::Operation operation,
                          const log::Kind& original) -> Status {
                           for (auto& row : operation.payload["rows"]) {
                               MOSTRADOR_CHECK(fill(database, row));
                               row["create"] = true;
                           }
                           return original.apply(database, operation);
                       });
    }

private:
    /// What the row has not, it takes from what is there now.
    static Status fill(store::Database& database, base::Json& row) {
        const auto given = base::decode<base::Form::binary, catalog::ProductRow>(row);
        if (!given) return std::unexpected(given.error());
        auto whole = *given;
        MOSTRADOR_CHECK(database.each(
            "SELECT sku, name, price, tax, category, unit, active FROM product WHERE id = ?1",
            given->id, [&](const store::Row& now) {
                if (!whole.sku) whole.sku = now.get<std::string>(0);
                if (!whole.name) whole.name = now.get<std::string>(1);
                if (!whole.price) whole.price = now.integer(2);
                if (!whole.tax) whole.tax = now.id(3);
                if (!whole.category) whole.category = now.id(4);
                if (!whole.unit) whole.unit = now.get<std::string>(5);
                if (!whole.active) whole.active = now.get<bool>(6);
            }));
        row = tests::payload_of(whole);
        return {};
    }
};

class LastArrivalWins final : public Behaviour {
public:
    log::Kind kind(log::Kind kind) override {
        return wrapped(std::move(kind), catalog::ProductsPut::kKind,
                       [](store::Database& database, log::Operation operation,
                          const log::Kind& original) -> Status {
                           MOSTRADOR_TRY(latest, database.one<std::int64_t>(
                                                     "SELECT max(stamp) FROM operation"));
                           operation.stamp = latest.value_or(0) + 1;
                           return original.apply(database, operation);
                       });
    }
};

class StampWithoutCounter final : public Behaviour {
public:
    log::Kind kind(log::Kind kind) override {
        return wrapped(
            std::move(kind), catalog::ProductsPut::kKind,
            [](store::Database& database, log::Operation operation, const log::Kind& original) {
                operation.stamp = log::stamp_at(log::stamp_time_us(operation.stamp));
                return original.apply(database, operation);
            });
    }
};

class FirstClosingArrivedStands final : public Behaviour {
public:
    log::Kind kind(log::Kind kind) override {
        return wrapped(
            std::move(kind), cash::SessionClosed::kKind,
            [](store::Database& database, const log::Operation& operation,
               const log::Kind& original) -> Status {
                const auto closed =
                    base::decode<base::Form::binary, cash::SessionClosed>(operation.payload);
                if (!closed) return std::unexpected(closed.error());
                MOSTRADOR_TRY(known,
                              database.one<std::int64_t>("SELECT 1 FROM register_session "
                                                         "WHERE id = ?1 AND closed_at IS NOT NULL",
                                                         closed->session));
                if (known) return {};
                return original.apply(database, operation);
            });
    }
};

// ---- on the hub --------------------------------------------------------------------------------

class PositionsOutOfOrder final : public Behaviour {
public:
    Result<protocol::PullAnswer> pull(hub::TenantStore& store, const hub::Device& device,
                                      const protocol::PullRequest& request) override {
        auto answer = store.pull(device, request);
        // What is not committed yet is not seen, but the cursor goes past it.
        if (!answer || answer->entries.size() < 2 || ++turn_ % 4 != 0) return answer;
        answer->entries.erase(answer->entries.end() - 2);
        answer->checksum = protocol::pull_checksum(answer->entries);
        return answer;
    }

private:
    int turn_ = 0;
};

class RepeatedPushStoredAgain final : public Behaviour {
public:
    Result<protocol::PushAnswer> push(hub::TenantStore& store,
                                      const hub::DevicePush& push) override {
        auto answer = Behaviour::push(store, push);
        if (!answer || answer->results.empty() ||
            answer->results.front().outcome != protocol::Outcome::duplicate)
            return answer;
        auto& database = store.log().database();
        auto transaction = store::Transaction::begin(database);
        if (!transaction) return answer;
        // At the same place it cannot stand, so it gets one of its own.
        const bool stored =
            database
                .run(
                    "INSERT INTO operation (device, sequence, stamp, kind, position, state, hash, "
                    "body) SELECT ?3, sequence, stamp, kind, "
                    "(SELECT max(position) + 1 FROM operation), state, hash, body "
                    "FROM operation WHERE device = ?1 AND sequence = ?2",
                    push.device->id, answer->results.front().sequence, store.log().make_id())
                .has_value();
        if (stored) std::ignore = transaction->commit();
        return answer;
    }
};

class AnsweredBeforeDurable final : public Behaviour {
public:
    Result<protocol::PushAnswer> push(hub::TenantStore& store,
                                      const hub::DevicePush& push) override {
        store_waiting(store);
        auto transaction = store::Transaction::begin(store.log().database());
        if (!transaction) return std::unexpected(transaction.error());
        auto answer = Behaviour::push(store, push);
        transaction->roll_back();
        if (answer) waiting_.push_back({*push.device, *push.request});
        return answer;
    }

    Result<protocol::PullAnswer> pull(hub::TenantStore& store, const hub::Device& device,
                                      const protocol::PullRequest& request) override {
        store_waiting(store);
        return Behaviour::pull(store, device, request);
    }

    void hub_stopped() override { waiting_.clear(); }

private:
    struct Waiting {
        hub::Device device;
        protocol::PushRequest request;
    };

    void store_waiting(hub::TenantStore& store) {
        for (auto& each : std::exchange(waiting_, {}))
            std::ignore = Behaviour::push(store, {&each.device, &each.request});
    }

    std::vector<Waiting> waiting_;
};

/// What the hub spoils after it has looked at the signature, it believes.
hub::Device believed(hub::Device device, protocol::PushRequest& request) {
    device.key.reset();
    request.checksum = protocol::push_checksum(request.operations);
    return device;
}

class ChainNotChecked final : public Behaviour {
public:
    Result<protocol::PushAnswer> push(hub::TenantStore& store,
                                      const hub::DevicePush& push) override {
        auto request = *push.request;
        if (request.first == 0) return Behaviour::push(store, push);
        auto head = store.log().head(push.device->id);
        if (!head) return std::unexpected(head.error());
        for (auto& body : request.operations) {
            auto operation = log::decode(body);
            if (!operation || operation->sequence != head->sequence + 1) continue;
            if (operation->previous != head->hash) {
                operation->previous = head->hash;
                body = log::encode(*operation);
            }
            *head = {operation->sequence, log::hash_of(body)};
        }
        const auto device = believed(*push.device, request);
        return Behaviour::push(store, {&device, &request});
    }
};

class LeaseReused final : public Behaviour {
public:
    void enrolling(hub::TenantStore& store, const hub::Device& device) override {
        auto& log = store.log();
        auto& database = log.database();
        std::optional<Id> series;
        std::string prefix;
        value(
            database.each("SELECT id, prefix FROM series WHERE register = ?1 AND prefix IS NOT "
                          "NULL AND document = 'receipt' ORDER BY epoch LIMIT 1",
                          *device.register_id, [&](const store::Row& row) {
                              series = row.id(0);
                              prefix = row.get<std::string>(1);
                          }));
        const auto known =
            database.one<std::int64_t>("SELECT 1 FROM device WHERE id = ?1", device.id);
        if (!series || !known || *known) return;
        auto transaction = store::Transaction::begin(database);
        if (!transaction) return;
        const bool leased =
            log.append(std::nullopt,
                       organization::DeviceEnrolled{device.id, *device.register_id, device.name}) &&
            log.append(std::nullopt, sales::SeriesLeased{.series = *series,
                                                         .register_id = *device.register_id,
                                                         .device = device.id,
                                                         .document = "receipt",
                                                         .prefix = prefix,
                                                         .epoch = 99});
        if (leased) std::ignore = transaction->commit();
    }
};

class RestoredInTheSameEpoch final : public Behaviour {
public:
    bool begins_epoch() override { return false; }
};

class AcknowledgesTooMuch final : public Behaviour {
public:
    Result<protocol::PushAnswer> push(hub::TenantStore& store,
                                      const hub::DevicePush& push) override {
        // A group of pushes was committed without its last operation.
        auto request = *push.request;
        if (request.operations.size() < 3 || request.first == 0)
            return Behaviour::push(store, push);
        request.operations.pop_back();
        const auto device = believed(*push.device, request);
        auto answer = Behaviour::push(store, {&device, &request});
        if (answer) ++answer->acknowledged;
        return answer;
    }
};

template <class Behaviour>
Bug bug(std::string_view name, std::string_view what) {
    return {name, what, [] { return std::make_unique<Behaviour>(); }};
}

}  // namespace

const std::vector<Bug>& bugs() {
    static const std::vector<Bug> all{
        bug<AnswerLostAskedAnew>("lost-answer", "a lost answer is asked for under a new id"),
        bug<CursorBeforeRows>("cursor-first", "the cursor is written before its rows"),
        bug<BatchInPieces>("batch-in-pieces", "a pulled batch is applied in several transactions"),
        bug<ParkedDropped>("parked-dropped", "operations of an unknown kind are thrown away"),
        bug<WholeRowWins>("whole-row", "the last writer of a row wins all of its fields"),
        bug<LastArrivalWins>("last-arrival", "what arrives last wins, whenever it was said"),
        bug<StampWithoutCounter>("no-counter", "a clock that goes back makes equal stamps"),
        bug<FirstClosingArrivedStands>("first-closing", "the closing that arrives first stands"),
        bug<PositionsOutOfOrder>("positions", "positions become visible out of order"),
        bug<RepeatedPushStoredAgain>("push-again", "a repeated push is stored again"),
        bug<AnsweredBeforeDurable>("not-durable", "a push is answered before it is stored"),
        bug<AcknowledgesTooMuch>("too-much", "the hub acknowledges more than it stored"),
        bug<ChainNotChecked>("chain", "the hash chain is not checked"),
        bug<LeaseReused>("lease-reused", "a new device goes on with the register's old series"),
        bug<RestoredInTheSameEpoch>("same-epoch", "a restored hub goes on in the same epoch")};
    return all;
}

}  // namespace mostrador::simulation
