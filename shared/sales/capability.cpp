#include <algorithm>
#include <string>

#include "base/money.hpp"
#include "payments/charge.hpp"
#include "sales/operations.hpp"
#include "stock/movements.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Status;

// `series.last_number` is the highest number seen, so that it does not depend on order.
// `cart`, `cart_line` and `cart_command` (the last changes that were asked of carts) belong to this
// device alone.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE series (
  id BLOB PRIMARY KEY,
  register BLOB,
  device BLOB,
  document TEXT,
  prefix TEXT,
  width INTEGER,
  epoch INTEGER,
  last_number INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
  id BLOB PRIMARY KEY,
  series BLOB NOT NULL,
  number INTEGER NOT NULL,
  number_text TEXT NOT NULL,
  session BLOB NOT NULL,
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  person BLOB,
  at INTEGER NOT NULL,
  subtotal INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX receipt_number ON receipt (series, number);
CREATE INDEX receipt_session ON receipt (session);
CREATE INDEX receipt_at ON receipt (at);

CREATE TABLE receipt_line (
  receipt BLOB NOT NULL,
  line INTEGER NOT NULL,
  product BLOB NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity TEXT NOT NULL,
  unit_price INTEGER NOT NULL,
  base INTEGER NOT NULL,
  total INTEGER NOT NULL,
  taxes TEXT NOT NULL,
  PRIMARY KEY (receipt, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt_tax (
  receipt BLOB NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  rate TEXT NOT NULL,
  base INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (receipt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
  receipt BLOB NOT NULL,
  position INTEGER NOT NULL,
  method TEXT NOT NULL,
  amount INTEGER NOT NULL,
  tendered INTEGER NOT NULL,
  change INTEGER NOT NULL,
  reference TEXT NOT NULL,
  PRIMARY KEY (receipt, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE cart (
  id BLOB PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cart_line (
  cart BLOB NOT NULL,
  line INTEGER NOT NULL,
  product BLOB NOT NULL,
  quantity TEXT NOT NULL,
  PRIMARY KEY (cart, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE cart_command (
  row INTEGER PRIMARY KEY,
  id BLOB NOT NULL
) STRICT;
)sql";

// The counter: what is rare stands in columns that a plain sale leaves empty, in indexes that it is
// not part of, and in tables that it does not touch. `cart_allowed` belongs to this device alone,
// like the carts.
constexpr std::string_view kCounterSchema = R"sql(
ALTER TABLE receipt ADD COLUMN mark TEXT;
ALTER TABLE receipt ADD COLUMN note TEXT;
ALTER TABLE receipt ADD COLUMN discount INTEGER;
ALTER TABLE receipt ADD COLUMN tip INTEGER;
ALTER TABLE receipt ADD COLUMN rounding INTEGER;
ALTER TABLE receipt ADD COLUMN customer BLOB;
ALTER TABLE receipt ADD COLUMN original BLOB;
CREATE INDEX receipt_original ON receipt (original) WHERE original IS NOT NULL;
ALTER TABLE receipt_line ADD COLUMN list_price INTEGER;
ALTER TABLE receipt_line ADD COLUMN discount INTEGER;
ALTER TABLE receipt_line ADD COLUMN note TEXT;
ALTER TABLE receipt_line ADD COLUMN source INTEGER;
CREATE INDEX payment_voucher ON payment (reference) WHERE method = 'voucher';
CREATE TABLE allowed (
  document BLOB NOT NULL,
  action TEXT NOT NULL,
  person BLOB NOT NULL,
  PRIMARY KEY (document, action)
) STRICT, WITHOUT ROWID;
ALTER TABLE cart ADD COLUMN name TEXT;
ALTER TABLE cart ADD COLUMN held_at INTEGER;
ALTER TABLE cart ADD COLUMN note TEXT;
ALTER TABLE cart ADD COLUMN mark TEXT;
ALTER TABLE cart ADD COLUMN discount_percent TEXT;
ALTER TABLE cart ADD COLUMN discount_amount INTEGER;
ALTER TABLE cart_line ADD COLUMN price INTEGER;
ALTER TABLE cart_line ADD COLUMN note TEXT;
ALTER TABLE cart_line ADD COLUMN discount_percent TEXT;
ALTER TABLE cart_line ADD COLUMN discount_amount INTEGER;
CREATE TABLE cart_allowed (
  cart BLOB NOT NULL,
  action TEXT NOT NULL,
  person BLOB NOT NULL,
  PRIMARY KEY (cart, action)
) STRICT, WITHOUT ROWID;
)sql";

// The same pages are written for a sale; what came after a closing is found without reading
// receipts.
constexpr std::string_view kInboxSchema = R"sql(
DROP INDEX receipt_session;
CREATE INDEX receipt_session ON receipt (session, device, sequence);
)sql";

// Bills of orders (ORD-4): what a cart's line is taken from, as it was when it was ordered.
constexpr std::string_view kOrdersSchema = R"sql(
ALTER TABLE cart ADD COLUMN source BLOB;
ALTER TABLE cart_line ADD COLUMN source BLOB;
ALTER TABLE cart_line ADD COLUMN source_name TEXT;
ALTER TABLE cart_line ADD COLUMN source_price INTEGER;
ALTER TABLE cart_line ADD COLUMN source_tax BLOB;
ALTER TABLE cart_line ADD COLUMN source_amount INTEGER;
ALTER TABLE cart_line ADD COLUMN source_part INTEGER;
)sql";

// What was chosen with a product (CAT-2).
constexpr std::string_view kModifierSchema = R"sql(
ALTER TABLE cart_line ADD COLUMN modifiers TEXT;
ALTER TABLE receipt_line ADD COLUMN modifiers TEXT;
)sql";

// Whom a sale is for, and the invoice that a receipt became (CUST-1, SALE-4). Of a receipt there
// may be two, when two devices made them apart: that is a task.
constexpr std::string_view kInvoiceSchema = R"sql(
ALTER TABLE cart ADD COLUMN customer BLOB;
CREATE INDEX receipt_customer ON receipt (customer) WHERE customer IS NOT NULL;
CREATE TABLE invoice (
  id BLOB PRIMARY KEY,
  receipt BLOB NOT NULL,
  series BLOB NOT NULL,
  number INTEGER NOT NULL,
  number_text TEXT NOT NULL,
  device BLOB NOT NULL,
  person BLOB,
  at INTEGER NOT NULL,
  customer BLOB,
  name TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  document TEXT NOT NULL,
  address TEXT NOT NULL,
  email TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invoice_number ON invoice (series, number);
CREATE INDEX invoice_receipt ON invoice (receipt);
CREATE INDEX invoice_customer ON invoice (customer) WHERE customer IS NOT NULL;
)sql";

// Only discounted lines are in it; a plain sale writes nothing for it.
constexpr std::string_view kReportSchema = R"sql(
CREATE INDEX receipt_line_discount ON receipt_line (receipt, discount) WHERE discount IS NOT NULL;
)sql";

// What was chosen with an ordered line that is in a bill.
constexpr std::string_view kOrderModifierSchema = R"sql(
ALTER TABLE cart_line ADD COLUMN source_modifiers TEXT;
)sql";

// Why a line costs what it costs (CAT-6), and how something was ordered. A cart's line keeps the
// price of a list from when it was added.
constexpr std::string_view kPriceSchema = R"sql(
ALTER TABLE receipt ADD COLUMN type TEXT;
ALTER TABLE receipt_line ADD COLUMN origin TEXT;
ALTER TABLE cart ADD COLUMN type TEXT;
ALTER TABLE cart_line ADD COLUMN added_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cart_line ADD COLUMN list BLOB;
ALTER TABLE cart_line ADD COLUMN list_name TEXT;
ALTER TABLE cart_line ADD COLUMN list_price INTEGER;
)sql";

