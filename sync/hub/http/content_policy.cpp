#include "hub/http/content_policy.hpp"

#include <array>
#include <format>
#include <sodium.h>

namespace mostrador::hub {

std::string policy_source(std::string_view content) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(content.data()),
                       content.size());
    std::array<char,
               sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)>
        text{};
    sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    return std::format("'sha256-{}'", text.data());
}

}  // namespace mostrador::hub
