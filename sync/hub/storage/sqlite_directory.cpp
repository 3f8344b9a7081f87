#include "hub/storage/sqlite_directory.hpp"

#include <array>

#include "base/bytes.hpp"
#include "hub/storage/enrolment_code.hpp"
#include "store/backup.hpp"
#include "store/migration.hpp"
#include "store/transaction.hpp"

namespace mostrador::hub {
namespace {

using base::Code;
using base::Status;
using store::Durability;
using store::Transaction;

constexpr std::array kMigrations{store::Migration{1, "directory", R"sql(
CREATE TABLE hub (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  ready_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE tenant (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id BLOB PRIMARY KEY,
  tenant BLOB NOT NULL,
  branch BLOB,
  register BLOB,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  enrolled_at INTEGER NOT NULL,
  revoked_at INTEGER,
  seen_at INTEGER NOT NULL DEFAULT 0,
  cursor INTEGER NOT NULL DEFAULT 0,
  core TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE code (
  hash BLOB PRIMARY KEY,
  tenant BLOB NOT NULL,
  branch BLOB,
  register BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  attempt BLOB,
  device BLOB
) STRICT, WITHOUT ROWID;
)sql"},
                                 store::Migration{2, "keys", R"sql(
ALTER TABLE device ADD COLUMN key BLOB;
ALTER TABLE device ADD COLUMN unsent INTEGER;
ALTER TABLE device ADD COLUMN clock_offset INTEGER;
)sql"}};

constexpr std::string_view kDeviceColumns =
    "SELECT id, tenant, branch, register, name, key, revoked_at FROM device ";

Device device_row(const store::Row& row) {
    return {row.id(0),
            row.id(1),
            row.get<std::optional<base::Id>>(2),
            row.get<std::optional<base::Id>>(3),
            row.get<std::string>(4),
            row.get<std::optional<base::PublicKey>>(5)};
}

}  // namespace

base::Result<std::unique_ptr<SqliteDirectory>> SqliteDirectory::open(const std::string& path,
                                                                     base::Clock& clock,
                                                                     base::Random& random) {
    // Commands such as `code` and `revoke` come from other processes while the hub runs.
    MOSTRADOR_TRY(database, store::Database::open(path, {.exclusive = false}));
    MOSTRADOR_CHECK(store::migrate(database, kMigrations));
    MOSTRADOR_CHECK(
        database.run("INSERT OR IGNORE INTO hub (only, id, created_at) VALUES (1, ?1, ?2)",
                     base::make_id(clock, random), clock.now_us()));
    return std::unique_ptr<SqliteDirectory>(
        new SqliteDirectory(std::move(database), clock, random));
}

base::Result<base::Id> SqliteDirectory::hub_id() {
    const std::lock_guard lock(mutex_);
    MOSTRADOR_TRY(id, database_.one<base::Id>("SELECT id FROM hub"));
    if (!id) return base::fail(Code::store_corrupt, {}, "hub.sqlite has no hub");
    return *id;
}

base::Result<std::vector<Tenant>> SqliteDirectory::tenants() {
    const std::lock_guard lock(mutex_);
    std::vector<Tenant> tenants;
    MOSTRADOR_CHECK(database_.each(
        "SELECT id, name FROM tenant ORDER BY name",
        [&](const store::Row& row) { tenants.push_back({row.id(0), row.get<std::string>(1)}); }));
    return tenants;
}

Status SqliteDirectory::add_tenant(const Tenant& tenant) {
    const std::lock_guard lock(mutex_);
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    MOSTRADOR_CHECK(database_.run("INSERT INTO tenant (id, name, created_at) VALUES (?1, ?2, ?3)",
                                  tenant.id, tenant.name, clock_.now_us()));
    return transaction.commit();
}

base::Result<std::string> SqliteDirectory::invite(const Invitation& invitation) {
    const std::lock_guard lock(mutex_);
    const auto code = make_code(random_);
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    MOSTRADOR_CHECK(
        database_.run("INSERT INTO code (hash, tenant, branch, register, created_at, expires_at) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                      code_hash(code), invitation.tenant, invitation.branch, invitation.register_id,
                      clock_.now_us(), invitation.expires_at));
    MOSTRADOR_CHECK(transaction.commit());
    return shown_code(code);
}

base::Result<Admission> SqliteDirectory::admit(const protocol::EnrolRequest& request) {
    const auto normal = normal_code(request.code);
    if (normal.empty()) return base::fail(Code::sync_code_invalid);
    const auto hash = code_hash(normal);

    const std::lock_guard lock(mutex_);
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    std::optional<Invitation> invitation;
    std::optional<base::Id> attempt, device;
    MOSTRADOR_CHECK(database_.each(
        "SELECT tenant, branch, register, expires_at, attempt, device FROM code WHERE hash = ?1",
        hash, [&](const store::Row& row) {
            invitation = Invitation{row.id(0), row.get<std::optional<base::Id>>(1), row.id(2),
                                    row.integer(3)};
            attempt = row.get<std::optional<base::Id>>(4);
            device = row.get<std::optional<base::Id>>(5);
        }));
    if (!invitation || (device && attempt != mark_of(request.attempt))) {
        return base::fail(Code::sync_code_invalid);
    }
    if (invitation->expires_at <= clock_.now_us()) return base::fail(Code::sync_code_expired);
    MOSTRADOR_TRY(admission,
                  device ? admit_again(*device, request) : admit_new(hash, *invitation, request));
    MOSTRADOR_CHECK(transaction.commit());
    return admission;
}

base::Result<Admission> SqliteDirectory::admit_new(const base::Hash& code,
                                                   const Invitation& invitation,
                                                   const protocol::EnrolRequest& request) {
    Admission admission{{base::make_id(clock_, random_), invitation.tenant, invitation.branch,
                         invitation.register_id, request.name, request.key},
                        {}};
    const auto& device = admission.device;
    admission.token = make_token(request, device.id);
    MOSTRADOR_CHECK(database_.run(
        "INSERT INTO device (id, tenant, branch, register, name, token_hash, enrolled_at, key) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        device.id, device.tenant, device.branch, device.register_id, device.name,
        base::blake2b(admission.token), clock_.now_us(), device.key));
    MOSTRADOR_CHECK(database_.run("UPDATE code SET attempt = ?2, device = ?3 WHERE hash = ?1", code,
                                  mark_of(request.attempt), device.id));
    return admission;
}

/// The answer was lost: the same device, with the same token.
base::Result<Admission> SqliteDirectory::admit_again(const base::Id& id,
                                                     const protocol::EnrolRequest& request) {
    MOSTRADOR_TRY(known, device(id));
    if (!known) return base::fail(Code::sync_code_invalid);
    return Admission{*known, make_token(request, id)};
}

base::Result<std::optional<Device>> SqliteDirectory::device(const base::Id& id) {
    std::optional<Device> found;
    MOSTRADOR_CHECK(database_.each(std::string(kDeviceColumns) + "WHERE id = ?1", id,
                                   [&](const store::Row& row) { found = device_row(row); }));
    return found;
}

base::Result<Device> SqliteDirectory::authenticate(const protocol::Token& token) {
    const std::lock_guard lock(mutex_);
    std::optional<Device> device;
    bool revoked = false;
    MOSTRADOR_CHECK(database_.each(std::string(kDeviceColumns) + "WHERE token_hash = ?1",
                                   base::blake2b(token), [&](const store::Row& row) {
                                       device = device_row(row);
                                       revoked = !row.is_null(6);
                                   }));
    if (!device) return base::fail(Code::sync_unauthorized);
    if (revoked) return base::fail(Code::device_revoked);
    return *std::move(device);
}

base::Result<Device> SqliteDirectory::find(std::string_view id_or_name) {
    const std::lock_guard lock(mutex_);
    const auto id = base::Id::parse(id_or_name);
    std::vector<Device> found;
    MOSTRADOR_CHECK(database_.each(
        std::string(kDeviceColumns) + "WHERE (id = ?1 OR name = ?2) AND revoked_at IS NULL",
        id.value_or(base::Id::nil()), id_or_name,
        [&](const store::Row& row) { found.push_back(device_row(row)); }));
    if (found.size() == 1) return found.front();
    return base::fail(
        Code::device_not_enrolled, {},
        found.empty() ? "no such device" : "several devices have this name: use an id");
}

Status SqliteDirectory::revoke(const base::Id& device) {
    const std::lock_guard lock(mutex_);
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    MOSTRADOR_CHECK(
        database_.run("UPDATE device SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
                      device, clock_.now_us()));
    return transaction.commit();
}

Status SqliteDirectory::saw(const base::Id& device, const Sighting& sighting) {
    const std::lock_guard lock(mutex_);
    MOSTRADOR_TRY(seen,
                  database_.one<std::int64_t>("SELECT seen_at FROM device WHERE id = ?1", device));
    if (!seen || sighting.at - *seen < kSightingPauseUs) return {};
    MOSTRADOR_TRY(transaction, Transaction::begin(database_, Durability::written));
    MOSTRADOR_CHECK(
        database_.run("UPDATE device SET seen_at = ?2, cursor = ?3, core = ?4, unsent = ?5, "
                      "clock_offset = ?6 WHERE id = ?1",
                      device, sighting.at, sighting.cursor, sighting.core, sighting.unsent,
                      sighting.clock_offset));
    return transaction.commit();
}

base::Result<std::vector<SeenDevice>> SqliteDirectory::devices_of(const base::Id& tenant) {
    const std::lock_guard lock(mutex_);
    std::vector<SeenDevice> devices;
    MOSTRADOR_CHECK(database_.each(
        "SELECT id, tenant, branch, register, name, key, enrolled_at, revoked_at, seen_at, cursor, "
        "core, unsent, clock_offset FROM device WHERE tenant = ?1 ORDER BY enrolled_at, id",
        tenant, [&](const store::Row& row) {
            devices.push_back({device_row(row),
                               row.integer(6),
                               row.get<std::optional<std::int64_t>>(7),
                               {row.integer(8), row.integer(9), row.get<std::string>(10),
                                row.get<std::optional<std::int64_t>>(11),
                                row.get<std::optional<std::int64_t>>(12)}});
        }));
    return devices;
}

base::Result<std::int64_t> SqliteDirectory::revision() {
    const std::lock_guard lock(mutex_);
    MOSTRADOR_TRY(version, database_.one<std::int64_t>("PRAGMA data_version"));
    return version.value_or(0);
}

Status SqliteDirectory::check_writable() {
    const std::lock_guard lock(mutex_);
    MOSTRADOR_TRY(transaction, Transaction::begin(database_));
    MOSTRADOR_CHECK(database_.run("UPDATE hub SET ready_at = ?1", clock_.now_us()));
    return transaction.commit();
}

base::Result<std::string> SqliteDirectory::integrity_check() {
    const std::lock_guard lock(mutex_);
    return database_.integrity_check();
}

Status SqliteDirectory::backup(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return store::backup(database_, path);
}

base::Result<std::vector<DeviceRecord>> SqliteDirectory::devices() {
    const std::lock_guard lock(mutex_);
    std::vector<DeviceRecord> records;
    MOSTRADOR_CHECK(database_.each(
        "SELECT id, tenant, branch, register, name, key, token_hash, enrolled_at, revoked_at "
        "FROM device",
        [&](const store::Row& row) {
            records.push_back({device_row(row), row.get<base::Bytes>(6), row.integer(7),
                               row.get<std::optional<std::int64_t>>(8)});
        }));
    return records;
}

Status SqliteDirectory::add_device(const DeviceRecord& record) {
    const std::lock_guard lock(mutex_);
    const auto& device = record.device;
    return database_.run(
        "INSERT INTO device (id, tenant, branch, register, name, token_hash, enrolled_at, "
        "revoked_at, key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        device.id, device.tenant, device.branch, device.register_id, device.name, record.token_hash,
        record.enrolled_at, record.revoked_at, device.key);
}

}  // namespace mostrador::hub
