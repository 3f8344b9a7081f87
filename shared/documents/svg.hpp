#pragma once

#include <cstdint>
#include <string>

#include "documents/barcode.hpp"
#include "documents/qr.hpp"

namespace mostrador::documents {

/// DOC-2: a code as an SVG element of class "qr", one path, its quiet zone included. `size_mm` is
/// its width without the quiet zone.
std::string svg(const QrCode& code, std::int64_t size_mm);

/// The same for a barcode, class "barcode": a third of a millimetre for each module (GS1's nominal
/// 0.33 mm), `height_mm` high, without its text.
std::string svg(const Barcode& code, std::int64_t height_mm);

}  // namespace mostrador::documents
