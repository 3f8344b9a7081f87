#pragma once

#include <memory>
#include <string>
#include <vector>

#include "hub/hub.hpp"

// What a person does with a hub's folder from the command line (OPS-2).
namespace mostrador::hub {

/// Held by the one process that serves a folder, or replaces it.
class FolderLock {
public:
    /// Errors: store.busy when another process holds it.
    static base::Result<FolderLock> take(const std::string& folder);

    FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int file) : file_(file) {}

    int file_;
};

/// Copies everything to a new folder, while the hub runs. Each database is checked and whole.
base::Status backup(Hub& hub, const std::string& to);

/// Puts a backup in the place of `data` and begins a new epoch, so that devices notice. What stood
/// there before is kept beside it; its name is returned, empty when there was nothing. The hub
/// must not run.
base::Result<std::string> restore(const std::string& from, const std::string& data,
                                  base::Clock& clock, base::Random& random);

struct VerifiedTenant {
    Tenant tenant;
    base::Result<Verification> result;
};

/// Integrity, hash chains, positions and state hash of every tenant.
base::Result<std::vector<VerifiedTenant>> verify(Hub& hub);

/// The same of one database file, for somebody who has nothing else: of a hub's `tenants/`, of a
/// backup, or of the copy that a till saves. Looks at a copy, so that the file stays as it is. A
/// till's file need not have every position; its chains are whole all the same.
/// Errors: store.cannot_open, store.corrupt, log.chain_broken{device,sequence}.
base::Result<Verification> verify_file(const std::string& path, base::Clock& clock,
                                       base::Random& random);

}  // namespace mostrador::hub
