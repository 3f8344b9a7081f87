#include "base/hash.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace mostrador::base;

TEST_CASE("blake2b gives the published digests") {
    // BLAKE2b-256 of the empty text and of "abc".
    CHECK(to_hex(blake2b({})) ==
          "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(to_hex(blake2b(as_bytes("abc"))) ==
          "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST_CASE("a hash of parts is the hash of the whole") {
    CHECK(Hasher().add(as_bytes("a")).add({}).add(as_bytes("bc")).finish() ==
          blake2b(as_bytes("abc")));
    CHECK(Hasher().finish() == blake2b({}));
}
