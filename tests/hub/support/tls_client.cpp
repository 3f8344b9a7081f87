#include "hub/support/tls_client.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cctype>
#include <openssl/ssl.h>

namespace mostrador::tests {

namespace net = boost::asio;
namespace ssl = net::ssl;
namespace http_ns = boost::beast::http;

namespace {

int number_of(TlsVersion version) {
    switch (version) {
        case TlsVersion::tls_1_1:
            return TLS1_1_VERSION;
        case TlsVersion::tls_1_2:
            return TLS1_2_VERSION;
        case TlsVersion::tls_1_3:
            break;
    }
    return TLS1_3_VERSION;
}

void set_up(ssl::context& context, const HttpsRequest& request) {
    context.set_verify_mode(ssl::verify_peer);
    context.set_verify_callback(ssl::host_name_verification(request.host));
    if (!request.trusted.empty()) context.load_verify_file(request.trusted);
    auto* native = context.native_handle();
    // A client that still speaks what is old, so that it is the hub that refuses.
    SSL_CTX_set_security_level(native, 0);
    SSL_CTX_set_min_proto_version(native, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(native, number_of(request.newest));
    if (!request.ciphers.empty()) SSL_CTX_set_cipher_list(native, request.ciphers.c_str());
}

}  // namespace

HttpsAnswer https(std::uint16_t port, const HttpsRequest& request) {
    HttpsAnswer answer;
    net::io_context io;
    ssl::context context(ssl::context::tls_client);
    set_up(context, request);
    ssl::stream<net::ip::tcp::socket> stream(io, context);
    boost::system::error_code error;
    stream.next_layer().connect({net::ip::make_address("127.0.0.1"), port}, error);
    if (!error) stream.handshake(ssl::stream_base::client, error);
    if (error) {
        answer.trouble = error.message();
        return answer;
    }
    answer.version = SSL_get_version(stream.native_handle());
    http_ns::request<http_ns::empty_body> get{http_ns::verb::get, "/health", 11};
    get.set(http_ns::field::host, request.host);
    http_ns::write(stream, get, error);
    boost::beast::flat_buffer buffer;
    http_ns::response<http_ns::string_body> response;
    http_ns::read(stream, buffer, response, error);
    if (error) return answer;
    answer.status = static_cast<int>(response.result_int());
    for (const auto& field : response) {
        std::string name(field.name_string());
        std::ranges::transform(name, name.begin(), [](unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        answer.headers[name] = std::string(field.value());
    }
    return answer;
}

}  // namespace mostrador::tests
