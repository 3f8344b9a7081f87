#include "hub/storage/sqlite_tenant.hpp"

#include <algorithm>
#include <array>
#include <format>
#include <limits>

#include "hub/storage/series_mark.hpp"
#include "organization/operations.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/seal.hpp"
#include "sales/series.hpp"
#include "staff/rights.hpp"
#include "store/backup.hpp"
#include "store/transaction.hpp"

namespace mostrador::hub {
namespace {

using base::Code;
using base::Status;
using store::Transaction;

// The hub's own knowledge beside the domain's tables; not part of the state hash.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS hub_epoch (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  start INTEGER NOT NULL,
  began_at INTEGER NOT NULL
) STRICT;
)sql";

base::Result<std::int64_t> value(base::Result<std::optional<std::int64_t>> found) {
    if (!found) return std::unexpected(std::move(found.error()));
    return found->value_or(0);
}

protocol::Outcome outcome_of(log::Outcome outcome) {
    switch (outcome) {
        case log::Outcome::applied:
            return protocol::Outcome::applied;
        case log::Outcome::duplicate:
            return protocol::Outcome::duplicate;
        case log::Outcome::parked:
            return protocol::Outcome::parked;
    }
    return protocol::Outcome::applied;
}

Status check_shape(const protocol::PushRequest& request) {
    if (request.operations.empty()) return protocol::malformed("operations");
    if (request.operations.size() > protocol::kMaxPushOperations) {
        return base::fail(Code::sync_too_large,
                          {{"limit", std::to_string(protocol::kMaxPushOperations)}});
    }
    if (request.first < 0 || request.first > std::numeric_limits<std::int64_t>::max() / 2) {
        return protocol::malformed("first");
    }
    return {};
}

}  // namespace

SqliteTenant::SqliteTenant(store::Database database, base::Clock& clock, base::Random& random,
                           store::Durability durability, const log::Registry& registry)
    : database_(std::move(database)),
      clock_(clock),
      log_(database_, registry, clock, random, log::Role::hub),
      durability_(durability) {}

base::Result<std::unique_ptr<SqliteTenant>> SqliteTenant::open_file(const std::string& path,
                                                                    base::Clock& clock,
                                                                    base::Random& random,
                                                                    store::Durability durability,
                                                                    const log::Registry& registry) {
    // Commands such as `import` and `backup` come from other processes while the hub runs.
    MOSTRADOR_TRY(database, store::Database::open(path, {.exclusive = false, .cache_kib = 32768}));
    MOSTRADOR_CHECK(till::migrate(database));
    MOSTRADOR_CHECK(database.run_script(kSchema));
    return std::unique_ptr<SqliteTenant>(
        new SqliteTenant(std::move(database), clock, random, durability, registry));
}

base::Result<std::unique_ptr<SqliteTenant>> SqliteTenant::open(const std::string& path,
                                                               const base::Id& tenant,
                                                               base::Clock& clock,
                                                               base::Random& random,
                                                               const log::Registry& registry) {
    MOSTRADOR_TRY(opened, open_file(path, clock, random, store::Durability::flushed, registry));
    MOSTRADOR_CHECK(opened->found(tenant));
    return std::move(opened);
}

base::Result<std::unique_ptr<SqliteTenant>> SqliteTenant::open_projection(
    const std::string& path, base::Clock& clock, base::Random& random,
    const log::Registry& registry) {
    return open_file(path, clock, random, store::Durability::written, registry);
}

/// The first identity and epoch of a new file; tries again what an older hub had to park.
Status SqliteTenant::found(const base::Id& tenant) {
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    if (const auto self = log_.identity(); self) {
        if (self->tenant != tenant) return base::fail(Code::sync_foreign_tenant);
        MOSTRADOR_CHECK(log_.retry_parked());
        MOSTRADOR_CHECK(lease_series());
        return transaction.commit();
    }
    MOSTRADOR_CHECK(begin(tenant, new_epoch()));
    return transaction.commit();
}

SqliteTenant::Epoch SqliteTenant::new_epoch() {
    return {.id = log_.make_id(), .hub = log_.make_id(), .began_at = clock_.now_us()};
}

Status SqliteTenant::begin(const base::Id& tenant, const Epoch& epoch) {
    if (log_.identity()) {
        MOSTRADOR_CHECK(log_.succeed(epoch.hub));
    } else {
        MOSTRADOR_CHECK(log_.become({.tenant = tenant, .device = epoch.hub, .hub = epoch.hub}));
    }
    MOSTRADOR_TRY(head, log_.last_position());
    return database_.run("INSERT INTO hub_epoch (id, start, began_at) VALUES (?1, ?2, ?3)",
                         epoch.id, head, epoch.began_at);
}

