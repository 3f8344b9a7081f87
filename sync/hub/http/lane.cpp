#include "hub/http/lane.hpp"

#include <algorithm>

namespace mostrador::hub {
namespace {

/// The most pushes in one flush: a bad disk shall not make one device wait for a hundred others.
constexpr std::size_t kMaxGroup = 32;

}  // namespace

net::awaitable<base::Result<protocol::PushAnswer>> TenantLane::push(Device device,
                                                                    protocol::PushRequest request) {
    auto waiting = std::make_shared<Waiting>(
        Waiting{std::move(device), std::move(request), base::fail(base::Code::core_internal)});
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(waiting);
    }
    // Ours may be stored by the turn of an earlier one; then our own turn finds nothing to do.
    co_await run_on(strand_, [this] {
        store_waiting();
        return true;
    });
    co_return std::move(waiting->result);
}

void TenantLane::store_waiting() {
    std::vector<std::shared_ptr<Waiting>> group;
    {
        const std::lock_guard lock(mutex_);
        const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kMaxGroup));
        group.assign(waiting_.begin(), waiting_.begin() + count);
        waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    }
    if (group.empty()) return;
    const auto store = hub_.tenant(tenant_);
    std::vector<DevicePush> pushes;
    pushes.reserve(group.size());
    for (const auto& each : group)
        pushes.push_back({&each->device, &each->request});
    auto results = store ? (*store)->push(pushes)
                         : std::vector<base::Result<protocol::PushAnswer>>(
                               group.size(), std::unexpected(store.error()));
    for (std::size_t i = 0; i < group.size(); ++i)
        group[i]->result = std::move(results[i]);
}

net::awaitable<base::Result<protocol::PullAnswer>> TenantLane::pull(Device device,
                                                                    protocol::PullRequest request) {
    co_return co_await run_on(strand_,
                              [this, device = std::move(device), request = std::move(request)] {
                                  return hub_.pull(device, request);
                              });
}

net::awaitable<base::Result<protocol::ImageAnswer>> TenantLane::image(
    Device device, protocol::ImageRequest request) {
    co_return co_await run_on(strand_, [this, device = std::move(device), request] {
        return hub_.image(device, request);
    });
}

net::awaitable<base::Result<protocol::EnrolAnswer>> TenantLane::welcome(Admission admission) {
    co_return co_await run_on(
        strand_, [this, admission = std::move(admission)] { return hub_.welcome(admission); });
}

net::awaitable<base::Result<std::int64_t>> TenantLane::head() {
    co_return co_await run_on(strand_, [this]() -> base::Result<std::int64_t> {
        MOSTRADOR_TRY(store, hub_.tenant(tenant_));
        MOSTRADOR_TRY(overview, store->overview());
        return overview.head;
    });
}

net::awaitable<base::Status> TenantLane::rest() {
    co_return co_await run_on(strand_, [this]() -> base::Status {
        MOSTRADOR_TRY(store, hub_.tenant(tenant_));
        return store->rest();
    });
}

net::awaitable<base::Result<base::Bytes>> TenantLane::read(
    std::function<base::Result<base::Bytes>(TenantStore&)> work) {
    co_return co_await run_on(strand_,
                              [this, work = std::move(work)]() -> base::Result<base::Bytes> {
                                  MOSTRADOR_TRY(store, hub_.tenant(tenant_));
                                  return work(*store);
                              });
}

}  // namespace mostrador::hub
