#pragma once

#include <string>
#include <vector>

namespace mostrador::hub {

/// How a hub shows who it is.
struct TlsOptions {
    std::string certificate;         ///< PEM with its chain; empty for none, or our own authority
    std::string key;                 ///< PEM, readable by its owner only
    std::string authority;           ///< folder of our own authority; empty for none
    std::vector<std::string> names;  ///< more names and addresses for its certificate

    bool is_on() const { return !certificate.empty() || !authority.empty(); }
};

}  // namespace mostrador::hub
