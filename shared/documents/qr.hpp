#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace mostrador::documents {

/// A QR code as its modules, row by row, without the quiet zone.
struct QrCode {
    static constexpr int kQuiet = 4;  ///< modules that must stay light around it

    int side = 0;
    std::vector<bool> dark;

    bool at(int x, int y) const { return dark[static_cast<std::size_t>(y * side + x)]; }
};

/// DOC-2: error correction M, the smallest version that holds the text.
/// Error: input.out_of_range{field: qr} for a text that is too long.
base::Result<QrCode> qr_code(std::string_view text);

}  // namespace mostrador::documents
