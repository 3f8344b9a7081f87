#include "customers/identity_document.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace mostrador::customers {

namespace {

constexpr std::array kNames{
    std::pair{DocumentKind::pe_ruc, std::string_view("pe_ruc")},
    std::pair{DocumentKind::pe_dni, std::string_view("pe_dni")},
    std::pair{DocumentKind::ec_ci, std::string_view("ec_ci")},
    std::pair{DocumentKind::ec_ruc, std::string_view("ec_ruc")},
    std::pair{DocumentKind::es_nif, std::string_view("es_nif")},
    std::pair{DocumentKind::es_dni, std::string_view("es_dni")},
    std::pair{DocumentKind::es_nie, std::string_view("es_nie")},
    std::pair{DocumentKind::es_cif, std::string_view("es_cif")},
    std::pair{DocumentKind::cl_rut, std::string_view("cl_rut")},
    std::pair{DocumentKind::co_nit, std::string_view("co_nit")},
};

constexpr std::string_view kSeparators = " .,-/\t";

char upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool are_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

int digit(char character) {
    return character - '0';
}

bool contains(std::string_view text, char character) {
    return text.find(character) != std::string_view::npos;
}

/// Σ digit × weight, over as many digits as there are weights.
int weighted_sum(std::string_view digits, std::span<const int> weights) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += digit(digits[i]) * weights[i];
    return sum;
}

/// The same, with the first weight on the last digit.
int weighted_sum_from_right(std::string_view digits, std::span<const int> weights) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        sum += digit(digits[digits.size() - 1 - i]) * weights[i % weights.size()];
    }
    return sum;
}

/// Luhn: every second digit doubled, less nine when above nine.
int luhn_sum(std::string_view digits, bool double_first) {
    int sum = 0;
    bool doubled = double_first;
    for (const char each : digits) {
        const int value = digit(each) * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        doubled = !doubled;
    }
    return sum;
}

DocumentCheck checked(bool digit_is_right) {
    return digit_is_right ? DocumentCheck::valid : DocumentCheck::wrong_check_digit;
}

constexpr std::array<std::string_view, 4> kPeRucPrefixes{"10", "15", "17", "20"};
constexpr std::array kPeRucWeights{5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

DocumentCheck check_pe_ruc(std::string_view number) {
    if (number.size() != 11 || !are_digits(number)) return DocumentCheck::malformed;
    if (!std::ranges::contains(kPeRucPrefixes, number.substr(0, 2)))
        return DocumentCheck::malformed;
    return checked(digit(number[10]) == (11 - weighted_sum(number, kPeRucWeights) % 11) % 10);
}

constexpr std::array kPeDniWeights{3, 2, 7, 6, 5, 4, 3, 2};
constexpr std::string_view kPeDniDigits = "65432110987";
constexpr std::string_view kPeDniLetters = "KJIHGFEDCBA";

DocumentCheck check_pe_dni(std::string_view number) {
    if (number.size() != 8 && number.size() != 9) return DocumentCheck::malformed;
    if (!are_digits(number.substr(0, 8))) return DocumentCheck::malformed;
    if (number.size() == 8) return DocumentCheck::valid;
    const auto index = static_cast<std::size_t>(weighted_sum(number, kPeDniWeights) % 11);
    return checked(number[8] == kPeDniDigits[index] || number[8] == kPeDniLetters[index]);
}

bool has_ec_province(std::string_view number) {
    const int province = digit(number[0]) * 10 + digit(number[1]);
    return (province >= 1 && province <= 24) || province == 30 || province == 50;
}

DocumentCheck check_ec_ci(std::string_view number) {
    if (number.size() != 10 || !are_digits(number)) return DocumentCheck::malformed;
    if (!has_ec_province(number) || number[2] > '6') return DocumentCheck::malformed;
    return checked(luhn_sum(number, true) % 10 == 0);
}

DocumentCheck check_ec_ruc_of_person(std::string_view number) {
    if (number.ends_with("000")) return DocumentCheck::malformed;
    return check_ec_ci(number.substr(0, 10));
}

constexpr std::array kEcStateWeights{3, 2, 7, 6, 5, 4, 3, 2, 1};

DocumentCheck check_ec_ruc_of_state(std::string_view number) {
    if (number.ends_with("0000")) return DocumentCheck::malformed;
    return checked(weighted_sum(number, kEcStateWeights) % 11 == 0);
}

constexpr std::array kEcCompanyWeights{4, 3, 2, 7, 6, 5, 4, 3, 2, 1};

DocumentCheck check_ec_ruc_of_company(std::string_view number) {
    if (number.ends_with("000")) return DocumentCheck::malformed;
    return checked(weighted_sum(number, kEcCompanyWeights) % 11 == 0);
}

// The third digit says whose it is; 6 and 9 are shared, the public form being tried first.
DocumentCheck check_ec_ruc(std::string_view number) {
    if (number.size() != 13 || !are_digits(number)) return DocumentCheck::malformed;
    if (!has_ec_province(number)) return DocumentCheck::malformed;
    if (number[2] < '6') return check_ec_ruc_of_person(number);
    if (number[2] != '6' && number[2] != '9') return DocumentCheck::malformed;
    if (check_ec_ruc_of_state(number) == DocumentCheck::valid) return DocumentCheck::valid;
    return number[2] == '6' ? check_ec_ruc_of_person(number) : check_ec_ruc_of_company(number);
}

constexpr std::string_view kEsLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

char es_letter(std::string_view digits) {
    std::size_t value = 0;
    for (const char each : digits)
        value = value * 10 + static_cast<std::size_t>(digit(each));
    return kEsLetters[value % kEsLetters.size()];
}

bool has_es_form(std::string_view number) {
    return number.size() == 9 && are_digits(number.substr(1, 7));
}

DocumentCheck check_es_dni(std::string_view number) {
    if (!has_es_form(number) || !is_digit(number[0])) return DocumentCheck::malformed;
    return checked(number[8] == es_letter(number.substr(0, 8)));
}

DocumentCheck check_es_nie(std::string_view number) {
    if (!has_es_form(number) || !contains("XYZ", number[0])) return DocumentCheck::malformed;
    const std::string digits =
        static_cast<char>('0' + (number[0] - 'X')) + std::string(number.substr(1, 7));
    return checked(number[8] == es_letter(digits));
}

// A letter or a digit says the same; which one a company shows depends on its kind.
constexpr std::string_view kEsCifLetters = "JABCDEFGHI";

DocumentCheck check_es_cif(std::string_view number) {
    if (!has_es_form(number)) return DocumentCheck::malformed;
    if (!contains("ABCDEFGHJNPQRSUVW", number[0])) return DocumentCheck::malformed;
    const int check = (10 - luhn_sum(number.substr(1, 7), true) % 10) % 10;
    return checked(number[8] == '0' + check ||
                   number[8] == kEsCifLetters[static_cast<std::size_t>(check)]);
}

DocumentCheck check_es_nif(std::string_view number) {
    if (!has_es_form(number)) return DocumentCheck::malformed;
    if (is_digit(number[0])) return check_es_dni(number);
    if (contains("XYZ", number[0])) return check_es_nie(number);
    if (contains("KLM", number[0])) return checked(number[8] == es_letter(number.substr(1, 7)));
    return check_es_cif(number);
}

constexpr std::array kClRutWeights{2, 3, 4, 5, 6, 7};

DocumentCheck check_cl_rut(std::string_view number) {
    if (number.size() != 8 && number.size() != 9) return DocumentCheck::malformed;
    const std::string_view digits = number.substr(0, number.size() - 1);
    if (!are_digits(digits)) return DocumentCheck::malformed;
    if (!is_digit(number.back()) && number.back() != 'K') return DocumentCheck::malformed;
    const int check = (11 - weighted_sum_from_right(digits, kClRutWeights) % 11) % 11;
    return checked(number.back() == (check == 10 ? 'K' : static_cast<char>('0' + check)));
}

constexpr std::array kCoNitWeights{3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};
constexpr std::string_view kCoNitDigits = "01987654321";

DocumentCheck check_co_nit(std::string_view number) {
    if (number.size() < 8 || number.size() > 16) return DocumentCheck::malformed;
    if (!are_digits(number)) return DocumentCheck::malformed;
    const int sum = weighted_sum_from_right(number.substr(0, number.size() - 1), kCoNitWeights);
    return checked(number.back() == kCoNitDigits[static_cast<std::size_t>(sum % 11)]);
}

// The country code that some write before the number.
std::string_view country_prefix(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::es_nif:
        case DocumentKind::es_dni:
        case DocumentKind::es_nie:
        case DocumentKind::es_cif:
            return "ES";
        case DocumentKind::cl_rut:
            return "CL";
        default:
            return {};
    }
}

}  // namespace

