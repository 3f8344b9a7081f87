#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace mostrador::scanner {

/// The symbologies of SCAN-1.
enum class Format : std::uint8_t {
    ean_13,
    ean_8,
    upc_a,
    upc_e,
    code_128,
    code_39,
    itf,
    qr_code,
    data_matrix,
};

constexpr std::array<std::string_view, 9> kFormatNames{
    "EAN-13", "EAN-8", "UPC-A", "UPC-E", "Code128", "Code39", "ITF", "QRCode", "DataMatrix",
};

constexpr std::string_view name_of(Format format) {
    return kFormatNames[static_cast<std::size_t>(format)];
}

struct Point {
    float x = 0;
    float y = 0;
};

/// One code in a picture. `text` is what stands beside the bars: 12 digits for a UPC-A, 8 for a
/// UPC-E; content after a GS1 mark has its application identifiers in brackets: "(01)0950…".
struct Code {
    Format format{};
    std::string text;
    std::array<Point, 4> corners;  ///< in pixels of the picture, clockwise
};

}  // namespace mostrador::scanner
