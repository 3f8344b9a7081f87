#include "hub/storage/postgres/postgres_directory.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/concat.hpp"
#include "hub/storage/enrolment_code.hpp"
#include "hub/storage/postgres/schema.hpp"
#include "hub/storage/sqlite_directory.hpp"

namespace mostrador::hub::postgres {

using base::Status;
using ErrorCode = base::Code;

namespace {

constexpr const char* kKnowing = "SELECT set_config('app.secret', $1, true)";

constexpr std::string_view kDeviceColumns =
    "SELECT device_id, tenant_id, branch_id, register_id, name, key";

std::optional<base::PublicKey> optional_key(const Rows& rows, int row, int column) {
    const auto bytes = rows.is_null(row, column) ? base::Bytes{} : rows.bytes(row, column);
    base::PublicKey key{};
    if (bytes.size() != key.size()) return std::nullopt;
    std::ranges::copy(bytes, key.begin());
    return key;
}

Device device_row(const Rows& rows, int row) {
    return {rows.id(row, 0),          rows.id(row, 1),   rows.optional_id(row, 2),
            rows.optional_id(row, 3), rows.text(row, 4), optional_key(rows, row, 5)};
}

std::optional<std::int64_t> optional_integer(const Rows& rows, int row, int column) {
    if (rows.is_null(row, column)) return std::nullopt;
    return rows.integer(row, column);
}

std::optional<base::Bytes> bytes_of(const std::optional<base::PublicKey>& key) {
    if (!key) return std::nullopt;
    return base::Bytes(key->begin(), key->end());
}

/// The secret's hash as the policies read it.
Batch knowing(const base::Hash& hash) {
    return Batch().add(kKnowing, Arguments::of(base::to_hex(hash)));
}

}  // namespace

base::Result<std::vector<Rows>> PostgresDirectory::run(const Batch& batch) {
    MOSTRADOR_TRY(connection, pool_.lend());
    return connection->run(batch);
}

base::Result<base::Id> PostgresDirectory::hub_id() {
    MOSTRADOR_TRY(rows, run(Batch().add("SELECT id FROM hub")));
    if (rows.front().count() == 1) return rows.front().id(0, 0);
    return base::fail(ErrorCode::store_corrupt, {}, "the database has no hub");
}

base::Result<std::vector<Tenant>> PostgresDirectory::tenants() {
    MOSTRADOR_TRY(rows, run(Batch()
                                .add("SELECT set_config('app.scope', 'directory', true)")
                                .add("SELECT tenant_id, name FROM tenant ORDER BY name")));
    std::vector<Tenant> tenants;
    for (int row = 0; row < rows.back().count(); ++row)
        tenants.push_back({rows.back().id(row, 0), rows.back().text(row, 1)});
    return tenants;
}

Status PostgresDirectory::add_tenant(const Tenant& tenant) {
    auto batch = of_tenant(tenant.id);
    batch
        .add("INSERT INTO tenant (tenant_id, name, created_at) VALUES ($1, $2, $3)",
             Arguments::of(tenant.id, tenant.name, clock_.now_us()))
        .add("INSERT INTO head (tenant_id) VALUES ($1)", Arguments::of(tenant.id));
    MOSTRADOR_CHECK(run(batch));
    return {};
}

base::Result<std::string> PostgresDirectory::invite(const Invitation& invitation) {
    const auto code = make_code(random_);
    auto batch = of_tenant(invitation.tenant);
    batch.add(
        "INSERT INTO code (tenant_id, hash, branch_id, register_id, created_at, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        Arguments::of(invitation.tenant, base::ByteView(code_hash(code)), invitation.branch,
                      invitation.register_id, clock_.now_us(), invitation.expires_at));
    MOSTRADOR_CHECK(run(batch));
    return shown_code(code);
}

base::Result<std::optional<PostgresDirectory::Code>> PostgresDirectory::code(
    Connection& connection, const base::Hash& hash) {
    MOSTRADOR_TRY(found,
                  connection.run(knowing(hash).add("SELECT tenant_id FROM code WHERE hash = $1",
                                                   Arguments::of(base::ByteView(hash)))));
    if (found.back().count() == 0) return std::nullopt;
    auto batch = begin_of_tenant(found.back().id(0, 0));
    batch.add(
        "SELECT tenant_id, branch_id, register_id, expires_at, attempt, device_id FROM code "
        "WHERE hash = $1 FOR UPDATE",
        Arguments::of(base::ByteView(hash)));
    MOSTRADOR_TRY(locked, connection.run(batch));
    const auto& row = locked.back();
    if (row.count() == 0) return std::nullopt;
    return Code{{row.id(0, 0), row.optional_id(0, 1), row.id(0, 2), row.integer(0, 3)},
                row.optional_id(0, 4),
                row.optional_id(0, 5)};
}

