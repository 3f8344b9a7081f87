#pragma once

#include <string>

#include "hub/storage/postgres/messenger.hpp"
#include "hub/storage/postgres/postgres_directory.hpp"
#include "hub/storage/postgres/postgres_tenant.hpp"
#include "till/registry.hpp"

namespace mostrador::hub::postgres {

/// One PostgreSQL database for many processes. Each has a folder of its own for its projections,
/// which may be thrown away.
class PostgresStorage final : public Storage {
public:
    /// `registry` is what the hub knows of operations, and must outlive it. Errors: those of
    /// check().
    static base::Result<std::unique_ptr<PostgresStorage>> open(
        const std::string& conninfo, const std::string& folder, base::Clock& clock,
        base::Random& random, const log::Registry& registry = till::registry());

    Directory& directory() override { return directory_; }

    base::Result<std::unique_ptr<TenantStore>> open_tenant(const base::Id& tenant) override;

    void on_growth(Listener tell) override { messenger_.listen(std::move(tell)); }

    /// Fills an empty database from a backup, which may be that of a folder: this is also how a
    /// shop moves from SQLite to PostgreSQL. Every tenant goes on under a new epoch.
    base::Status load(const std::string& backup);

private:
    PostgresStorage(const std::string& conninfo, std::string folder, base::Clock& clock,
                    base::Random& random, const log::Registry& registry);

    base::Status load_tenant(const std::string& backup, const base::Id& tenant);

    std::string folder_;
    Pool pool_;
    Messenger messenger_;
    PostgresDirectory directory_;
    Shared shared_;
};

}  // namespace mostrador::hub::postgres
