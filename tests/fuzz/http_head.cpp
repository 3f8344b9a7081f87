// The head of a request: lines from outside until somebody says what they mean.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>

#include "fuzz/fuzz.hpp"
#include "hub/http/trust_page.hpp"

namespace mostrador::fuzz {
namespace {

namespace http = boost::beast::http;

constexpr std::uint32_t kMaxHeaderBytes = 8 * 1024;  // as the server has it

/// A redirect may only carry a host; nothing that could begin another header line or address.
bool is_harmless(const std::string& host) {
    return host.find_first_of("\r\n/\\@?# ") == std::string::npos;
}

}  // namespace

const Shape kShape{.cbor = false};

void take(base::ByteView bytes) {
    http::request_parser<http::empty_body> parser;
    parser.header_limit(kMaxHeaderBytes);
    parser.body_limit(boost::none);
    boost::beast::error_code error;
    parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (error || !parser.is_header_done()) return;
    const auto& request = parser.get();
    for (const auto& each : http::ext_list(request[http::field::accept_encoding]))
        std::ignore = each.first.size();
    std::ignore = http::token_list(request[http::field::sec_websocket_protocol]).exists("x");
    std::ignore = hub::page_language(request.target(), request[http::field::accept_language]);
    const auto host = hub::plain_host(request[http::field::host]);
    demand(is_harmless(host));
    demand(hub::secure_origin(host, 8787).starts_with("https://" + host));
}

}  // namespace mostrador::fuzz
