#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mostrador::documents {

/// DOC-2: a QR code (error correction M) as an SVG element of class "qr", one path, a quiet zone
/// of four modules. Error: input.out_of_range{field: qr} for a text that is too long.
base::Result<std::string> qr_svg(std::string_view text);

}  // namespace mostrador::documents