Status SqliteTenant::begin_epoch() {
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    MOSTRADOR_TRY(self, log_.identity());
    MOSTRADOR_CHECK(begin(self.tenant, new_epoch()));
    return transaction.commit();
}

base::Result<std::vector<SqliteTenant::Epoch>> SqliteTenant::epochs() {
    MOSTRADOR_TRY(hubs, log_.trusted_hubs());
    std::vector<Epoch> epochs;
    MOSTRADOR_CHECK(database_.each(
        "SELECT id, start, began_at FROM hub_epoch ORDER BY number", [&](const store::Row& row) {
            epochs.push_back(
                {.id = row.id(0), .began_at = row.integer(2), .start = row.integer(1)});
        }));
    if (epochs.size() != hubs.size()) return base::fail(Code::store_corrupt, {}, "epochs");
    for (std::size_t i = 0; i < epochs.size(); ++i)
        epochs[i].hub = hubs[i];
    return epochs;
}

base::Result<base::Id> SqliteTenant::epoch() {
    MOSTRADOR_TRY(id,
                  database_.one<base::Id>("SELECT id FROM hub_epoch ORDER BY number DESC LIMIT 1"));
    if (!id) return base::fail(Code::store_corrupt, {}, "no epoch");
    return *id;
}

base::Result<Overview> SqliteTenant::overview() {
    MOSTRADOR_TRY(epoch, this->epoch());
    MOSTRADOR_TRY(head, log_.last_position());
    MOSTRADOR_TRY(hubs, log_.trusted_hubs());
    return Overview{epoch, head, std::move(hubs)};
}

/// The positions a device speaks of must be those of this life of the data.
Status SqliteTenant::check_epoch(const Device& device, const base::Id& epoch, std::int64_t cursor) {
    MOSTRADOR_TRY(now, overview());
    if (epoch == now.epoch) {
        if (cursor <= now.head) return {};
        return std::unexpected(restored(device, now, now.head));
    }
    MOSTRADOR_TRY(common, database_.one<std::optional<std::int64_t>>(
                              "SELECT min(start) FROM hub_epoch WHERE number > "
                              "(SELECT number FROM hub_epoch WHERE id = ?1)",
                              epoch));
    return std::unexpected(restored(device, now, common ? common->value_or(0) : 0));
}

base::Error SqliteTenant::restored(const Device& device, const Overview& overview,
                                   std::int64_t common) {
    const auto head = log_.head(device.id);
    if (!head) return head.error();
    return {Code::sync_hub_restored,
            {{"epoch", overview.epoch.text()},
             {"hub", overview.hubs.back().text()},
             {"common", std::to_string(common)},
             {"acknowledged", std::to_string(head->sequence)}},
            {}};
}

// ---- push --------------------------------------------------------------------------------------

std::vector<base::Result<protocol::PushAnswer>> SqliteTenant::push(
    std::span<const DevicePush> pushes) {
    std::vector<base::Result<protocol::PushAnswer>> results;
    results.reserve(pushes.size());
    auto transaction = Transaction::begin(database_, durability_);
    if (!transaction) {
        results.assign(pushes.size(), std::unexpected(transaction.error()));
        return results;
    }
    for (const auto& push : pushes)
        results.push_back(push_one(*push.device, *push.request));
    if (const auto committed = transaction->commit(); !committed) {
        // Nothing of the group is durable, whatever each of them was told so far.
        results.assign(pushes.size(), std::unexpected(committed.error()));
    }
    return results;
}

base::Result<protocol::PushAnswer> SqliteTenant::push_one(const Device& device,
                                                          const protocol::PushRequest& request) {
    MOSTRADOR_CHECK(check_shape(request));
    MOSTRADOR_CHECK(protocol::check_seal(request, device.key));
    MOSTRADOR_CHECK(check_epoch(device, request.epoch, 0));
    if (request.first == 0) return take_back(device, request);
    MOSTRADOR_TRY(known, log_.head(device.id));
    if (request.first > known.sequence + 1) {
        return base::fail(Code::log_gap, {{"expected", std::to_string(known.sequence + 1)},
                                          {"got", std::to_string(request.first)}});
    }
    MOSTRADOR_TRY(savepoint, Transaction::begin(database_, durability_));
    std::vector<protocol::PushResult> results;
    results.reserve(request.operations.size());
    std::vector<log::Operation> taken;
    for (auto sequence = request.first; const auto& body : request.operations) {
        MOSTRADOR_TRY(result, store_one(device, sequence++, body, taken));
        results.push_back(std::move(result));
    }
    MOSTRADOR_CHECK(staff::judge(log_, taken));
    MOSTRADOR_TRY(answer, answer_to(device));
    MOSTRADOR_CHECK(savepoint.commit());
    answer.results = std::move(results);
    return answer;
}

