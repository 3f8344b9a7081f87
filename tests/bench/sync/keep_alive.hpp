#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "hub/http/gzip.hpp"
#include "support/shop.hpp"

namespace mostrador::bench {

/// One kept connection, as a browser has it; counts what crosses it.
class KeepAlive {
public:
    explicit KeepAlive(std::uint16_t port) : socket_(io_) {
        socket_.connect({boost::asio::ip::make_address("127.0.0.1"), port});
        socket_.set_option(boost::asio::ip::tcp::no_delay(true));
    }

    struct Answer {
        int status = 0;
        base::Bytes body;
    };

    Answer post(const std::string& target,
                const std::vector<std::pair<std::string, std::string>>& headers,
                const base::Bytes& body) {
        namespace http = boost::beast::http;
        http::request<http::vector_body<std::uint8_t>> request{http::verb::post, target, 11};
        request.set(http::field::host, "127.0.0.1");
        for (const auto& [name, text] : headers)
            request.set(name, text);
        request.set(http::field::accept_encoding, "gzip");
        request.body() = body;
        request.prepare_payload();
        http::write(socket_, request);
        http::response_parser<http::vector_body<std::uint8_t>> parser;
        parser.body_limit(64 * 1024 * 1024);
        http::read(socket_, buffer_, parser);
        auto response = parser.release();
        received_ += response.body().size();
        Answer answer{static_cast<int>(response.result_int()), std::move(response.body())};
        if (response[http::field::content_encoding] == "gzip") {
            answer.body = tests::value(hub::gunzip(answer.body, 64 * 1024 * 1024));
        }
        return answer;
    }

    /// Bytes of all bodies, as they came over the wire.
    std::size_t received() const { return received_; }

private:
    boost::asio::io_context io_;
    boost::asio::ip::tcp::socket socket_;
    boost::beast::flat_buffer buffer_;
    std::size_t received_ = 0;
};

}  // namespace mostrador::bench
