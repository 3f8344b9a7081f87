#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace mostrador::scanning {

/// What a label with GS1 application identifiers says of the article it is stuck to (CAT-3).
struct LabelledArticle {
    std::string gtin;                        ///< 14 digits, with the right check digit
    std::optional<base::Decimal> kilograms;  ///< net weight
};

/// Reads element strings as people do, "(01)07501031311309(3103)001250(17)270131": the article is
/// AI 01, its net weight AI 310n, of which n digits are decimals (GS1 General Specifications 3.2
/// and 3.6.2). Nothing when there is no valid AI 01.
std::optional<LabelledArticle> read_label(std::string_view text);

}  // namespace mostrador::scanning
