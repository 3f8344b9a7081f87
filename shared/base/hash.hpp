#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace mostrador::base {

/// A BLAKE2b-256 digest.
using Hash = std::array<std::uint8_t, 32>;

Hash blake2b(ByteView bytes);

/// BLAKE2b-256 over parts. Example: `Hasher().add(a).add(b).finish()`.
class Hasher {
public:
    Hasher();
    Hasher& add(ByteView bytes);
    /// The digest of all parts; the hasher must not be used afterwards.
    Hash finish();

private:
    // libsodium's state, kept opaque so that no header of ours needs libsodium's.
    alignas(64) std::array<std::byte, 384> state_;
};

}  // namespace mostrador::base
