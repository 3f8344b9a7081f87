#include "hub/storage/postgres/postgres_storage.hpp"

#include <filesystem>

#include "hub/storage/postgres/schema.hpp"
#include "hub/storage/sqlite_directory.hpp"
#include "hub/storage/sqlite_storage.hpp"

namespace mostrador::hub::postgres {

using base::Code;
using base::Status;

namespace {

/// The storage threads of a process, each with one connection, and a few for what else asks.
constexpr std::size_t kConnections = 8;

}  // namespace

PostgresStorage::PostgresStorage(const std::string& conninfo, std::string folder,
                                 base::Clock& clock, base::Random& random,
                                 const log::Registry& registry)
    : folder_(std::move(folder)),
      pool_(conninfo, kConnections),
      messenger_(conninfo),
      directory_(pool_, clock, random),
      shared_{pool_, clock, random, registry,
              [this](const base::Id& tenant) { messenger_.tell(tenant); }} {}

base::Result<std::unique_ptr<PostgresStorage>> PostgresStorage::open(
    const std::string& conninfo, const std::string& folder, base::Clock& clock,
    base::Random& random, const log::Registry& registry) {
    MOSTRADOR_CHECK(make_folder(folder));
    MOSTRADOR_TRY(connection, Connection::open(conninfo));
    MOSTRADOR_CHECK(check(*connection));
    return std::unique_ptr<PostgresStorage>(
        new PostgresStorage(conninfo, folder, clock, random, registry));
}

base::Result<std::unique_ptr<TenantStore>> PostgresStorage::open_tenant(const base::Id& tenant) {
    MOSTRADOR_TRY(opened, PostgresTenant::open(shared_, tenant_file(folder_, tenant), tenant));
    return std::unique_ptr<TenantStore>(std::move(opened));
}

Status PostgresStorage::load(const std::string& backup) {
    if (!std::filesystem::exists(directory_file(backup))) {
        return base::fail(Code::store_cannot_open, {}, backup + " is not a backup");
    }
    MOSTRADOR_TRY(present, directory_.tenants());
    if (!present.empty()) {
        return base::fail(Code::store_constraint, {{"kind", "tenant"}},
                          "a backup is loaded into an empty database only");
    }
    MOSTRADOR_TRY(from,
                  SqliteDirectory::open(directory_file(backup), shared_.clock, shared_.random));
    MOSTRADOR_TRY(tenants, from->tenants());
    for (const auto& tenant : tenants) {
        MOSTRADOR_CHECK(directory_.add_tenant(tenant));
        MOSTRADOR_CHECK(load_tenant(backup, tenant.id));
    }
    // A device is let in last: what it may know is there by then.
    MOSTRADOR_TRY(devices, from->devices());
    for (const auto& device : devices)
        MOSTRADOR_CHECK(directory_.add_device(device));
    return {};
}

Status PostgresStorage::load_tenant(const std::string& backup, const base::Id& tenant) {
    MOSTRADOR_TRY(from, SqliteTenant::open(tenant_file(backup, tenant), tenant, shared_.clock,
                                           shared_.random, shared_.registry));
    MOSTRADOR_TRY(verified, from->verify());
    if (verified.integrity != "ok") return base::fail(Code::store_corrupt, {}, verified.integrity);
    MOSTRADOR_TRY(to, PostgresTenant::open(shared_, tenant_file(folder_, tenant), tenant));
    return to->load(*from);
}

}  // namespace mostrador::hub::postgres
