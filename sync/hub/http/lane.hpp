#pragma once

// Internal to the server: how a coroutine on the network thread reaches the storage.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <type_traits>
#include <utility>
#include <vector>

#include "hub/hub.hpp"

namespace mostrador::hub {

namespace net = boost::asio;

/// Runs blocking work elsewhere and comes back with its result.
template <class Executor, class Work>
net::awaitable<std::invoke_result_t<Work>> run_on(Executor executor, Work work) {
    using Result = std::invoke_result_t<Work>;
    co_return co_await net::co_spawn(
        executor,
        [work = std::move(work)]() mutable -> net::awaitable<Result> { co_return work(); },
        net::use_awaitable);
}

class LiveSession;

/// One tenant's storage: its work is done one after the other, beside that of other tenants.
class TenantLane {
public:
    TenantLane(Hub& hub, net::thread_pool& pool, const base::Id& tenant)
        : hub_(hub), tenant_(tenant), strand_(net::make_strand(pool.get_executor())) {}

    /// Pushes that wait at the same time share one flush.
    net::awaitable<base::Result<protocol::PushAnswer>> push(Device device,
                                                            protocol::PushRequest request);
    net::awaitable<base::Result<protocol::PullAnswer>> pull(Device device,
                                                            protocol::PullRequest request);
    net::awaitable<base::Result<protocol::ImageAnswer>> image(Device device,
                                                              protocol::ImageRequest request);
    net::awaitable<base::Result<protocol::EnrolAnswer>> welcome(Admission admission);
    net::awaitable<base::Result<std::int64_t>> head();
    net::awaitable<base::Status> rest();
    /// Reads something from the tenant's tables.
    net::awaitable<base::Result<base::Bytes>> read(
        std::function<base::Result<base::Bytes>(TenantStore&)> work);

    /// The same for work that gives something else, or writes.
    template <class Work>
    net::awaitable<std::invoke_result_t<Work, TenantStore&>> use(Work work) {
        using Result = std::invoke_result_t<Work, TenantStore&>;
        co_return co_await run_on(strand_, [this, work = std::move(work)]() mutable -> Result {
            MOSTRADOR_TRY(store, hub_.tenant(tenant_));
            return work(*store);
        });
    }

    /// Devices of this tenant on the live socket; the network thread's.
    std::set<LiveSession*> live;
    /// The head that guests were last told of; the network thread's.
    std::int64_t head_told = 0;

private:
    struct Waiting {
        Device device;
        protocol::PushRequest request;
        base::Result<protocol::PushAnswer> result;
    };

    void store_waiting();

    Hub& hub_;
    base::Id tenant_;
    net::strand<net::thread_pool::executor_type> strand_;
    std::mutex mutex_;
    std::deque<std::shared_ptr<Waiting>> waiting_;
};

}  // namespace mostrador::hub
