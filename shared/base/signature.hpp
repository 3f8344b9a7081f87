#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace mostrador::base {

/// An Ed25519 key pair is made of its seed; the public key follows from it.
using SigningSeed = std::array<std::uint8_t, 32>;
using PublicKey = std::array<std::uint8_t, 32>;
constexpr std::size_t kSignatureBytes = 64;

PublicKey public_key_of(const SigningSeed& seed);

/// The same bytes for the same seed and message on every platform.
Bytes sign(const SigningSeed& seed, ByteView message);

bool is_signed(const PublicKey& key, ByteView message, ByteView signature);

/// RFC 4648, section 5, without padding: what a QR code and an address carry unchanged.
std::string base64url_of(ByteView bytes);
/// Error: input.malformed.
Result<Bytes> from_base64url(std::string_view text);

}  // namespace mostrador::base
