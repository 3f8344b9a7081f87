#pragma once

// Internal to the server: what it keeps in memory of guests. It belongs to the network thread.

#include <boost/asio/steady_timer.hpp>
#include <list>
#include <map>
#include <memory>
#include <string>

#include "guests/cart.hpp"
#include "hub/http/rate_limit.hpp"

namespace mostrador::hub {

/// The present state of a visit as its phones get it, and what it was made from.
struct GuestState {
    std::string json;
    std::string tag;
    std::int64_t made_at = 0;  ///< UTC microseconds
    std::int64_t news = -1;    ///< of the tenant, when it was made
    std::int64_t cart = -1;    ///< the cart's revision then
};

/// A visit with phones at it.
struct GuestVisit {
    guests::Cart cart;
    std::int64_t cart_revision = 0;
    std::int64_t used_at = 0;
    GuestState state;
};

/// A request that waits for the next news of its tenant.
struct GuestWaiter {
    boost::asio::steady_timer* timer = nullptr;
    base::Id session;
};

class GuestRoom {
public:
    static constexpr Rate kAddress{.per_second = 20, .burst = 100};
    static constexpr Rate kSession{.per_second = 5, .burst = 30};
    static constexpr Rate kTable{.per_second = 30, .burst = 120};
    static constexpr Rate kOrders{.per_second = 1, .burst = 6};
    static constexpr std::size_t kMostMenus = 64;
    static constexpr std::size_t kMostVisits = 5'000;
    static constexpr std::int64_t kForgetUs = 8LL * 60 * 60 * 1'000'000;

    /// Something was written in the tenant's log, or a visit's cart changed.
    void tell(const base::Id& tenant) {
        ++news_[tenant];
        for (const auto& waiter : waiters_[tenant])
            waiter.timer->cancel();
    }

    void tell_all() {
        for (const auto& [tenant, waiters] : waiters_)
            tell(tenant);
    }

    std::int64_t news(const base::Id& tenant) { return news_[tenant]; }

    /// The visit of a tab; the ones that nobody looked at for long go.
    GuestVisit& visit(const base::Id& tab, std::int64_t now) {
        if (visits_.size() >= kMostVisits)
            std::erase_if(visits_,
                          [&](const auto& each) { return now - each.second.used_at > kForgetUs; });
        auto& visit = visits_[tab];
        visit.used_at = now;
        return visit;
    }

    using Place = std::list<GuestWaiter>::iterator;

    /// Lets a request wait; of one session the oldest gives way to a third.
    Place add(const base::Id& tenant, GuestWaiter waiter) {
        auto& list = waiters_[tenant];
        int own = 0;
        for (auto each = list.rbegin(); each != list.rend(); ++each)
            if (each->session == waiter.session && ++own >= 2) each->timer->cancel();
        return list.insert(list.end(), waiter);
    }

    void remove(const base::Id& tenant, Place place) { waiters_[tenant].erase(place); }

    /// Menus that were packed, by their ETag.
    std::map<std::string, std::shared_ptr<const base::Bytes>> packed_menus;

    RateLimit<std::string> addresses{kAddress};
    RateLimit<base::Id> sessions{kSession};
    RateLimit<base::Id> tables{kTable};
    RateLimit<base::Id> orders{kOrders};
    /// Wrong words: of an address, and of a table whatever the addresses.
    GuessGuard word_guard{10, 1000};
    GuessGuard table_guard{20, 10'000};

private:
    std::map<base::Id, std::int64_t> news_;
    std::map<base::Id, std::list<GuestWaiter>> waiters_;
    std::map<base::Id, GuestVisit> visits_;
};

}  // namespace mostrador::hub
