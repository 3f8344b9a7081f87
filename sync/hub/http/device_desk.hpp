#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hub/hub.hpp"

// What a person asks about the shop's devices from one of them (REP-3, ORG-3; docs/protocol.md
// §2.1). Requests and answers are JSON: the shell asks without the core between.
namespace mostrador::hub {

/// A device with a live socket to this process, and how far it has applied.
struct Connected {
    base::Id device;
    std::int64_t cursor = 0;
};

struct DeviceQuestion {
    base::Id person;                      ///< who asks, of the asking device's tenant
    std::optional<std::string> pin;       ///< for what changes something
    std::optional<base::Id> register_id;  ///< of a device to be let in
    std::optional<base::Id> device;       ///< to be stopped
    std::optional<std::string> address;   ///< where the new device shall go: the shop's own

    static constexpr auto fields() {
        using T = DeviceQuestion;
        return base::fields(base::field("person", &T::person), base::field("pin", &T::pin),
                            base::field("register", &T::register_id),
                            base::field("device", &T::device), base::field("address", &T::address));
    }
};

/// Errors: input.malformed.
base::Result<DeviceQuestion> read_question(base::ByteView body);

/// The hash of the person's PIN, if they may manage devices.
/// Errors: staff.not_found, staff.not_allowed.
base::Result<base::Bytes> pin_hash_of_manager(TenantStore& store, const base::Id& person);

/// STAFF-2 on the hub: five wrong PINs in a row lock a person out for a quarter of an hour.
class PinGuard {
public:
    static constexpr int kMaxTries = 5;
    static constexpr std::int64_t kLockUs = 15 * 60'000'000LL;

    /// Counts a try before its PIN is looked at, so that many at once do not slip through.
    /// Error: staff.locked{until}.
    base::Status begin(const base::Id& person, std::int64_t now_us);

    void succeeded(const base::Id& person) { tries_.erase(person); }

    /// What the person is told after a wrong one: staff.wrong_pin{triesLeft}.
    base::Error failed(const base::Id& person) const;

private:
    struct Tries {
        int count = 0;
        std::int64_t last_us = 0;
    };

    std::map<base::Id, Tries> tries_;
};

/// Every device of the tenant as the hub knows it, and the registers that a new one may stand at.
base::Result<base::Bytes> board(Hub& hub, TenantStore& store, const Device& asking,
                                std::span<const Connected> connected);

/// A code for one new device at a register, with its address as a QR code.
/// Errors: input.missing{field}, input.out_of_range{field}.
base::Result<base::Bytes> invite(Hub& hub, TenantStore& store, const Device& asking,
                                 const DeviceQuestion& question);

/// Stops a device of the asking device's tenant. Errors: input.missing{field},
/// device.not_enrolled.
base::Result<base::Bytes> revoke(Hub& hub, TenantStore& store, const Device& asking,
                                 const DeviceQuestion& question);

}  // namespace mostrador::hub
