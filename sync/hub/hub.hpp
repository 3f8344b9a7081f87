#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/directory.hpp"
#include "hub/storage/tenant_store.hpp"

namespace mostrador::hub {

/// What the server does, without any socket: the folder with its directory and its tenants, and the
/// answers to enrol, push and pull.
///
///   MOSTRADOR_TRY(hub, Hub::open("data", clock, random));
///   MOSTRADOR_TRY(device, hub->directory().authenticate(token));
///   MOSTRADOR_TRY(answer, hub->push(device, request));
class Hub {
public:
    /// Opens DATA/hub.sqlite, making the folder when it is missing.
    static base::Result<std::unique_ptr<Hub>> open(const std::string& folder, base::Clock& clock,
                                                   base::Random& random);

    Directory& directory() { return *directory_; }

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

    /// Tenants that are open now.
    std::vector<base::Id> open_tenants();

    base::Clock& clock() { return clock_; }

private:
    Hub(std::string folder, std::unique_ptr<Directory> directory, base::Clock& clock,
        base::Random& random)
        : folder_(std::move(folder)),
          directory_(std::move(directory)),
          clock_(clock),
          random_(random) {}

    std::string folder_;
    std::unique_ptr<Directory> directory_;
    base::Clock& clock_;
    base::Random& random_;
    std::mutex mutex_;
    std::map<base::Id, std::unique_ptr<TenantStore>> tenants_;
};

/// Where things are in a hub's folder.
std::string directory_file(const std::string& folder);
std::string tenant_file(const std::string& folder, const base::Id& tenant);

}  // namespace mostrador::hub