base::Result<Admission> PostgresDirectory::admit(const protocol::EnrolRequest& request) {
    const auto normal = normal_code(request.code);
    if (normal.empty()) return base::fail(ErrorCode::sync_code_invalid);
    const auto hash = code_hash(normal);
    MOSTRADOR_TRY(connection, pool_.lend());
    MOSTRADOR_TRY(found, code(*connection, hash));
    if (!found || (found->device && found->attempt != mark_of(request.attempt))) {
        return base::fail(ErrorCode::sync_code_invalid);
    }
    const auto& invitation = found->invitation;
    if (invitation.expires_at <= clock_.now_us()) return base::fail(ErrorCode::sync_code_expired);
    MOSTRADOR_TRY(
        admission,
        found->device
            ? admit_again(*connection, {.id = *found->device, .tenant = invitation.tenant}, request)
            : admit_new(*connection, hash, invitation, request));
    return admission;
}

/// Ends the transaction that holds the code's lock.
base::Result<Admission> PostgresDirectory::admit_new(Connection& connection, const base::Hash& code,
                                                     const Invitation& invitation,
                                                     const protocol::EnrolRequest& request) {
    Admission admission{{base::make_id(clock_, random_), invitation.tenant, invitation.branch,
                         invitation.register_id, request.name, request.key},
                        {}};
    const auto& device = admission.device;
    admission.token = make_token(request, device.id);
    const auto token_hash = base::blake2b(admission.token);
    Batch batch;
    batch
        .add(
            "INSERT INTO device (tenant_id, device_id, branch_id, register_id, name, token_hash, "
            "enrolled_at, key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            Arguments::of(device.tenant, device.id, device.branch, device.register_id, device.name,
                          base::ByteView(token_hash), clock_.now_us(), bytes_of(device.key)))
        .add("UPDATE code SET attempt = $2, device_id = $3 WHERE hash = $1",
             Arguments::of(base::ByteView(code), mark_of(request.attempt), device.id))
        .add("COMMIT");
    MOSTRADOR_CHECK(connection.run(batch));
    return admission;
}

/// The answer was lost: the same device, with the same token.
base::Result<Admission> PostgresDirectory::admit_again(Connection& connection, const Device& device,
                                                       const protocol::EnrolRequest& request) {
    Batch batch;
    batch
        .add(base::concat(kDeviceColumns, " FROM device WHERE tenant_id = $1 AND device_id = $2"),
             Arguments::of(device.tenant, device.id))
        .add("COMMIT");
    MOSTRADOR_TRY(rows, connection.run(batch));
    if (rows.front().count() == 0) return base::fail(ErrorCode::sync_code_invalid);
    return Admission{device_row(rows.front(), 0), make_token(request, device.id)};
}

base::Result<Device> PostgresDirectory::authenticate(const protocol::Token& token) {
    const auto hash = base::blake2b(token);
    MOSTRADOR_TRY(rows,
                  run(knowing(hash).add(
                      base::concat(kDeviceColumns,
                                   ", revoked_at IS NOT NULL FROM device WHERE token_hash = $1"),
                      Arguments::of(base::ByteView(hash)))));
    const auto& found = rows.back();
    if (found.count() == 0) return base::fail(ErrorCode::sync_unauthorized);
    if (found.truth(0, 6)) return base::fail(ErrorCode::device_revoked);
    auto device = device_row(found, 0);
    const std::lock_guard lock(mutex_);
    seen_.try_emplace(device.id, Seen{device.tenant, 0});
    return device;
}

base::Result<Device> PostgresDirectory::find(std::string_view id_or_name) {
    const auto id = base::Id::parse(id_or_name).value_or(base::Id::nil());
    std::vector<Device> found;
    MOSTRADOR_TRY(tenants, this->tenants());
    for (const auto& tenant : tenants) {
        auto batch = of_tenant(tenant.id);
        batch.add(
            base::concat(kDeviceColumns,
                         " FROM device WHERE (device_id = $1 OR name = $2) AND revoked_at IS NULL"),
            Arguments::of(id, id_or_name));
        MOSTRADOR_TRY(rows, run(batch));
        for (int row = 0; row < rows.back().count(); ++row)
            found.push_back(device_row(rows.back(), row));
    }
    if (found.size() == 1) return found.front();
    return base::fail(
        ErrorCode::device_not_enrolled, {},
        found.empty() ? "no such device" : "several devices have this name: use an id");
}

