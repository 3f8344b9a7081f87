#include "base/signing_key.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace mostrador::base;

TEST_CASE("a key signs as its seed does, and no other key") {
    SeededRandom random(5);
    const auto key = SigningKey::make(random);
    const auto message = as_bytes("sale 118");
    const auto signature = key.sign(message);
    CHECK(is_signed(key.public_key(), message, signature));
    CHECK(SigningKey(key.seed()).public_key() == key.public_key());
    CHECK(SigningKey(key.seed()).sign(message) == signature);
    CHECK_FALSE(is_signed(key.public_key(), as_bytes("sale 119"), signature));
    CHECK_FALSE(is_signed(SigningKey::make(random).public_key(), message, signature));
    CHECK_FALSE(is_signed(key.public_key(), message, ByteView(signature).first(63)));
    CHECK_FALSE(is_signed(key.public_key(), message, {}));
}
