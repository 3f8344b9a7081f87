#pragma once

#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/tenant_store.hpp"
#include "store/database.hpp"

namespace mostrador::hub {

/// A tenant in one SQLite file, DATA/tenants/<id>.sqlite.
class SqliteTenant final : public TenantStore {
public:
    /// Opens the file, or makes it for `tenant`.
    static base::Result<std::unique_ptr<SqliteTenant>> open(const std::string& path,
                                                            const base::Id& tenant,
                                                            base::Clock& clock,
                                                            base::Random& random);

    base::Result<Overview> overview() override;
    std::vector<base::Result<protocol::PushAnswer>> push(
        std::span<const DevicePush> pushes) override;
    base::Result<protocol::PullAnswer> pull(const Device& device,
                                            const protocol::PullRequest& request) override;
    base::Status enrol(const Device& device) override;
    base::Status revoke(const base::Id& device) override;
    base::Result<std::vector<RegisterName>> registers() override;
    base::Status begin_epoch() override;
    base::Result<Verification> verify() override;
    base::Status backup(const std::string& path) override;
    base::Status rest() override;

    log::Log& log() override { return log_; }

private:
    SqliteTenant(store::Database database, base::Clock& clock, base::Random& random);

    base::Status found(const base::Id& tenant);
    base::Status add_epoch();
    base::Result<protocol::PushAnswer> push_one(const Device& device,
                                                const protocol::PushRequest& request);
    base::Result<protocol::PushResult> store_one(const Device& device, std::int64_t sequence,
                                                 const base::Bytes& body);
    base::Result<protocol::PushResult> stored(const base::Id& device, std::int64_t sequence);
    base::Status check_epoch(const Device& device, const base::Id& epoch, std::int64_t cursor);
    base::Error restored(const Device& device, const Overview& overview, std::int64_t common);
    base::Result<base::Id> epoch();

    store::Database database_;
    base::Clock& clock_;
    log::Log log_;
};

}  // namespace mostrador::hub
