#include "hub/http/print_desk.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>

namespace mostrador::hub {
namespace {

namespace net = boost::asio;
using namespace std::chrono_literals;
using base::Code;
using Tcp = net::ip::tcp;

constexpr auto quietly = net::as_tuple(net::use_awaitable);

constexpr std::size_t kRememberedJobs = 256;
constexpr auto kConnectTimeout = 5s;
/// A printer that is out of paper takes no more bytes.
constexpr auto kWriteTimeout = 20s;
constexpr auto kTurnTimeout = 20s;
constexpr auto kTurnPause = 20ms;

base::Error failure(Code code, const NetworkPrinter& printer) {
    return {code, {{"printer", printer.name}}, {}};
}

net::awaitable<base::Status> send(const NetworkPrinter& printer, const base::Bytes& bytes) {
    boost::system::error_code bad;
    const auto address = net::ip::make_address(printer.address, bad);
    if (bad) co_return std::unexpected(failure(Code::print_unreachable, printer));
    boost::beast::tcp_stream stream(co_await net::this_coro::executor);
    stream.expires_after(kConnectTimeout);
    const auto [refused] =
        co_await stream.async_connect(Tcp::endpoint(address, printer.port), quietly);
    if (refused) co_return std::unexpected(failure(Code::print_unreachable, printer));
    stream.expires_after(kWriteTimeout);
    const auto [broken, sent] = co_await net::async_write(stream, net::buffer(bytes), quietly);
    if (broken) co_return std::unexpected(failure(Code::print_interrupted, printer));
    stream.socket().shutdown(Tcp::socket::shutdown_send, bad);
    co_return base::Status{};
}

}  // namespace

net::awaitable<base::Result<bool>> PrintDesk::print(NetworkPrinter printer, std::string job,
                                                    const base::Bytes& bytes) {
    const auto where = printer.address + ":" + std::to_string(printer.port);
    const auto give_up = std::chrono::steady_clock::now() + kTurnTimeout;
    while (busy_.contains(where)) {
        if (std::chrono::steady_clock::now() > give_up) {
            co_return std::unexpected(failure(Code::print_busy, printer));
        }
        net::steady_timer timer(co_await net::this_coro::executor, kTurnPause);
        co_await timer.async_wait(quietly);
    }
    if (std::ranges::contains(done_, job)) co_return false;
    busy_.insert(where);
    const auto status = co_await send(printer, bytes);
    busy_.erase(where);
    if (!status) co_return std::unexpected(status.error());
    done_.push_back(std::move(job));
    if (done_.size() > kRememberedJobs) done_.pop_front();
    co_return true;
}

}  // namespace mostrador::hub
