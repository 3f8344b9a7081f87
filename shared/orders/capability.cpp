#include <set>

#include "orders/operations.hpp"
#include "orders/tab.hpp"
#include "stock/movements.hpp"

namespace mostrador::orders {
namespace {

using base::Id;
using base::Status;
using log::ColumnType;
using log::Operation;

const log::AssignedTable kTabs{"tab",
                               {{"branch", ColumnType::id},
                                {"type"},
                                {"number", ColumnType::integer},
                                {"number_text"},
                                {"name"},
                                {"place", ColumnType::id},
                                {"guests", ColumnType::integer},
                                {"waiter", ColumnType::id},
                                {"merged", ColumnType::id},
                                {"cancelled"},
                                {"opened_at", ColumnType::integer},
                                {"phone"},
                                {"address"}}};

// The tables of facts come in any order: a line's stage, void or payment may be here before it. Its
// last four columns follow from them (derive), so they may be part of the state. Quantities are
// millionths, as stock keeps them; a level is eight times the round, and the stage.
//
// `tab_open` is derived and no part of the state: every tab that may be open, so that a year of
// closed ones costs nothing.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE tab (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  branch BLOB NOT NULL,
  type TEXT NOT NULL,
  number INTEGER NOT NULL,
  number_text TEXT NOT NULL,
  name TEXT NOT NULL,
  place BLOB NOT NULL,
  guests INTEGER NOT NULL,
  waiter BLOB NOT NULL,
  merged BLOB NOT NULL,
  cancelled TEXT NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tab_number ON tab (device, type, number);
CREATE INDEX tab_merged ON tab (merged) WHERE merged <> zeroblob(16);

CREATE TABLE tab_line (
  id BLOB PRIMARY KEY,
  tab BLOB NOT NULL,
  product BLOB NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  price INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  tax BLOB,
  note TEXT,
  course INTEGER NOT NULL,
  seat INTEGER NOT NULL,
  station BLOB,
  at INTEGER NOT NULL,
  person BLOB NOT NULL,
  place BLOB NOT NULL DEFAULT x'',
  level INTEGER,
  over INTEGER NOT NULL DEFAULT 0,
  wasted INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX tab_line_place ON tab_line (place);
CREATE INDEX tab_line_cooking ON tab_line (station) WHERE station IS NOT NULL AND level % 8 < 3;
CREATE INDEX tab_line_doubt ON tab_line (id) WHERE over > 0 OR wasted > 0;

CREATE TABLE tab_line_void (
  line BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  at INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  reason TEXT NOT NULL,
  person BLOB NOT NULL,
  allowed BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE tab_line_move (
  line BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  tab BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tab_line_stage (
  line BLOB NOT NULL,
  level INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person BLOB NOT NULL,
  PRIMARY KEY (line, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX tab_line_ready ON tab_line_stage (at) WHERE level % 8 = 3;

CREATE TABLE tab_payment (
  line BLOB NOT NULL,
  receipt BLOB NOT NULL,
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (line, receipt)
) STRICT, WITHOUT ROWID;

CREATE TABLE tab_open (
  tab BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
)sql";

// What was chosen with a line (CAT-2), as JSON; to whom an order is brought, and its way (ORD-5).
constexpr std::string_view kServiceSchema = R"sql(
ALTER TABLE tab_line ADD COLUMN modifiers TEXT;
ALTER TABLE tab ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE tab ADD COLUMN address TEXT NOT NULL DEFAULT '';

CREATE TABLE tab_journey (
  tab BLOB NOT NULL,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  step TEXT NOT NULL,
  at INTEGER NOT NULL,
  courier BLOB NOT NULL,
  person BLOB NOT NULL,
  note TEXT,
  PRIMARY KEY (tab, stamp, device)
) STRICT, WITHOUT ROWID;
)sql";

// CAT-6: the price list that a line's price is of.
constexpr std::string_view kPriceSchema = R"sql(
ALTER TABLE tab_line ADD COLUMN list BLOB;
ALTER TABLE tab_line ADD COLUMN list_name TEXT;
)sql";

base::Result<std::int64_t> millionths(const base::Decimal& quantity) {
    MOSTRADOR_TRY(scaled, quantity.rescaled(stock::kQuantityScale, base::Rounding::half_away));
    return scaled.mantissa();
}

Id who(const Operation& operation) {
    return operation.person.value_or(Id::nil());
}

std::optional<std::string> modifiers_text(const AddedLine& line) {
    if (!line.modifiers) return std::nullopt;
    return base::encode<base::Form::text>(*line.modifiers).dump();
}

/// Brings a line's derived columns in step with its facts, whichever came first, and notes the tabs
/// that have to be looked at again. Nothing happens for a line that was not seen yet.
Status derive(store::Database& database, const Id& line, std::set<Id>& tabs) {
    const auto place = "SELECT place FROM tab_line WHERE id = ?1 AND place <> x''";
    MOSTRADOR_TRY(before, database.one<Id>(place, line));
    if (before) tabs.insert(*before);
    MOSTRADOR_CHECK(database.run(
        "UPDATE tab_line SET "
        "place = coalesce((SELECT tab FROM tab_line_move WHERE line = ?1), tab), "
        "level = (SELECT max(level) FROM tab_line_stage WHERE line = ?1), "
        "over = max(0, (SELECT coalesce(sum(amount), 0) FROM tab_payment WHERE line = ?1) - "
        "iif(EXISTS (SELECT 1 FROM tab_line_void WHERE line = ?1), 0, amount)), "
        "wasted = EXISTS (SELECT 1 FROM tab_line_void v JOIN tab_line_stage s ON s.line = v.line "
        "WHERE v.line = ?1 AND s.level > v.seen AND s.level % 8 >= 3 AND s.at <= v.at) "
        "WHERE id = ?1",
        line));
    MOSTRADOR_TRY(after, database.one<Id>(place, line));
    if (after) tabs.insert(*after);
    return {};
}

Status refresh_all(store::Database& database, const std::set<Id>& tabs) {
    for (const auto& tab : tabs)
        MOSTRADOR_CHECK(refresh(database, tab));
    return {};
}

/// Writes a fact about each of the lines, and then what follows from it.
template <class Lines, class Write>
Status for_lines(store::Database& database, const Lines& lines, Write write) {
    std::set<Id> tabs;
    for (const auto& line : lines) {
        MOSTRADOR_CHECK(write(line));
        if constexpr (requires { line.id; })
            MOSTRADOR_CHECK(derive(database, line.id, tabs));
        else
            MOSTRADOR_CHECK(derive(database, line, tabs));
    }
    return refresh_all(database, tabs);
}

Status apply_added(store::Database& database, const Operation& operation, const LinesAdded& added) {
    return for_lines(database, added.lines, [&](const AddedLine& line) -> Status {
        MOSTRADOR_TRY(quantity, millionths(line.quantity));
        return database.run(
            "INSERT INTO tab_line (id, tab, product, name, unit, quantity, price, amount, tax, "
            "note, course, seat, station, at, person, modifiers, list, list_name) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
            "?18)",
            line.id, added.tab, line.product, line.name, line.unit, quantity, line.price,
            line.amount, line.tax, line.note, line.course, line.seat, line.station, added.at_us,
            who(operation), modifiers_text(line), line.list, line.list_name);
    });
}

/// The earlier of two stands.
Status apply_voided(store::Database& database, const Operation& operation,
                    const LinesVoided& voided) {
    return for_lines(database, voided.lines, [&](const VoidedLine& line) {
        return database.run(
            "INSERT INTO tab_line_void (line, stamp, device, at, seen, reason, person, allowed) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (line) DO UPDATE SET "
            "stamp = excluded.stamp, device = excluded.device, at = excluded.at, "
            "seen = excluded.seen, reason = excluded.reason, person = excluded.person, "
            "allowed = excluded.allowed "
            "WHERE (excluded.stamp, excluded.device) < (stamp, device)",
            line.id, operation.stamp, operation.device, voided.at_us, line.seen.value_or(-1),
            voided.reason, who(operation), voided.allowed);
    });
}

/// The later of two stands.
Status apply_moved(store::Database& database, const Operation& operation, const LinesMoved& moved) {
    return for_lines(database, moved.lines, [&](const Id& line) {
        return database.run(
            "INSERT INTO tab_line_move (line, stamp, device, tab) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (line) DO UPDATE SET stamp = excluded.stamp, device = excluded.device, "
            "tab = excluded.tab WHERE (excluded.stamp, excluded.device) > (stamp, device)",
            line, operation.stamp, operation.device, moved.tab);
    });
}

/// Every level that was reached, with its earliest time.
Status apply_staged(store::Database& database, const Operation& operation,
                    const LinesStaged& staged) {
    const auto level = level_of(staged.round, staged.stage);
    return for_lines(database, staged.lines, [&](const Id& line) {
        return database.run(
            "INSERT INTO tab_line_stage (line, level, at, person) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (line, level) DO UPDATE SET at = excluded.at, person = excluded.person "
            "WHERE (excluded.at, excluded.person) < (at, person)",
            line, level, staged.at_us, who(operation));
    });
}

Status apply_paid(store::Database& database, const Operation&, const Paid& paid) {
    return for_lines(database, paid.lines, [&](const PaidLine& line) -> Status {
        MOSTRADOR_TRY(quantity, millionths(line.quantity));
        return database.run(
            "INSERT INTO tab_payment (line, receipt, quantity, amount, at) "
            "VALUES (?1, ?2, ?3, ?4, ?5)",
            line.id, paid.receipt, quantity, line.amount, paid.at_us);
    });
}

Status apply_carried(store::Database& database, const Operation& operation,
                     const TabCarried& carried) {
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO tab_journey (tab, stamp, device, step, at, courier, person, note) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        carried.tab, operation.stamp, operation.device, base::enum_name(carried.step),
        carried.at_us, carried.courier, who(operation), carried.note));
    return refresh(database, carried.tab);
}

Status refresh_row(store::Database& database, const Operation&, const base::Json& row) {
    MOSTRADOR_TRY(tab, (base::decode<base::Form::binary, TabRow>(row)));
    return refresh(database, tab.id);
}

}  // namespace

log::Capability capability() {
    return {.name = "orders",
            .schema = {},
            .kinds = {log::assignment_kind<TabsPut>(kTabs, refresh_row),
                      log::kind<LinesAdded>(apply_added), log::kind<LinesVoided>(apply_voided),
                      log::kind<LinesMoved>(apply_moved), log::kind<LinesStaged>(apply_staged),
                      log::kind<Paid>(apply_paid), log::kind<TabCarried>(apply_carried)},
            .tables = {{"tab", "id"},
                       {"tab_line", "id"},
                       {"tab_line_void", "line"},
                       {"tab_line_move", "line"},
                       {"tab_line_stage", "line, level"},
                       {"tab_payment", "line, receipt"},
                       {"tab_journey", "tab, stamp, device"}},
            .later = {{6, kSchema}, {11, kServiceSchema}, {11, kPriceSchema}}};
}

}  // namespace mostrador::orders
