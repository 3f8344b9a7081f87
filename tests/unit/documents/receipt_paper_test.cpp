#include "documents/receipt_paper.hpp"

#include <catch2/catch_test_macros.hpp>

#include "documents/money_text.hpp"
#include "documents/qr.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

base::Currency currency(std::string_view code, int digits) {
    return value(base::Currency::make(code, digits));
}

TEST_CASE("Amounts are written as the country writes them", "[documents][DOC-1]") {
    CHECK(documents::money_text(123456789, currency("PEN", 2), "PE") == "1,234,567.89");
    CHECK(documents::money_text(-123456, currency("EUR", 2), "ES") == "-1.234,56");
    CHECK(documents::money_text(5, currency("EUR", 2), "ES") == "0,05");
    CHECK(documents::money_text(1234567, currency("CLP", 0), "CL") == "1.234.567");
    CHECK(documents::money_text(999, currency("CLP", 0), "CL") == "999");
    CHECK(documents::price_text(1250, currency("PEN", 2), "PE") == "S/ 12.50");
    CHECK(documents::price_text(905, currency("EUR", 2), "ES") == "9,05 €");
}

TEST_CASE("A receipt's paper escapes every text and adds up", "[documents][DOC-1]") {
    const organization::Tenant tenant{
        .name = "Caf\u00e9", .country = "PE", .currency = currency("PEN", 2), .language = "es"};
    sales::ReceiptView receipt;
    receipt.number = "R001-1";
    receipt.shop.name = "<script>alert(1)</script> & Co";
    receipt.total = 150000;
    receipt.lines.push_back({.name = "Té \"verde\"", .unit_price = 150000, .total = 150000});
    const auto html = value(documents::receipt_html(receipt, tenant, documents::Paper::mm58));
    CHECK(html.starts_with("<article class=\"paper paper-58\">"));
    CHECK(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co"));
    CHECK_FALSE(html.contains("<script>"));
    CHECK(html.contains("Té &quot;verde&quot;"));
    CHECK(html.contains("S/ 1,500.00"));
    CHECK(html.contains("<svg class=\"qr\""));
    const auto wide = value(documents::receipt_html(receipt, tenant, documents::Paper::mm80));
    CHECK(wide.contains("paper-80"));
}

TEST_CASE("What is unlike a plain sale is on the paper", "[documents][DOC-1][SALE-5]") {
    const organization::Tenant tenant{
        .name = "Caf\u00e9", .country = "PE", .currency = currency("PEN", 2), .language = "es"};
    sales::ReceiptView note;
    note.number = "C001-1";
    note.original = base::Id{};
    note.original_number = "R001-7";
    note.discount = 150;
    note.tip = 100;
    note.rounding = -3;
    note.mark = sales::Mark::test;
    note.note = "<frío>";
    note.lines.push_back({.name = "Té", .discount = 75, .note = "sin azúcar"});
    note.payments = {{.method = payments::Method::transfer, .tendered = 500},
                     {.method = payments::Method::voucher, .tendered = -750, .reference = "V-1"}};
    const auto html = value(documents::receipt_html(note, tenant, documents::Paper::mm80));
    for (const auto* text :
         {"<h2>Nota de crédito C001-1</h2>", "<p>De R001-7</p>", "<p>PRUEBA</p>",
          "<td>Descuento</td><td>−0.75</td>", "sin azúcar", "<th>Descuento</th><td>-1.50</td>",
          "<th>Propina</th><td>1.00</td>", "<th>Redondeo</th><td>-0.03</td>", "&lt;frío&gt;",
          "<th>Transferencia</th><td>5.00</td>", "<th>Vale V-1</th><td>-7.50</td>"}) {
        INFO(text);
        CHECK(html.contains(text));
    }
}

TEST_CASE("A QR code has a quiet zone and a limit", "[documents][DOC-2]") {
    const auto svg = value(documents::qr_svg("mostrador"));
    CHECK(svg.contains("viewBox=\"0 0 29 29\""));  // version 1: 21 modules and 4 on each side
    CHECK(svg.contains("d=\"M4 4h7v1h-7z"));       // the finder pattern's first row
    CHECK_FALSE(documents::qr_svg(std::string(5000, 'x')));
}

}  // namespace
}  // namespace mostrador::tests
