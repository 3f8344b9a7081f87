#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace mostrador::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// Lower-case hexadecimal, two digits a byte.
std::string to_hex(ByteView bytes);

/// Accepts both cases. Errors: input.malformed.
Result<Bytes> from_hex(std::string_view text);

/// The bytes of a text, without a copy; valid as long as the text is.
inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The same, the other way round.
inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace mostrador::base