/// What the goods cost without taxes, and what the taxes are.
struct Parts {
    std::int64_t subtotal = 0;
    std::int64_t tax = 0;
};

/// Law 4: money is conserved. A sale that does not add up is parked, never booked.
base::Result<Parts> check_sums(const SaleCompleted& sale) {
    std::int64_t lines = 0, bases = 0, paid = 0;
    for (const auto& line : sale.lines) {
        MOSTRADOR_TRY(total, base::checked_add(lines, line.total));
        MOSTRADOR_TRY(base_total, base::checked_add(bases, line.base));
        lines = total;
        bases = base_total;
    }
    for (const auto& payment : sale.payments) {
        MOSTRADOR_TRY(amount, base::checked_add(paid, payment.amount));
        MOSTRADOR_TRY(kept, base::checked_subtract(payment.tendered, payment.change));
        paid = amount;
        if (kept != payment.amount) {
            return base::fail(Code::log_invariant, {{"rule", "change"}});
        }
    }
    if (lines != sale.total) return base::fail(Code::log_invariant, {{"rule", "lines"}});
    MOSTRADOR_TRY(owed, base::checked_add(sale.mark == Mark::no_revenue ? 0 : sale.total,
                                          sale.tip.value_or(0)));
    MOSTRADOR_TRY(due, base::checked_add(owed, sale.rounding.value_or(0)));
    if (paid != due) return base::fail(Code::log_invariant, {{"rule", "payments"}});
    MOSTRADOR_TRY(tax, base::checked_subtract(sale.total, bases));
    if (sale.subtotal.value_or(bases) != bases || sale.tax.value_or(tax) != tax) {
        return base::fail(Code::log_invariant, {{"rule", "taxes"}});
    }
    return Parts{bases, tax};
}

