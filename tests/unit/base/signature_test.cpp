#include "base/signature.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

base::SigningSeed seed_of(std::string_view hex) {
    const auto bytes = value(base::from_hex(hex));
    base::SigningSeed seed{};
    std::ranges::copy(bytes, seed.begin());
    return seed;
}

TEST_CASE("Keys and signatures are those of RFC 8032", "[base][QRT-2]") {
    // Section 7.1, tests 1 and 2.
    const auto first = seed_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    CHECK(base::to_hex(base::public_key_of(first)) ==
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK(
        base::to_hex(base::sign(first, {})) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b");
    const auto second = seed_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    CHECK(
        base::to_hex(base::sign(second, base::as_bytes("\x72"))) ==
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST_CASE("What was changed, or signed by somebody else, is not signed", "[base][QRT-2]") {
    const base::SigningSeed seed{1}, other{2};
    const auto key = base::public_key_of(seed);
    const auto message = base::as_bytes("2 × ron");
    auto signature = base::sign(seed, message);
    CHECK(base::is_signed(key, message, signature));
    CHECK_FALSE(base::is_signed(base::public_key_of(other), message, signature));
    CHECK_FALSE(base::is_signed(key, base::as_bytes("3 × ron"), signature));
    CHECK_FALSE(base::is_signed(key, message, base::ByteView(signature).first(63)));
    signature[5] ^= 1;
    CHECK_FALSE(base::is_signed(key, message, signature));
}

TEST_CASE("Bytes survive as text that a code and an address carry", "[base][QRT-1]") {
    for (std::size_t size = 0; size < 40; ++size) {
        base::Bytes bytes(size);
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<std::uint8_t>(250 + 7 * i);
        const auto text = base::base64url_of(bytes);
        CHECK(text.find_first_of("+/=") == std::string::npos);
        CHECK(value(base::from_base64url(text)) == bytes);
    }
    CHECK_FALSE(base::from_base64url("a+b/").has_value());
    CHECK_FALSE(base::from_base64url("abc=").has_value());
    CHECK_FALSE(base::from_base64url("ñ").has_value());
}

}  // namespace
}  // namespace mostrador::tests
