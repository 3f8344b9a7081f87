#include "hub/tls/tls.hpp"

#include <boost/asio/buffer.hpp>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include "hub/secret_file.hpp"

namespace mostrador::hub {
namespace {

namespace ssl = boost::asio::ssl;

using base::Code;
using base::Status;

// Forward secrecy and authenticated encryption only; TLS 1.3 has nothing else anyway.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* kGroups = "X25519:P-256:P-384";

/// How often our own certificate is looked at; the machine may have got another address.
constexpr std::int64_t kRenewPauseUs = 60'000'000;

/// HTTP/1.1 is all that is spoken here.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* found = nullptr;
    const auto result =
        SSL_select_next_proto(&found, size, ours, sizeof(ours) - 1, offered, offered_size);
    if (result != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

std::unexpected<base::Error> unfit(const std::string& file, const std::string& why) {
    return base::fail(Code::store_cannot_open, {{"file", file}}, why);
}

void set_up(ssl::context& context) {
    auto* native = context.native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(
        native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_cipher_list(native, kCiphers);
    SSL_CTX_set1_groups_list(native, kGroups);
    SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
}

bool is_self_signed(const ssl::context& context) {
    const auto* certificate =
        SSL_CTX_get0_certificate(const_cast<ssl::context&>(context).native_handle());
    return X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) ==
           0;
}

}  // namespace

base::Result<std::unique_ptr<Tls>> Tls::open(TlsOptions options, base::Clock& clock) {
    std::unique_ptr<Tls> tls(new Tls(std::move(options), clock));
    tls->certificate_file_ = tls->options_.certificate;
    tls->key_file_ = tls->options_.key;
    if (tls->certificate_file_.empty()) {
        tls->authority_.emplace(tls->options_.authority, clock);
        MOSTRADOR_CHECK(tls->authority_->renew(tls->names()));
        tls->certificate_file_ = tls->authority_->certificate_file();
        tls->key_file_ = tls->authority_->key_file();
    }
    MOSTRADOR_CHECK(tls->load());
    return tls;
}

std::vector<std::string> Tls::names() const {
    auto names = local_names();
    names.insert(names.end(), options_.names.begin(), options_.names.end());
    return names;
}

Tls::Stamp Tls::stamp(const std::string& path) {
    struct stat about{};
    if (::stat(path.c_str(), &about) != 0) return {};
    return {about.st_ino, about.st_size,
            about.st_mtim.tv_sec * 1'000'000'000 + about.st_mtim.tv_nsec};
}

Status Tls::load() {
    const auto certificate_stamp = stamp(certificate_file_);
    const auto key_stamp = stamp(key_file_);
    MOSTRADOR_TRY(key, read_secret(key_file_));
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    set_up(*context);
    boost::system::error_code problem;
    context->use_certificate_chain_file(certificate_file_, problem);
    if (problem) return unfit(certificate_file_, problem.message());
    context->use_private_key(boost::asio::buffer(key), ssl::context::pem, problem);
    if (problem) return unfit(key_file_, problem.message());
    if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
        return unfit(key_file_, "it is not the certificate's key");
    }
    is_proper_ = !authority_ && !is_self_signed(*context);
    certificate_stamp_ = certificate_stamp;
    key_stamp_ = key_stamp;
    context_ = std::move(context);
    return {};
}

base::Result<bool> Tls::refresh() {
    if (authority_ && clock_.now_us() - renewed_at_ >= kRenewPauseUs) {
        renewed_at_ = clock_.now_us();
        MOSTRADOR_CHECK(authority_->renew(names()));
    }
    const bool same =
        stamp(certificate_file_) == certificate_stamp_ && stamp(key_file_) == key_stamp_;
    if (same) return false;
    MOSTRADOR_CHECK(load());
    return true;
}

}  // namespace mostrador::hub