std::optional<std::string> modifiers_text(const SoldLine& line) {
    if (!line.modifiers) return std::nullopt;
    return base::encode<base::Form::text>(*line.modifiers).dump();
}

std::optional<std::string> origin_text(const SoldLine& line) {
    if (!line.origin) return std::nullopt;
    return base::encode<base::Form::text>(*line.origin).dump();
}

Status insert_lines(store::Database& database, const SaleCompleted& sale) {
    std::int64_t number = 0;
    for (const auto& line : sale.lines) {
        ++number;
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO receipt_line (receipt, line, product, name, unit, quantity, unit_price, "
            "base, total, taxes, list_price, discount, note, source, modifiers, origin) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            sale.receipt, number, line.product, line.name, line.unit, line.quantity,
            line.unit_price, line.base, line.total,
            base::encode<base::Form::text>(line.taxes).dump(), line.list_price, line.discount,
            line.note, line.source, modifiers_text(line), origin_text(line)));
        if (sale.mark == Mark::test || line.product.is_nil()) continue;
        MOSTRADOR_TRY(moved, line.quantity.negated());
        MOSTRADOR_CHECK(
            stock::record_sale(database, {sale.receipt, number, line.product, moved, sale.at_us}));
        if (line.uses)
            MOSTRADOR_CHECK(stock::record_uses(database, sale.receipt, number, *line.uses));
    }
    return {};
}

/// STOCK-1: what left the shelves, and what its recipes took.
Status move_stock(store::Database& database, const log::Operation& operation,
                  const SaleCompleted& sale) {
    if (sale.mark == Mark::test) return {};
    const bool has_uses =
        std::ranges::any_of(sale.lines, [](const SoldLine& line) { return line.uses.has_value(); });
    return stock::record_receipt(
        database, {sale.receipt, operation.device, operation.sequence, sale.at_us, has_uses});
}

Status insert_taxes(store::Database& database, const SaleCompleted& sale) {
    std::int64_t position = 0;
    for (const auto& tax : sale.taxes) {
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO receipt_tax (receipt, position, code, name, rate, base, amount) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            sale.receipt, position++, tax.code, tax.name, tax.rate, tax.base, tax.amount));
    }
    return {};
}

Status insert_payments(store::Database& database, const SaleCompleted& sale) {
    std::int64_t position = 0;
    for (const auto& paid : sale.payments) {
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO payment (receipt, position, method, amount, tendered, change, reference) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            sale.receipt, position++, base::enum_name(paid.method), paid.amount, paid.tendered,
            paid.change, paid.reference));
        if (paid.card) MOSTRADOR_CHECK(payments::use_charge(database, *paid.card, sale.receipt));
    }
    return {};
}

Status insert_allowed(store::Database& database, const SaleCompleted& sale) {
    if (!sale.allowed) return {};
    for (const auto& each : *sale.allowed) {
        MOSTRADOR_CHECK(database.run(
            "INSERT OR IGNORE INTO allowed (document, action, person) VALUES (?1, ?2, ?3)",
            sale.receipt, base::enum_name(each.action), each.person));
    }
    return {};
}

