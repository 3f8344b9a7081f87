#include "log/assignment.hpp"
#include "organization/operations.hpp"

namespace mostrador::organization {
namespace {

using log::ColumnType;

const log::AssignedTable kTenants{"tenant",
                                  {{"name"},
                                   {"legal_name"},
                                   {"tax_id"},
                                   {"country"},
                                   {"currency"},
                                   {"minor_digits", ColumnType::integer},
                                   {"time_zone"},
                                   {"language"},
                                   {"tax_included", ColumnType::boolean},
                                   {"offline_days", ColumnType::integer}}};
const log::AssignedTable kBranches{"branch", {{"name"}, {"address"}}};
const log::AssignedTable kRegisters{"register",
                                    {{"branch", ColumnType::id, true}, {"name"}, {"terminal"}}};

constexpr std::string_view kSchema = R"sql(
CREATE TABLE tenant (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  tax_id TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT NOT NULL,
  minor_digits INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  language TEXT NOT NULL,
  tax_included INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE branch (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE register (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  branch BLOB,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id BLOB PRIMARY KEY,
  register BLOB,
  name TEXT NOT NULL,
  enrolled_at INTEGER,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kCounterSchema = R"sql(
ALTER TABLE register ADD COLUMN terminal TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::string_view kKeySchema = R"sql(
ALTER TABLE device ADD COLUMN key BLOB;
ALTER TABLE tenant ADD COLUMN offline_days INTEGER NOT NULL DEFAULT 0;
)sql";

base::Status apply_enrolled(store::Database& database, const log::Operation& operation,
                            const DeviceEnrolled& enrolled) {
    return database.run(
        "INSERT INTO device (id, register, name, enrolled_at, key) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (id) DO UPDATE SET register = excluded.register, name = excluded.name, "
        "enrolled_at = excluded.enrolled_at, key = excluded.key",
        enrolled.device, enrolled.register_id, enrolled.name, log::stamp_time_us(operation.stamp),
        enrolled.key);
}

/// The first revocation stands; a device never comes back under the same id.
base::Status apply_revoked(store::Database& database, const log::Operation& operation,
                           const DeviceRevoked& revoked) {
    return database.run(
        "INSERT INTO device (id, name, revoked_at) VALUES (?1, '', ?2) "
        "ON CONFLICT (id) DO UPDATE SET "
        "revoked_at = min(coalesce(revoked_at, excluded.revoked_at), excluded.revoked_at)",
        revoked.device, log::stamp_time_us(operation.stamp));
}

}  // namespace

log::Capability capability() {
    return {.name = "organization",
            .schema = kSchema,
            .kinds = {log::assignment_kind<TenantsPut>(kTenants),
                      log::assignment_kind<BranchesPut>(kBranches),
                      log::assignment_kind<RegistersPut>(kRegisters),
                      log::kind<DeviceEnrolled>(apply_enrolled),
                      log::kind<DeviceRevoked>(apply_revoked)},
            .tables = {{"tenant", "id"}, {"branch", "id"}, {"register", "id"}, {"device", "id"}},
            .later = {{3, kCounterSchema}, {11, kKeySchema}}};
}

}  // namespace mostrador::organization
