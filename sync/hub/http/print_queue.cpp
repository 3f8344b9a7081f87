#include "hub/http/print_queue.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "hub/http/context.hpp"

namespace mostrador::hub {
namespace {

using namespace std::chrono_literals;
using base::Code;
using printing::Outcome;
using printing::Readiness;

/// An order is on paper soon after it was fired; looking costs nothing while no log grew.
constexpr auto kPause = 100ms;
constexpr int kPausesInSecond = 10;

using Snapshot = std::map<std::string, Readiness>;

/// Runs on the tenant's lane: the log may have grown since, so everything is read there again.
base::Result<std::vector<printing::Order>> take_orders(TenantStore& store, std::int64_t now_us,
                                                       const Snapshot& snapshot) {
    const auto ready = [&](const std::string& printer) {
        const auto found = snapshot.find(printer);
        return found == snapshot.end() ? Readiness::broken : found->second;
    };
    MOSTRADOR_TRY(work, printing::has_work(store.log().database(), now_us, ready));
    std::vector<printing::Order> orders;
    if (!work) return orders;
    MOSTRADOR_CHECK(store.write([&](log::Log& log) -> base::Status {
        MOSTRADOR_CHECK(printing::collect(log, now_us));
        MOSTRADOR_TRY(begun, printing::begin(log, now_us, ready));
        orders = std::move(begun);
        return {};
    }));
    return orders;
}

Outcome outcome_of(const base::Result<bool>& printed) {
    if (printed) return Outcome::printed;
    return printed.error().code == Code::print_interrupted ? Outcome::unknown : Outcome::failed;
}

}  // namespace

net::awaitable<void> PrintQueue::run() {
    net::steady_timer timer(co_await net::this_coro::executor);
    for (int pause = 0; !context_.stopping; ++pause) {
        auto wanted = std::exchange(context_.grown, {});
        if (pause % kPausesInSecond == 0) wanted = tenants_with_printers();
        for (const auto& tenant : wanted) {
            net::co_spawn(co_await net::this_coro::executor, look_at(tenant), net::detached);
        }
        timer.expires_after(kPause);
        co_await timer.async_wait(net::as_tuple(net::use_awaitable));
    }
}

std::string_view PrintQueue::state_of(const base::Id& tenant, const std::string& printer) const {
    const auto found = breakers_.find({tenant, printer});
    const auto breaker = found == breakers_.end() ? printing::Breaker{} : found->second;
    return printing::name_of(breaker.state(context_.hub.clock().now_us()));
}

net::awaitable<void> PrintQueue::look_at(base::Id tenant) {
    const auto printers = context_.printers.of(tenant);
    if (!printers || printers->empty() || !looking_.insert(tenant).second) co_return;
    const auto now = context_.hub.clock().now_us();
    const auto snapshot = readiness(*printers);
    const auto orders = co_await context_.lane(tenant).use(
        [now, snapshot](TenantStore& store) { return take_orders(store, now, snapshot); });
    looking_.erase(tenant);
    if (!orders || orders->empty()) co_return;
    for (const auto& order : *orders) {
        breakers_[{tenant, order.printer}].began();
        net::co_spawn(co_await net::this_coro::executor, send(tenant, order), net::detached);
    }
    co_await tell(tenant);
}

net::awaitable<void> PrintQueue::send(base::Id tenant, printing::Order order) {
    base::Result<bool> printed = base::fail(Code::print_unknown_printer);
    if (auto printer = context_.printers.find(tenant, order.printer)) {
        const auto once = order.job.text() + "/" + std::to_string(order.attempt);
        printed = co_await context_.print_desk.print(*std::move(printer), once, order.bytes);
    }
    const auto now = context_.hub.clock().now_us();
    const auto outcome = outcome_of(printed);
    breakers_[{tenant, order.printer}].ended(outcome == Outcome::printed, now);
    // A disk that does not take it leaves an attempt without an end: it becomes unknown by itself.
    co_await context_.lane(tenant).use([&order, outcome, now](TenantStore& store) {
        return store.write([&](log::Log& log) { return printing::end(log, order, outcome, now); });
    });
    co_await tell(tenant);
}

net::awaitable<void> PrintQueue::tell(const base::Id& tenant) {
    const auto head = co_await context_.lane(tenant).head();
    if (head) notify_live(context_, tenant, *head);
}

std::map<std::string, Readiness> PrintQueue::readiness(
    const std::vector<NetworkPrinter>& printers) const {
    const auto now = context_.hub.clock().now_us();
    std::map<std::string, Readiness> all;
    for (const auto& each : printers) {
        const auto found = breakers_.find({each.tenant, each.name});
        const bool open =
            found != breakers_.end() && found->second.state(now) == printing::Breaker::State::open;
        const bool busy = found != breakers_.end() && !found->second.lets_through(now);
        all[each.name] = open ? Readiness::broken : busy ? Readiness::busy : Readiness::ready;
    }
    return all;
}

std::set<base::Id> PrintQueue::tenants_with_printers() const {
    std::set<base::Id> tenants;
    const auto printers = context_.printers.all();
    if (!printers) return tenants;
    for (const auto& each : *printers)
        tenants.insert(each.tenant);
    return tenants;
}

}  // namespace mostrador::hub
