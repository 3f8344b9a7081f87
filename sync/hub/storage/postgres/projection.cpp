#include "hub/storage/postgres/projection.hpp"

#include <filesystem>

#include "hub/storage/postgres/schema.hpp"
#include "store/transaction.hpp"

namespace mostrador::hub::postgres {
namespace {

using base::Code;
using base::Status;
using store::Durability;
using store::Transaction;

/// How many operations are fetched at once.
constexpr std::int64_t kFetch = 1000;

constexpr std::string_view kSchema = R"sql(
CREATE TABLE IF NOT EXISTS hub_follow (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  marks INTEGER NOT NULL
) STRICT;
INSERT OR IGNORE INTO hub_follow (only, marks) VALUES (1, 0);
)sql";

constexpr const char* kReadTop = "SELECT position, marks FROM head WHERE tenant_id = $1";

std::unexpected<base::Error> differs(std::string detail) {
    return base::fail(Code::store_corrupt, {}, "the projection differs: " + std::move(detail));
}

/// The file is not a beginning of the log, or is no database any more.
bool must_start_anew(const base::Error& error) {
    switch (error.code) {
        case Code::store_corrupt:
        case Code::store_schema_too_new:
        case Code::log_gap:
        case Code::log_forked:
        case Code::log_chain_broken:
        case Code::device_already_enrolled:
            return true;
        default:
            return false;
    }
}

}  // namespace

base::Result<std::unique_ptr<Projection>> Projection::open(const std::string& path,
                                                           const base::Id& tenant,
                                                           base::Clock& clock, base::Random& random,
                                                           const log::Registry& registry) {
    std::unique_ptr<Projection> projection(new Projection(path, tenant, clock, random, registry));
    auto opened = projection->open_file();
    if (!opened && must_start_anew(opened.error())) opened = projection->start_anew();
    MOSTRADOR_CHECK(std::move(opened));
    return projection;
}

Status Projection::open_file() {
    MOSTRADOR_TRY(opened, SqliteTenant::open_projection(path_, clock_, random_, registry_));
    MOSTRADOR_CHECK(opened->log().database().run_script(kSchema));
    sqlite_ = std::move(opened);
    is_beginning_ = false;
    return {};
}

Status Projection::start_anew() {
    sqlite_.reset();
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) {
        std::error_code problem;
        std::filesystem::remove(path_ + suffix, problem);
        if (problem) return base::fail(Code::store_io, {}, path_ + ": " + problem.message());
    }
    return open_file();
}

base::Result<Top> Projection::top() {
    MOSTRADOR_TRY(head, sqlite_->log().last_position());
    MOSTRADOR_TRY(marks, database().one<std::int64_t>("SELECT marks FROM hub_follow"));
    return Top{head, marks.value_or(0)};
}

Status Projection::count_marks(std::int64_t marks) {
    return database().run("UPDATE hub_follow SET marks = ?1", marks);
}

/// In an open transaction the tenant is named already.
Batch Projection::scope(const Connection& connection) const {
    return connection.in_transaction() ? Batch() : of_tenant(tenant_);
}

base::Result<Top> Projection::read_top(Connection& connection, Batch batch, std::string sql) const {
    batch.add(std::move(sql), Arguments::of(tenant_));
    MOSTRADOR_TRY(rows, connection.run(batch));
    const auto& found = rows.back();
    if (found.count() == 1) return Top{found.integer(0, 0), found.integer(0, 1)};
    return base::fail(Code::sync_not_found, {{"tenant", tenant_.text()}});
}

base::Result<Top> Projection::log_top(Connection& connection) const {
    return read_top(connection, scope(connection), kReadTop);
}

base::Result<Top> Projection::lock(Connection& connection) const {
    return read_top(connection, begin_of_tenant(tenant_), std::string(kReadTop) + " FOR UPDATE");
}

Status Projection::follow(Connection& connection, const Top& top) {
    if (!sqlite_) MOSTRADOR_CHECK(open_file());
    auto status = catch_up(connection, top);
    if (status || !must_start_anew(status.error())) return status;
    MOSTRADOR_CHECK(start_anew());
    return catch_up(connection, top);
}

