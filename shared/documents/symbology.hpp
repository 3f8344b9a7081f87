#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/reflect.hpp"

namespace mostrador::documents {

enum class Symbology : std::uint8_t { ean13, ean8, upca, code128 };

/// What a code can be drawn as: a GTIN with a right check digit as its own symbology, other plain
/// ASCII as Code 128, nothing else.
std::optional<Symbology> symbology_of(std::string_view code);

/// Whether the symbology can hold the text; a wrong check digit does not fit.
bool fits(std::string_view text, Symbology symbology);

}  // namespace mostrador::documents

template <>
struct mostrador::base::EnumNames<mostrador::documents::Symbology> {
    using enum mostrador::documents::Symbology;
    static constexpr std::array names{
        std::pair{ean13, std::string_view("ean13")},
        std::pair{ean8, std::string_view("ean8")},
        std::pair{upca, std::string_view("upca")},
        std::pair{code128, std::string_view("code128")},
    };
};
