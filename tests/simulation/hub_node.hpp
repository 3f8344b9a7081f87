#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "hub/hub.hpp"
#include "hub/live_feed.hpp"
#include "replica/replica.hpp"
#include "simulation/behaviour.hpp"
#include "simulation/schedule.hpp"

namespace mostrador::simulation {

/// Where the simulated hub keeps its data, and what can happen to it there.
class HubStorage {
public:
    virtual ~HubStorage() = default;

    virtual base::Result<std::unique_ptr<hub::Hub>> open(base::Clock& clock, base::Random& random,
                                                         const log::Registry& registry) = 0;

    /// A write some time from now fails, or the power does.
    virtual void fail_soon(std::uint64_t seed) = 0;

    /// A device asks something now.
    virtual void request_begins() {}

    virtual bool has_power() const = 0;
    /// The process is gone without closing anything.
    virtual void power_off() = 0;
    /// With `lose` the disk forgets some of what was not flushed.
    virtual void power_on(bool lose) = 0;

    virtual base::Status back_up(hub::Hub& hub) = 0;
    virtual bool has_backup() const = 0;
    /// Puts the backup in the place of the data. The hub must not run.
    virtual base::Status restore(base::Clock& clock, base::Random& random, bool new_epoch) = 0;
};

/// A folder with SQLite files on a disk that fails.
std::unique_ptr<HubStorage> sqlite_storage(std::uint64_t seed);

/// A real PostgreSQL, whose connections break.
std::unique_ptr<HubStorage> postgres_storage(std::uint64_t seed);

struct Answer {
    int status = 0;  ///< 0 for none
    base::Bytes body;
};

/// The real hub without sockets: what the server does with a request, and with the live sockets.
class HubNode {
public:
    struct Parts {
        Schedule& schedule;
        Behaviour& behaviour;
        const log::Registry& registry;        ///< of today's version
        const log::Registry& older_registry;  ///< of one that is behind
    };

    HubNode(const Parts& parts, std::unique_ptr<HubStorage> storage, std::uint64_t seed);

    /// Starts it; false when its disk does not let it.
    bool start(bool older = false);
    /// Ends the process. With `lose` the machine loses its power, and some of what was not flushed.
    void stop(bool lose);

    bool is_up() const { return hub_ != nullptr; }

    Answer answer(const replica::Request& request);

    /// A device's socket: `send` carries a notice to it, `close` ends it.
    struct Socket {
        std::function<void(base::Bytes)> send;
        std::function<void()> close;
    };

    /// Connections are numbered by whoever carries them.
    void hello(int connection, base::ByteView message, Socket socket);
    void heard(int connection, base::ByteView message);

    void hang_up(int connection) { sessions_.erase(connection); }

    // ---- what an admin does ---------------------------------------------------------------------

    std::string invite(const base::Id& tenant, const base::Id& register_id);
    /// Appends to the hub's own chain.
    base::Status write(const std::function<base::Status(log::Log&)>& work);
    void revoke(const base::Id& device);

    base::Id tenant;

    hub::Hub& hub() { return *hub_; }

    hub::TenantStore& store();

    HubStorage& storage() { return *storage_; }

    MachineClock& clock() { return clock_; }

    base::Random& random() { return random_; }

private:
    struct Session {
        Socket socket;
        protocol::Token token{};
        hub::Device device;
        hub::LiveFeed feed;
        std::int64_t next_heartbeat = 0;
    };

    base::Result<base::Bytes> call(const replica::Request& request);
    base::Result<base::Bytes> enrol(base::ByteView body);
    base::Result<base::Bytes> push(const hub::Device& device, base::ByteView body);
    base::Result<base::Bytes> pull(const hub::Device& device, base::ByteView body);
    base::Result<base::Bytes> image(const hub::Device& device, base::ByteView body);
    base::Result<base::Bytes> image_part(const hub::Device& device, base::ByteView body);
    base::Result<hub::Device> device_of(const replica::Request& request);
    base::Status greet(Session& session, base::ByteView message);
    void notify(const base::Id& origin, const protocol::PushAnswer& answer);
    void notify(std::int64_t head);
    void tell_soon(int connection);
    void tell(int connection);
    void say_goodbye(int connection, const base::Error& error);
    void check_power();

    Parts parts_;
    std::unique_ptr<HubStorage> storage_;
    MachineClock clock_;
    base::SeededRandom random_;
    std::unique_ptr<hub::Hub> hub_;
    std::map<int, Session> sessions_;
};

}  // namespace mostrador::simulation
