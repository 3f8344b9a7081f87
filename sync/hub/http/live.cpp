#include "hub/http/live.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <vector>

#include "hub/http/log_line.hpp"
#include "hub/live_feed.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

namespace mostrador::hub {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using namespace std::chrono_literals;

namespace {

constexpr auto kHelloTimeout = 5s;
constexpr auto kHeartbeat = std::chrono::microseconds(protocol::kLiveHeartbeatUs);
constexpr auto quietly = net::as_tuple(net::use_awaitable);

std::string subprotocol() {
    return "mostrador.v" + std::to_string(protocol::kVersion);
}

bool offers_our_version(const http::request<http::empty_body>& upgrade) {
    const std::string_view offered = upgrade[http::field::sec_websocket_protocol];
    return http::token_list(offered).exists(subprotocol());
}

}  // namespace

/// One device on the live socket.
class LiveSession : public std::enable_shared_from_this<LiveSession> {
public:
    LiveSession(Context& context, Wire stream, std::string request_id)
        : context_(context),
          socket_(std::move(stream)),
          wake_(socket_.get_executor()),
          request_id_(std::move(request_id)) {}

    net::awaitable<void> run(http::request<http::empty_body> upgrade);

    const Device& device() const { return device_; }

    const protocol::Token& token() const { return token_; }

    Connected connected() const { return {device_.id, cursor_}; }

    void grew(std::int64_t head) {
        feed_.grew(head);
        if (feed_.has_news()) wake_.cancel();
    }

    void pushed(const protocol::PushAnswer& answer) {
        feed_.pushed(answer);
        if (feed_.has_news()) wake_.cancel();
    }

    void say_goodbye(base::Error error) {
        if (!goodbye_) goodbye_ = std::move(error);
        wake_.cancel();
    }

private:
    net::awaitable<void> read();
    net::awaitable<void> write();
    net::awaitable<bool> greet(const protocol::LiveRequest& hello);
    net::awaitable<void> tell();
    net::awaitable<void> send(protocol::LiveNotice notice);
    net::awaitable<void> close(websocket::close_code code);
    net::awaitable<void> wait(std::chrono::steady_clock::time_point until);

