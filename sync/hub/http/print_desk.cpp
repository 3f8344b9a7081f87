#include "hub/http/print_desk.hpp"

#include <algorithm>
#include <array>
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
/// A printer closes its side when it has taken all. One that did so before and does not now hangs;
/// of one that never did we cannot tell.
constexpr auto kConfirmTimeout = 10s;
constexpr auto kUnconfirmedTimeout = 2s;
constexpr auto kTurnTimeout = 20s;
constexpr auto kTurnPause = 20ms;

base::Error failure(Code code, const NetworkPrinter& printer) {
    return {code, {{"printer", printer.name}}, {}};
}

enum class Farewell : std::uint8_t { closed, silent, broken };

/// How the printer ends the connection. What it says meanwhile is of no interest.
net::awaitable<Farewell> farewell(boost::beast::tcp_stream& stream) {
    std::array<char, 256> answer{};
    for (;;) {
        const auto [end, size] = co_await stream.async_read_some(net::buffer(answer), quietly);
        if (end == net::error::eof) co_return Farewell::closed;
        if (end == boost::beast::error::timeout) co_return Farewell::silent;
        if (end) co_return Farewell::broken;
    }
}

struct Sent {
    base::Status status;
    bool confirmed = false;
};

net::awaitable<Sent> send(const NetworkPrinter& printer, const base::Bytes& bytes,
                          bool must_confirm) {
    boost::system::error_code bad;
    const auto address = net::ip::make_address(printer.address, bad);
    const auto unreachable = std::unexpected(failure(Code::print_unreachable, printer));
    const auto interrupted = std::unexpected(failure(Code::print_interrupted, printer));
    if (bad) co_return Sent{unreachable};
    boost::beast::tcp_stream stream(co_await net::this_coro::executor);
    stream.expires_after(kConnectTimeout);
    const auto [refused] =
        co_await stream.async_connect(Tcp::endpoint(address, printer.port), quietly);
    if (refused) co_return Sent{unreachable};
    stream.expires_after(kWriteTimeout);
    const auto [broken, sent] = co_await net::async_write(stream, net::buffer(bytes), quietly);
    if (broken) co_return Sent{interrupted};
    stream.socket().shutdown(Tcp::socket::shutdown_send, bad);
    stream.expires_after(must_confirm ? kConfirmTimeout : kUnconfirmedTimeout);
    const auto end = co_await farewell(stream);
    const bool hangs = end == Farewell::silent && must_confirm;
    if (end == Farewell::broken || hangs) co_return Sent{interrupted};
    co_return Sent{{}, end == Farewell::closed};
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
    const auto sent = co_await send(printer, bytes, confirming_.contains(where));
    busy_.erase(where);
    if (!sent.status) co_return std::unexpected(sent.status.error());
    if (sent.confirmed) confirming_.insert(where);
    done_.push_back(std::move(job));
    if (done_.size() > kRememberedJobs) done_.pop_front();
    co_return true;
}

}  // namespace mostrador::hub
