#include "base/hash.hpp"

#include <sodium.h>

namespace mostrador::base {

namespace {

crypto_generichash_state* sodium_state(std::array<std::byte, 384>& bytes) {
    static_assert(sizeof(crypto_generichash_state) <= sizeof(bytes));
    static_assert(alignof(crypto_generichash_state) <= 64);
    return reinterpret_cast<crypto_generichash_state*>(bytes.data());
}

}  // namespace

Hash blake2b(ByteView bytes) {
    Hash hash;
    crypto_generichash(hash.data(), hash.size(), bytes.data(), bytes.size(), nullptr, 0);
    return hash;
}

Hasher::Hasher() {
    crypto_generichash_init(sodium_state(state_), nullptr, 0, sizeof(Hash));
}

Hasher& Hasher::add(ByteView bytes) {
    crypto_generichash_update(sodium_state(state_), bytes.data(), bytes.size());
    return *this;
}

Hash Hasher::finish() {
    Hash hash;
    crypto_generichash_final(sodium_state(state_), hash.data(), hash.size());
    return hash;
}

}  // namespace mostrador::base
