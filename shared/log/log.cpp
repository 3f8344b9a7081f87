#include "log/log.hpp"

#include <algorithm>
#include <limits>

#include "log/pruning.hpp"
#include "store/transaction.hpp"

namespace mostrador::log {
namespace {

using base::Code;
using base::Status;

/// A fault of this machine, not of the operation: it must not park anything.
bool is_local_fault(const base::Error& error) {
    switch (error.code) {
        case Code::store_full:
        case Code::store_io:
        case Code::store_busy:
        case Code::store_corrupt:
            return true;
        default:
            return false;
    }
}

std::unexpected<base::Error> gap(std::int64_t expected, std::int64_t got) {
    return base::fail(Code::log_gap,
                      {{"expected", std::to_string(expected)}, {"got", std::to_string(got)}});
}

/// The next link of its device's chain.
Status check_continues(const Operation& operation, const Head& last) {
    if (operation.sequence != last.sequence + 1) return gap(last.sequence + 1, operation.sequence);
    if (operation.previous == last.hash) return {};
    return base::fail(Code::log_chain_broken, {{"sequence", std::to_string(operation.sequence)}});
}

/// After the last of all stamps there is none: it is given again, and the device's id decides.
Stamp stamp_after(Stamp last, std::int64_t now_us) {
    return next_stamp(std::min(last, std::numeric_limits<Stamp>::max() - 1), now_us);
}

Stored stored_row(const store::Row& row) {
    return {row.id(0), row.integer(1), row.integer(2), row.get<base::Bytes>(3)};
}

}  // namespace

Log::Log(store::Database& database, const Registry& registry, base::Clock& clock,
         base::Random& random, Role role)
    : database_(database), registry_(registry), clock_(clock), random_(random), role_(role) {}

base::Result<Identity> Log::identity() const {
    std::optional<Identity> identity;
    MOSTRADOR_CHECK(database_.each(
        "SELECT tenant, device, hub, branch, register FROM identity", [&](const store::Row& row) {
            identity =
                Identity{row.id(0), row.id(1), row.id(2), row.get<std::optional<base::Id>>(3),
                         row.get<std::optional<base::Id>>(4)};
        }));
    if (!identity) return base::fail(Code::device_not_enrolled);
    return *identity;
}

Status Log::become(const Identity& identity) {
    if (const auto known = this->identity(); known) {
        if (known->device == identity.device && known->tenant == identity.tenant) return {};
        return base::fail(Code::device_already_enrolled);
    }
    return database_.run(
        "INSERT INTO identity (only, tenant, device, hub, branch, register) "
        "VALUES (1, ?1, ?2, ?3, ?4, ?5)",
        identity.tenant, identity.device, identity.hub, identity.branch, identity.register_id);
}

Status Log::become_anew(const Identity& identity) {
    MOSTRADOR_TRY(known, this->identity());
    if (known.tenant != identity.tenant) return base::fail(Code::sync_foreign_tenant);
    MOSTRADOR_CHECK(trust_hub(known.hub));
    return database_.run(
        "UPDATE identity SET device = ?1, hub = ?2, branch = ?3, register = ?4, acknowledged = 0",
        identity.device, identity.hub, identity.branch, identity.register_id);
}

base::Result<std::int64_t> Log::integer(std::string_view sql) const {
    MOSTRADOR_TRY(value, database_.one<std::int64_t>(sql));
    return value.value_or(0);
}

Status Log::trust_hub(const base::Id& hub) {
    return database_.run("INSERT OR IGNORE INTO trusted_hub (device) VALUES (?1)", hub);
}

base::Result<std::vector<base::Id>> Log::trusted_hubs() const {
    MOSTRADOR_TRY(self, identity());
    std::vector<base::Id> hubs;
    MOSTRADOR_CHECK(
        database_.each("SELECT device FROM trusted_hub WHERE device <> ?1 ORDER BY rowid", self.hub,
                       [&](const store::Row& row) { hubs.push_back(row.id(0)); }));
    hubs.push_back(self.hub);
    return hubs;
}

Status Log::succeed(const base::Id& hub) {
    MOSTRADOR_TRY(self, identity());
    MOSTRADOR_CHECK(trust_hub(self.hub));
    return database_.run("UPDATE identity SET device = ?1, hub = ?1", hub);
}

base::Result<Head> Log::head(const base::Id& device) const {
    Head head;
    MOSTRADOR_CHECK(database_.each(
        "SELECT sequence, hash FROM operation WHERE device = ?1 ORDER BY sequence DESC LIMIT 1",
        device, [&](const store::Row& row) { head = {row.integer(0), row.hash(1)}; }));
    return head;
}

/// The condition is what lets the partial index answer; without it every operation is looked at.
base::Result<std::int64_t> Log::last_position() const {
    return integer("SELECT coalesce(max(position), 0) FROM operation WHERE position IS NOT NULL");
}

base::Result<std::int64_t> Log::parked_count() const {
    return integer("SELECT count(*) FROM operation WHERE state = 1");
}

base::Result<std::int64_t> Log::acknowledged() const {
    return integer("SELECT acknowledged FROM identity");
}

base::Result<std::int64_t> Log::placed() const {
    return integer(
        "SELECT coalesce(min(CASE WHEN position IS NULL THEN sequence - 1 END), max(sequence), 0) "
        "FROM operation WHERE device = (SELECT device FROM identity)");
}

Status Log::acknowledge(std::int64_t sequence) {
    return database_.run("UPDATE identity SET acknowledged = ?1", sequence);
}

Status Log::append(const Draft& draft) {
    MOSTRADOR_TRY(self, identity());
    MOSTRADOR_TRY(previous, head(self.device));
    MOSTRADOR_TRY(last, integer("SELECT coalesce(max(stamp), 0) FROM operation"));
    Operation operation{make_id(),
                        self.tenant,
                        self.branch,
                        self.register_id,
                        self.device,
                        previous.sequence + 1,
                        stamp_after(last, clock_.now_us()),
                        draft.person,
                        std::string(draft.kind),
                        draft.version,
                        {},
                        previous.hash};
    const auto body = encode(operation, draft.payload);
    if (body.size() > kMaxOperationBytes) {
        return base::fail(Code::sync_too_large, {{"limit", std::to_string(kMaxOperationBytes)}});
    }
    MOSTRADOR_CHECK(apply_own(operation, draft, self.hub));
    std::int64_t position = 0;
    if (role_ == Role::hub) {
        MOSTRADOR_TRY(before, last_position());
        position = before + 1;
    }
    return store(operation, {body, hash_of(body)}, State::applied, {}, position);
}

/// No savepoint: an error ends the caller's transaction, and a savepoint copies every page it
/// touches.
Status Log::apply_own(Operation& operation, const Draft& draft, const base::Id& hub) {
    MOSTRADOR_TRY(kind, applicable(operation, hub));
    if (kind->apply_own && kind->payload_type == draft.payload_type) {
        return kind->apply_own(database_, operation, draft.value);
    }
    MOSTRADOR_TRY(payload, decode_payload(draft.payload));
    operation.payload = std::move(payload);
    return kind->apply(database_, operation);
}

base::Result<Received> Log::receive(std::span<const std::uint8_t> body, std::int64_t position) {
    MOSTRADOR_TRY(operation, decode(body));
    MOSTRADOR_TRY(self, identity());
    if (operation.tenant != self.tenant) return base::fail(Code::sync_foreign_tenant);

    MOSTRADOR_TRY(last, head(operation.device));
    if (operation.sequence <= last.sequence) return repeated(operation, body, position);
    MOSTRADOR_CHECK(check_continues(operation, last));

    Received received{.position = position, .reason = std::nullopt};
    if (role_ == Role::hub) {
        MOSTRADOR_TRY(before, last_position());
        received.position = before + 1;
    }
    MOSTRADOR_TRY(reason, apply(operation, self.hub));
    received.reason = reason;
    received.outcome = reason ? Outcome::parked : Outcome::applied;
    MOSTRADOR_CHECK(store(operation, {body, hash_of(body)}, reason ? State::parked : State::applied,
                          reason ? base::code_name(reason->code) : std::string_view{},
                          received.position));
    return received;
}

base::Result<std::int64_t> Log::receive_all(std::span<const Arriving> arriving) {
    MOSTRADOR_TRY(self, identity());
    std::vector<Decoded> decoded;
    decoded.reserve(arriving.size());
    for (const auto& each : arriving) {
        MOSTRADOR_TRY(operation, decode(each.body));
        if (operation.tenant != self.tenant) return base::fail(Code::sync_foreign_tenant);
        decoded.push_back({std::move(operation), each});
    }
    std::ranges::stable_sort(decoded, {},
                             [](const Decoded& each) { return each.operation.device; });
    MOSTRADOR_TRY(together, receive_together(decoded, self));
    if (together) return 0;
    std::int64_t parked = 0;
    for (const auto& each : arriving) {
        MOSTRADOR_TRY(received, receive(each.body, each.position));
        parked += received.outcome == Outcome::parked;
    }
    return parked;
}

/// False, and nothing is changed, when one of them must be parked.
base::Result<bool> Log::receive_together(std::span<const Decoded> arriving, const Identity& self) {
    MOSTRADOR_TRY(savepoint, store::Transaction::begin(database_, store::Durability::written));
    std::optional<base::Id> device;
    Head last;
    for (const auto& [operation, as] : arriving) {
        if (device != operation.device) {
            MOSTRADOR_TRY(known, head(operation.device));
            device = operation.device;
            last = known;
        }
        if (operation.sequence <= last.sequence) {
            MOSTRADOR_CHECK(repeated(operation, as.body, as.position));
            continue;
        }
        MOSTRADOR_CHECK(check_continues(operation, last));
        MOSTRADOR_TRY(reason, try_apply(operation, self.hub));
        if (reason) {
            savepoint.roll_back();
            return false;
        }
        const auto hash = hash_of(as.body);
        MOSTRADOR_CHECK(store(operation, {as.body, hash}, State::applied, {}, as.position));
        last = {operation.sequence, hash};
    }
    MOSTRADOR_CHECK(savepoint.commit());
    return true;
}

base::Result<Received> Log::repeated(const Operation& operation, std::span<const std::uint8_t> body,
                                     std::int64_t position) {
    std::optional<base::Hash> known;
    Received received{.outcome = Outcome::duplicate};
    MOSTRADOR_CHECK(database_.each(
        "SELECT hash, coalesce(position, 0) FROM operation WHERE device = ?1 AND sequence = ?2",
        operation.device, operation.sequence, [&](const store::Row& row) {
            known = row.hash(0);
            received.position = row.integer(1);
        }));
    if (!known) {
        MOSTRADOR_TRY(pruned, pruned_up_to(database_, operation.device));
        // What was let go cannot be compared any more; its effect is here.
        if (operation.sequence <= pruned) return received;
    }
    if (known != hash_of(body)) {
        return base::fail(Code::log_forked, {{"sequence", std::to_string(operation.sequence)}});
    }
    if (role_ == Role::device && position > 0 && received.position == 0) {
        MOSTRADOR_CHECK(
            database_.run("UPDATE operation SET position = ?3 WHERE device = ?1 AND sequence = ?2",
                          operation.device, operation.sequence, position));
        received.position = position;
    }
    return received;
}

Status Log::store(const Operation& operation, const Hashed& as, State state,
                  std::string_view reason, std::int64_t position) {
    return database_.run(
        "INSERT INTO operation (device, sequence, stamp, kind, person, position, state, reason, "
        "hash, "
        "body) VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7, nullif(?8, ''), ?9, ?10)",
        operation.device, operation.sequence, operation.stamp, operation.kind, operation.person,
        position, static_cast<std::int64_t>(state), reason, as.hash, as.body);
}

/// The kind of an operation that may be applied here at all.
base::Result<const Kind*> Log::applicable(const Operation& operation, const base::Id& hub) const {
    const auto* kind = registry_.find(operation.kind, operation.version);
    if (kind == nullptr) return base::fail(Code::log_unknown_kind, {{"kind", operation.kind}});
    if (kind->family != Family::grant || operation.device == hub) return kind;
    MOSTRADOR_TRY(trusted,
                  database_.one<base::Id>("SELECT device FROM trusted_hub WHERE device = ?1",
                                          operation.device));
    if (!trusted) return base::fail(Code::staff_not_allowed, {{"permission", "grant"}});
    return kind;
}

/// Applies inside a savepoint. The inner error says why the operation cannot be applied; the outer
/// one is this machine's own trouble.
base::Result<std::optional<base::Error>> Log::apply(const Operation& operation,
                                                    const base::Id& hub) {
    // How durable this is, is the caller's decision.
    MOSTRADOR_TRY(savepoint, store::Transaction::begin(database_, store::Durability::written));
    auto reason = try_apply(operation, hub);
    if (!reason || *reason) {
        savepoint.roll_back();
        return reason;
    }
    MOSTRADOR_CHECK(savepoint.commit());
    return std::nullopt;
}

/// The same without a savepoint: with an error, half of it may be there.
base::Result<std::optional<base::Error>> Log::try_apply(const Operation& operation,
                                                        const base::Id& hub) {
    const auto kind = applicable(operation, hub);
    auto status =
        kind ? (*kind)->apply(database_, operation) : Status(std::unexpected(kind.error()));
    if (status) return std::nullopt;
    if (is_local_fault(status.error())) return std::unexpected(std::move(status.error()));
    return std::optional(std::move(status.error()));
}

base::Result<std::int64_t> Log::retry_parked() {
    MOSTRADOR_TRY(self, identity());
    std::vector<std::pair<std::int64_t, base::Bytes>> parked;
    MOSTRADOR_CHECK(database_.each("SELECT row, body FROM operation WHERE state = 1 ORDER BY row",
                                   [&](const store::Row& row) {
                                       parked.emplace_back(row.integer(0), row.get<base::Bytes>(1));
                                   }));
    std::int64_t applied = 0;
    for (const auto& [row, body] : parked) {
        MOSTRADOR_TRY(operation, decode(body));
        MOSTRADOR_TRY(reason, apply(operation, self.hub));
        if (reason) continue;
        MOSTRADOR_CHECK(
            database_.run("UPDATE operation SET state = 0, reason = NULL WHERE row = ?1", row));
        ++applied;
    }
    return applied;
}

base::Result<std::vector<Stored>> Log::own_after(std::int64_t sequence, Limit limit) const {
    MOSTRADOR_TRY(self, identity());
    return read(
        "SELECT device, sequence, coalesce(position, 0), body FROM operation "
        "WHERE device = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3",
        self.device, sequence, limit);
}

base::Result<std::vector<Stored>> Log::after_position(std::int64_t position, const base::Id& except,
                                                      Limit limit) const {
    return read(
        "SELECT device, sequence, position, body FROM operation "
        "WHERE position > ?2 AND device <> ?1 ORDER BY position LIMIT ?3",
        except, position, limit);
}

base::Result<std::vector<Stored>> Log::read(std::string_view sql, const base::Id& device,
                                            std::int64_t after, Limit limit) const {
    std::vector<Stored> operations;
    std::size_t bytes = 0;
    MOSTRADOR_TRY(statement, database_.prepare(sql));
    MOSTRADOR_CHECK(statement.bind(device, after, limit.count));
    for (;;) {
        MOSTRADOR_TRY(found, statement.step());
        if (!found) return operations;
        bytes += statement.blob(3).size();
        if (!operations.empty() && bytes > limit.bytes) return operations;
        operations.push_back(stored_row(statement));
    }
}

base::Result<Verified> Log::verify() const {
    Verified verified;
    base::Id device;
    Head head;
    std::int64_t pruned = 0;
    const auto visit = [&](const store::Row& row) -> Status {
        if (verified.operations == 0 || row.id(0) != device) {
            device = row.id(0);
            head = {};
            ++verified.devices;
            MOSTRADOR_TRY(up_to, pruned_up_to(database_, device));
            pruned = up_to;
        }
        ++verified.operations;
        const auto operation = decode(row.blob(3));
        const Head next{row.integer(1), hash_of(row.blob(3))};
        const bool itself = operation && operation->device == device &&
                            operation->sequence == next.sequence && row.hash(2) == next.hash;
        const bool links =
            itself && (next.sequence <= pruned ||
                       (next.sequence == head.sequence + 1 && operation->previous == head.hash));
        if (!links) {
            return base::fail(
                Code::log_chain_broken,
                {{"device", device.text()}, {"sequence", std::to_string(row.integer(1))}});
        }
        head = next;
        return {};
    };
    MOSTRADOR_CHECK(database_.each(
        "SELECT device, sequence, hash, body FROM operation ORDER BY device, sequence", visit));
    return verified;
}

base::Result<base::Hash> Log::state_hash() const {
    std::vector<StateTable> tables{{"field_version", "entity, row, field"}};
    for (const auto& capability : registry_.capabilities()) {
        tables.insert(tables.end(), capability.tables.begin(), capability.tables.end());
    }
    std::ranges::sort(tables, {}, &StateTable::name);
    base::Hasher hasher;
    for (const auto& table : tables) {
        hasher.add(base::as_bytes(table.name));
        MOSTRADOR_CHECK(database_.each(
            "SELECT * FROM " + std::string(table.name) + " ORDER BY " + std::string(table.key),
            [&](const store::Row& row) { row.add_to(hasher); }));
    }
    return hasher.finish();
}

}  // namespace mostrador::log
