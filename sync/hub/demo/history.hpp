#pragma once

#include <algorithm>

#include "base/clock.hpp"
#include "hub/demo/shops.hpp"
#include "hub/hub.hpp"

namespace mostrador::hub::demo {

/// A past for a demo shop, so that its reports have something to show and an arrival something to
/// carry.
struct History {
    int receipts = 0;
    int days = 30;  ///< the last of them was yesterday
};

/// A clock that the story moves on.
class StoryClock final : public base::Clock {
public:
    explicit StoryClock(std::int64_t at_us) : at_us_(at_us) {}

    std::int64_t now_us() override { return at_us_; }

    void move_to(std::int64_t at_us) { at_us_ = std::max(at_us_, at_us); }

private:
    std::int64_t at_us_;
};

/// When the story begins, in UTC microseconds: on its first day, as the shop opens at 8.
base::Result<std::int64_t> beginning(const DemoShop& shop, const History& history,
                                     std::int64_t now_us);

/// A till of its own is enrolled for the shop's first register, opens and closes it every day,
/// sells what such a shop sells at the hours at which people come, sends it all, and is revoked.
/// `hub` must run on `clock`, which stands at the beginning of the story and is moved to its end.
/// Errors: sync.not_found when the hub does not have the shop, those of the till.
base::Status live_through(Hub& hub, const DemoShop& shop, const History& history, StoryClock& clock,
                          base::Random& random);

}  // namespace mostrador::hub::demo
