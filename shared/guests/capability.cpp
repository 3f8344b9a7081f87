#include "guests/operations.hpp"

namespace mostrador::guests {
namespace {

using base::Status;
using log::Operation;

const log::AssignedTable kSettings{"guest_settings", {{"ordering"}, {"key"}}};

// A fact may be seen twice under one id: a hub that was put back writes again what a phone sends
// again, and later gets the first one from a device. Of two the smaller stands, whichever came
// first.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE guest_settings (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  ordering TEXT NOT NULL,
  key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guest_session (
  id BLOB PRIMARY KEY,
  tab BLOB NOT NULL,
  secret TEXT NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  ends INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_session_secret ON guest_session (secret);
CREATE INDEX guest_session_tab ON guest_session (tab);

CREATE TABLE guest_order (
  id BLOB PRIMARY KEY,
  tab BLOB NOT NULL,
  session BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guest_line (
  line BLOB PRIMARY KEY,
  order_id BLOB NOT NULL,
  session BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guest_call (
  id BLOB PRIMARY KEY,
  tab BLOB NOT NULL,
  session BLOB NOT NULL,
  what TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_call_tab ON guest_call (tab);

CREATE TABLE guest_answer (
  call BLOB PRIMARY KEY,
  at INTEGER NOT NULL,
  person BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

Status apply_joined(store::Database& database, const Operation&, const Joined& joined) {
    return database.run(
        "INSERT INTO guest_session (id, tab, secret, name, at, ends) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET tab = excluded.tab, "
        "secret = excluded.secret, name = excluded.name, at = excluded.at, ends = excluded.ends "
        "WHERE (excluded.at, excluded.secret, excluded.tab, excluded.name) < "
        "(at, secret, tab, name)",
        joined.session, joined.tab, joined.secret_hash, joined.name, joined.at_us, joined.ends_us);
}

Status apply_ordered(store::Database& database, const Operation&, const Ordered& ordered) {
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO guest_order (id, tab, session, at) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (id) DO UPDATE SET tab = excluded.tab, session = excluded.session, "
        "at = excluded.at WHERE (excluded.at, excluded.session, excluded.tab) < (at, session, tab)",
        ordered.order, ordered.tab, ordered.session, ordered.at_us));
    for (std::size_t i = 0; i < ordered.lines.size(); ++i) {
        const auto& by = i < ordered.wanted_by.size() ? ordered.wanted_by[i] : ordered.session;
        MOSTRADOR_CHECK(
            database.run("INSERT INTO guest_line (line, order_id, session) VALUES (?1, ?2, ?3) "
                         "ON CONFLICT (line) DO UPDATE SET order_id = excluded.order_id, "
                         "session = excluded.session "
                         "WHERE (excluded.order_id, excluded.session) < (order_id, session)",
                         ordered.lines[i], ordered.order, by));
    }
    return {};
}

Status apply_called(store::Database& database, const Operation&, const Called& called) {
    return database.run(
        "INSERT INTO guest_call (id, tab, session, what, at) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (id) DO UPDATE SET tab = excluded.tab, session = excluded.session, "
        "what = excluded.what, at = excluded.at "
        "WHERE (excluded.at, excluded.session, excluded.tab, excluded.what) < "
        "(at, session, tab, what)",
        called.call, called.tab, called.session, base::enum_name(called.what), called.at_us);
}

/// The earlier of two stands.
Status apply_answered(store::Database& database, const Operation& operation,
                      const Answered& answered) {
    return database.run(
        "INSERT INTO guest_answer (call, at, person) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (call) DO UPDATE SET at = excluded.at, person = excluded.person "
        "WHERE (excluded.at, excluded.person) < (at, person)",
        answered.call, answered.at_us, operation.person.value_or(base::Id::nil()));
}

}  // namespace

log::Capability capability() {
    return {.name = "guests",
            .schema = {},
            .kinds = {log::assignment_kind<SettingsPut>(kSettings), log::kind<Joined>(apply_joined),
                      log::kind<Ordered>(apply_ordered), log::kind<Called>(apply_called),
                      log::kind<Answered>(apply_answered)},
            .tables = {{"guest_settings", "id"},
                       {"guest_session", "id"},
                       {"guest_order", "id"},
                       {"guest_line", "line"},
                       {"guest_call", "id"},
                       {"guest_answer", "call"}},
            .later = {{11, kSchema}}};
}

}  // namespace mostrador::guests
