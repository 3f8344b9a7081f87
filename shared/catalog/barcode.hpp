#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mostrador::catalog {

/// The check digit ('0'..'9') that completes the digits of a GTIN (EAN-8, UPC-A, EAN-13, ITF-14):
/// `gtin_check_digit("841000000001")` is '2'. The argument holds digits only, without the check
/// digit.
char gtin_check_digit(std::string_view digits);

enum class GtinCheck : std::uint8_t {
    not_gtin,  ///< another kind of code: letters, or a length that no GTIN has
    valid,
    wrong_check_digit,  ///< mistyped, or a shop's own number that only looks like a GTIN
};

GtinCheck check_gtin(std::string_view code);

/// The 12 digits of the UPC-A that a UPC-E of 8 digits stands for: "01234565" is "012345000065".
/// Anything else comes back as it is.
std::string upc_a_of(std::string_view upc_e);

/// The key under which a code is stored and looked up. A UPC-A of 12 digits is the EAN-13 with a
/// leading zero, and so is a GTIN-14 that starts with one; scanners report either.
std::string barcode_key(std::string_view code);

/// The key of an article that a shop numbers for itself: upper and lower case are the same.
std::string sku_key(std::string_view sku);

}  // namespace mostrador::catalog
