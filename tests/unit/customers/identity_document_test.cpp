#include "customers/identity_document.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mostrador::customers {

TEST_CASE("A number is stored without what people write between its digits", "[customers]") {
    CHECK(compact_document(DocumentKind::cl_rut, "cl 12.345.670-k") == "12345670K");
    CHECK(compact_document(DocumentKind::es_nif, "ES-54362315 k") == "54362315K");
    CHECK(compact_document(DocumentKind::co_nit, "860.002.964-4") == "8600029644");
}

TEST_CASE("A wrong check digit is told apart from a wrong form", "[customers]") {
    CHECK(check_document(DocumentKind::pe_ruc, "20512333797") == DocumentCheck::valid);
    CHECK(check_document(DocumentKind::pe_ruc, "20512333798") == DocumentCheck::wrong_check_digit);
    CHECK(check_document(DocumentKind::pe_ruc, "2051233379") == DocumentCheck::malformed);
    CHECK(check_document(DocumentKind::es_nie, "54362315K") == DocumentCheck::malformed);
    CHECK(check_document(DocumentKind::pe_dni, "") == DocumentCheck::malformed);
}

TEST_CASE("Ecuador's check digits only warn", "[customers]") {
    const auto check = check_document(DocumentKind::ec_ci, "1714307104");
    CHECK(check == DocumentCheck::wrong_check_digit);
    CHECK(is_acceptable(DocumentKind::ec_ci, check));
    CHECK_FALSE(is_acceptable(DocumentKind::cl_rut, DocumentCheck::wrong_check_digit));
    CHECK_FALSE(is_acceptable(DocumentKind::ec_ci, DocumentCheck::malformed));
}

TEST_CASE("Kinds have stable names", "[customers]") {
    CHECK(document_kind_name(DocumentKind::ec_ruc) == "ec_ruc");
    CHECK(document_kind_named("es_cif") == DocumentKind::es_cif);
    CHECK_FALSE(document_kind_named("fr_siren"));
}

}  // namespace mostrador::customers
