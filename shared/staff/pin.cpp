#include "staff/pin.hpp"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace mostrador::staff {
namespace {

constexpr std::size_t kMemoryKib = 19 * 1024;
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kHashBytes = 32;

std::string base64(std::span<const std::uint8_t> bytes) {
    constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
    text.resize(text.find('\0'));
    return text;
}

bool is_pin(std::string_view pin) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return pin.size() >= 4 && pin.size() <= 12 && std::ranges::all_of(pin, digit);
}

}  // namespace

// libsodium's own text form draws its salt from the system; ours comes from outside, so that a
// seeded shop is the same bytes each time.
base::Result<std::string> hash_pin(std::string_view pin, base::Random& random) {
    if (!is_pin(pin)) return base::fail(base::Code::input_malformed, {{"field", "pin"}});
    std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
    random.fill(salt);
    std::array<std::uint8_t, kHashBytes> hash{};
    const bool hashed =
        sodium_init() >= 0 &&
        crypto_pwhash(hash.data(), hash.size(), pin.data(), pin.size(), salt.data(), kPasses,
                      kMemoryKib * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0;
    if (!hashed) return base::fail(base::Code::store_out_of_memory);
    return "$argon2id$v=19$m=" + std::to_string(kMemoryKib) + ",t=" + std::to_string(kPasses) +
           ",p=1$" + base64(salt) + "$" + base64(hash);
}

bool verify_pin(const std::string& hash, std::string_view pin) {
    return sodium_init() >= 0 &&
           crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace mostrador::staff
