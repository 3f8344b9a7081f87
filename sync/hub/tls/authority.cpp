#include "hub/tls/authority.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <fcntl.h>
#include <filesystem>
#include <format>
#include <fstream>
#include <ifaddrs.h>
#include <iterator>
#include <memory>
#include <net/if.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hub/secret_file.hpp"

namespace mostrador::hub {
namespace {

namespace fs = std::filesystem;

using base::Code;
using base::Status;

constexpr long kDay = 24L * 60 * 60;
constexpr long kAuthorityLife = 3650 * kDay;
/// Apple's devices take none that lives longer than 825 days, browsers soon none beyond 47 that
/// a public authority made; one that renews itself need not live long.
constexpr long kLife = 90 * kDay;
constexpr long kRenewBefore = 30 * kDay;
/// A tablet's clock may be behind.
constexpr long kBackdate = kDay;

template <auto Free>
struct FreeBy {
    template <class Pointer>
    void operator()(Pointer* pointer) const {
        Free(pointer);
    }
};

using Key = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeBy<X509_free>>;
using Memory = std::unique_ptr<BIO, FreeBy<BIO_free_all>>;

std::unexpected<base::Error> broken(const std::string& what) {
    return base::fail(Code::store_io, {}, "certificate: " + what);
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Whole or not at all: written beside its place, flushed, renamed.
Status write_file(const std::string& path, std::string_view text, mode_t mode) {
    const auto part = path + ".part";
    ::unlink(part.c_str());
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0) return broken(part);
    const bool written =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(file) == 0;
    ::close(file);
    if (!written || ::rename(part.c_str(), path.c_str()) != 0) return broken(path);
    return {};
}

std::string contents(const Memory& memory) {
    char* data = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string as_pem(X509* certificate) {
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate);
    return contents(memory);
}

std::string as_pem(EVP_PKEY* key) {
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return contents(memory);
}

Certificate certificate_in(const std::string& pem) {
    const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
}

Key key_in(const std::string& pem) {
    const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
}

Key new_key() {
    return Key(EVP_EC_gen("P-256"));
}

bool is_address(const std::string& name) {
    std::array<std::uint8_t, 16> bytes{};
    return ::inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 ||
           ::inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

bool is_host_name(const std::string& name) {
    return !name.empty() && name.size() <= 253 && std::ranges::all_of(name, [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' ||
               letter == '.';
    });
}

/// For local names and addresses only: none of these is in the public DNS.
constexpr const char* kPermitted =
    "critical,permitted;DNS:localhost,permitted;DNS:local,permitted;DNS:lan,"
    "permitted;DNS:home.arpa,permitted;DNS:internal,"
    "permitted;IP:127.0.0.0/255.0.0.0,permitted;IP:10.0.0.0/255.0.0.0,"
    "permitted;IP:172.16.0.0/255.240.0.0,permitted;IP:192.168.0.0/255.255.0.0,"
    "permitted;IP:169.254.0.0/255.255.0.0,permitted;IP:100.64.0.0/255.192.0.0,"
    "permitted;IP:fc00::/fe00::,permitted;IP:fe80::/ffc0::,"
    "permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

bool is_within(std::uint32_t address, std::uint32_t network, int bits) {
    return (address >> (32 - bits)) == (network >> (32 - bits));
}

bool is_private_address(const std::string& name) {
    in_addr four{};
    if (::inet_pton(AF_INET, name.c_str(), &four) == 1) {
        const auto address = ntohl(four.s_addr);
        return is_within(address, 0x7f000000, 8) || is_within(address, 0x0a000000, 8) ||
               is_within(address, 0xac100000, 12) || is_within(address, 0xc0a80000, 16) ||
               is_within(address, 0xa9fe0000, 16) || is_within(address, 0x64400000, 10);
    }
    in6_addr six{};
    if (::inet_pton(AF_INET6, name.c_str(), &six) != 1) return false;
    const auto first = six.s6_addr[0];
    return IN6_IS_ADDR_LOOPBACK(&six) || (first & 0xfe) == 0xfc ||
           (first == 0xfe && (six.s6_addr[1] & 0xc0) == 0x80);
}

/// What kPermitted allows; a certificate with any other name in it would be refused as a whole.
bool may_vouch(const std::string& name) {
    if (is_address(name)) return is_private_address(name);
    constexpr std::array kEndings{".localhost", ".local", ".lan", ".home.arpa", ".internal"};
    return is_host_name(name) &&
           (name == "localhost" ||
            std::ranges::any_of(kEndings, [&](auto end) { return name.ends_with(end); }));
}

Status add_extension(X509* certificate, X509* issuer, int kind, const std::string& text) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    auto* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, text.c_str());
    if (extension == nullptr) return broken(text);
    const bool added = X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    if (!added) return broken(text);
    return {};
}

Status set_serial(X509* certificate) {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return broken("serial");
    bytes[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, FreeBy<BN_free>> number(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    if (BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) == nullptr) {
        return broken("serial");
    }
    return {};
}

/// Everything but its extensions and signature.
base::Result<Certificate> unsigned_certificate(EVP_PKEY* key, const std::string& name,
                                               std::int64_t now_us, long life) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    MOSTRADOR_CHECK(set_serial(certificate.get()));
    const auto now = static_cast<time_t>(now_us / 1'000'000);
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), now - kBackdate);
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), now + life);
    X509_set_pubkey(certificate.get(), key);
    auto* subject = X509_get_subject_name(certificate.get());
    const auto add = [&](const char* field, const std::string& text) {
        X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1, 0);
    };
    add("O", "Mostrador");
    add("CN", name);
    return certificate;
}

