#pragma once

#include <map>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/directory.hpp"
#include "hub/storage/postgres/pool.hpp"

namespace mostrador::hub::postgres {

/// The directory in PostgreSQL, shared by all processes of a hub. Every statement sees one tenant,
/// or the one row whose secret it knows.
class PostgresDirectory final : public Directory {
public:
    PostgresDirectory(Pool& pool, base::Clock& clock, base::Random& random)
        : pool_(pool), clock_(clock), random_(random) {}

    base::Result<base::Id> hub_id() override;
    base::Result<std::vector<Tenant>> tenants() override;
    base::Status add_tenant(const Tenant& tenant) override;
    base::Result<std::string> invite(const Invitation& invitation) override;
    base::Result<Admission> admit(const protocol::EnrolRequest& request) override;
    base::Result<Device> authenticate(const protocol::Token& token) override;
    base::Result<Device> find(std::string_view id_or_name) override;
    base::Status revoke(const base::Id& device) override;
    base::Status saw(const base::Id& device, const Sighting& sighting) override;
    base::Result<std::vector<SeenDevice>> devices_of(const base::Id& tenant) override;
    base::Result<std::int64_t> revision() override;
    base::Status check_writable() override;
    base::Result<std::string> integrity_check() override;
    /// As the hub.sqlite of a folder, without codes: those live for minutes.
    base::Status backup(const std::string& path) override;

    /// A device of a backup.
    base::Status add_device(const DeviceRecord& record);

private:
    /// A code's row, read through the knowledge of its hash.
    struct Code {
        Invitation invitation;
        std::optional<base::Id> attempt, device;
    };

    base::Result<std::vector<Rows>> run(const Batch& batch);
    base::Result<std::optional<Code>> code(Connection& connection, const base::Hash& hash);
    base::Result<Admission> admit_new(Connection& connection, const base::Hash& code,
                                      const Invitation& invitation,
                                      const protocol::EnrolRequest& request);
    base::Result<Admission> admit_again(Connection& connection, const Device& device,
                                        const protocol::EnrolRequest& request);
    base::Result<std::optional<base::Id>> tenant_of(const base::Id& device);

    Pool& pool_;
    base::Clock& clock_;
    base::Random& random_;
    std::mutex mutex_;

    struct Seen {
        base::Id tenant;
        std::int64_t written_at = 0;
    };

    std::map<base::Id, Seen> seen_;  ///< devices that this process authenticated
};

}  // namespace mostrador::hub::postgres
