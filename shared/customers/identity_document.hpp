#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mostrador::customers {

/// The identity documents that are checked (CUST-1), by country.
enum class DocumentKind : std::uint8_t {
    pe_ruc,  ///< Peru, taxpayer
    pe_dni,  ///< Peru, person; with or without its check character
    ec_ci,   ///< Ecuador, person (cédula)
    ec_ruc,  ///< Ecuador, taxpayer
    es_nif,  ///< Spain, any taxpayer: a citizen's, a foreigner's or a company's number
    es_dni,  ///< Spain, citizen: eight digits and a letter
    es_nie,  ///< Spain, foreigner
    es_cif,  ///< Spain, company
    cl_rut,  ///< Chile
    co_nit,  ///< Colombia, with its check digit
};

/// The name a kind is stored and sent under: "pe_ruc".
std::string_view document_kind_name(DocumentKind kind);
std::optional<DocumentKind> document_kind_named(std::string_view name);

/// The number as it is stored and compared: upper case, without separators (spaces, dots, commas,
/// hyphens, slashes). Example: "20.123.456-k" is "20123456K".
std::string compact_document(DocumentKind kind, std::string_view number);

/// What a check found. In Ecuador numbers issued lately may fail the check digit, so that a wrong
/// one is a warning there and not a refusal (`is_acceptable`).
enum class DocumentCheck : std::uint8_t {
    valid,
    wrong_check_digit,  ///< well-formed, but its check digit says otherwise
    malformed,          ///< wrong length, characters or prefix
};

DocumentCheck check_document(DocumentKind kind, std::string_view number);

inline bool is_valid_document(DocumentKind kind, std::string_view number) {
    return check_document(kind, number) == DocumentCheck::valid;
}

/// Whether a customer may be created with it.
bool is_acceptable(DocumentKind kind, DocumentCheck check);

}  // namespace mostrador::customers
