#include <algorithm>
#include <tuple>

#include "cash/operations.hpp"

namespace mostrador::cash {
namespace {

using base::Status;

// A session whose opening was not seen yet has opened_at NULL and is invisible to queries.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE register_session (
  id BLOB PRIMARY KEY,
  register BLOB,
  device BLOB,
  opened_at INTEGER,
  opened_by BLOB,
  opening_float INTEGER NOT NULL DEFAULT 0,
  closed_at INTEGER,
  closed_by BLOB,
  number INTEGER,
  receipts INTEGER,
  sales INTEGER,
  notes TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX register_session_open ON register_session (register) WHERE closed_at IS NULL;

CREATE TABLE session_count (
  session BLOB NOT NULL,
  method TEXT NOT NULL,
  expected INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  PRIMARY KEY (session, method)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kCounterSchema = R"sql(
ALTER TABLE register_session ADD COLUMN day TEXT;
ALTER TABLE register_session ADD COLUMN report TEXT;
CREATE TABLE session_seen (
  session BLOB NOT NULL,
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (session, device)
) STRICT, WITHOUT ROWID;
CREATE TABLE cash_movement (
  id BLOB PRIMARY KEY,
  session BLOB NOT NULL,
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person BLOB,
  amount INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cash_movement_session ON cash_movement (session);
)sql";

Status apply_opened(store::Database& database, const log::Operation& operation,
                    const SessionOpened& opened) {
    return database.run(
        "INSERT INTO register_session (id, register, device, opened_at, opened_by, opening_float, "
        "day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
        "register = excluded.register, device = excluded.device, opened_at = excluded.opened_at, "
        "opened_by = excluded.opened_by, opening_float = excluded.opening_float, "
        "day = excluded.day",
        opened.session, opened.register_id, operation.device, log::stamp_time_us(operation.stamp),
        operation.person, opened.opening_float, opened.day);
}

/// One closing of a session, as far as it stands in the tables. The order of two closings is that
/// of their fields, so that all replicas agree on which comes first.
struct Closing {
    std::int64_t closed_at = 0;
    std::optional<base::Id> closed_by;
    std::int64_t number = 0;
    std::int64_t receipts = 0;
    std::int64_t sales = 0;
    std::string notes;
    std::optional<std::string> report;  ///< none of version 1
    std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> counts;
    std::vector<std::pair<base::Id, std::int64_t>> seen;

    friend auto operator<=>(const Closing&, const Closing&) = default;
};

Closing closing_of(const log::Operation& operation, const SessionClosed& closed) {
    Closing closing{log::stamp_time_us(operation.stamp),
                    operation.person,
                    closed.number,
                    closed.receipts,
                    closed.sales,
                    closed.notes,
                    closed.report,
                    {},
                    {}};
    for (const auto& count : closed.counts)
        closing.counts.emplace_back(base::enum_name(count.method), count.expected, count.counted);
    std::ranges::sort(closing.counts);
    for (const auto& seen : closed.seen.value_or(std::vector<Seen>{}))
        closing.seen.emplace_back(seen.device, seen.sequence);
    std::ranges::sort(closing.seen);
    return closing;
}

base::Result<std::optional<Closing>> standing_closing(store::Database& database,
                                                      const base::Id& session) {
    std::optional<Closing> closing;
    MOSTRADOR_CHECK(
        database.each("SELECT closed_at, closed_by, number, receipts, sales, notes, report "
                      "FROM register_session WHERE id = ?1 AND closed_at IS NOT NULL",
                      session, [&](const store::Row& row) {
                          closing = Closing{row.integer(0),
                                            row.get<std::optional<base::Id>>(1),
                                            row.integer(2),
                                            row.integer(3),
                                            row.integer(4),
                                            row.get<std::string>(5),
                                            row.get<std::optional<std::string>>(6),
                                            {},
                                            {}};
                      }));
    if (!closing) return closing;
    MOSTRADOR_CHECK(database.each(
        "SELECT method, expected, counted FROM session_count WHERE session = ?1 ORDER BY method",
        session, [&](const store::Row& row) {
            closing->counts.emplace_back(row.get<std::string>(0), row.integer(1), row.integer(2));
        }));
    MOSTRADOR_CHECK(database.each(
        "SELECT device, sequence FROM session_seen WHERE session = ?1 ORDER BY device", session,
        [&](const store::Row& row) { closing->seen.emplace_back(row.id(0), row.integer(1)); }));
    return closing;
}

Status insert_closing(store::Database& database, const base::Id& session, const Closing& closing) {
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO register_session (id, closed_at, closed_by, number, receipts, sales, notes, "
        "report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET "
        "closed_at = excluded.closed_at, closed_by = excluded.closed_by, "
        "number = excluded.number, receipts = excluded.receipts, sales = excluded.sales, "
        "notes = excluded.notes, report = excluded.report",
        session, closing.closed_at, closing.closed_by, closing.number, closing.receipts,
        closing.sales, closing.notes, closing.report));
    for (const auto& [method, expected, counted] : closing.counts) {
        MOSTRADOR_CHECK(
            database.run("INSERT INTO session_count (session, method, expected, counted) "
                         "VALUES (?1, ?2, ?3, ?4)",
                         session, method, expected, counted));
    }
    for (const auto& [device, sequence] : closing.seen) {
        MOSTRADOR_CHECK(
            database.run("INSERT INTO session_seen (session, device, sequence) VALUES (?1, ?2, ?3)",
                         session, device, sequence));
    }
    return {};
}

/// Two tablets may close one session without knowing of each other: the earlier closing stands,
/// whichever arrived first; the other stays on the log.
Status apply_closed(store::Database& database, const log::Operation& operation,
                    const SessionClosed& closed) {
    MOSTRADOR_TRY(standing, standing_closing(database, closed.session));
    const auto closing = closing_of(operation, closed);
    if (standing && *standing <= closing) return {};
    MOSTRADOR_CHECK(database.run("DELETE FROM session_count WHERE session = ?1", closed.session));
    MOSTRADOR_CHECK(database.run("DELETE FROM session_seen WHERE session = ?1", closed.session));
    return insert_closing(database, closed.session, closing);
}

/// The drawer itself is a sum of facts: nothing to merge.
Status apply_moved(store::Database& database, const log::Operation& operation,
                   const CashMoved& moved) {
    return database.run(
        "INSERT INTO cash_movement (id, session, device, sequence, at, person, amount, reason) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        moved.movement, moved.session, operation.device, operation.sequence,
        log::stamp_time_us(operation.stamp), operation.person, moved.amount, moved.reason);
}

}  // namespace

log::Capability capability() {
    return {.name = "cash",
            .schema = kSchema,
            .kinds = {log::kind<SessionOpened>(apply_opened),
                      log::kind<SessionClosed>(apply_closed), log::kind<CashMoved>(apply_moved)},
            .tables = {{"register_session", "id"},
                       {"session_count", "session, method"},
                       {"session_seen", "session, device"},
                       {"cash_movement", "id"}},
            .later = {{3, kCounterSchema}}};
}

}  // namespace mostrador::cash
