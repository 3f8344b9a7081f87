#include "log/log.hpp"

namespace mostrador::log {

// `operation.state`: 0 applied, 1 parked. `position` is the hub's order, null while unknown.
// `identity`, `trusted_hub` and `operation` belong to this replica and are not part of the state
// hash.
std::string_view schema() {
    return R"sql(
CREATE TABLE identity (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  tenant BLOB NOT NULL,
  device BLOB NOT NULL,
  hub BLOB NOT NULL,
  branch BLOB,
  register BLOB,
  acknowledged INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE trusted_hub (device BLOB NOT NULL UNIQUE) STRICT;

CREATE TABLE operation (
  row INTEGER PRIMARY KEY,
  device BLOB NOT NULL,
  sequence INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  kind TEXT NOT NULL,
  person BLOB,
  position INTEGER,
  state INTEGER NOT NULL,
  reason TEXT,
  hash BLOB NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (device, sequence)
) STRICT;
CREATE INDEX operation_by_stamp ON operation (stamp);
CREATE UNIQUE INDEX operation_by_position ON operation (position) WHERE position IS NOT NULL;
CREATE INDEX operation_parked ON operation (row) WHERE state = 1;

CREATE TABLE field_version (
  entity TEXT NOT NULL,
  row BLOB NOT NULL,
  field TEXT NOT NULL,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  PRIMARY KEY (entity, row, field)
) STRICT, WITHOUT ROWID;
)sql";
}

}  // namespace mostrador::log
