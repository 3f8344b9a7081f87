#include "hub/storage/postgres/postgres_tenant.hpp"

#include <algorithm>
#include <filesystem>

#include "hub/storage/postgres/schema.hpp"

namespace mostrador::hub::postgres {
namespace {

using base::Code;
using base::Status;
using store::Durability;
using store::Transaction;

/// What one INSERT carries at most.
constexpr std::size_t kInsertOperations = 2000;
constexpr std::size_t kInsertBytes = 4 * 1024 * 1024;

/// Rows of operations, column by column, as `unnest` wants them.
struct Columns {
    std::vector<std::int64_t> positions, sequences;
    std::vector<base::Id> devices;
    std::vector<std::optional<std::string>> parked;
    std::vector<base::Bytes> bodies;
    std::size_t bytes = 0;

    void add(const store::Row& row) {
        positions.push_back(row.integer(0));
        devices.push_back(row.id(1));
        sequences.push_back(row.integer(2));
        parked.push_back(row.get<std::optional<std::string>>(3));
        bodies.push_back(row.get<base::Bytes>(4));
        bytes += bodies.back().size();
    }

    bool is_full() const { return positions.size() >= kInsertOperations || bytes >= kInsertBytes; }

    Batch insert(const base::Id& tenant) const {
        Arguments arguments;
        arguments.add(tenant)
            .add_array(positions)
            .add_array(devices)
            .add_array(sequences)
            .add_array(parked)
            .add_array(bodies);
        return Batch().add(
            "INSERT INTO operation (tenant_id, position, device_id, sequence, parked, body) "
            "SELECT $1, * FROM unnest($2::bigint[], $3::uuid[], $4::bigint[], $5::text[], "
            "$6::bytea[])",
            std::move(arguments));
    }
};

constexpr std::string_view kFresh =
    "SELECT position, device, sequence, reason, body FROM operation WHERE position > ?1 "
    "ORDER BY position";

}  // namespace

base::Result<std::unique_ptr<PostgresTenant>> PostgresTenant::open(Shared& shared,
                                                                   const std::string& path,
                                                                   const base::Id& tenant) {
    std::unique_ptr<PostgresTenant> opened(new PostgresTenant(shared, path, tenant));
    MOSTRADOR_TRY(projection,
                  Projection::open(path, tenant, shared.clock, shared.random, shared.registry));
    opened->projection_ = std::move(projection);
    MOSTRADOR_CHECK(opened->refresh());
    MOSTRADOR_TRY(here, opened->projection_->top());
    if (here.marks == 0) MOSTRADOR_CHECK(opened->found());
    MOSTRADOR_CHECK(opened->retry_parked());
    MOSTRADOR_CHECK(opened->change(
        Durability::written, [&](Turn&) { return opened->projection_->tenant().lease_series(); }));
    return opened;
}

// ---- the log -----------------------------------------------------------------------------------

/// Brings this process's tables to where the log is.
Status PostgresTenant::refresh() {
    MOSTRADOR_TRY(connection, shared_.pool.lend());
    MOSTRADOR_TRY(now, projection_->log_top(*connection));
    return projection_->follow(*connection, now);
}

base::Result<PostgresTenant::Turn> PostgresTenant::take_turn(Durability durability) {
    MOSTRADOR_TRY(connection, shared_.pool.lend());
    MOSTRADOR_TRY(now, projection_->lock(*connection));
    MOSTRADOR_CHECK(projection_->follow(*connection, now));
    MOSTRADOR_TRY(local, Transaction::begin(projection_->database(), durability));
    return Turn{std::move(connection), now, std::move(local)};
}

/// Does `work` on the tables and puts what it appended into the log: both or nothing.
Status PostgresTenant::change(Durability durability, const std::function<Status(Turn&)>& work) {
    MOSTRADOR_TRY(turn, take_turn(durability));
    MOSTRADOR_CHECK(work(turn));
    return publish(turn);
}

Status PostgresTenant::publish(Turn& turn) {
    MOSTRADOR_TRY(after, projection_->top());
    if (after == turn.before) return {};
    MOSTRADOR_TRY(last, insert(turn));
    last.add("UPDATE head SET position = $2, marks = $3 WHERE tenant_id = $1",
             Arguments::of(tenant_, after.head, after.marks))
        .add("COMMIT");
    MOSTRADOR_CHECK(turn.connection->run(last));
    // It is durable now. A projection that cannot commit follows later like any other.
    std::ignore = turn.local.commit();
    shared_.tell(tenant_);
    return {};
}

/// Sends what is large; the rest may go with the commit.
base::Result<Batch> PostgresTenant::insert(Turn& turn) {
    Columns columns;
    MOSTRADOR_CHECK(projection_->database().each(
        kFresh, turn.before.head, [&](const store::Row& row) -> Status {
            columns.add(row);
            if (!columns.is_full()) return {};
            MOSTRADOR_CHECK(turn.connection->run(columns.insert(tenant_)));
            columns = {};
            return {};
        }));
    return columns.positions.empty() ? Batch() : columns.insert(tenant_);
}

Status PostgresTenant::add_mark(Turn& turn, std::int64_t number,
                                const std::optional<SqliteTenant::Epoch>& epoch) {
    MOSTRADOR_TRY(here, projection_->top());
    std::optional<base::Id> id, hub;
    if (epoch) {
        id = epoch->id;
        hub = epoch->hub;
    }
    MOSTRADOR_CHECK(turn.connection->run(
        Batch().add("INSERT INTO mark (tenant_id, number, position, epoch, hub, made_at) "
                    "VALUES ($1, $2, $3, $4, $5, $6)",
                    Arguments::of(tenant_, number, here.head, id, hub,
                                  epoch ? epoch->began_at : shared_.clock.now_us()))));
    return projection_->count_marks(number);
}

Status PostgresTenant::begin_epoch(Turn& turn, std::int64_t number) {
    const auto epoch = projection_->tenant().new_epoch();
    MOSTRADOR_CHECK(projection_->tenant().begin(tenant_, epoch));
    return add_mark(turn, number, epoch);
}

/// The first identity and epoch; another process may have been quicker.
Status PostgresTenant::found() {
    return change(Durability::written, [this](Turn& turn) -> Status {
        if (turn.before.marks > 0) return {};
        return begin_epoch(turn, 1);
    });
}

Status PostgresTenant::begin_epoch() {
    return change(Durability::written,
                  [this](Turn& turn) { return begin_epoch(turn, turn.before.marks + 1); });
}

base::Result<std::vector<std::int64_t>> PostgresTenant::parked() {
    std::vector<std::int64_t> positions;
    MOSTRADOR_CHECK(projection_->database().each(
        "SELECT position FROM operation WHERE state = 1 ORDER BY position",
        [&](const store::Row& row) { positions.push_back(row.integer(0)); }));
    return positions;
}

/// Tries again what an older hub had to park. A mark makes the others do it at the same place.
Status PostgresTenant::retry_parked() {
    MOSTRADOR_TRY(waiting, parked());
    if (waiting.empty()) return {};
    return change(Durability::written, [this](Turn& turn) -> Status {
        MOSTRADOR_TRY(before, parked());
        MOSTRADOR_TRY(applied, projection_->tenant().log().retry_parked());
        if (applied == 0) return {};
        MOSTRADOR_TRY(after, parked());
        std::vector<std::int64_t> done;
        std::ranges::set_difference(before, after, std::back_inserter(done));
        Arguments arguments;
        arguments.add(tenant_).add_array(done);
        MOSTRADOR_CHECK(turn.connection->run(
            Batch().add("UPDATE operation SET parked = NULL WHERE tenant_id = $1 AND "
                        "position = ANY ($2::bigint[])",
                        std::move(arguments))));
        return add_mark(turn, turn.before.marks + 1, std::nullopt);
    });
}

// ---- what devices ask --------------------------------------------------------------------------

base::Result<Overview> PostgresTenant::overview() {
    MOSTRADOR_CHECK(refresh());
    return projection_->tenant().overview();
}

std::vector<base::Result<protocol::PushAnswer>> PostgresTenant::push(
    std::span<const DevicePush> pushes) {
    std::vector<base::Result<protocol::PushAnswer>> results;
    const auto done = change(Durability::written, [&](Turn&) -> Status {
        results = projection_->tenant().push(pushes);
        return {};
    });
    // Nothing of the group is durable, whatever each of them was told so far.
    if (!done) results.assign(pushes.size(), std::unexpected(done.error()));
    return results;
}

base::Result<protocol::PullAnswer> PostgresTenant::pull(const Device& device,
                                                        const protocol::PullRequest& request) {
    MOSTRADOR_CHECK(refresh());
    return projection_->tenant().pull(device, request);
}

Status PostgresTenant::enrol(const Device& device) {
    return change(Durability::written, [&](Turn&) { return projection_->tenant().enrol(device); });
}

Status PostgresTenant::revoke(const base::Id& device) {
    return change(Durability::written, [&](Turn&) { return projection_->tenant().revoke(device); });
}

base::Result<std::vector<RegisterName>> PostgresTenant::registers() {
    MOSTRADOR_CHECK(refresh());
    return projection_->tenant().registers();
}

Status PostgresTenant::write(const Work& work) {
    // Work begins transactions of its own, which ask for a flush.
    return change(Durability::flushed, [&](Turn&) { return work(projection_->tenant().log()); });
}

log::Log& PostgresTenant::log() {
    std::ignore = refresh();
    return projection_->tenant().log();
}

// ---- care --------------------------------------------------------------------------------------

base::Result<Verification> PostgresTenant::verify() {
    MOSTRADOR_CHECK(refresh());
    MOSTRADOR_TRY(connection, shared_.pool.lend());
    MOSTRADOR_TRY(here, projection_->top());
    const auto path = path_ + ".verify";
    std::filesystem::remove(path);
    MOSTRADOR_TRY(replayed,
                  Projection::open(path, tenant_, shared_.clock, shared_.random, shared_.registry));
    MOSTRADOR_CHECK(replayed->follow(*connection, here));
    auto verified = replayed->tenant().verify();
    replayed.reset();
    std::filesystem::remove(path);
    MOSTRADOR_CHECK(verified);
    MOSTRADOR_TRY(state, projection_->tenant().log().state_hash());
    if (state != verified->state) verified->integrity = "the tables differ from the replayed log";
    return verified;
}

Status PostgresTenant::backup(const std::string& path) {
    MOSTRADOR_CHECK(refresh());
    return projection_->tenant().backup(path);
}

Status PostgresTenant::rest() {
    return projection_->tenant().rest();
}

Status PostgresTenant::load(SqliteTenant& backup) {
    MOSTRADOR_TRY(epochs, backup.epochs());
    return change(Durability::written, [&](Turn& turn) -> Status {
        if (turn.before.head > 0) {
            return base::fail(Code::store_constraint, {{"kind", "tenant"}}, "not empty");
        }
        auto& log = projection_->tenant().log();
        auto epoch = epochs.begin();
        std::int64_t head = 0;
        auto number = turn.before.marks;
        const auto begin_epochs = [&]() -> Status {
            for (; epoch != epochs.end() && epoch->start == head; ++epoch) {
                MOSTRADOR_CHECK(projection_->tenant().begin(tenant_, *epoch));
                MOSTRADOR_CHECK(add_mark(turn, ++number, *epoch));
            }
            return {};
        };
        MOSTRADOR_CHECK(begin_epochs());
        MOSTRADOR_CHECK(backup.log().database().each(
            kFresh, std::int64_t{0}, [&](const store::Row& row) -> Status {
                MOSTRADOR_CHECK(log.receive(row.get<base::Bytes>(4)));
                head = row.integer(0);
                return begin_epochs();
            }));
        MOSTRADOR_CHECK(log.retry_parked());
        MOSTRADOR_CHECK(add_mark(turn, ++number, std::nullopt));
        return begin_epoch(turn, number + 1);
    });
}

}  // namespace mostrador::hub::postgres
