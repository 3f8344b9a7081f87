#include "hub/hub.hpp"

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

base::Result<std::unique_ptr<Hub>> Hub::open(const std::string& folder, base::Clock& clock,
                                             base::Random& random) {
    std::error_code problem;
    std::filesystem::create_directories(folder + "/tenants", problem);
    if (problem) return base::fail(Code::store_cannot_open, {}, folder + ": " + problem.message());
    MOSTRADOR_TRY(directory, SqliteDirectory::open(directory_file(folder), clock, random));
    return std::unique_ptr<Hub>(new Hub(folder, std::move(directory), clock, random));
}

base::Result<TenantStore*> Hub::tenant(const base::Id& id) {
    const std::lock_guard lock(mutex_);
    auto& slot = tenants_[id];
    if (!slot) {
        MOSTRADOR_TRY(opened, SqliteTenant::open(tenant_file(folder_, id), id, clock_, random_));
        slot = std::move(opened);
    }
    return slot.get();
}

base::Result<TenantStore*> Hub::add_tenant(const Tenant& tenant) {
    MOSTRADOR_CHECK(directory_->add_tenant(tenant));
    return this->tenant(tenant.id);
}

base::Result<Tenant> Hub::find_tenant(std::string_view id_or_name) {
    const auto id = base::Id::parse(id_or_name);
    MOSTRADOR_TRY(tenants, directory_->tenants());
    for (auto& tenant : tenants) {
        if (tenant.name == id_or_name || (id && tenant.id == *id)) return std::move(tenant);
    }
    return base::fail(Code::sync_not_found, {{"tenant", std::string(id_or_name)}});
}

base::Result<protocol::EnrolAnswer> Hub::welcome(const Admission& admission) {
    const auto& device = admission.device;
    MOSTRADOR_TRY(store, tenant(device.tenant));
    MOSTRADOR_CHECK(store->enrol(device));
    MOSTRADOR_TRY(overview, store->overview());
    MOSTRADOR_TRY(known, find_tenant(device.tenant.text()));
    return protocol::EnrolAnswer{.hubs = std::move(overview.hubs),
                                 .epoch = overview.epoch,
                                 .tenant = device.tenant,
                                 .tenant_name = known.name,
                                 .branch = device.branch,
                                 .register_id = device.register_id,
                                 .device = device.id,
                                 .name = device.name,
                                 .token = admission.token,
                                 .head = overview.head,
                                 .time = clock_.now_us()};
}

base::Result<protocol::PushAnswer> Hub::push(const Device& device,
                                             const protocol::PushRequest& request) {
    MOSTRADOR_TRY(store, tenant(device.tenant));
    const DevicePush push{&device, &request};
    auto results = store->push({&push, 1});
    return std::move(results.front());
}

base::Result<protocol::PullAnswer> Hub::pull(const Device& device,
                                             const protocol::PullRequest& request) {
    MOSTRADOR_TRY(store, tenant(device.tenant));
    return store->pull(device, request);
}

std::vector<base::Id> Hub::open_tenants() {
    const std::lock_guard lock(mutex_);
    std::vector<base::Id> ids;
    for (const auto& [id, store] : tenants_) {
        if (store) ids.push_back(id);
    }
    return ids;
}

}  // namespace mostrador::hub
