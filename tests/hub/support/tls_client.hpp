#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace mostrador::tests {

enum class TlsVersion { tls_1_1, tls_1_2, tls_1_3 };

struct HttpsRequest {
    std::string trusted;  ///< file of the authority that is trusted; empty for none
    std::string host;     ///< what the certificate must name
    TlsVersion newest = TlsVersion::tls_1_3;
    std::string ciphers;  ///< of TLS 1.2; empty for the usual ones
};

struct HttpsAnswer {
    int status = 0;  ///< 0 when there was no connection
    std::string version;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string trouble;
};

/// GET /health over TLS, as a strict browser does.
HttpsAnswer https(std::uint16_t port, const HttpsRequest& request);

}  // namespace mostrador::tests
