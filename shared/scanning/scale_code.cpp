#include "scanning/scale_code.hpp"

#include <algorithm>
#include <charconv>

#include "catalog/barcode.hpp"

namespace mostrador::scanning {
namespace {

using base::Code;
using base::Decimal;
using base::Result;
using base::Rounding;

constexpr std::size_t kDigits = 12;  ///< of an EAN-13 without its check digit
constexpr std::int64_t kMostArticleDigits = 7;
constexpr std::int64_t kLeastValueDigits = 3;
constexpr std::int64_t kMostValueDigits = 6;
/// A weight is written to the gram; more decimals only where a price asks for them.
constexpr int kLeastScale = 3;
constexpr int kMostScale = 6;

std::size_t size_of(std::int64_t digits) {
    return static_cast<std::size_t>(digits);
}

bool is_own_prefix(std::string_view prefix) {
    const bool own = prefix.starts_with("02") || prefix.starts_with('2');
    return own && prefix.size() >= 2 && prefix.size() <= 4 &&
           std::ranges::all_of(prefix, [](char c) { return c >= '0' && c <= '9'; });
}

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

}  // namespace

base::Status check(const ScaleCode& rule) {
    if (!is_own_prefix(rule.prefix))
        return base::fail(Code::input_malformed, {{"field", "prefix"}});
    if (rule.article_digits < 1 || rule.article_digits > kMostArticleDigits) {
        return out_of_range("articleDigits");
    }
    if (rule.value_digits < kLeastValueDigits || rule.value_digits > kMostValueDigits) {
        return out_of_range("valueDigits");
    }
    const auto used = rule.prefix.size() + size_of(rule.article_digits + rule.value_digits);
    if (used > kDigits || used + 1 < kDigits) return out_of_range("valueDigits");
    if (rule.decimals < 0 || rule.decimals > rule.value_digits) return out_of_range("decimals");
    return {};
}

std::optional<Measured> read_scale_code(const ScaleCode& rule, std::string_view code) {
    if (!check(rule)) return std::nullopt;  // from a device that knows more kinds of them
    if (catalog::check_gtin(code) != catalog::GtinCheck::valid) return std::nullopt;
    auto digits = std::string(code.size() == kDigits ? "0" : "").append(code);
    if (digits.size() != kDigits + 1 || !digits.starts_with(rule.prefix)) return std::nullopt;
    digits.pop_back();
    std::int64_t value = 0;
    const auto* end = digits.data() + digits.size();
    std::from_chars(end - rule.value_digits, end, value);
    auto decimal = Decimal::scaled(value, static_cast<int>(rule.decimals));
    if (!decimal) return std::nullopt;
    return Measured{digits.substr(rule.prefix.size(), size_of(rule.article_digits)), *decimal};
}

std::array<std::string, 3> article_codes(const ScaleCode& rule, const std::string& article) {
    auto whole = rule.prefix + article;
    whole.resize(kDigits, '0');
    whole += catalog::gtin_check_digit(whole);
    const auto first = std::min(article.find_first_not_of('0'), article.size() - 1);
    return {std::move(whole), rule.prefix + article, article.substr(first)};
}

std::optional<Decimal> quantity_worth(std::int64_t price, std::int64_t unit_price) {
    if (price <= 0 || unit_price <= 0) return std::nullopt;
    for (int scale = kLeastScale; scale <= kMostScale; ++scale) {
        const auto quantity =
            base::divide(Decimal(price), Decimal(unit_price), scale, Rounding::half_away);
        if (!quantity || quantity->is_zero()) continue;
        const auto cost = base::multiply(Decimal(unit_price), *quantity, 0, Rounding::half_away);
        if (cost && *cost == Decimal(price)) return quantity->normalized();
    }
    return std::nullopt;
}

Result<std::vector<ScaleCode>> scale_codes(store::Database& database) {
    std::vector<ScaleCode> rules;
    MOSTRADOR_CHECK(database.each(
        "SELECT id, prefix, article_digits, value_digits, measure, decimals FROM scale_code "
        "WHERE stamp > 0 AND active = 1 ORDER BY length(prefix) DESC, prefix, stamp DESC, id DESC",
        [&](const store::Row& row) {
            const auto measure = base::enum_value<Measure>(row.text(4));
            if (!measure) return;  // of a later version
            rules.push_back({row.id(0), row.get<std::string>(1), row.integer(2), row.integer(3),
                             *measure, row.integer(5)});
        }));
    return rules;
}

}  // namespace mostrador::scanning
