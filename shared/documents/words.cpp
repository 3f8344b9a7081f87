#include "documents/words.hpp"

#include <array>

namespace mostrador::documents {
namespace {

struct Both {
    std::string_view spanish, english;
};

/// In the order of `Word`.
constexpr std::array<Both, static_cast<std::size_t>(Word::count)> kWords{{
    {"Recibo", "Receipt"},
    {"Atendido por", "Served by"},
    {"Subtotal", "Subtotal"},
    {"base", "on"},
    {"Total", "Total"},
    {"Vuelto", "Change"},
    {"Efectivo", "Cash"},
    {"Tarjeta", "Card"},
    {"¡Gracias por su compra!", "Thank you!"},
    {"Este recibo en línea", "This receipt online"},
    {"DUPLICADO", "DUPLICATE"},
    {"Informe X", "X report"},
    {"Cierre Z", "Z report"},
    {"Apertura", "Opened"},
    {"Cierre", "Closed"},
    {"Ventas", "Sales"},
    {"Recibos", "Receipts"},
    {"Fondo inicial", "Opening float"},
    {"Esperado", "Expected"},
    {"Contado", "Counted"},
    {"Diferencia", "Difference"},
    {"Impuestos", "Taxes"},
    {"Medios de pago", "Payments"},
    {"Comanda", "Order"},
    {"Cocina", "Kitchen"},
    {"Barra", "Bar"},
    {"Escanee para ver la carta", "Scan for the menu"},
    {"Descripción", "Description"},
    {"Cantidad × precio", "Quantity × price"},
    {"Importe", "Amount"},
    {"Nota de crédito", "Credit note"},
    {"De", "Of"},
    {"Descuento", "Discount"},
    {"Propina", "Tip"},
    {"Redondeo", "Rounding"},
    {"Transferencia", "Transfer"},
    {"Vale", "Voucher"},
    {"Cortesía", "Courtesy"},
    {"PRUEBA", "TEST"},
    {"Sin ingreso", "No revenue"},
    {"Devoluciones", "Refunds"},
    {"Descuentos", "Discounts"},
    {"Propinas", "Tips"},
    {"Cortesías y pruebas", "Courtesies and tests"},
    {"Entradas y salidas", "Cash in and out"},
    {"Cajón abierto", "Drawer opened"},
    {"Después del cierre", "After the closing"},
    {"Factura", "Invoice"},
    {"Tarjeta de cliente", "Customer card"},
    {"Código de la mesa", "Table code"},
    {"Válido hasta", "Valid until"},
    {"Cliente", "Customer"},
    {"Vale de entrega", "Delivery ticket"},
}};

}  // namespace

std::string_view word(Word word, std::string_view language) {
    const auto& both = kWords[static_cast<std::size_t>(word)];
    return language.starts_with("en") ? both.english : both.spanish;
}

Word word_of(payments::Method method) {
    switch (method) {
        case payments::Method::cash:
            return Word::cash;
        case payments::Method::card:
            return Word::card;
        case payments::Method::transfer:
            return Word::transfer;
        case payments::Method::voucher:
            return Word::voucher;
    }
    return Word::cash;
}

}  // namespace mostrador::documents
