#include <set>

#include "stock/late.hpp"
#include "stock/levels.hpp"
#include "stock/movements.hpp"
#include "stock/operations.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Id;
using base::Status;
using log::ColumnType;

const log::AssignedTable kItems{"stock_item",
                                {{"name"},
                                 {"unit"},
                                 {"packs"},
                                 {"minimum"},
                                 {"category", ColumnType::id},
                                 {"code"},
                                 {"kept", ColumnType::boolean},
                                 {"active", ColumnType::boolean}}};

const log::AssignedTable kRecipes{"stock_recipe", {{"yield"}, {"lines"}}};

const log::AssignedTable kWarehouses{
    "stock_warehouse", {{"branch", ColumnType::id}, {"name"}, {"active", ColumnType::boolean}}};

const log::AssignedTable kRules{"stock_rule", {{"on_short"}}};

constexpr std::string_view kSchema = R"sql(
CREATE TABLE stock_movement (
  document BLOB NOT NULL,
  line INTEGER NOT NULL,
  product BLOB NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (document, line)
) STRICT, WITHOUT ROWID;
)sql";

// `stock_movement` stays what receipts write for each of their lines; `stock_use` is what a recipe
// took besides, and `stock_entry` what came or left for any other reason. Neither has an index by
// item: a sale would pay for it with a page a line, and who looks at one item's past can wait for
// one pass. `stock_level` is derived (levels.hpp), `stock_draft` and `stock_draft_line` are counts
// that somebody is still making on this device.
constexpr std::string_view kStockSchema = R"sql(
CREATE TABLE stock_item (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  packs TEXT NOT NULL,
  minimum TEXT NOT NULL,
  category BLOB NOT NULL,
  code TEXT NOT NULL,
  kept INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_item_code ON stock_item (code) WHERE code <> '';

CREATE TABLE stock_recipe (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  yield TEXT NOT NULL,
  lines TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_warehouse (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  branch BLOB NOT NULL,
  name TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_rule (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  on_short TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_use (
  receipt BLOB NOT NULL,
  line INTEGER NOT NULL,
  part INTEGER NOT NULL,
  item BLOB NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (receipt, line, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_document (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  warehouse BLOB NOT NULL,
  at INTEGER NOT NULL,
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  person BLOB,
  other BLOB,
  transfer BLOB,
  note TEXT,
  supplier TEXT,
  reference TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_document_count ON stock_document (at) WHERE kind = 'count';
CREATE INDEX stock_document_transfer ON stock_document (transfer) WHERE transfer IS NOT NULL;

CREATE TABLE stock_entry (
  document BLOB NOT NULL,
  item BLOB NOT NULL,
  line INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  cost INTEGER,
  entered TEXT,
  unit TEXT,
  counted INTEGER,
  at INTEGER,
  seen_part INTEGER,
  PRIMARY KEY (document, item, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_entry_cost ON stock_entry (item, document) WHERE cost IS NOT NULL;

CREATE TABLE stock_seen (
  document BLOB NOT NULL,
  part INTEGER NOT NULL,
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (document, part, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_late (
  count BLOB NOT NULL,
  document BLOB NOT NULL,
  PRIMARY KEY (count, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_late_settled (
  count BLOB NOT NULL,
  document BLOB NOT NULL,
  included INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  person BLOB,
  PRIMARY KEY (count, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_level (
  item BLOB NOT NULL,
  place BLOB NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (item, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_draft (
  id BLOB PRIMARY KEY,
  warehouse BLOB NOT NULL,
  blind INTEGER NOT NULL,
  category BLOB,
  started_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_draft_line (
  draft BLOB NOT NULL,
  item BLOB NOT NULL,
  counted INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  at INTEGER NOT NULL,
  seen TEXT NOT NULL,
  PRIMARY KEY (draft, item)
) STRICT, WITHOUT ROWID;
)sql";

/// Items that become known get their level from all that moved before.
Status apply_items(store::Database& database, const log::Operation& operation) {
    const auto& payload = operation.payload;
    const auto rows = payload.is_object() ? payload.find("rows") : payload.end();
    if (rows == payload.end() || !rows->is_array())
        return base::fail(Code::input_malformed, {{"field", "rows"}});
    std::set<Id> fresh;
    for (const auto& row : *rows) {
        auto given = base::decode<base::Form::binary, ItemRow>(row);
        if (!given) return std::unexpected(std::move(given.error()));
        MOSTRADOR_TRY(
            known, database.one<std::int64_t>("SELECT 1 FROM stock_item WHERE id = ?1", given->id));
        if (!known) fresh.insert(given->id);
        MOSTRADOR_CHECK(log::assign(database, kItems, operation, row));
    }
    return begin_levels(database, fresh);
}

Status insert_document(store::Database& database, const log::Operation& operation,
                       std::string_view kind, const StockMoved& moved) {
    return database.run(
        "INSERT INTO stock_document (id, kind, warehouse, at, device, sequence, person, other, "
        "transfer, note, supplier, reference) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        moved.document, kind, moved.warehouse, moved.at_us, operation.device, operation.sequence,
        operation.person, moved.other, moved.transfer, moved.note, moved.supplier, moved.reference);
}

/// What is sent leaves, what is received comes; a received line may be nothing.
bool is_sound(const StockMoved& moved, const MovedLine& line) {
    switch (moved.reason) {
        case Reason::sent:
            return line.quantity.is_negative() && moved.other.has_value();
        case Reason::received:
            return !line.quantity.is_negative() && moved.transfer.has_value();
        default:
            return !line.cost || !line.quantity.is_negative();
    }
}

Status apply_moved(store::Database& database, const log::Operation& operation,
                   const StockMoved& moved) {
    MOSTRADOR_CHECK(insert_document(database, operation, base::enum_name(moved.reason), moved));
    std::int64_t number = 0;
    for (const auto& line : moved.lines) {
        if (!is_sound(moved, line)) return base::fail(Code::log_invariant, {{"rule", "sign"}});
        MOSTRADOR_TRY(quantity, millionths(line.quantity));
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO stock_entry (document, item, line, quantity, cost, entered, unit) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            moved.document, line.item, ++number, quantity, line.cost, line.entered, line.unit));
    }
    MOSTRADOR_CHECK(add_document(database, moved.document, moved.warehouse));
    return note_if_late(database,
                        {moved.document, operation.device, operation.sequence, moved.at_us});
}

Status insert_counted(store::Database& database, const StockCounted& count) {
    std::int64_t number = 0;
    for (const auto& line : count.lines) {
        MOSTRADOR_TRY(counted, millionths(line.counted));
        MOSTRADOR_TRY(expected, millionths(line.expected));
        MOSTRADOR_TRY(found, base::checked_subtract(counted, expected));
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO stock_entry (document, item, line, quantity, counted, at, seen_part) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            count.document, line.item, ++number, found, counted, line.at_us, line.seen));
    }
    std::int64_t part = 0;
    for (const auto& set : count.seen) {
        for (const auto& seen : set.devices) {
            MOSTRADOR_CHECK(
                database.run("INSERT INTO stock_seen (document, part, device, sequence) "
                             "VALUES (?1, ?2, ?3, ?4)",
                             count.document, part, seen.device, seen.sequence));
        }
        ++part;
    }
    return {};
}

Status apply_counted(store::Database& database, const log::Operation& operation,
                     const StockCounted& count) {
    for (const auto& line : count.lines) {
        if (line.at_us > count.at_us) return base::fail(Code::log_invariant, {{"rule", "at"}});
    }
    StockMoved document;
    document.document = count.document;
    document.warehouse = count.warehouse;
    document.at_us = count.at_us;
    document.note = count.note;
    MOSTRADOR_CHECK(insert_document(database, operation, "count", document));
    MOSTRADOR_CHECK(insert_counted(database, count));
    MOSTRADOR_CHECK(add_document(database, count.document, count.warehouse));
    const Arrived arrived{count.document, operation.device, operation.sequence, count.at_us};
    MOSTRADOR_CHECK(note_late_for(database, arrived));
    return note_if_late(database, arrived);
}

/// The first who said it stands, document by document.
Status apply_settled(store::Database& database, const log::Operation& operation,
                     const LateSettled& settled) {
    for (const auto& document : settled.documents) {
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO stock_late_settled (count, document, included, stamp, device, sequence, "
            "person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (count, document) DO UPDATE "
            "SET included = excluded.included, stamp = excluded.stamp, device = excluded.device, "
            "sequence = excluded.sequence, person = excluded.person "
            "WHERE (excluded.stamp, excluded.device) < (stamp, device)",
            settled.count, document, std::int64_t{settled.included}, operation.stamp,
            operation.device, operation.sequence, operation.person));
    }
    return {};
}

}  // namespace

log::Capability capability() {
    return {.name = "stock",
            .schema = kSchema,
            .kinds = {{ItemsPut::kKind, ItemsPut::kVersion, ItemsPut::kFamily, apply_items},
                      log::assignment_kind<RecipesPut>(kRecipes),
                      log::assignment_kind<WarehousesPut>(kWarehouses),
                      log::assignment_kind<RulesPut>(kRules),
                      log::kind<StockMoved>(apply_moved),
                      log::kind<StockCounted>(apply_counted),
                      log::kind<LateSettled>(apply_settled)},
            .tables = {{"stock_movement", "document, line"},
                       {"stock_item", "id"},
                       {"stock_recipe", "id"},
                       {"stock_warehouse", "id"},
                       {"stock_rule", "id"},
                       {"stock_use", "receipt, line, part"},
                       {"stock_document", "id"},
                       {"stock_entry", "document, item, line"},
                       {"stock_seen", "document, part, device"},
                       {"stock_late", "count, document"},
                       {"stock_late_settled", "count, document"}},
            .later = {{11, kStockSchema}}};
}

}  // namespace mostrador::stock
