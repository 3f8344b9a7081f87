#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/postgres/connection.hpp"

namespace mostrador::hub::postgres {

/// Makes or updates the tables as their owner, and lets `role` use them. The role must exist.
/// Errors: store.schema_too_new, those of the connection.
base::Status prepare(Connection& owner, const std::string& role, base::Clock& clock,
                     base::Random& random);

/// Whether a hub may work over this connection: the tables are there and of our version, and its
/// role cannot get around row-level security (no superuser, no BYPASSRLS, not the owner).
/// Errors: store.cannot_open, store.schema_too_new.
base::Status check(Connection& connection);

/// Starts a transaction's statements that see one tenant.
Batch of_tenant(const base::Id& tenant);
/// The same as an open transaction.
Batch begin_of_tenant(const base::Id& tenant);

}  // namespace mostrador::hub::postgres
