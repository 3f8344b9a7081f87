#include "papers/sample.hpp"

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

base::Decimal decimal(std::string_view text) {
    return value(base::Decimal::parse(text));
}

const organization::Tenant& tenant() {
    static const organization::Tenant spain{.name = "Café La Esquina",
                                            .country = "ES",
                                            .currency = value(base::Currency::make("EUR", 2)),
                                            .language = "es"};
    return spain;
}

sales::ReceiptView receipt() {
    sales::ReceiptView view;
    view.number = "R001-00000042";
    view.local_time = "20/11/2026 13:05";
    view.cashier = "Ana Quispe";
    view.register_name = "Caja 1";
    view.shop = {"Café La Esquina", "Esquina Hostelería S.L.", "B12345674", "Centro",
                 "Calle Mayor 1, 28013 Madrid"};
    view.lines = {{.line = 1,
                   .name = "Café con leche",
                   .quantity = decimal("2"),
                   .unit = "ud",
                   .unit_price = 600,
                   .total = 1200},
                  {.line = 2,
                   .name = "Piñón tostado",
                   .quantity = decimal("0.250"),
                   .unit = "kg",
                   .unit_price = 3000,
                   .total = 750}};
    view.taxes = {{"IVA 10 %", decimal("10"), 1091, 109}, {"IVA 21 %", decimal("21"), 620, 130}};
    view.payments = {{payments::Method::cash, 1950, 2000, 50, ""}};
    view.subtotal = 1711;
    view.tax = 239;
    view.total = 1950;
    view.change = 50;
    return view;
}

}  // namespace

documents::Paper sample_receipt() {
    return documents::receipt_paper(receipt(), tenant(), std::string(kSampleLink));
}

documents::Paper sample_long_receipt() {
    auto view = receipt();
    view.lines.clear();
    for (std::int64_t i = 1; i <= 30; ++i) {
        view.lines.push_back({.line = i,
                              .name = "Bocadillo de jamón ibérico de bellota con tomate, aceite y "
                                      "pan de cristal recién hecho número " +
                                      std::to_string(i),
                              .quantity = decimal("1"),
                              .unit = "ud",
                              .unit_price = 123456789,
                              .total = 123456789});
    }
    return documents::receipt_paper(view, tenant(), std::string(kSampleLink));
}

}  // namespace mostrador::tests
