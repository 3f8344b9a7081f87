#include "base/cbor.hpp"
#include "stock/movements.hpp"
#include "tickets/operations.hpp"

namespace mostrador::tickets {
namespace {

using base::Id;
using base::Status;
using log::ColumnType;
using log::Operation;

const log::AssignedTable kRules{"ticket_rule",
                                {{"active", ColumnType::boolean}, {"hours", ColumnType::integer}}};

constexpr std::size_t kMostContentBytes = 16 * 1024;

// Facts in any order: what was handed over may be here before its ticket is. `over` follows from
// both (derive), so it may be part of the state. Quantities are millionths, as stock keeps them.
//
// `ticket_secret` belongs to this device alone and never leaves it: the seed of the key that it
// signs with.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE ticket_rule (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  active INTEGER NOT NULL,
  hours INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_key (
  key BLOB PRIMARY KEY,
  device BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_secret (
  device BLOB PRIMARY KEY,
  seed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
  id BLOB PRIMARY KEY,
  receipt BLOB NOT NULL,
  code TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  device BLOB NOT NULL,
  person BLOB,
  content BLOB NOT NULL,
  signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_code ON ticket (code);
CREATE INDEX ticket_receipt ON ticket (receipt);
CREATE INDEX ticket_at ON ticket (at);

CREATE TABLE ticket_item (
  ticket BLOB NOT NULL,
  item INTEGER NOT NULL,
  line INTEGER NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  over INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (ticket, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_item_over ON ticket_item (ticket, item) WHERE over > 0;

CREATE TABLE ticket_redemption (
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  item INTEGER NOT NULL,
  redemption BLOB NOT NULL,
  ticket BLOB NOT NULL,
  quantity INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person BLOB,
  PRIMARY KEY (device, sequence, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_redemption_ticket ON ticket_redemption (ticket, item);
CREATE INDEX ticket_redemption_id ON ticket_redemption (redemption);

CREATE TABLE ticket_scan (
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  ticket BLOB,
  code TEXT NOT NULL,
  person BLOB,
  PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_scan_at ON ticket_scan (at);
)sql";

base::Result<std::int64_t> millionths(const base::Decimal& quantity) {
    MOSTRADOR_TRY(scaled, quantity.rescaled(stock::kQuantityScale, base::Rounding::half_away));
    return scaled.mantissa();
}

/// How much more than its items' quantities was handed over.
Status derive(store::Database& database, const Id& ticket) {
    return database.run(
        "UPDATE ticket_item SET over = max(0, (SELECT coalesce(sum(r.quantity), 0) FROM "
        "ticket_redemption r WHERE r.ticket = ticket_item.ticket AND r.item = ticket_item.item) - "
        "quantity) WHERE ticket = ?1",
        ticket);
}

/// A key is its device's who published it first by id: nobody else has its seed.
Status apply_key(store::Database& database, const Operation& operation,
                 const KeyPublished& published) {
    return database.run(
        "INSERT INTO ticket_key (key, device) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET "
        "device = min(device, excluded.device)",
        base::ByteView(published.key), operation.device);
}

Status apply_issued(store::Database& database, const Operation& operation,
                    const TicketIssued& issued) {
    MOSTRADOR_TRY(json, base::cbor_decode(issued.content, {.bytes = kMostContentBytes}));
    MOSTRADOR_TRY(content, (base::decode<base::Form::binary, Signed>(json)));
    if (content.items.size() != issued.lines.size())
        return base::fail(base::Code::log_invariant, {{"rule", "lines"}});
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO ticket (id, receipt, code, at, until, device, person, content, signature) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        content.ticket, issued.receipt, content.code, content.at_us, content.until_us,
        operation.device, operation.person, base::ByteView(issued.content),
        base::ByteView(issued.signature)));
    std::int64_t number = 0;
    for (const auto& item : content.items) {
        MOSTRADOR_TRY(quantity, millionths(item.quantity));
        MOSTRADOR_CHECK(
            database.run("INSERT INTO ticket_item (ticket, item, line, name, quantity) "
                         "VALUES (?1, ?2, ?3, ?4, ?5)",
                         content.ticket, number, issued.lines[static_cast<std::size_t>(number)],
                         item.name, quantity));
        ++number;
    }
    return derive(database, content.ticket);
}

Status apply_redeemed(store::Database& database, const Operation& operation,
                      const TicketRedeemed& redeemed) {
    for (const auto& handed : redeemed.items) {
        MOSTRADOR_TRY(quantity, millionths(handed.quantity));
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO ticket_redemption (device, sequence, item, redemption, ticket, quantity, "
            "at, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            operation.device, operation.sequence, handed.item, redeemed.redemption, redeemed.ticket,
            quantity, redeemed.at_us, operation.person));
    }
    return derive(database, redeemed.ticket);
}

Status apply_scanned(store::Database& database, const Operation& operation,
                     const TicketScanned& scanned) {
    return database.run(
        "INSERT INTO ticket_scan (device, sequence, at, verdict, ticket, code, person) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        operation.device, operation.sequence, scanned.at_us, base::enum_name(scanned.verdict),
        scanned.ticket, scanned.code, operation.person);
}

}  // namespace

log::Capability capability() {
    return {
        .name = "tickets",
        .schema = {},
        .kinds = {log::assignment_kind<RulesPut>(kRules), log::kind<KeyPublished>(apply_key),
                  log::kind<TicketIssued>(apply_issued), log::kind<TicketRedeemed>(apply_redeemed),
                  log::kind<TicketScanned>(apply_scanned)},
        .tables = {{"ticket_rule", "id"},
                   {"ticket_key", "key"},
                   {"ticket", "id"},
                   {"ticket_item", "ticket, item"},
                   {"ticket_redemption", "device, sequence, item"},
                   {"ticket_scan", "device, sequence"}},
        .later = {{11, kSchema}}};
}

}  // namespace mostrador::tickets
