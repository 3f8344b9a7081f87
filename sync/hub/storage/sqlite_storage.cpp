#include "hub/storage/sqlite_storage.hpp"

#include <filesystem>

#include "hub/storage/sqlite_directory.hpp"
#include "hub/storage/sqlite_tenant.hpp"

namespace mostrador::hub {

using base::Code;

std::string directory_file(const std::string& folder) {
    return folder + "/hub.sqlite";
}

std::string tenant_file(const std::string& folder, const base::Id& tenant) {
    return folder + "/tenants/" + tenant.text() + ".sqlite";
}

base::Status make_folder(const std::string& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder + "/tenants", problem);
    if (!problem) return {};
    return base::fail(Code::store_cannot_open, {}, folder + ": " + problem.message());
}

base::Result<std::unique_ptr<Storage>> SqliteStorage::open(const std::string& folder,
                                                           base::Clock& clock, base::Random& random,
                                                           const log::Registry& registry) {
    MOSTRADOR_CHECK(make_folder(folder));
    MOSTRADOR_TRY(directory, SqliteDirectory::open(directory_file(folder), clock, random));
    return std::unique_ptr<Storage>(
        new SqliteStorage(folder, std::move(directory), clock, random, registry));
}

base::Result<std::unique_ptr<TenantStore>> SqliteStorage::open_tenant(const base::Id& tenant) {
    MOSTRADOR_TRY(opened, SqliteTenant::open(tenant_file(folder_, tenant), tenant, clock_, random_,
                                             registry_));
    return std::unique_ptr<TenantStore>(std::move(opened));
}

}  // namespace mostrador::hub
