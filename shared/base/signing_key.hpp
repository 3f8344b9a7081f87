#pragma once

#include "base/random.hpp"
#include "base/signature.hpp"

namespace mostrador::base {

/// A secret Ed25519 key with its public half. What is kept of it is its seed.
///
///   const auto key = SigningKey::make(random);
///   is_signed(key.public_key(), message, key.sign(message));  // true
class SigningKey {
public:
    using Seed = SigningSeed;

    static SigningKey make(Random& random) {
        Seed seed;
        random.fill(seed);
        return SigningKey(seed);
    }

    explicit SigningKey(const Seed& seed) : seed_(seed), public_(public_key_of(seed)) {}

    const Seed& seed() const { return seed_; }

    const PublicKey& public_key() const { return public_; }

    Bytes sign(ByteView message) const { return base::sign(seed_, message); }

private:
    Seed seed_;
    PublicKey public_;
};

}  // namespace mostrador::base