std::string_view document_kind_name(DocumentKind kind) {
    const auto found =
        std::ranges::find(kNames, kind, [](const auto& entry) { return entry.first; });
    return found == kNames.end() ? std::string_view() : found->second;
}

std::optional<DocumentKind> document_kind_named(std::string_view name) {
    const auto found =
        std::ranges::find(kNames, name, [](const auto& entry) { return entry.second; });
    if (found == kNames.end()) return std::nullopt;
    return found->first;
}

std::string compact_document(DocumentKind kind, std::string_view number) {
    std::string compact;
    for (const char each : number) {
        if (!contains(kSeparators, each)) compact += upper(each);
    }
    const std::string_view prefix = country_prefix(kind);
    if (!prefix.empty() && compact.starts_with(prefix)) compact.erase(0, prefix.size());
    return compact;
}

DocumentCheck check_document(DocumentKind kind, std::string_view number) {
    const std::string compact = compact_document(kind, number);
    switch (kind) {
        case DocumentKind::pe_ruc:
            return check_pe_ruc(compact);
        case DocumentKind::pe_dni:
            return check_pe_dni(compact);
        case DocumentKind::ec_ci:
            return check_ec_ci(compact);
        case DocumentKind::ec_ruc:
            return check_ec_ruc(compact);
        case DocumentKind::es_nif:
            return check_es_nif(compact);
        case DocumentKind::es_dni:
            return check_es_dni(compact);
        case DocumentKind::es_nie:
            return check_es_nie(compact);
        case DocumentKind::es_cif:
            return check_es_cif(compact);
        case DocumentKind::cl_rut:
            return check_cl_rut(compact);
        case DocumentKind::co_nit:
            return check_co_nit(compact);
    }
    return DocumentCheck::malformed;
}

bool is_acceptable(DocumentKind kind, DocumentCheck check) {
    if (check == DocumentCheck::valid) return true;
    const bool may_warn = kind == DocumentKind::ec_ci || kind == DocumentKind::ec_ruc;
    return may_warn && check == DocumentCheck::wrong_check_digit;
}

}  // namespace mostrador::customers