/// Where the hub stands now; the results come with it.
base::Result<protocol::PushAnswer> SqliteTenant::answer_to(const Device& device) {
    MOSTRADOR_TRY(acknowledged, log_.head(device.id));
    MOSTRADOR_TRY(now, overview());
    return protocol::PushAnswer{.epoch = now.epoch,
                                .acknowledged = acknowledged.sequence,
                                .head = now.head,
                                .time = clock_.now_us(),
                                .results = {}};
}

/// A device hands back what others wrote and a restore has lost (docs/protocol.md §7.6). Each
/// operation stands for itself: one that does not continue its chain stays where it is.
base::Result<protocol::PushAnswer> SqliteTenant::take_back(const Device& device,
                                                           const protocol::PushRequest& request) {
    MOSTRADOR_TRY(epochs, value(database_.one<std::int64_t>("SELECT count(*) FROM hub_epoch")));
    // Nothing was lost here: whoever speaks for another device has made it up.
    if (epochs < 2) return base::fail(Code::sync_foreign_device);
    MOSTRADOR_TRY(savepoint, Transaction::begin(database_, durability_));
    std::vector<log::Operation> taken;
    for (const auto& body : request.operations)
        MOSTRADOR_CHECK(take_back_one(device, body, taken));
    MOSTRADOR_CHECK(staff::judge(log_, taken));
    MOSTRADOR_TRY(answer, answer_to(device));
    MOSTRADOR_CHECK(savepoint.commit());
    return answer;
}

Status SqliteTenant::take_back_one(const Device& device, const base::Bytes& body,
                                   std::vector<log::Operation>& taken) {
    auto decoded = log::decode(body);
    if (!decoded) return std::unexpected(protocol::detail::as_sync_error(decoded.error()));
    if (decoded->tenant != device.tenant) return base::fail(Code::sync_foreign_tenant);
    MOSTRADOR_TRY(self, log_.identity());
    // Of this life's own chain nothing can be lost.
    if (decoded->device == self.device) return {};
    const auto received = log_.receive(body);
    if (received) {
        if (received->outcome == log::Outcome::applied) taken.push_back(*std::move(decoded));
        return {};
    }
    switch (received.error().code) {
        case Code::log_gap:
        case Code::log_forked:
        case Code::log_chain_broken:
            return {};
        default:
            return std::unexpected(received.error());
    }
}

base::Result<protocol::PushResult> SqliteTenant::store_one(const Device& device,
                                                           std::int64_t sequence,
                                                           const base::Bytes& body,
                                                           std::vector<log::Operation>& taken) {
    auto decoded = log::decode(body);
    if (!decoded) return std::unexpected(protocol::detail::as_sync_error(decoded.error()));
    if (decoded->tenant != device.tenant) return base::fail(Code::sync_foreign_tenant);
    if (decoded->device != device.id) return base::fail(Code::sync_foreign_device);
    if (decoded->sequence != sequence) return protocol::malformed("sequence");
    const auto* kind = log_.registry().find(decoded->kind, decoded->version);
    if (kind != nullptr && kind->family == log::Family::grant) {
        return base::fail(Code::sync_foreign_grant, {{"kind", decoded->kind}});
    }
    MOSTRADOR_TRY(received, log_.receive(body));
    if (received.outcome == log::Outcome::duplicate) return stored(device.id, sequence);
    protocol::PushResult result{.sequence = sequence,
                                .position = received.position,
                                .outcome = outcome_of(received.outcome)};
    if (received.reason) result.code = std::string(base::code_name(received.reason->code));
    if (!received.reason) taken.push_back(*std::move(decoded));
    return result;
}

/// What was answered the first time.
base::Result<protocol::PushResult> SqliteTenant::stored(const base::Id& device,
                                                        std::int64_t sequence) {
    protocol::PushResult result{.sequence = sequence, .outcome = protocol::Outcome::duplicate};
    MOSTRADOR_CHECK(database_.each(
        "SELECT coalesce(position, 0), reason FROM operation WHERE device = ?1 AND sequence = ?2",
        device, sequence, [&](const store::Row& row) {
            result.position = row.integer(0);
            result.code = row.get<std::optional<std::string>>(1);
        }));
    return result;
}

// ---- pull --------------------------------------------------------------------------------------

