#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/signing_key.hpp"
#include "log/log.hpp"

// What a device knows about its connection with the hub. It belongs to this replica alone and is
// not part of the state hash; it stands in the database so that it changes in one transaction with
// the operations it speaks of.
namespace mostrador::log {

struct Link {
    std::string hub;                ///< origin of the hub, empty for the page's own
    base::Hash token{};             ///< what this device shows to the hub
    base::Id epoch;                 ///< the life of the hub's data that the positions belong to
    std::int64_t cursor = 0;        ///< everything up to this position is applied here
    std::int64_t head = 0;          ///< the hub's highest position, as last heard
    std::int64_t acknowledged = 0;  ///< own sequence that the hub holds durably
    std::int64_t last_contact = 0;  ///< UTC microseconds, 0 for never
    /// What this device signs its pushes with; none when it was enrolled before devices had keys.
    std::optional<base::SigningKey::Seed> key;
    /// The hub has lost operations of others that are here, and may need them back.
    bool handing_back = false;
    std::int64_t revoked_at = 0;  ///< when the hub said that this device is out; 0 for never
};

/// Nothing before the device is enrolled.
base::Result<std::optional<Link>> load_link(store::Database& database);
/// The device's clock counts from here: what it showed before the contact is forgotten.
base::Status save_link(store::Database& database, const Link& link);

/// Own operations up to the last are in a file that somebody saved.
base::Status note_export(const Log& log);
/// Own operations that neither the hub nor a saved file holds.
base::Result<std::int64_t> unsaved(const Log& log);

/// Own operations that the hub does not hold yet, and when the oldest was made (UTC microseconds).
struct Pending {
    std::int64_t count = 0;
    std::optional<std::int64_t> oldest_us;
};

base::Result<Pending> pending(const Log& log);

/// The hub gave an own operation its position.
base::Status place(store::Database& database, const base::Id& device, std::int64_t sequence,
                   std::int64_t position);
/// The hub lost everything after `position`: what came after has no place until it comes again.
base::Status forget_positions(store::Database& database, std::int64_t position);

/// Operations of others that have no place in the hub's order, and the last row they stand in.
struct Unplaced {
    std::vector<base::Bytes> bodies;
    std::int64_t last_row = 0;
};

/// In the order in which they came here, which keeps each device's own order.
base::Result<Unplaced> unplaced_after(const Log& log, std::int64_t row, Limit limit);

/// Its table; no operations.
Capability link_capability();

}  // namespace mostrador::log
