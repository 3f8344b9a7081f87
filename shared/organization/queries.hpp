#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "log/log.hpp"

namespace mostrador::organization {

/// The company this database belongs to, with what its country pack decided.
struct Tenant {
    base::Id id;
    std::string name;
    std::string legal_name;
    std::string tax_id;
    std::string country;
    base::Currency currency;
    std::string time_zone;
    std::string language;
    bool tax_included = true;
};

struct Branch {
    base::Id id;
    std::string name;
    std::string address;
};

struct Named {
    base::Id id;
    std::string name;
};

/// `device.not_enrolled` while the tenant's own data has not arrived.
base::Result<Tenant> tenant(store::Database& database);
base::Result<std::optional<Branch>> branch(store::Database& database, const base::Id& id);
base::Result<std::optional<Named>> register_named(store::Database& database, const base::Id& id);
/// Which card terminal stands beside a register; empty: the cashier works it by hand.
base::Result<std::string> terminal_of(store::Database& database, const base::Id& register_id);
base::Result<std::optional<Named>> device_named(store::Database& database, const base::Id& id);

/// `device.revoked` once the hub took the rights of the device that this database belongs to, by a
/// grant or by refusing it.
base::Status check_not_revoked(store::Database& database, const base::Id& device);

}  // namespace mostrador::organization
