#include "hub/hub.hpp"

#include "hub/storage/sqlite_storage.hpp"
#include "protocol/limits.hpp"
#include "store/migration.hpp"

namespace mostrador::hub {

using base::Code;

namespace {

/// What an image of this tenant for this device is like; nothing when it shall pull instead.
base::Result<std::optional<Image::Form>> form_of(TenantStore& store,
                                                 const protocol::ImageRequest& request,
                                                 std::int64_t least_bytes) {
    auto& database = store.log().database();
    MOSTRADOR_TRY(schema, store::schema_version(database));
    MOSTRADOR_TRY(pages, database.one<std::int64_t>("PRAGMA page_count"));
    MOSTRADOR_TRY(page_bytes, database.one<std::int64_t>("PRAGMA page_size"));
    const auto bytes = pages.value_or(0) * page_bytes.value_or(0);
    const bool usable = request.schema == schema &&
                        (request.page_bytes == 2048 || request.page_bytes == 4096) &&
                        bytes <= static_cast<std::int64_t>(protocol::kMaxImageBytes);
    if (!usable || bytes < least_bytes) return std::nullopt;
    return Image::Form{schema, static_cast<int>(request.page_bytes)};
}

protocol::ImageAnswer no_image(const Overview& now, base::Clock& clock) {
    return {.epoch = now.epoch, .position = 0, .time = clock.now_us()};
}

}  // namespace

base::Result<std::unique_ptr<Hub>> Hub::open(const std::string& folder, base::Clock& clock,
                                             base::Random& random, const log::Registry& registry) {
    MOSTRADOR_TRY(storage, SqliteStorage::open(folder, clock, random, registry));
    return std::make_unique<Hub>(std::move(storage), clock, random);
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
                                 .time = clock_.now_us(),
                                 .key = device.key};
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

base::Result<protocol::ImageAnswer> Hub::image(const Device& device,
                                               const protocol::ImageRequest& request) {
    MOSTRADOR_TRY(store, tenant(device.tenant));
    MOSTRADOR_TRY(now, store->overview());
    MOSTRADOR_TRY(form, form_of(*store, request, least_image_bytes_));
    if (!form || request.epoch != now.epoch) return no_image(now, clock_);
    auto image = images_.find(device.tenant, *form, now.head);
    if (!image) {
        MOSTRADOR_TRY(made, Image::make(*store, base::make_id(clock_, random_), form->page_bytes));
        image = std::move(made);
        images_.keep(device.tenant, image);
    }
    auto answer = image->description();
    answer.time = clock_.now_us();
    return answer;
}

base::Result<base::Bytes> Hub::image_part(const Device& device,
                                          const protocol::ImagePartRequest& request,
                                          const Image::Pack& pack) const {
    const auto image = images_.find(device.tenant, request.image);
    if (!image) return base::fail(Code::sync_image_gone);
    return pack ? image->packed_part(request.part, pack) : image->part(request.part);
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
