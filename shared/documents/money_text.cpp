#include "documents/money_text.hpp"

namespace mostrador::documents {
namespace {

struct Separators {
    char group;
    char decimal;
};

Separators separators_of(std::string_view country) {
    const bool point = country == "PE" || country == "EC";
    return point ? Separators{',', '.'} : Separators{'.', ','};
}

constexpr std::size_t kGroup = 3;

}  // namespace

std::string money_text(std::int64_t minor, const base::Currency& currency,
                       std::string_view country) {
    const auto plain = base::Money{minor, currency}.text();
    const auto separators = separators_of(country);
    const std::size_t first = plain.starts_with('-') ? 1 : 0;
    const auto point = std::min(plain.find('.'), plain.size());
    std::string text;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool groups = i > first && i < point && (point - i) % kGroup == 0;
        if (groups) text += separators.group;
        text += plain[i] == '.' ? separators.decimal : plain[i];
    }
    return text;
}

std::string currency_sign(const base::Currency& currency) {
    const auto name = currency.name();
    if (name == "PEN") return "S/";
    if (name == "EUR") return "€";
    if (name == "USD" || name == "CLP" || name == "COP") return "$";
    return std::string(name);
}

std::string price_text(std::int64_t minor, const base::Currency& currency,
                       std::string_view country) {
    const auto amount = money_text(minor, currency, country);
    const auto sign = currency_sign(currency);
    return country == "ES" ? amount + " " + sign : sign + " " + amount;
}

std::string decimal_text(const base::Decimal& value, std::string_view country) {
    auto text = value.normalized().text();
    if (const auto point = text.find('.'); point != std::string::npos) {
        text[point] = separators_of(country).decimal;
    }
    return text;
}

std::string_view tax_id_name(std::string_view country) {
    if (country == "ES") return "NIF";
    if (country == "CO") return "NIT";
    return country == "CL" ? "RUT" : "RUC";
}

}  // namespace mostrador::documents
