#pragma once

#include <string>
#include <string_view>

namespace mostrador::hub {

enum class PageLanguage { spanish, english };

/// What the query (`lang=en`) asks for, or else the browser's first language; Spanish when neither
/// says.
PageLanguage page_language(std::string_view target, std::string_view accept_language);

/// What the page says beside its words.
struct TrustPage {
    std::string fingerprint;  ///< SHA-256 of the authority, to compare with what the hub printed
    std::string secure_url;   ///< where the shop is once the tablet trusts the hub
};

/// The page that walks a person through trusting this hub on a tablet: complete HTML, without
/// scripts, whose style sheet is `/trust.css` and whose certificate is `/mostrador.crt`.
std::string trust_html(const TrustPage& page, PageLanguage language);

std::string_view trust_css();

/// The host of a Host header without its port, for a redirect. Empty when it cannot be one.
std::string plain_host(std::string_view header);

/// "https://host:port", without a port that goes without saying.
std::string secure_origin(const std::string& host, unsigned port);

}  // namespace mostrador::hub