std::string host_name() {
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

std::string alternative_names(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) {
        text +=
            std::format("{}{}:{}", text.empty() ? "" : ",", is_address(name) ? "IP" : "DNS", name);
    }
    return text;
}

bool names_it(X509* certificate, const std::string& name) {
    if (is_address(name)) return X509_check_ip_asc(certificate, name.c_str(), 0) == 1;
    return X509_check_host(certificate, name.c_str(), name.size(), 0, nullptr) == 1;
}

}  // namespace

base::Result<bool> Authority::renew(const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (may_vouch(name)) continue;
        return base::fail(Code::input_malformed, {{"name", name}},
                          "our own authority vouches for local names and addresses only");
    }
    std::error_code problem;
    fs::create_directories(folder_, problem);
    fs::permissions(folder_, fs::perms::owner_all, problem);
    if (problem) return base::fail(Code::store_cannot_open, {}, folder_ + ": " + problem.message());
    if (!fs::exists(authority_file())) MOSTRADOR_CHECK(make_authority());
    if (is_current(names)) return false;
    MOSTRADOR_CHECK(make_certificate(names));
    return true;
}

Status Authority::make_authority() {
    const auto key = new_key();
    if (!key) return broken("key");
    MOSTRADOR_TRY(certificate, unsigned_certificate(key.get(), "Mostrador " + host_name(),
                                                    clock_.now_us(), kAuthorityLife));
    auto* self = certificate.get();
    X509_set_issuer_name(self, X509_get_subject_name(self));
    MOSTRADOR_CHECK(add_extension(self, self, NID_basic_constraints, "critical,CA:TRUE,pathlen:0"));
    MOSTRADOR_CHECK(add_extension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign"));
    MOSTRADOR_CHECK(add_extension(self, self, NID_subject_key_identifier, "hash"));
    MOSTRADOR_CHECK(add_extension(self, self, NID_name_constraints, kPermitted));
    if (X509_sign(self, key.get(), EVP_sha256()) == 0) return broken("signature");
    MOSTRADOR_CHECK(write_file(folder_ + "/authority.key", as_pem(key.get()), 0600));
    return write_file(authority_file(), as_pem(self), 0644);
}

Status Authority::make_certificate(const std::vector<std::string>& names) {
    MOSTRADOR_TRY(secret, read_secret(folder_ + "/authority.key"));
    const auto authority_key = key_in(secret);
    const auto authority = certificate_in(read_file(authority_file()));
    const auto key = new_key();
    if (!authority_key || !authority || !key) return broken(folder_);
    MOSTRADOR_TRY(certificate, unsigned_certificate(key.get(), "hub", clock_.now_us(), kLife));
    auto* self = certificate.get();
    auto* issuer = authority.get();
    X509_set_issuer_name(self, X509_get_subject_name(issuer));
    MOSTRADOR_CHECK(add_extension(self, issuer, NID_basic_constraints, "critical,CA:FALSE"));
    MOSTRADOR_CHECK(add_extension(self, issuer, NID_key_usage, "critical,digitalSignature"));
    MOSTRADOR_CHECK(add_extension(self, issuer, NID_ext_key_usage, "serverAuth"));
    MOSTRADOR_CHECK(add_extension(self, issuer, NID_subject_key_identifier, "hash"));
    MOSTRADOR_CHECK(add_extension(self, issuer, NID_authority_key_identifier, "keyid:always"));
    MOSTRADOR_CHECK(add_extension(self, issuer, NID_subject_alt_name, alternative_names(names)));
    if (X509_sign(self, authority_key.get(), EVP_sha256()) == 0) return broken("signature");
    MOSTRADOR_CHECK(write_file(key_file(), as_pem(key.get()), 0600));
    return write_file(certificate_file(), as_pem(self), 0644);
}

bool Authority::is_current(const std::vector<std::string>& names) const {
    const auto certificate = certificate_in(read_file(certificate_file()));
    if (!certificate || !fs::exists(key_file())) return false;
    auto soon = static_cast<time_t>(clock_.now_us() / 1'000'000) + kRenewBefore;
    if (X509_cmp_time(X509_get0_notAfter(certificate.get()), &soon) <= 0) return false;
    return std::ranges::all_of(names,
                               [&](const auto& name) { return names_it(certificate.get(), name); });
}

base::Result<std::string> Authority::authority_der() const {
    const auto certificate = certificate_in(read_file(authority_file()));
    if (!certificate) return broken(authority_file());
    unsigned char* data = nullptr;
    const int size = i2d_X509(certificate.get(), &data);
    if (size <= 0) return broken(authority_file());
    std::string der(reinterpret_cast<char*>(data), static_cast<std::size_t>(size));
    OPENSSL_free(data);
    return der;
}

base::Result<std::string> Authority::fingerprint() const {
    MOSTRADOR_TRY(der, authority_der());
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int size = 0;
    EVP_Digest(der.data(), der.size(), hash.data(), &size, EVP_sha256(), nullptr);
    std::string text;
    for (unsigned int i = 0; i < size; ++i)
        text += std::format("{}{:02X}", i == 0 ? "" : ":", hash.at(i));
    return text;
}

std::vector<std::string> local_names() {
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
    if (const auto host = host_name(); is_host_name(host)) {
        const auto first = host.substr(0, host.find('.'));
        names.push_back(first + ".local");
        names.push_back(first + ".lan");
    }
    ifaddrs* addresses = nullptr;
    if (::getifaddrs(&addresses) != 0) return names;
    for (const auto* each = addresses; each != nullptr; each = each->ifa_next) {
        if (each->ifa_addr == nullptr || (each->ifa_flags & IFF_UP) == 0) continue;
        std::array<char, INET6_ADDRSTRLEN> text{};
        const void* bytes = nullptr;
        if (each->ifa_addr->sa_family == AF_INET) {
            bytes = &reinterpret_cast<const sockaddr_in*>(each->ifa_addr)->sin_addr;
        } else if (each->ifa_addr->sa_family == AF_INET6) {
            bytes = &reinterpret_cast<const sockaddr_in6*>(each->ifa_addr)->sin6_addr;
        }
        if (bytes == nullptr) continue;
        ::inet_ntop(each->ifa_addr->sa_family, bytes, text.data(), text.size());
        names.emplace_back(text.data());
    }
    ::freeifaddrs(addresses);
    std::erase_if(names, [](const auto& name) { return !may_vouch(name); });
    std::ranges::sort(names);
    const auto [first, last] = std::ranges::unique(names);
    names.erase(first, last);
    return names;
}

}  // namespace mostrador::hub
