#pragma once

#include <functional>
#include <memory>
#include <string>

#include "hub/storage/postgres/pool.hpp"
#include "hub/storage/postgres/projection.hpp"
#include "store/transaction.hpp"

namespace mostrador::hub::postgres {

/// What the tenants of one process share.
struct Shared {
    Pool& pool;
    base::Clock& clock;
    base::Random& random;
    const log::Registry& registry;                     ///< what the hub knows of operations
    std::function<void(const base::Id& tenant)> tell;  ///< that a tenant's head grew
};

/// A tenant whose log is in PostgreSQL. Whoever writes holds the lock of the tenant's head from
/// before it decides until its commit: positions come in commit order without a gap, and what is
/// parked is decided by the whole log before it, whichever process asks.
class PostgresTenant final : public TenantStore {
public:
    static base::Result<std::unique_ptr<PostgresTenant>> open(Shared& shared,
                                                              const std::string& path,
                                                              const base::Id& tenant);

    base::Result<Overview> overview() override;
    std::vector<base::Result<protocol::PushAnswer>> push(
        std::span<const DevicePush> pushes) override;
    base::Result<protocol::PullAnswer> pull(const Device& device,
                                            const protocol::PullRequest& request) override;
    base::Status enrol(const Device& device) override;
    base::Status revoke(const base::Id& device) override;
    base::Result<std::vector<RegisterName>> registers() override;
    base::Status begin_epoch() override;
    /// Replays the whole log, and compares what comes out with what this process has.
    base::Result<Verification> verify() override;
    /// As a tenant's file of a folder.
    base::Status backup(const std::string& path) override;
    base::Status rest() override;
    base::Status write(const Work& work) override;
    log::Log& log() override;

    /// Copies the log of a backup into this tenant, which must be empty, and begins a new epoch.
    base::Status load(SqliteTenant& backup);

private:
    /// The lock of the head with a transaction on both sides.
    struct Turn {
        Pool::Loan connection;
        Top before;
        store::Transaction local;
    };

    PostgresTenant(Shared& shared, std::string path, const base::Id& tenant)
        : shared_(shared), path_(std::move(path)), tenant_(tenant) {}

    base::Status found();
    base::Status retry_parked();
    base::Status refresh();
    base::Result<Turn> take_turn(store::Durability durability);
    base::Status change(store::Durability durability,
                        const std::function<base::Status(Turn&)>& work);
    base::Status publish(Turn& turn);
    base::Result<Batch> insert(Turn& turn);
    base::Status add_mark(Turn& turn, std::int64_t number,
                          const std::optional<SqliteTenant::Epoch>& epoch);
    base::Status begin_epoch(Turn& turn, std::int64_t number);
    base::Result<std::vector<std::int64_t>> parked();

    Shared& shared_;
    std::string path_;
    base::Id tenant_;
    std::unique_ptr<Projection> projection_;
};

}  // namespace mostrador::hub::postgres
