#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"

namespace mostrador::hub {

/// A small certificate authority for one shop, in a folder: authority.pem is what tablets are told
/// to trust, hub.pem with its key is what the hub shows. Keys are P-256, readable by their owner
/// only. The authority may vouch for private addresses and local names alone, so that a stolen key
/// is worth nothing outside of the shop.
class Authority {
public:
    Authority(std::string folder, base::Clock& clock) : folder_(std::move(folder)), clock_(clock) {}

    /// Makes what is missing, and a new certificate when the old one ends within 30 days or does
    /// not name all of `names` (host names and addresses). Tells whether it wrote one.
    /// Errors: store.cannot_open, store.io; input.malformed for a name nobody could reach.
    base::Result<bool> renew(const std::vector<std::string>& names);

    std::string authority_file() const { return folder_ + "/authority.pem"; }

    std::string certificate_file() const { return folder_ + "/hub.pem"; }

    std::string key_file() const { return folder_ + "/hub.key"; }

    /// The authority's certificate as tablets want it (DER).
    base::Result<std::string> authority_der() const;

    /// SHA-256 of it, as devices show it: "AB:CD:…".
    base::Result<std::string> fingerprint() const;

private:
    base::Status make_authority();
    base::Status make_certificate(const std::vector<std::string>& names);
    bool is_current(const std::vector<std::string>& names) const;

    std::string folder_;
    base::Clock& clock_;
};

/// This machine's names and addresses on its networks, "localhost" and the loopback with them.
std::vector<std::string> local_names();

}  // namespace mostrador::hub
