#include "documents/symbology.hpp"

#include <algorithm>

#include "catalog/barcode.hpp"

namespace mostrador::documents {
namespace {

constexpr std::size_t kMostCharacters = 80;

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool fits_code128(std::string_view text) {
    return !text.empty() && text.size() <= kMostCharacters &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

bool fits(std::string_view text, Symbology symbology) {
    if (symbology == Symbology::code128) return fits_code128(text);
    const std::size_t length = symbology == Symbology::ean13  ? 13
                               : symbology == Symbology::upca ? 12
                                                              : 8;
    return text.size() == length && all_digits(text) &&
           catalog::check_gtin(text) == catalog::GtinCheck::valid;
}

std::optional<Symbology> symbology_of(std::string_view code) {
    for (const auto& [symbology, name] : base::EnumNames<Symbology>::names) {
        if (fits(code, symbology)) return symbology;
    }
    return std::nullopt;
}

}  // namespace mostrador::documents
