#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "hub/tls/authority.hpp"
#include "hub/tls/tls_options.hpp"

namespace mostrador::hub {

/// The hub's certificate, as it is now. Belongs to the network thread.
class Tls {
public:
    /// Errors: store.cannot_open for a file that is missing, readable by others, or not what it
    /// should be.
    static base::Result<std::unique_ptr<Tls>> open(TlsOptions options, base::Clock& clock);

    /// For new connections; those under way keep theirs.
    boost::asio::ssl::context& context() { return *context_; }

    /// Takes changed files, and renews a certificate of our own. Files that do not fit together,
    /// as in the middle of being replaced, leave everything as it is and are an error. Tells
    /// whether there is a new certificate.
    base::Result<bool> refresh();

    /// Whether browsers may be told never to speak to this name without TLS again: the certificate
    /// was issued by somebody else, so that its loss does not lock a tablet out.
    bool is_proper() const { return is_proper_; }

    /// None when the certificate comes from files.
    const Authority* authority() const { return authority_ ? &*authority_ : nullptr; }

private:
    /// What tells a changed file.
    struct Stamp {
        std::uint64_t inode = 0;
        std::int64_t size = 0;
        std::int64_t modified = 0;

        bool operator==(const Stamp&) const = default;
    };

    Tls(TlsOptions options, base::Clock& clock)
        : options_(std::move(options)), clock_(clock), renewed_at_(clock.now_us()) {}

    base::Status load();
    std::vector<std::string> names() const;
    static Stamp stamp(const std::string& path);

    TlsOptions options_;
    base::Clock& clock_;
    std::int64_t renewed_at_;
    std::optional<Authority> authority_;
    std::string certificate_file_, key_file_;
    Stamp certificate_stamp_, key_stamp_;
    std::unique_ptr<boost::asio::ssl::context> context_;
    bool is_proper_ = false;
};

}  // namespace mostrador::hub