base::Result<std::optional<base::Id>> PostgresDirectory::tenant_of(const base::Id& device) {
    MOSTRADOR_TRY(tenants, this->tenants());
    for (const auto& tenant : tenants) {
        auto batch = of_tenant(tenant.id);
        batch.add("SELECT 1 FROM device WHERE device_id = $1", Arguments::of(device));
        MOSTRADOR_TRY(rows, run(batch));
        if (rows.back().count() > 0) return tenant.id;
    }
    return std::nullopt;
}

Status PostgresDirectory::revoke(const base::Id& device) {
    MOSTRADOR_TRY(tenant, tenant_of(device));
    if (!tenant) return {};
    auto batch = of_tenant(*tenant);
    batch
        .add("UPDATE device SET revoked_at = $2 WHERE device_id = $1 AND revoked_at IS NULL",
             Arguments::of(device, clock_.now_us()))
        .add("UPDATE hub SET revision = revision + 1");
    MOSTRADOR_CHECK(run(batch));
    return {};
}

Status PostgresDirectory::saw(const base::Id& device, const Sighting& sighting) {
    base::Id tenant;
    {
        const std::lock_guard lock(mutex_);
        const auto seen = seen_.find(device);
        if (seen == seen_.end() || sighting.at - seen->second.written_at < kSightingPauseUs) {
            return {};
        }
        seen->second.written_at = sighting.at;
        tenant = seen->second.tenant;
    }
    auto batch = of_tenant(tenant);
    batch.add(
        "UPDATE device SET seen_at = $2, cursor = $3, core = $4, unsent = $5, clock_offset = $6 "
        "WHERE device_id = $1",
        Arguments::of(device, sighting.at, sighting.cursor, sighting.core, sighting.unsent,
                      sighting.clock_offset));
    MOSTRADOR_CHECK(run(batch));
    return {};
}

base::Result<std::vector<SeenDevice>> PostgresDirectory::devices_of(const base::Id& tenant) {
    auto batch = of_tenant(tenant);
    batch.add(base::concat(kDeviceColumns,
                           ", enrolled_at, revoked_at, seen_at, cursor, core, unsent, clock_offset "
                           "FROM device WHERE tenant_id = $1 ORDER BY enrolled_at, device_id"),
              Arguments::of(tenant));
    MOSTRADOR_TRY(answers, run(batch));
    const auto& rows = answers.back();
    std::vector<SeenDevice> devices;
    for (int row = 0; row < rows.count(); ++row) {
        devices.push_back({device_row(rows, row),
                           rows.integer(row, 6),
                           optional_integer(rows, row, 7),
                           {rows.integer(row, 8), rows.integer(row, 9), rows.text(row, 10),
                            optional_integer(rows, row, 11), optional_integer(rows, row, 12)}});
    }
    return devices;
}

base::Result<std::int64_t> PostgresDirectory::revision() {
    MOSTRADOR_TRY(rows, run(Batch().add("SELECT revision FROM hub")));
    return rows.front().count() == 1 ? rows.front().integer(0, 0) : 0;
}

Status PostgresDirectory::check_writable() {
    MOSTRADOR_CHECK(
        run(Batch().add("UPDATE hub SET ready_at = $1", Arguments::of(clock_.now_us()))));
    return {};
}

base::Result<std::string> PostgresDirectory::integrity_check() {
    MOSTRADOR_CHECK(hub_id());
    return "ok";
}

Status PostgresDirectory::backup(const std::string& path) {
    MOSTRADOR_TRY(copy, SqliteDirectory::open(path, clock_, random_));
    MOSTRADOR_TRY(tenants, this->tenants());
    for (const auto& tenant : tenants) {
        MOSTRADOR_CHECK(copy->add_tenant(tenant));
        auto batch = of_tenant(tenant.id);
        batch.add(
            base::concat(kDeviceColumns, ", token_hash, enrolled_at, revoked_at FROM device"));
        MOSTRADOR_TRY(rows, run(batch));
        const auto& devices = rows.back();
        for (int row = 0; row < devices.count(); ++row) {
            DeviceRecord record{device_row(devices, row), devices.bytes(row, 6),
                                devices.integer(row, 7), std::nullopt};
            if (!devices.is_null(row, 8)) record.revoked_at = devices.integer(row, 8);
            MOSTRADOR_CHECK(copy->add_device(record));
        }
    }
    return {};
}

Status PostgresDirectory::add_device(const DeviceRecord& record) {
    const auto& device = record.device;
    auto batch = of_tenant(device.tenant);
    batch.add(
        "INSERT INTO device (tenant_id, device_id, branch_id, register_id, name, token_hash, "
        "enrolled_at, revoked_at, key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Arguments::of(device.tenant, device.id, device.branch, device.register_id, device.name,
                      record.token_hash, record.enrolled_at, record.revoked_at,
                      bytes_of(device.key)));
    MOSTRADOR_CHECK(run(batch));
    return {};
}

}  // namespace mostrador::hub::postgres
