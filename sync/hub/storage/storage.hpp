#pragma once

#include <functional>
#include <memory>

#include "hub/storage/directory.hpp"
#include "hub/storage/tenant_store.hpp"

namespace mostrador::hub {

/// Where a hub keeps everything: its directory and its tenants.
class Storage {
public:
    virtual ~Storage() = default;

    virtual Directory& directory() = 0;

    /// The tenant's data, which is made when there is none.
    virtual base::Result<std::unique_ptr<TenantStore>> open_tenant(const base::Id& tenant) = 0;

    /// `tell` is called, from any thread, when another process made a tenant's head grow. One
    /// listener at a time; an empty one ends it, and is not called any more once this returns.
    /// A storage that cannot know never calls.
    using Listener = std::function<void(const base::Id& tenant)>;
    virtual void on_growth(Listener tell) = 0;
};

}  // namespace mostrador::hub
