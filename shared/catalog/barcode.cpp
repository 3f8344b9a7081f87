#include "catalog/barcode.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mostrador::catalog {
namespace {

constexpr std::size_t kEan8 = 8;
constexpr std::size_t kUpcE = 8;
constexpr std::size_t kUpcA = 12;
constexpr std::size_t kEan13 = 13;
constexpr std::size_t kItf14 = 14;

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_gtin_length(std::size_t length) {
    return length == kEan8 || length == kUpcA || length == kEan13 || length == kItf14;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace

char gtin_check_digit(std::string_view digits) {
    int sum = 0;
    int weight = 3;  // the digit beside the check digit weighs three, then they alternate
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        sum += (*digit - '0') * weight;
        weight = 4 - weight;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

GtinCheck check_gtin(std::string_view code) {
    if (!is_gtin_length(code.size()) || !is_digits(code)) return GtinCheck::not_gtin;
    const auto expected = gtin_check_digit(code.substr(0, code.size() - 1));
    return code.back() == expected ? GtinCheck::valid : GtinCheck::wrong_check_digit;
}

std::string upc_a_of(std::string_view upc_e) {
    if (upc_e.size() != kUpcE || !is_digits(upc_e)) return std::string(upc_e);
    // The last of the six digits says where the zeros were that the short form leaves out.
    constexpr std::string_view kZeros = "00000";
    const auto six = upc_e.substr(1, 6);
    const char last = six.back();
    const std::size_t kept = last <= '2'   ? 2U
                             : last <= '4' ? static_cast<std::size_t>(last - '0')
                                           : 5U;
    std::string code(upc_e.substr(0, 1 + kept));
    if (last <= '2') code += last;
    code += kZeros.substr(0, last <= '2' || last >= '5' ? 4 : 5);
    code += last >= '5' ? six.substr(5) : six.substr(kept, 5 - kept);
    return code + upc_e.back();
}

std::string barcode_key(std::string_view code) {
    code = trimmed(code);
    if (!is_digits(code)) return std::string(code);
    if (code.size() == kUpcA) return "0" + std::string(code);
    if (code.size() == kItf14 && code.front() == '0') return std::string(code.substr(1));
    return std::string(code);
}

std::string sku_key(std::string_view sku) {
    return base::fold(trimmed(sku));
}

}  // namespace mostrador::catalog
