#pragma once

#include "hub/storage/directory.hpp"
#include "hub/storage/tenant_store.hpp"
#include "log/log.hpp"

namespace mostrador::simulation {

/// The places where the product's parts meet. Everything passes unchanged; a deliberate bug
/// (bugs/bugs.cpp) overrides one.
class Behaviour {
public:
    virtual ~Behaviour() = default;

    /// How a kind of operation is applied, on every replica.
    virtual log::Kind kind(log::Kind kind) { return kind; }

    virtual base::Result<protocol::PushAnswer> push(hub::TenantStore& store,
                                                    const hub::DevicePush& push) {
        return std::move(store.push({&push, 1}).front());
    }

    virtual base::Result<protocol::PullAnswer> pull(hub::TenantStore& store,
                                                    const hub::Device& device,
                                                    const protocol::PullRequest& request) {
        return store.pull(device, request);
    }

    /// Before the hub issues a new device's grants.
    virtual void enrolling(hub::TenantStore&, const hub::Device&) {}

    virtual base::Result<hub::Device> authenticate(hub::Directory& directory,
                                                   const protocol::Token& token) {
        return directory.authenticate(token);
    }

    /// What a device makes of the body of a pulled answer before its replica sees it.
    virtual void pulled(log::Log&, base::Bytes&) {}

    /// The id under which a person's command is asked again when its answer was lost.
    virtual base::Id again(const base::Id& id, std::uint64_t) { return id; }

    /// Whether a restored hub begins a new epoch.
    virtual bool begins_epoch() { return true; }

    /// The hub's process ended; what it had only in memory is gone.
    virtual void hub_stopped() {}
};

}  // namespace mostrador::simulation