    Context& context_;
    websocket::stream<Wire> socket_;
    net::steady_timer wake_;
    std::string request_id_;
    Device device_;
    protocol::Token token_{};
    LiveFeed feed_;
    std::int64_t cursor_ = 0;  ///< as the device told it
    bool greeted_ = false;
    bool ended_ = false;
    std::optional<base::Error> goodbye_;
    std::chrono::steady_clock::time_point next_heartbeat_;
};

net::awaitable<void> LiveSession::run(http::request<http::empty_body> upgrade) {
    websocket::stream_base::timeout timeout{
        .handshake_timeout = 5s, .idle_timeout = 60s, .keep_alive_pings = true};
    beast::get_lowest_layer(socket_).expires_never();
    socket_.set_option(timeout);
    websocket::permessage_deflate deflate;
    deflate.server_enable = true;
    deflate.memLevel = 4;
    deflate.server_max_window_bits = 11;  // a device shall cost kilobytes
    deflate.client_max_window_bits = 11;
    socket_.set_option(deflate);
    socket_.set_option(websocket::stream_base::decorator([&](websocket::response_type& response) {
        response.set(http::field::sec_websocket_protocol, subprotocol());
        response.set("X-Request-Id", request_id_);
    }));
    socket_.read_message_max(protocol::kMaxLiveRequestBytes);
    const auto [error] = co_await socket_.async_accept(upgrade, quietly);
    if (error) co_return;
    socket_.binary(true);
    context_.metrics.live_opened();
    net::co_spawn(
        socket_.get_executor(), [self = shared_from_this()] { return self->write(); },
        net::detached);
    co_await read();
    ended_ = true;
    if (greeted_) context_.lane(device_.tenant).live.erase(this);
    wake_.cancel();
    context_.metrics.live_closed();
}

net::awaitable<void> LiveSession::read() {
    for (;;) {
        beast::flat_buffer buffer;
        const auto [error, size] = co_await socket_.async_read(buffer, quietly);
        if (error) co_return;
        const auto data = buffer.cdata();
        const auto request = protocol::decode<protocol::LiveRequest>(
            {static_cast<const std::uint8_t*>(data.data()), data.size()},
            protocol::kMaxLiveRequestBytes);
        if (!request) {
            say_goodbye(request.error());
            continue;
        }
        if (!greeted_) {
            if (!co_await greet(*request)) continue;
        } else {
            feed_.applied(request->cursor);
            cursor_ = request->cursor;
        }
        if (const auto wait = context_.limits.refuse(device_, context_.hub.clock().now_us())) {
            say_goodbye(
                {base::Code::sync_rate_limited, {{"retryAfter", std::to_string(wait)}}, {}});
        }
        wake_.cancel();
    }
}

net::awaitable<bool> LiveSession::greet(const protocol::LiveRequest& hello) {
    if (hello.kind != protocol::LiveRequestKind::hello || !hello.token || !hello.epoch ||
        hello.cursor < 0) {
        say_goodbye(protocol::malformed("hello").error());
        co_return false;
    }
    auto device = co_await context_.authenticate(*hello.token);
    if (!device) {
        say_goodbye(device.error());
        co_return false;
    }
    const auto head = co_await context_.lane(device->tenant).head();
    if (!head) {
        say_goodbye(head.error());
        co_return false;
    }
    device_ = *std::move(device);
    token_ = *hello.token;
    feed_ = LiveFeed(*hello.epoch, hello.cursor, *head);
    cursor_ = hello.cursor;
    greeted_ = true;
    context_.lane(device_.tenant).live.insert(this);
    log_line("info", "live",
             {{"id", request_id_},
              {"tenant", device_.tenant.text()},
              {"device", device_.id.text()},
              {"cursor", hello.cursor},
              {"head", *head}});
    co_return true;
}

net::awaitable<void> LiveSession::write() {
    co_await wait(std::chrono::steady_clock::now() + kHelloTimeout);
    if (!greeted_ && !goodbye_) co_return co_await close(websocket::close_code::policy_error);
    while (!ended_ && !goodbye_) {
        const auto now = std::chrono::steady_clock::now();
        if (feed_.has_news() || now >= next_heartbeat_)
            co_await tell();
        else
            co_await wait(next_heartbeat_);
    }
    if (ended_) co_return;
    co_await send({.kind = protocol::LiveNoticeKind::bye,
                   .head = feed_.head(),
                   .time = context_.hub.clock().now_us(),
                   .problem = protocol::problem_of(*goodbye_, request_id_)});
    const bool going_away = goodbye_->code == base::Code::sync_stopping;
    co_await close(going_away ? websocket::close_code::going_away
                              : websocket::close_code::policy_error);
}

net::awaitable<void> LiveSession::tell() {
    next_heartbeat_ = std::chrono::steady_clock::now() + kHeartbeat;
    std::optional<protocol::PullAnswer> batch;
    if (auto request = feed_.wanted()) {
        auto pulled = co_await context_.lane(device_.tenant).pull(device_, *std::move(request));
        if (!pulled) co_return say_goodbye(pulled.error());
        batch = *std::move(pulled);
    }
    auto notice = feed_.notice(std::move(batch));
    if (notice.batch) context_.metrics.live_batch();
    co_await send(std::move(notice));
}

net::awaitable<void> LiveSession::send(protocol::LiveNotice notice) {
    notice.time = context_.hub.clock().now_us();
    const auto message = protocol::encode(notice);
    const auto [error, size] = co_await socket_.async_write(net::buffer(message), quietly);
    if (error) ended_ = true;
}

net::awaitable<void> LiveSession::close(websocket::close_code code) {
    std::ignore = co_await socket_.async_close(code, quietly);
}

net::awaitable<void> LiveSession::wait(std::chrono::steady_clock::time_point until) {
    wake_.expires_at(until);
    std::ignore = co_await wake_.async_wait(quietly);
}

net::awaitable<void> serve_live(Context& context, Wire stream,
                                http::request<http::empty_body> upgrade, std::string request_id) {
    if (!offers_our_version(upgrade)) {
        // A WebSocket client can read no body: the handshake fails with the reason as its status.
        http::response<http::empty_body> refusal{http::status::upgrade_required, upgrade.version()};
        refusal.set("X-Request-Id", request_id);
        refusal.set(http::field::sec_websocket_protocol, subprotocol());
        refusal.prepare_payload();
        std::ignore = co_await http::async_write(stream, refusal, quietly);
        co_return;
    }
    const auto session =
        std::make_shared<LiveSession>(context, std::move(stream), std::move(request_id));
    co_await session->run(std::move(upgrade));
}

void notify_live(Context& context, const base::Id& tenant, const base::Id& origin,
                 const protocol::PushAnswer& answer) {
    context.guests.tell(tenant);
    context.lane(tenant).head_told = answer.head;
    context.grown.insert(tenant);
    for (auto* session : context.lane(tenant).live) {
        if (session->device().id == origin)
            session->pushed(answer);
        else
            session->grew(answer.head);
    }
}

void notify_live(Context& context, const base::Id& tenant, std::int64_t head) {
    auto& known = context.lane(tenant).head_told;
    if (std::exchange(known, head) != head) context.guests.tell(tenant);
    context.grown.insert(tenant);
    for (auto* session : context.lane(tenant).live)
        session->grew(head);
}

std::vector<Connected> connected_devices(Context& context, const base::Id& tenant) {
    std::vector<Connected> devices;
    for (const auto* session : context.lane(tenant).live)
        devices.push_back(session->connected());
    return devices;
}

net::awaitable<void> check_live_devices(Context& context) {
    std::vector<std::shared_ptr<LiveSession>> sessions;
    for (const auto& [tenant, lane] : context.lanes) {
        for (auto* session : lane->live)
            sessions.push_back(session->shared_from_this());
    }
    for (const auto& session : sessions) {
        const auto device = co_await context.authenticate(session->token());
        if (!device) session->say_goodbye(device.error());
    }
}

void say_goodbye(Context& context) {
    for (const auto& [tenant, lane] : context.lanes) {
        for (auto* session : lane->live)
            session->say_goodbye({base::Code::sync_stopping, {}, {}});
    }
}

}  // namespace mostrador::hub
