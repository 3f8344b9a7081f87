#include "scanning/gs1.hpp"

#include <algorithm>
#include <charconv>

#include "catalog/barcode.hpp"

namespace mostrador::scanning {
namespace {

constexpr std::string_view kArticle = "01";
constexpr std::string_view kNetWeight = "310";
constexpr std::size_t kArticleDigits = 14;
constexpr std::size_t kWeightDigits = 6;

std::optional<base::Decimal> read_weight(char decimals, std::string_view digits) {
    std::int64_t mantissa = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, mantissa);
    if (digits.size() != kWeightDigits || stopped != end || error != std::errc{} || mantissa < 0) {
        return std::nullopt;
    }
    auto weight = base::Decimal::scaled(mantissa, decimals - '0');
    return weight ? std::optional(*weight) : std::nullopt;
}

}  // namespace

std::optional<LabelledArticle> read_label(std::string_view text) {
    LabelledArticle article;
    while (text.starts_with('(')) {
        const auto close = text.find(')');
        if (close == std::string_view::npos) break;
        const auto identifier = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        const auto value = text.substr(0, text.find('('));
        text.remove_prefix(value.size());
        if (identifier == kArticle && value.size() == kArticleDigits &&
            catalog::check_gtin(value) == catalog::GtinCheck::valid) {
            article.gtin = value;
        }
        if (identifier.size() == 4 && identifier.starts_with(kNetWeight) &&
            identifier.back() >= '0' && identifier.back() <= '5') {
            article.kilograms = read_weight(identifier.back(), value);
        }
    }
    if (article.gtin.empty()) return std::nullopt;
    return article;
}

}  // namespace mostrador::scanning
