#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/directory.hpp"
#include "store/database.hpp"

namespace mostrador::hub {

/// The directory in one SQLite file, DATA/hub.sqlite.
class SqliteDirectory final : public Directory {
public:
    static base::Result<std::unique_ptr<SqliteDirectory>> open(const std::string& path,
                                                               base::Clock& clock,
                                                               base::Random& random);

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
    base::Status backup(const std::string& path) override;

    /// To copy a directory from one storage to another.
    base::Result<std::vector<DeviceRecord>> devices();
    base::Status add_device(const DeviceRecord& record);

private:
    SqliteDirectory(store::Database database, base::Clock& clock, base::Random& random)
        : database_(std::move(database)), clock_(clock), random_(random) {}

    base::Result<Admission> admit_new(const base::Hash& code, const Invitation& invitation,
                                      const protocol::EnrolRequest& request);
    base::Result<Admission> admit_again(const base::Id& id, const protocol::EnrolRequest& request);
    base::Result<std::optional<Device>> device(const base::Id& id);

    std::mutex mutex_;
    store::Database database_;
    base::Clock& clock_;
    base::Random& random_;
};

}  // namespace mostrador::hub