std::optional<std::string_view> mark_name(const SaleCompleted& sale) {
    if (!sale.mark) return std::nullopt;
    return base::enum_name(*sale.mark);
}

std::optional<std::string_view> type_name(const SaleCompleted& sale) {
    if (!sale.type) return std::nullopt;
    return base::enum_name(*sale.type);
}

/// A series keeps the highest number that was seen.
Status use_number(store::Database& database, const base::Id& series, std::int64_t number) {
    return database.run(
        "INSERT INTO series (id, last_number) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET "
        "last_number = max(last_number, excluded.last_number)",
        series, number);
}

Status apply_completed(store::Database& database, const log::Operation& operation,
                       const SaleCompleted& sale) {
    MOSTRADOR_TRY(parts, check_sums(sale));
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO receipt (id, series, number, number_text, session, device, sequence, person, "
        "at, subtotal, tax, total, mark, note, discount, tip, rounding, customer, original, type) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
        "?19, ?20)",
        sale.receipt, sale.series, sale.number, sale.number_text, sale.session, operation.device,
        operation.sequence, operation.person, sale.at_us, parts.subtotal, parts.tax, sale.total,
        mark_name(sale), sale.note, sale.discount, sale.tip, sale.rounding, sale.customer,
        sale.original, type_name(sale)));
    MOSTRADOR_CHECK(insert_lines(database, sale));
    MOSTRADOR_CHECK(insert_taxes(database, sale));
    MOSTRADOR_CHECK(insert_payments(database, sale));
    MOSTRADOR_CHECK(insert_allowed(database, sale));
    MOSTRADOR_CHECK(move_stock(database, operation, sale));
    return use_number(database, sale.series, sale.number);
}

Status apply_invoiced(store::Database& database, const log::Operation& operation,
                      const SaleInvoiced& made) {
    const auto& buyer = made.buyer;
    MOSTRADOR_CHECK(database.run(
        "INSERT INTO invoice (id, receipt, series, number, number_text, device, person, at, "
        "customer, name, document_kind, document, address, email) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        made.invoice, made.receipt, made.series, made.number, made.number_text, operation.device,
        operation.person, made.at_us, made.customer, buyer.name, buyer.document_kind,
        buyer.document, buyer.address, buyer.email));
    return use_number(database, made.series, made.number);
}

/// Σ refunds ≤ Σ sold is not checked here: two devices may each have been right. What is too much
/// becomes a task (sales/refund.hpp).
Status apply_refunded(store::Database& database, const log::Operation& operation,
                      const SaleRefunded& refund) {
    if (!refund.original) return base::fail(Code::log_invariant, {{"rule", "original"}});
    for (const auto& line : refund.lines) {
        if (!line.source || !line.quantity.is_negative()) {
            return base::fail(Code::log_invariant, {{"rule", "lines"}});
        }
    }
    return apply_completed(database, operation, refund);
}

Status apply_leased(store::Database& database, const log::Operation&, const SeriesLeased& lease) {
    return database.run(
        "INSERT INTO series (id, register, device, document, prefix, width, epoch) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
        "register = excluded.register, device = excluded.device, document = excluded.document, "
        "prefix = excluded.prefix, width = excluded.width, epoch = excluded.epoch",
        lease.series, lease.register_id, lease.device, lease.document, lease.prefix, lease.width,
        lease.epoch);
}

}  // namespace

log::Capability capability() {
    return {
        .name = "sales",
        .schema = kSchema,
        .kinds = {log::kind<SaleCompleted>(apply_completed),
                  log::kind<SaleRefunded>(apply_refunded), log::kind<SaleInvoiced>(apply_invoiced),
                  log::kind<SeriesLeased>(apply_leased)},
        .tables = {{"series", "id"},
                   {"receipt", "id"},
                   {"receipt_line", "receipt, line"},
                   {"receipt_tax", "receipt, position"},
                   {"payment", "receipt, position"},
                   {"allowed", "document, action"},
                   {"invoice", "id"}},
        .later = {{3, kCounterSchema},
                  {5, kInboxSchema},
                  {6, kOrdersSchema},
                  {7, kModifierSchema},
                  {8, kInvoiceSchema},
                  {9, kReportSchema},
                  {11, kOrderModifierSchema},
                  {11, kPriceSchema}}};
}

}  // namespace mostrador::sales
