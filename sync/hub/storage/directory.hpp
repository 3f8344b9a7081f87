#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/storage/tenant_store.hpp"

namespace mostrador::hub {

struct Tenant {
    base::Id id;
    std::string name;
};

/// What an enrolment code lets in.
struct Invitation {
    base::Id tenant;
    std::optional<base::Id> branch;
    base::Id register_id;
    std::int64_t expires_at = 0;  ///< UTC microseconds
};

/// A redeemed code.
struct Admission {
    Device device;
    protocol::Token token{};
};

/// How far a device is, for the people who run the shop.
struct Sighting {
    std::int64_t at = 0;  ///< UTC microseconds
    std::int64_t cursor = 0;
    std::string core;                               ///< version of its software
    std::optional<std::int64_t> unsent = {};        ///< own operations it had not sent
    std::optional<std::int64_t> clock_offset = {};  ///< its clock minus the hub's, microseconds
};

/// A device as it was last seen, for the board.
struct SeenDevice {
    Device device;
    std::int64_t enrolled_at = 0;
    std::optional<std::int64_t> revoked_at;
    Sighting last;  ///< at 0: never
};

/// A device with all that is stored of it, for backups.
struct DeviceRecord {
    Device device;
    base::Bytes token_hash;
    std::int64_t enrolled_at = 0;
    std::optional<std::int64_t> revoked_at;
};

/// Tenants, devices and enrolment codes of one hub. Safe to call from several threads. Secrets are
/// stored only as their hash.
class Directory {
public:
    virtual ~Directory() = default;

    virtual base::Result<base::Id> hub_id() = 0;

    virtual base::Result<std::vector<Tenant>> tenants() = 0;
    /// Errors: store.constraint when the id or the name is taken.
    virtual base::Status add_tenant(const Tenant& tenant) = 0;

    /// A code of eight letters and digits, as it is shown: "K7QM-2XRP".
    virtual base::Result<std::string> invite(const Invitation& invitation) = 0;

    /// Uses a code. Errors: sync.code_invalid, sync.code_expired.
    virtual base::Result<Admission> admit(const protocol::EnrolRequest& request) = 0;

    /// Errors: sync.unauthorized, device.revoked.
    virtual base::Result<Device> authenticate(const protocol::Token& token) = 0;

    /// The device with this id or name. Errors: device.not_enrolled.
    virtual base::Result<Device> find(std::string_view id_or_name) = 0;
    virtual base::Status revoke(const base::Id& device) = 0;
    virtual base::Status saw(const base::Id& device, const Sighting& sighting) = 0;
    /// All of a tenant, revoked ones too, the first enrolled first.
    virtual base::Result<std::vector<SeenDevice>> devices_of(const base::Id& tenant) = 0;

    /// Grows when another process changed something (a code, a revocation).
    virtual base::Result<std::int64_t> revision() = 0;

    /// Really writes, to know whether the disk still takes it.
    virtual base::Status check_writable() = 0;
    virtual base::Result<std::string> integrity_check() = 0;
    virtual base::Status backup(const std::string& path) = 0;
};

}  // namespace mostrador::hub
