#include "base/signature.hpp"

#include <sodium.h>

namespace mostrador::base {
namespace {

static_assert(crypto_sign_SEEDBYTES == sizeof(SigningSeed));
static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(PublicKey));
static_assert(crypto_sign_BYTES == kSignatureBytes);

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

struct Keys {
    PublicKey shown;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;

    explicit Keys(const SigningSeed& seed) {
        crypto_sign_seed_keypair(shown.data(), secret.data(), seed.data());
    }

    ~Keys() { sodium_memzero(secret.data(), secret.size()); }

    Keys(const Keys&) = delete;
    Keys& operator=(const Keys&) = delete;
};

}  // namespace

PublicKey public_key_of(const SigningSeed& seed) {
    return Keys(seed).shown;
}

Bytes sign(const SigningSeed& seed, ByteView message) {
    const Keys keys(seed);
    Bytes signature(kSignatureBytes);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                         keys.secret.data());
    return signature;
}

bool is_signed(const PublicKey& key, ByteView message, ByteView signature) {
    return signature.size() == kSignatureBytes &&
           crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       key.data()) == 0;
}

std::string base64url_of(ByteView bytes) {
    // The length counts the final zero.
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
    text.pop_back();
    return text;
}

Result<Bytes> from_base64url(std::string_view text) {
    Bytes bytes(text.size() * 3 / 4 + 1);
    std::size_t length = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(),
                                         nullptr, &length, &end, kVariant);
    if (failed != 0 || end != text.data() + text.size())
        return fail(Code::input_malformed, {{"field", "base64"}});
    bytes.resize(length);
    return bytes;
}

}  // namespace mostrador::base
