#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "documents/symbology.hpp"

namespace mostrador::documents {

/// A barcode as its narrow bars and spaces, left to right.
struct Barcode {
    std::vector<bool> dark;  ///< one for each module, without the quiet zones
    int quiet = 0;           ///< modules that must stay light on each side
    std::string text;        ///< what stands beneath
};

/// Error: input.out_of_range{field: barcode} for what the symbology cannot hold, a wrong check
/// digit included. Sources: GS1 General Specifications 5.2, ISO/IEC 15417 (Code 128, sets B and C).
base::Result<Barcode> barcode(std::string_view text, Symbology symbology);

}  // namespace mostrador::documents
