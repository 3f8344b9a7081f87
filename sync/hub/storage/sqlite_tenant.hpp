#pragma once

#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/tenant_store.hpp"
#include "store/database.hpp"
#include "store/transaction.hpp"
#include "till/registry.hpp"

namespace mostrador::hub {

/// A tenant in one SQLite file, DATA/tenants/<id>.sqlite.
class SqliteTenant final : public TenantStore {
public:
    /// Opens the file, or makes it for `tenant`.
    static base::Result<std::unique_ptr<SqliteTenant>> open(const std::string& path,
                                                            const base::Id& tenant,
                                                            base::Clock& clock,
                                                            base::Random& random,
                                                            const log::Registry& registry);

    /// Opens a file that only follows another storage's log: whoever follows gives it its identity
    /// and its epochs, and its commits are not flushed, since it can be made anew.
    static base::Result<std::unique_ptr<SqliteTenant>> open_projection(
        const std::string& path, base::Clock& clock, base::Random& random,
        const log::Registry& registry);

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

    base::Status write(const Work& work) override;

    log::Log& log() override { return log_; }

    /// A life of the data, with the hub's identity in it.
    struct Epoch {
        base::Id id;
        base::Id hub;
        std::int64_t began_at = 0;  ///< UTC microseconds
        std::int64_t start = 0;     ///< the head it began with
    };

    /// One that begins now.
    Epoch new_epoch();

    /// Begins `epoch` at the present head; the first one gives the file its identity. Inside the
    /// caller's transaction.
    base::Status begin(const base::Id& tenant, const Epoch& epoch);
    /// All of them, the present one last.
    base::Result<std::vector<Epoch>> epochs();

    /// SALE-3: leases every device the series that it lacks, such as those of documents that an
    /// older hub did not know. Inside the caller's transaction.
    base::Status lease_series();

private:
    SqliteTenant(store::Database database, base::Clock& clock, base::Random& random,
                 store::Durability durability, const log::Registry& registry);

    static base::Result<std::unique_ptr<SqliteTenant>> open_file(const std::string& path,
                                                                 base::Clock& clock,
                                                                 base::Random& random,
                                                                 store::Durability durability,
                                                                 const log::Registry& registry);
    base::Status found(const base::Id& tenant);
    base::Result<protocol::PushAnswer> push_one(const Device& device,
                                                const protocol::PushRequest& request);
    base::Result<protocol::PushAnswer> take_back(const Device& device,
                                                 const protocol::PushRequest& request);
    base::Status take_back_one(const Device& device, const base::Bytes& body,
                               std::vector<log::Operation>& taken);
    base::Result<protocol::PushAnswer> answer_to(const Device& device);
    base::Result<protocol::PushResult> store_one(const Device& device, std::int64_t sequence,
                                                 const base::Bytes& body,
                                                 std::vector<log::Operation>& taken);
    base::Result<protocol::PushResult> stored(const base::Id& device, std::int64_t sequence);
    base::Status check_epoch(const Device& device, const base::Id& epoch, std::int64_t cursor);
    base::Error restored(const Device& device, const Overview& overview, std::int64_t common);
    base::Result<base::Id> epoch();

    store::Database database_;
    base::Clock& clock_;
    log::Log log_;
    store::Durability durability_;
};

}  // namespace mostrador::hub
