#include "printing/operations.hpp"

namespace mostrador::printing {
namespace {

using base::Id;
using base::Status;
using log::ColumnType;
using log::Operation;

const log::AssignedTable kRoutes{"print_route",
                                 {{"printer"}, {"fallback"}, {"columns", ColumnType::integer}}};

// What a job says, what was tried, and what a person decided are facts of their own, which may come
// in any order; a job's state is read from all of them (job.hpp).
constexpr std::string_view kSchema = R"sql(
CREATE TABLE print_route (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  printer TEXT NOT NULL,
  fallback TEXT NOT NULL,
  columns INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job (
  id BLOB PRIMARY KEY,
  at INTEGER NOT NULL,
  tab BLOB NOT NULL,
  station BLOB NOT NULL,
  printer TEXT NOT NULL,
  fallback TEXT NOT NULL,
  columns INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  copy_of BLOB,
  person BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX print_job_at ON print_job (at);

CREATE TABLE print_job_line (
  job BLOB NOT NULL,
  line BLOB NOT NULL,
  PRIMARY KEY (job, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_job_line_of ON print_job_line (line);

CREATE TABLE print_attempt (
  job BLOB NOT NULL,
  attempt INTEGER NOT NULL,
  device BLOB NOT NULL,
  printer TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  PRIMARY KEY (job, attempt, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_routed (
  job BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  printer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE print_settled (
  job BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  at INTEGER NOT NULL,
  person BLOB
) STRICT, WITHOUT ROWID;
)sql";

Status apply_queued(store::Database& database, const Operation& operation, const JobQueued& job) {
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO print_job (id, at, tab, station, printer, fallback, columns, priority, "
        "copy_of, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        job.job, job.at_us, job.tab, job.station, job.printer, job.fallback, job.columns,
        job.priority, job.copy_of, operation.person));
    for (const auto& line : job.lines) {
        MOSTRADOR_CHECK(
            database.run("INSERT INTO print_job_line (job, line) VALUES (?1, ?2)", job.job, line));
    }
    return {};
}

/// Either half of an attempt may come first.
Status apply_started(store::Database& database, const Operation& operation,
                     const AttemptStarted& started) {
    return database.run(
        "INSERT INTO print_attempt (job, attempt, device, printer, started_at, outcome, ended_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, '', 0) ON CONFLICT (job, attempt, device) DO UPDATE SET "
        "printer = excluded.printer, started_at = excluded.started_at",
        started.job, started.attempt, operation.device, started.printer, started.at_us);
}

Status apply_ended(store::Database& database, const Operation& operation,
                   const AttemptEnded& ended) {
    return database.run(
        "INSERT INTO print_attempt (job, attempt, device, printer, started_at, outcome, ended_at) "
        "VALUES (?1, ?2, ?3, '', 0, ?4, ?5) ON CONFLICT (job, attempt, device) DO UPDATE SET "
        "outcome = excluded.outcome, ended_at = excluded.ended_at",
        ended.job, ended.attempt, operation.device, base::enum_name(ended.outcome), ended.at_us);
}

/// The later of two stands.
Status apply_routed(store::Database& database, const Operation& operation,
                    const JobRouted& routed) {
    return database.run(
        "INSERT INTO print_routed (job, stamp, device, printer) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (job) DO UPDATE SET stamp = excluded.stamp, device = excluded.device, "
        "printer = excluded.printer WHERE (excluded.stamp, excluded.device) > (stamp, device)",
        routed.job, operation.stamp, operation.device, routed.printer);
}

/// The earlier of two stands.
Status apply_settled(store::Database& database, const Operation& operation,
                     const JobSettled& settled) {
    return database.run(
        "INSERT INTO print_settled (job, stamp, device, at, person) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (job) DO UPDATE SET stamp = excluded.stamp, device = excluded.device, "
        "at = excluded.at, person = excluded.person "
        "WHERE (excluded.stamp, excluded.device) < (stamp, device)",
        settled.job, operation.stamp, operation.device, settled.at_us, operation.person);
}

}  // namespace

log::Capability capability() {
    return {
        .name = "printing",
        .schema = {},  // came later
        .kinds = {log::assignment_kind<RoutesPut>(kRoutes), log::kind<JobQueued>(apply_queued),
                  log::kind<AttemptStarted>(apply_started), log::kind<AttemptEnded>(apply_ended),
                  log::kind<JobRouted>(apply_routed), log::kind<JobSettled>(apply_settled)},
        .tables = {{"print_route", "id"},
                   {"print_job", "id"},
                   {"print_job_line", "job, line"},
                   {"print_attempt", "job, attempt, device"},
                   {"print_routed", "job"},
                   {"print_settled", "job"}},
        .later = {{11, kSchema}}};
}

}  // namespace mostrador::printing
