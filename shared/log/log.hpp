#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/cbor_writer.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "log/kinds.hpp"
#include "log/operation.hpp"
#include "store/database.hpp"

namespace mostrador::log {

/// Who writes this database's own operations.
struct Identity {
    base::Id tenant;
    base::Id device;
    base::Id hub;  ///< the device whose grants count; the hub's own database has its own id here
    std::optional<base::Id> branch;
    std::optional<base::Id> register_id;
};

/// A device gets positions from the hub; the hub gives them, gaplessly and in commit order.
enum class Role { device, hub };

enum class Outcome { applied, duplicate, parked };

struct Received {
    Outcome outcome = Outcome::applied;
    std::int64_t position = 0;          ///< hub order; 0 while unknown
    std::optional<base::Error> reason;  ///< why it was parked
};

/// An operation as it is stored and sent.
struct Stored {
    base::Id device;
    std::int64_t sequence = 0;
    std::int64_t position = 0;
    base::Bytes body;
};

/// An operation of another device, with the hub's position for it.
struct Arriving {
    std::span<const std::uint8_t> body;
    std::int64_t position = 0;
};

/// How much a reader wants at most; at least one operation is given if there is any.
struct Limit {
    std::size_t bytes = 256 * 1024;
    std::int64_t count = 1000;
};

/// Head of one device's hash chain.
struct Head {
    std::int64_t sequence = 0;
    base::Hash hash{};
};

struct Verified {
    std::int64_t operations = 0;
    std::int64_t devices = 0;
};

/// The one log of a database. Keeps nothing in memory that a rolled-back transaction could falsify.
class Log {
public:
    Log(store::Database& database, const Registry& registry, base::Clock& clock,
        base::Random& random, Role role);

    /// The same log's view of another database, of the same schema.
    Log over(store::Database& database) const {
        return {database, registry_, clock_, random_, role_};
    }

    /// The identity this database was given; `device.not_enrolled` before.
    base::Result<Identity> identity() const;
    /// Gives the database its identity, once. `device.already_enrolled` if it has another.
    base::Status become(const Identity& identity);

    /// The device goes on as another one of the same tenant: what it wrote before is another
    /// device's from here on. Error: `sync.foreign_tenant`.
    base::Status become_anew(const Identity& identity);

    /// Appends and applies an own operation inside the caller's transaction. The payload is a
    /// described struct with kKind and kVersion.
    template <class Payload>
    base::Status append(std::optional<base::Id> person, const Payload& payload) {
        return append({Payload::kKind, Payload::kVersion, person, base::cbor_of(payload),
                       &payload_type<Payload>, &payload});
    }

    /// What an own operation shall say, before it has its place in the log.
    struct Draft {
        std::string_view kind;
        int version = 1;
        std::optional<base::Id> person;
        base::Bytes payload;                 ///< CBOR
        const void* payload_type = nullptr;  ///< of the struct that `payload` was written from
        const void* value = nullptr;         ///< that struct
    };

    base::Status append(const Draft& draft);

    /// Stores and applies an operation of another device, inside the caller's transaction. A
    /// repeated one changes nothing. One that cannot be applied is stored as parked. Errors, which
    /// change nothing: `sync.foreign_tenant`, `log.gap{expected,got}`, `log.chain_broken`,
    /// `log.forked` (another operation stands at that place), input errors and store errors. On a
    /// device `position` is the hub's; the hub assigns its own and ignores it.
    base::Result<Received> receive(std::span<const std::uint8_t> body, std::int64_t position = 0);

    /// receive() of many, for a device: they are applied device by device, whose rows lie together,
    /// and with one savepoint for all while none of them must be parked. Gives how many were.
    /// Errors as receive(), after which the caller's transaction is of no use.
    base::Result<std::int64_t> receive_all(std::span<const Arriving> arriving);

    /// Applies parked operations whose kind is known by now. Returns how many.
    base::Result<std::int64_t> retry_parked();

    base::Result<Head> head(const base::Id& device) const;
    /// This device's operations after `sequence`, in order: what is still to be pushed.
    base::Result<std::vector<Stored>> own_after(std::int64_t sequence, Limit limit) const;
    /// In hub order after `position`, without those of `except`.
    base::Result<std::vector<Stored>> after_position(std::int64_t position, const base::Id& except,
                                                     Limit limit) const;
    /// The highest position that is known here.
    base::Result<std::int64_t> last_position() const;
    base::Result<std::int64_t> parked_count() const;

    /// The last own operation that the hub has made durable; all after it still wait.
    base::Result<std::int64_t> acknowledged() const;
    /// Own operations up to this one have their place in the hub's order.
    base::Result<std::int64_t> placed() const;
    /// May also go back, when the hub was restored from a backup.
    base::Status acknowledge(std::int64_t sequence);

    /// Grants of this hub count too: a restored hub goes on under a new identity.
    base::Status trust_hub(const base::Id& hub);
    /// All whose grants count, the present one last.
    base::Result<std::vector<base::Id>> trusted_hubs() const;
    /// The hub's own database goes on as `hub`, with a new chain (after a restore).
    base::Status succeed(const base::Id& hub);

    /// Recomputes every hash chain: `log.chain_broken{device,sequence}` names the first bad link.
    base::Result<Verified> verify() const;
    /// A hash over all replicated tables: equal on replicas that saw the same operations.
    base::Result<base::Hash> state_hash() const;

    const Registry& registry() const { return registry_; }

    store::Database& database() const { return database_; }

    /// A fresh UUIDv7 from this log's clock and randomness.
    base::Id make_id() { return base::make_id(clock_, random_); }

    std::int64_t now_us() { return clock_.now_us(); }

private:
    enum class State { applied = 0, parked = 1 };

    /// An operation's bytes and their hash.
    struct Hashed {
        std::span<const std::uint8_t> body;
        base::Hash hash;
    };

    base::Status store(const Operation& operation, const Hashed& as, State state,
                       std::string_view reason, std::int64_t position);
    base::Result<const Kind*> applicable(const Operation& operation, const base::Id& hub) const;
    base::Status apply_own(Operation& operation, const Draft& draft, const base::Id& hub);
    base::Result<std::optional<base::Error>> apply(const Operation& operation, const base::Id& hub);
    base::Result<std::optional<base::Error>> try_apply(const Operation& operation,
                                                       const base::Id& hub);

    /// A decoded operation, with its bytes and its position.
    struct Decoded {
        Operation operation;
        Arriving as;
    };

    base::Result<bool> receive_together(std::span<const Decoded> arriving, const Identity& self);
    base::Result<Received> repeated(const Operation& operation, std::span<const std::uint8_t> body,
                                    std::int64_t position);
    base::Result<std::int64_t> integer(std::string_view sql) const;
    base::Result<std::vector<Stored>> read(std::string_view sql, const base::Id& device,
                                           std::int64_t after, Limit limit) const;

    store::Database& database_;
    const Registry& registry_;
    base::Clock& clock_;
    base::Random& random_;
    Role role_;
};

/// The tables of the log itself.
std::string_view schema();

}  // namespace mostrador::log
