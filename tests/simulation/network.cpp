#include "simulation/network.hpp"

#include <algorithm>

namespace mostrador::simulation {

void Network::calm() {
    weather_ = {};
    cut_.clear();
}

void Network::carry(int device, base::Bytes message, const Arrive& arrive, const Lost& lost) {
    if (!reaches(device)) return schedule_.in(dice_.between(1, 3) * kSecond, lost);
    if (dice_.percent(weather_.loss)) {
        if (dice_.percent(80)) schedule_.in(dice_.between(1, 30) * kSecond, lost);
        return;  // otherwise nobody ever hears of it
    }
    if (!message.empty() && dice_.percent(weather_.truncation)) {
        message.resize(
            static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(message.size()))));
    }
    if (dice_.percent(weather_.duplication)) {
        schedule_.in(delay(), [arrive, message] { arrive(message); });
    }
    schedule_.in(delay(), [arrive, message = std::move(message)] { arrive(message); });
}

void Network::stream(int connection, int device, base::Bytes message, const Arrive& arrive,
                     const Lost& lost) {
    if (!reaches(device) || dice_.percent(weather_.loss)) {
        return schedule_.in(dice_.between(1, 20) * kSecond, lost);
    }
    auto& last = last_arrival_[connection];
    last = std::max(last + 1, schedule_.now_us() + delay());
    schedule_.in(last - schedule_.now_us(),
                 [arrive, message = std::move(message)] { arrive(message); });
}

}  // namespace mostrador::simulation