base::Result<protocol::PullAnswer> SqliteTenant::pull(const Device& device,
                                                      const protocol::PullRequest& request) {
    if (request.after < 0) return protocol::malformed("after");
    MOSTRADOR_CHECK(check_epoch(device, request.epoch, request.after));
    MOSTRADOR_TRY(own, log_.head(device.id));
    MOSTRADOR_TRY(now, overview());
    const auto bytes = std::clamp<std::int64_t>(request.max_bytes, 1,
                                                static_cast<std::int64_t>(protocol::kMaxPullBytes));
    const log::Limit limit{static_cast<std::size_t>(bytes),
                           static_cast<std::int64_t>(protocol::kMaxPullOperations)};
    MOSTRADOR_TRY(operations, log_.after_position(request.after, device.id, limit));

    protocol::PullAnswer answer{.epoch = now.epoch,
                                .after = request.after,
                                .next = now.head,
                                .head = now.head,
                                .acknowledged = own.sequence,
                                .time = clock_.now_us()};
    answer.entries.reserve(operations.size());
    for (auto& operation : operations) {
        answer.entries.push_back({operation.position, std::move(operation.body)});
    }
    if (!answer.entries.empty()) {
        const auto last = answer.entries.back().position;
        MOSTRADOR_TRY(more, log_.after_position(last, device.id, {.bytes = 1, .count = 1}));
        // Another process may have added some since the head was read.
        answer.next = more.empty() ? std::max(last, now.head) : last;
        answer.head = std::max(answer.head, answer.next);
    }
    answer.checksum = protocol::pull_checksum(answer.entries);
    return answer;
}

// ---- grants ------------------------------------------------------------------------------------

Status SqliteTenant::enrol(const Device& device) {
    if (!device.register_id) return base::fail(Code::input_missing, {{"field", "register"}});
    MOSTRADOR_TRY(transaction, Transaction::begin(database_, durability_));
    MOSTRADOR_TRY(known, value(database_.one<std::int64_t>(
                             "SELECT count(*) FROM device WHERE id = ?1", device.id)));
    if (known > 0) return {};
    MOSTRADOR_CHECK(log_.append(
        std::nullopt,
        organization::DeviceEnrolled{device.id, *device.register_id, device.name, device.key}));
    MOSTRADOR_CHECK(lease_series());
    return transaction.commit();
}

Status SqliteTenant::lease_series() {
    MOSTRADOR_TRY(epochs, value(database_.one<std::int64_t>("SELECT count(*) FROM hub_epoch")));
    MOSTRADOR_TRY(epoch, this->epoch());
    return sales::lease_series(log_, series_mark(epochs, epoch));
}

Status SqliteTenant::revoke(const base::Id& device) {
    MOSTRADOR_TRY(transaction, Transaction::begin(database_, durability_));
    MOSTRADOR_CHECK(log_.append(std::nullopt, organization::DeviceRevoked{device}));
    return transaction.commit();
}

Status SqliteTenant::write(const Work& work) {
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    MOSTRADOR_CHECK(work(log_));
    return transaction.commit();
}

base::Result<std::vector<RegisterName>> SqliteTenant::registers() {
    std::vector<RegisterName> registers;
    MOSTRADOR_CHECK(
        database_.each("SELECT id, branch, name FROM register WHERE stamp > 0 ORDER BY name",
                       [&](const store::Row& row) {
                           registers.push_back({row.id(0), row.get<std::optional<base::Id>>(1),
                                                row.get<std::string>(2)});
                       }));
    return registers;
}

// ---- care --------------------------------------------------------------------------------------

base::Result<Verification> SqliteTenant::verify() {
    MOSTRADOR_TRY(integrity, database_.integrity_check());
    MOSTRADOR_TRY(chains, log_.verify());
    MOSTRADOR_TRY(state, log_.state_hash());
    MOSTRADOR_TRY(head, log_.last_position());
    MOSTRADOR_TRY(parked, log_.parked_count());
    MOSTRADOR_TRY(count, value(database_.one<std::int64_t>("SELECT count(*) FROM operation")));
    if (count != head) {
        return base::fail(Code::log_invariant, {{"rule", "positions"}},
                          std::format("{} operations, head {}", count, head));
    }
    return Verification{std::move(integrity), chains, state, head, parked};
}

Status SqliteTenant::backup(const std::string& path) {
    return store::backup(database_, path);
}

Status SqliteTenant::rest() {
    if (database_.wal_pages() == 0) return {};
    MOSTRADOR_CHECK(database_.checkpoint());
    return {};
}

}  // namespace mostrador::hub