Status Projection::catch_up(Connection& connection, const Top& top) {
    MOSTRADOR_TRY(before, this->top());
    if (before == top && is_beginning_) return {};
    MOSTRADOR_TRY(transaction, Transaction::begin(database(), Durability::written));
    MOSTRADOR_TRY(here, this->top());  // another process may follow in the same file
    if (here.head > top.head || here.marks > top.marks) {
        // Only a log that is still behind when it is looked at again is another log.
        MOSTRADOR_TRY(now, log_top(connection));
        if (here.head <= now.head && here.marks <= now.marks) return {};
        return differs("it is ahead of the log");
    }
    if (!is_beginning_) MOSTRADOR_CHECK(check_beginning(connection, here.head));
    MOSTRADOR_TRY(marks, this->marks(connection, here.marks));
    auto head = here.head;
    auto mark = marks.begin();
    for (;;) {
        for (; mark != marks.end() && mark->position == head; ++mark)
            MOSTRADOR_CHECK(apply(*mark));
        if (head >= top.head) break;
        const auto until = mark == marks.end() ? top.head : std::min(top.head, mark->position);
        MOSTRADOR_TRY(reached, apply_some(connection, head, until));
        head = reached;
    }
    return transaction.commit();
}

base::Result<std::vector<Projection::Mark>> Projection::marks(Connection& connection,
                                                              std::int64_t after) {
    MOSTRADOR_TRY(rows, connection.run(scope(connection)
                                           .add("SELECT number, position, epoch, hub, made_at "
                                                "FROM mark WHERE tenant_id = $1 AND number > $2 "
                                                "ORDER BY number",
                                                Arguments::of(tenant_, after))));
    std::vector<Mark> marks;
    const auto& found = rows.back();
    for (int row = 0; row < found.count(); ++row) {
        Mark mark{found.integer(row, 0), found.integer(row, 1), std::nullopt};
        if (!found.is_null(row, 2)) {
            mark.epoch = SqliteTenant::Epoch{
                .id = found.id(row, 2), .hub = found.id(row, 3), .began_at = found.integer(row, 4)};
        }
        marks.push_back(mark);
    }
    return marks;
}

Status Projection::apply(const Mark& mark) {
    if (mark.epoch) {
        MOSTRADOR_CHECK(sqlite_->begin(tenant_, *mark.epoch));
    } else {
        MOSTRADOR_CHECK(sqlite_->log().retry_parked());
    }
    return count_marks(mark.number);
}

/// Gives the position it came to.
base::Result<std::int64_t> Projection::apply_some(Connection& connection, std::int64_t after,
                                                  std::int64_t until) {
    MOSTRADOR_TRY(rows,
                  connection.run(scope(connection)
                                     .add("SELECT position, body FROM operation WHERE tenant_id = "
                                          "$1 AND position > $2 AND position <= $3 "
                                          "ORDER BY position LIMIT $4",
                                          Arguments::of(tenant_, after, until, kFetch))));
    const auto& found = rows.back();
    if (found.count() == 0) return differs("the log has a gap");
    for (int row = 0; row < found.count(); ++row) {
        const auto position = found.integer(row, 0);
        MOSTRADOR_TRY(received, sqlite_->log().receive(found.bytes(row, 1)));
        if (received.outcome == log::Outcome::duplicate || received.position != position) {
            return differs("position " + std::to_string(position));
        }
    }
    return after + found.count();
}

/// Whether the file is a beginning of this log and of no other: its last operation must be the
/// log's at that position, and the chains stand for all before. Once for each file that is opened.
Status Projection::check_beginning(Connection& connection, std::int64_t head) {
    if (head > 0) {
        MOSTRADOR_TRY(rows, connection.run(scope(connection)
                                               .add("SELECT body FROM operation WHERE tenant_id = "
                                                    "$1 AND position = $2",
                                                    Arguments::of(tenant_, head))));
        if (rows.back().count() == 0) return differs("the log has a gap");
        MOSTRADOR_TRY(received, sqlite_->log().receive(rows.back().bytes(0, 0)));
        if (received.outcome != log::Outcome::duplicate || received.position != head)
            return differs("position " + std::to_string(head));
    }
    is_beginning_ = true;
    return {};
}

}  // namespace mostrador::hub::postgres
