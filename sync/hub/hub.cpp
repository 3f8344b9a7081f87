#include "hub/hub.hpp"

#include "hub/storage/sqlite_storage.hpp"

namespace mostrador::hub {

using base::Code;

base::Result<std::unique_ptr<Hub>> Hub::open(const std::string& folder, base::Clock& clock,
                                             base::Random& random, const log::Registry& registry) {
    MOSTRADOR_TRY(storage, SqliteStorage::open(folder, clock, random, registry));
    return std::make_unique<Hub>(std::move(storage), clock);
}

base::Result<TenantStore*> Hub::tenant(const base::Id& id) {
    const std::lock_guard lock(mutex_);
    auto& slot = tenants_[id];
    if (!slot) {
        MOSTRADOR_TRY(opened, storage_->open_tenant(id));
        slot = std::move(opened);
    }
    return slot.get();
}

base::Result<TenantStore*> Hub::add_tenant(const Tenant& tenant) {
    MOSTRADOR_CHECK(directory().add_tenant(tenant));
    return this->tenant(tenant.id);
}

base::Result<Tenant> Hub::find_tenant(std::string_view id_or_name) {
    const auto id = base::Id::parse(id_or_name);
    MOSTRADOR_TRY(tenants, directory().tenants());
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
