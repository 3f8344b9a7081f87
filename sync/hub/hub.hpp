#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/image.hpp"
#include "hub/storage/storage.hpp"
#include "till/registry.hpp"

namespace mostrador::hub {

/// What the server does, without any socket: its directory and its tenants, and the answers to
/// enrol, push and pull.
///
///   MOSTRADOR_TRY(hub, Hub::open("data", clock, random));
///   MOSTRADOR_TRY(device, hub->directory().authenticate(token));
///   MOSTRADOR_TRY(answer, hub->push(device, request));
class Hub {
public:
    /// A hub over a folder of SQLite files, which is made when it is missing. `registry` is what it
    /// knows of operations, and must outlive it.
    static base::Result<std::unique_ptr<Hub>> open(
        const std::string& folder, base::Clock& clock, base::Random& random,
        const log::Registry& registry = till::registry());

    Hub(std::unique_ptr<Storage> storage, base::Clock& clock, base::Random& random)
        : storage_(std::move(storage)), clock_(clock), random_(random) {}

    Directory& directory() { return storage_->directory(); }

    /// Opened at the first use. What it gives must be used by one thread at a time.
    base::Result<TenantStore*> tenant(const base::Id& id);

    /// Makes a new tenant with an empty log.
    base::Result<TenantStore*> add_tenant(const Tenant& tenant);

    /// The tenant with this id or name. Errors: sync.not_found.
    base::Result<Tenant> find_tenant(std::string_view id_or_name);

    /// Second half of an enrolment: issues the grants and says who the device is.
    base::Result<protocol::EnrolAnswer> welcome(const Admission& admission);

    base::Result<protocol::PushAnswer> push(const Device& device,
                                            const protocol::PushRequest& request);
    base::Result<protocol::PullAnswer> pull(const Device& device,
                                            const protocol::PullRequest& request);

    /// The tenant's database for a device that arrives; without parts when pulling is as quick or
    /// the device cannot use it. The first one makes the image, which takes about a second for
    /// 50 MB; others share it.
    base::Result<protocol::ImageAnswer> image(const Device& device,
                                              const protocol::ImageRequest& request);

    /// A smaller database is pulled in a moment, and gets no image.
    void set_least_image(std::int64_t bytes) { least_image_bytes_ = bytes; }

    /// Packed, if a way is given. Any thread. Error: sync.image_gone when it was replaced
    /// meanwhile.
    base::Result<base::Bytes> image_part(const Device& device,
                                         const protocol::ImagePartRequest& request,
                                         const Image::Pack& pack = {}) const;

    /// Tenants that are open now.
    std::vector<base::Id> open_tenants();

    /// See Storage::on_growth.
    void on_growth(Storage::Listener tell) { storage_->on_growth(std::move(tell)); }

    base::Clock& clock() { return clock_; }

private:
    std::unique_ptr<Storage> storage_;
    base::Clock& clock_;
    base::Random& random_;
    Images images_;
    std::int64_t least_image_bytes_ = 2 * 1024 * 1024;
    std::mutex mutex_;
    std::map<base::Id, std::unique_ptr<TenantStore>> tenants_;
};

}  // namespace mostrador::hub
