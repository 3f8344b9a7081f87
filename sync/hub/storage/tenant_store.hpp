#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/signature.hpp"
#include "log/log.hpp"
#include "protocol/messages.hpp"

namespace mostrador::hub {

/// A device as the hub knows it; what a token proves.
struct Device {
    base::Id id;
    base::Id tenant;
    std::optional<base::Id> branch;
    std::optional<base::Id> register_id;
    std::string name;
    std::optional<base::PublicKey> key = {};  ///< none when it was enrolled before devices had keys
};

/// One device's push, waiting to be stored.
struct DevicePush {
    const Device* device = nullptr;
    const protocol::PushRequest* request = nullptr;
};

/// What stands at the top of a tenant's data.
struct Overview {
    base::Id epoch;
    std::int64_t head = 0;
    std::vector<base::Id> hubs;  ///< identities whose grants count, the present one last
};

struct Verification {
    std::string integrity;  ///< "ok", or what is wrong with the file
    log::Verified chains;
    base::Hash state{};
    std::int64_t head = 0;
    std::int64_t parked = 0;
};

/// A register by its name, for the commands that a person types.
struct RegisterName {
    base::Id id;
    std::optional<base::Id> branch;
    std::string name;
};

/// The operations and the state of one tenant, with positions without a gap in commit order. SQLite
/// implements it in a file of its own, PostgreSQL in tables that many processes share. One thread
/// at a time.
class TenantStore {
public:
    virtual ~TenantStore() = default;

    virtual base::Result<Overview> overview() = 0;

    /// Stores several devices' pushes with one flush. Each is all or nothing, and has its own
    /// result.
    virtual std::vector<base::Result<protocol::PushAnswer>> push(
        std::span<const DevicePush> pushes) = 0;

    virtual base::Result<protocol::PullAnswer> pull(const Device& device,
                                                    const protocol::PullRequest& request) = 0;

    /// Issues the grants of a new device; nothing when it has them.
    virtual base::Status enrol(const Device& device) = 0;
    virtual base::Status revoke(const base::Id& device) = 0;

    virtual base::Result<std::vector<RegisterName>> registers() = 0;

    /// A new life of the data after a restore: new epoch, new identity of the hub's own chain.
    virtual base::Status begin_epoch() = 0;

    virtual base::Result<Verification> verify() = 0;
    virtual base::Status backup(const std::string& path) = 0;

    /// Copies the write-ahead log back while nobody waits.
    virtual base::Status rest() = 0;

    /// Appends to the hub's own chain in this tenant (seed, import): all that `work` does is one
    /// transaction, and nothing of it stays when it fails.
    using Work = std::function<base::Status(log::Log&)>;
    virtual base::Status write(const Work& work) = 0;

    /// The log and its tables as this process has them; to read only.
    virtual log::Log& log() = 0;
};

}  // namespace mostrador::hub
