#include "hub/support/http_client.hpp"

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <cctype>
#include <chrono>
#include <thread>

#include "protocol/codec.hpp"

namespace mostrador::tests {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http_ns = beast::http;
namespace websocket = beast::websocket;
using net::ip::tcp;

namespace {

tcp::endpoint loopback(std::uint16_t port) {
    return {net::ip::make_address("127.0.0.1"), port};
}

}  // namespace

struct RunningServer::Thread {
    std::thread thread;
};

RunningServer::RunningServer(hub::Hub& hub, std::string web)
    : RunningServer(hub, hub::ServerOptions{.web = std::move(web)}) {}

RunningServer::RunningServer(hub::Hub& hub, hub::ServerOptions options)
    : thread_(std::make_unique<Thread>()) {
    options.port = 0;
    options.version = "test";
    server_ = value(hub::Server::open(hub, std::move(options)));
    port_ = server_->port();
    thread_->thread = std::thread([this] { server_->run(); });
}

RunningServer::~RunningServer() {
    stop();
}

void RunningServer::stop() {
    if (!thread_->thread.joinable()) return;
    server_->stop();
    thread_->thread.join();
    server_.reset();
}

std::string HttpAnswer::problem() const {
    const auto read = protocol::decode<protocol::Problem>(body, 64 * 1024);
    if (!read) return "no problem: " + text();
    if (read->request != header("x-request-id")) return "another request id";
    return read->code;
}

HttpAnswer http(std::uint16_t port, const std::string& method, const std::string& target,
                const Headers& headers, const base::Bytes& body) {
    net::io_context io;
    tcp::socket socket(io);
    boost::system::error_code error;
    socket.connect(loopback(port), error);
    if (error) return {};
    http_ns::request<http_ns::vector_body<std::uint8_t>> request;
    request.method_string(method);
    request.target(target);
    request.set(http_ns::field::host, "127.0.0.1:" + std::to_string(port));
    for (const auto& [name, text] : headers)
        request.set(name, text);
    request.body() = body;
    if (!request.chunked()) request.prepare_payload();
    http_ns::write(socket, request, error);  // a refused body may end in a closed socket

    beast::flat_buffer buffer;
    http_ns::response_parser<http_ns::vector_body<std::uint8_t>> parser;
    parser.body_limit(16 * 1024 * 1024);
    if (method == "HEAD") parser.skip(true);
    http_ns::read(socket, buffer, parser, error);
    HttpAnswer answer;
    if (!parser.is_header_done()) return answer;
    answer.status = static_cast<int>(parser.get().result_int());
    for (const auto& field : parser.get()) {
        std::string name(field.name_string());
        std::ranges::transform(name, name.begin(), [](unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        answer.headers[name] = std::string(field.value());
    }
    answer.body = parser.get().body();
    return answer;
}

std::string raw(std::uint16_t port, std::string_view bytes) {
    net::io_context io;
    tcp::socket socket(io);
    socket.connect(loopback(port));
    boost::system::error_code error;
    net::write(socket, net::buffer(bytes), error);
    socket.shutdown(tcp::socket::shutdown_send, error);
    std::string answer;
    net::read(socket, net::dynamic_buffer(answer), error);
    return answer;
}

struct LiveClient::Socket {
    net::io_context io;
    websocket::stream<beast::tcp_stream> stream{io};
    bool open = false;
};

LiveClient::LiveClient(std::uint16_t port, const Headers& headers, const std::string& protocol)
    : socket_(std::make_unique<Socket>()) {
    auto& stream = socket_->stream;
    beast::get_lowest_layer(stream).connect(loopback(port));
    stream.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
        if (!protocol.empty()) request.set(http_ns::field::sec_websocket_protocol, protocol);
        for (const auto& [name, text] : headers)
            request.set(name, text);
    }));
    websocket::permessage_deflate deflate;
    deflate.client_enable = true;
    stream.set_option(deflate);
    boost::system::error_code error;
    stream.handshake("127.0.0.1:" + std::to_string(port), "/v1/live", error);
    stream.binary(true);
    socket_->open = !error;
}

LiveClient::~LiveClient() = default;

bool LiveClient::open() const {
    return socket_->open;
}

void LiveClient::send(const base::Bytes& message) {
    boost::system::error_code error;
    socket_->stream.write(net::buffer(message), error);
}

std::optional<base::Bytes> LiveClient::receive(int seconds) {
    beast::flat_buffer buffer;
    std::optional<boost::system::error_code> done;
    socket_->stream.async_read(buffer, [&](auto error, std::size_t) { done = error; });
    socket_->io.restart();
    socket_->io.run_for(std::chrono::seconds(seconds));
    if (!done) {
        beast::get_lowest_layer(socket_->stream).close();
        socket_->io.restart();
        socket_->io.run();
        return std::nullopt;
    }
    if (*done) return std::nullopt;
    const auto data = buffer.cdata();
    const auto* bytes = static_cast<const std::uint8_t*>(data.data());
    return base::Bytes(bytes, bytes + data.size());
}

int LiveClient::close_code() const {
    return socket_->stream.reason().code;
}

}  // namespace mostrador::tests
