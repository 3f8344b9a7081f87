#pragma once

#include <functional>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "simulation/dice.hpp"
#include "simulation/schedule.hpp"

namespace mostrador::simulation {

/// Carries messages between devices and the hub, late, twice, cut short, in another order, or not.
class Network {
public:
    using Arrive = std::function<void(base::Bytes)>;
    using Lost = std::function<void()>;

    Network(Schedule& schedule, std::uint64_t seed) : schedule_(schedule), dice_(seed) {}

    /// In percent of messages.
    struct Weather {
        std::int64_t loss = 0;
        std::int64_t duplication = 0;
        std::int64_t truncation = 0;
        std::int64_t longest_delay_us = 50 * kMillisecond;
    };

    void set(const Weather& weather) { weather_ = weather; }

    /// Good weather, and nobody is cut off.
    void calm();

    void cut(int device) { cut_.insert(device); }

    void heal(int device) { cut_.erase(device); }

    bool reaches(int device) const { return !cut_.contains(device); }

    /// One message of an exchange. `lost` is called when the carrier notices; sometimes it does
    /// not.
    void carry(int device, base::Bytes message, const Arrive& arrive, const Lost& lost);

    /// One message of a connection that keeps the order of each direction or breaks.
    void stream(int connection, int device, base::Bytes message, const Arrive& arrive,
                const Lost& lost);

private:
    std::int64_t delay() { return dice_.between(kMillisecond, weather_.longest_delay_us); }

    Schedule& schedule_;
    Dice dice_;
    Weather weather_;
    std::set<int> cut_;
    std::map<int, std::int64_t> last_arrival_;
};

}  // namespace mostrador::simulation
