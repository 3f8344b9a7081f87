#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "hub/storage/storage.hpp"

namespace mostrador::hub {

/// A folder: hub.sqlite and a file for each tenant. One process serves it.
class SqliteStorage final : public Storage {
public:
    static base::Result<std::unique_ptr<Storage>> open(const std::string& folder,
                                                       base::Clock& clock, base::Random& random,
                                                       const log::Registry& registry);

    Directory& directory() override { return *directory_; }

    base::Result<std::unique_ptr<TenantStore>> open_tenant(const base::Id& tenant) override;

    void on_growth(Listener) override {}

private:
    SqliteStorage(std::string folder, std::unique_ptr<Directory> directory, base::Clock& clock,
                  base::Random& random, const log::Registry& registry)
        : folder_(std::move(folder)),
          directory_(std::move(directory)),
          clock_(clock),
          random_(random),
          registry_(registry) {}

    std::string folder_;
    std::unique_ptr<Directory> directory_;
    base::Clock& clock_;
    base::Random& random_;
    const log::Registry& registry_;
};

/// Where things are in a hub's folder.
std::string directory_file(const std::string& folder);
std::string tenant_file(const std::string& folder, const base::Id& tenant);

/// Makes the folder that holds the tenants' files, and what is above it.
base::Status make_folder(const std::string& folder);

}  // namespace mostrador::hub
