#pragma once

#include <string_view>

namespace mostrador::till {

// Schemas after the first, which every capability keeps beside its own code. A released one is
// never edited. What is rare stands in columns that a plain sale leaves empty, in indexes that it
// is not part of, and in tables that it does not touch.

/// 3: the complete counter. `cart_allowed` belongs to this device alone, like the carts.
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
CREATE TABLE charge (
  id BLOB PRIMARY KEY,
  sequence INTEGER NOT NULL DEFAULT 0,
  at INTEGER,
  cart BLOB,
  amount INTEGER,
  state TEXT,
  reference TEXT,
  receipt BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_open ON charge (cart) WHERE receipt IS NULL;
CREATE TABLE task_settled (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  person BLOB,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
ALTER TABLE register ADD COLUMN terminal TEXT NOT NULL DEFAULT '';
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

}  // namespace mostrador::till
