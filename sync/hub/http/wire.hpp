#pragma once

// Internal to the server: a connection, encrypted or not, as one type, so that everything above it
// is compiled once.

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <cstddef>
#include <utility>
#include <variant>

namespace mostrador::hub {

class Wire {
public:
    using Plain = boost::beast::tcp_stream;
    using Secure = boost::beast::ssl_stream<boost::beast::tcp_stream>;
    using executor_type = Plain::executor_type;
    using next_layer_type = Plain;

    explicit Wire(Plain plain) : stream_(std::move(plain)) {}

    /// Encrypted; the handshake is still to be done.
    Wire(Plain plain, boost::asio::ssl::context& tls)
        : stream_(std::in_place_type<Secure>, std::move(plain), tls) {}

    /// The connection below, with its timeouts.
    Plain& next_layer() {
        auto* secure = std::get_if<Secure>(&stream_);
        return secure == nullptr ? std::get<Plain>(stream_) : secure->next_layer();
    }

    const Plain& next_layer() const {
        const auto* secure = std::get_if<Secure>(&stream_);
        return secure == nullptr ? std::get<Plain>(stream_) : secure->next_layer();
    }

    executor_type get_executor() { return next_layer().get_executor(); }

    /// Null when the connection is not encrypted.
    Secure* secure() { return std::get_if<Secure>(&stream_); }

    // The result's type is named, since Beast asks for it with a handler that cannot be called.
    template <class Buffers, class Token>
    BOOST_ASIO_INITFN_RESULT_TYPE(Token, void(boost::system::error_code, std::size_t))
    async_read_some(const Buffers& buffers, Token&& token) {
        if (auto* tls = secure()) return tls->async_read_some(buffers, std::forward<Token>(token));
        return std::get<Plain>(stream_).async_read_some(buffers, std::forward<Token>(token));
    }

    // The result's type is named, since Beast asks for it with a handler that cannot be called.
    template <class Buffers, class Token>
    BOOST_ASIO_INITFN_RESULT_TYPE(Token, void(boost::system::error_code, std::size_t))
    async_write_some(const Buffers& buffers, Token&& token) {
        if (auto* tls = secure()) return tls->async_write_some(buffers, std::forward<Token>(token));
        return std::get<Plain>(stream_).async_write_some(buffers, std::forward<Token>(token));
    }

private:
    std::variant<Plain, Secure> stream_;
};

/// A WebSocket has its own goodbye; below it the connection is simply closed.
template <class Handler>
void async_teardown(boost::beast::role_type role, Wire& wire, Handler&& handler) {
    boost::beast::websocket::async_teardown(role, wire.next_layer().socket(),
                                            std::forward<Handler>(handler));
}

inline void teardown(boost::beast::role_type role, Wire& wire, boost::beast::error_code& error) {
    boost::beast::websocket::teardown(role, wire.next_layer().socket(), error);
}

}  // namespace mostrador::hub
