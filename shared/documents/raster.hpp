#pragma once

#include "base/bytes.hpp"
#include "documents/barcode.hpp"
#include "documents/qr.hpp"

namespace mostrador::documents {

/// A picture in black and white: rows of whole bytes, the leftmost dot in the highest bit, 1 is
/// black. What thermal printers take.
struct Raster {
    int width = 0;  ///< dots
    int height = 0;
    base::Bytes bits;

    Raster() = default;

    Raster(int wide, int high)
        : width(wide),
          height(high),
          bits(static_cast<std::size_t>((wide + 7) / 8) * static_cast<std::size_t>(high)) {}

    int row_bytes() const { return (width + 7) / 8; }

    bool at(int x, int y) const;
    void set(int x, int y);
};

/// Dots for each module of a code, so that `modules` of them come as near to `size_mm` as whole
/// dots can, but not over `most_dots` (the paper's width). At least 1.
/// Example: 37 modules on 30 mm at 203 dpi are 6 dots each, 27.8 mm; on 34 mm 7 dots, 32.4 mm.
int module_dots(int modules, std::int64_t size_mm, int dpi, int most_dots);

/// Codes with their quiet zones. `module` is in dots.
Raster raster(const QrCode& code, int module);
Raster raster(const Barcode& code, int module, int height);

/// A picture in shades of grey (a byte each, 255 is white), by Floyd and Steinberg's diffusion.
/// Error: input.out_of_range{field: image} when the sizes do not fit the bytes.
base::Result<Raster> dithered(base::ByteView grey, int width, int height);

/// DOC-2: black and white, one bit a dot. The bytes are the same for the same raster. Source: PNG
/// (ISO/IEC 15948), zlib (RFC 1950) with stored blocks (RFC 1951).
base::Bytes png(const Raster& raster, int dpi);

}  // namespace mostrador::documents
