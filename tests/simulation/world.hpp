#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "simulation/auditor.hpp"
#include "simulation/network.hpp"
#include "simulation/script.hpp"

namespace mostrador::simulation {

/// A shop with its tablets, its hub and the network between them, in one thread and on one
/// schedule. Everything that happens follows from the script and its seed.
class World {
public:
    World(const Script& script, Behaviour& behaviour);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// Does one step, lets the time pass that it takes, and audits. Throws Violation.
    void step(const Step& step);

    /// Repairs everything that is broken, waits until nothing moves any more, and audits it all.
    void rest();

    // ---- for actions ----------------------------------------------------------------------------

    /// Whether a person can do something on the device: it is on, enrolled and not stopped.
    bool is_usable(Device& device);

    /// Asks the till as a person would: repeats what was not answered, logs in and opens the
    /// drawer when that is what is missing.
    /// `seen` is called with the answer before anything else happens.
    using Seen = std::function<void(const base::Json&)>;
    void ask(Device& device, Asked command, const Seen& seen = {});

    /// What the supervisor gives on the spot, PIN and all.
    base::Json approval() const;

    /// Appends an own operation, as a command would. False when the device could not.
    template <class Payload>
    bool append(Device& device, const Payload& payload) {
        if (!is_usable(device)) return false;
        const bool appended = device.append(payload).has_value();
        if (appended) auditor.promised(device);
        settle(device);
        return appended;
    }

    /// Appends to the hub's own chain (the office, an import).
    template <class Payload>
    void append_at_hub(const Payload& payload) {
        if (!hub.is_up()) return;
        std::ignore = hub.write([&](log::Log& log) -> base::Status {
            MOSTRADOR_CHECK(log.append(std::nullopt, payload));
            return {};
        });
        hub_settles();
    }

    /// Another device than this one; the same when there is no other.
    Device& other(const Device& device, Dice& dice);

    void start(Device& device);
    /// The disk is empty or another one's: it has to be enrolled again.
    void wipe(Device& device);
    void start_hub();
    void stop_hub(bool lose);
    void restore_hub();
    /// What is under way on the device since something happened there.
    void settle(Device& device);
    void hub_settles();

    Schedule schedule;
    Behaviour& behaviour;
    log::Registry registry;
    log::Registry older_registry;
    Network network;
    HubNode hub;
    Auditor auditor;
    std::vector<std::unique_ptr<Device>> devices;
    bool hub_is_older = false;

    // What the shop has, for those who change it. It only grows.
    base::Id tenant, branch, tax;
    base::Id supervisor;  ///< always there, and may do everything
    std::vector<base::Id> registers, people, products, categories;
    /// Disks as they were some time ago, by device.
    std::map<int, tests::FaultyDisk::Image> old_disks;

private:
    /// One request of one life of a device.
    struct Exchange {
        int device = 0;
        int life = 0;
        std::int64_t request = 0;
        std::string url;
    };

    /// A device's live socket.
    struct Wire {
        int number = 0;
        Exchange exchange;
    };

    void found_shop();
    void pump(Device& device);
    void plan(Device& device);
    void carry(Device& device, const replica::Request& request);
    void post(Device& device, const replica::Request& request);
    void open_live(Device& device, const replica::Request& request);
    void break_live(int device, int wire);
    bool is_open(int device, int wire) const;
    void hear(int device, int wire, const base::Bytes& message);
    void take(const Exchange& exchange, int status, base::Bytes body);
    void look();
    void attend();
    void attend(Device& device);
    void enrol(Device& device);
    bool is_at_rest();
    std::string unrest();
    bool tells_its_clock(Device& device);
    bool prepare(Device& device, base::Code refusal);

    Dice dice_;
    std::map<int, Wire> wires_;  ///< by device
    std::map<int, std::int64_t> wake_;
    int last_wire_ = 0;
    bool hub_start_is_planned_ = false;
};

}  // namespace mostrador::simulation
