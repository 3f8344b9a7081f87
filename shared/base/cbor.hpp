#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace mostrador::base {

/// What is accepted from outside. Checked before a value is built, so that a hostile message costs
/// neither memory nor stack.
struct CborLimits {
    std::size_t bytes = 1024 * 1024;
    int depth = 24;
    std::size_t items = 1'000'000;
};

/// Reads exactly one CBOR value (RFC 8949) of definite lengths, without tags. Errors:
/// `input.malformed`, `sync.too_large{limit}`.
Result<nlohmann::json> cbor_decode(std::span<const std::uint8_t> bytes, const CborLimits& limits);

}  // namespace mostrador::base
