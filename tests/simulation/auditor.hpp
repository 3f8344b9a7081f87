#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hub/storage/tenant_store.hpp"
#include "simulation/device.hpp"
#include "simulation/hub_node.hpp"
#include "simulation/violation.hpp"

namespace mostrador::simulation {

/// Keeps its own books of what was promised and what every replica holds, and compares. It looks
/// after every step, after every start of a device, and thoroughly when everything is at rest.
class Auditor {
public:
    /// What a person was shown.
    struct Receipt {
        base::Id id;
        std::string number;
        std::int64_t total = 0;
    };

    // ---- what the world tells it --------------------------------------------------------------

    /// A person saw this receipt: its number and its total stand for ever. `intent` is what was
    /// wanted, whatever id it was asked under.
    void sold(Device& device, const base::Id& intent, const Receipt& receipt);
    /// The wish was asked under this id.
    void asked(const base::Id& intent, const base::Id& receipt);

    /// Every own operation that the device has now must last.
    void promised(Device& device);

    /// The replica may have written something by itself: it must last, too.
    void noticed(Device& device);

    /// The device's disk was lost, or is another one now.
    void forget(const Device& device);
    /// It has the same history as another from here on, so numbers may be taken twice.
    void doubled(Device& device);
    /// Somebody changed its database behind the till's back.
    void tampered(Device& device);
    /// The hub was put back to its backup.
    void restored(hub::TenantStore& store);
    /// What no disk holds any more cannot come back.
    void write_off();

    // ---- looking ------------------------------------------------------------------------------

    void look_at(hub::TenantStore& store);
    /// The hub must have been looked at in this moment, or else be down.
    void look_at(Device& device, bool hub_is_up = true);
    void at_rest(HubNode& hub, const std::vector<std::unique_ptr<Device>>& devices);

    std::int64_t operations() const { return static_cast<std::int64_t>(order_.size()); }

    std::int64_t receipts() const { return static_cast<std::int64_t>(printed_.size()); }

private:
    using Place = std::pair<base::Id, std::int64_t>;  ///< device and sequence

    /// What one device's database holds.
    struct Copy {
        std::map<Place, base::Hash> operations;
        std::int64_t last_row = 0;
        std::int64_t own = 0;      ///< last sequence of its own that was promised
        std::int64_t checked = 0;  ///< positions up to here are there for certain
        int life = 0;
    };

    struct Wish {
        std::set<base::Id> receipts;          ///< ids it was asked under
        std::optional<base::Hash> operation;  ///< of the sale, once it was answered
        std::int64_t total = 0;
    };

    void take(const base::Bytes& body);
    void read(Device& device, Copy& copy);
    void add_pruned(Device& device, Copy& copy);
    void start_anew(Device& device, Copy& copy);
    void check_cursor(Device& device, Copy& copy, bool hub_is_up);
    void check_wishes();
    void check_models(store::Database& database, const std::string& where);
    void check_replica(Device& device, const hub::Verification& hub);
    bool is_held(const Place& place, const base::Hash& hash) const;

    std::vector<Place> order_;                ///< the hub's, position 1 first
    std::vector<base::Bytes> bodies_;         ///< in the same order
    std::map<Place, base::Hash> at_hub_;      ///< the same by place
    std::map<base::Id, std::int64_t> heads_;  ///< last sequence of each device at the hub
    std::set<base::Id> ids_;                  ///< of the operations at the hub
    base::Id epoch_;                          ///< the hub's present one
    std::map<const Device*, Copy> copies_;
    std::map<base::Id, std::set<base::Hash>> written_;  ///< all that a device ever wrote
    std::set<std::pair<Place, base::Hash>> promised_;
    std::set<base::Hash> written_off_;
    std::map<base::Id, Wish> wishes_;
    std::map<std::string, base::Id> printed_;  ///< number → intent
    std::set<std::string> doubled_prefixes_;
    std::set<base::Id> doubled_;
    std::set<const Device*> tampered_;
};

}  // namespace mostrador::simulation
