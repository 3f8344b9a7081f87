#pragma once

// Internal to the server: what its connections share. All of it belongs to the network thread.

#include <boost/asio/thread_pool.hpp>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hub/http/device_desk.hpp"
#include "hub/http/guest_room.hpp"
#include "hub/http/lane.hpp"
#include "hub/http/metrics.hpp"
#include "hub/http/print_desk.hpp"
#include "hub/http/rate_limit.hpp"
#include "hub/http/server.hpp"
#include "hub/http/static_files.hpp"
#include "hub/hub.hpp"
#include "hub/pay_links.hpp"

namespace mostrador::hub {

struct Context {
    Hub& hub;
    StaticFiles files;
    std::string version;
    Metrics metrics;
    GuessGuard enrol_guard{10, 120};
    GuessGuard receipt_guard{30, 1000};
    GuessGuard menu_guard{30, 1000};  ///< addresses of menus that are none
    PinGuard pin_guard;
    PrintDesk print_desk;
    std::set<base::Id> grown;  ///< tenants whose log grew since the print queue looked
    Printers printers;
    RequestLimits limits;
    GuestRoom guests;
    std::unique_ptr<PayLinks> pay_links;  ///< none: nobody set one up
    bool stopping = false;
    int requests_under_way = 0;
    int connections = 0;
    net::thread_pool pool;
    std::map<base::Id, std::unique_ptr<TenantLane>> lanes;

    Context(Hub& of, StaticFiles web, const ServerOptions& options)
        : hub(of),
          files(std::move(web)),
          version(options.version),
          printers(options.data),
          pool(options.storage_threads) {}

    TenantLane& lane(const base::Id& tenant) {
        auto& slot = lanes[tenant];
        if (!slot) slot = std::make_unique<TenantLane>(hub, pool, tenant);
        return *slot;
    }

    net::awaitable<base::Result<Device>> authenticate(protocol::Token token) {
        co_return co_await run_on(pool.get_executor(),
                                  [this, token] { return hub.directory().authenticate(token); });
    }
};

/// Tells the tenant's live devices of a new head. `origin` pushed it and has the answer's
/// positions.
void notify_live(Context& context, const base::Id& tenant, const base::Id& origin,
                 const protocol::PushAnswer& answer);
/// The same after something else made the head grow (a grant, another process).
void notify_live(Context& context, const base::Id& tenant, std::int64_t head);

/// The tenant's devices that have a live socket here.
std::vector<Connected> connected_devices(Context& context, const base::Id& tenant);

/// Looks for live devices that were revoked in the meantime.
net::awaitable<void> check_live_devices(Context& context);

void say_goodbye(Context& context);

}  // namespace mostrador::hub
