#pragma once

// Internal to the server. All of it belongs to the network thread.

#include <boost/asio/awaitable.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "hub/printers.hpp"
#include "printing/breaker.hpp"
#include "printing/queue.hpp"

namespace mostrador::hub {

struct Context;

/// Prints what is queued (KIT-2): looks at a tenant's queue when its log grew, and each second for
/// what waits to be tried again. What happens is on the log before and after each attempt; what a
/// printer is like at the moment is known to this process only.
class PrintQueue {
public:
    explicit PrintQueue(Context& context) : context_(context) {}

    /// Works until the server stops.
    boost::asio::awaitable<void> run();

    /// The breaker of a printer, for the board.
    std::string_view state_of(const base::Id& tenant, const std::string& printer) const;

private:
    using Key = std::pair<base::Id, std::string>;  ///< a tenant's printer by its name

    boost::asio::awaitable<void> look_at(base::Id tenant);
    boost::asio::awaitable<void> send(base::Id tenant, printing::Order order);
    boost::asio::awaitable<void> tell(const base::Id& tenant);
    std::map<std::string, printing::Readiness> readiness(
        const std::vector<NetworkPrinter>& printers) const;
    std::set<base::Id> tenants_with_printers() const;

    Context& context_;
    std::map<Key, printing::Breaker> breakers_;
    std::set<base::Id> looking_;
};

}  // namespace mostrador::hub
