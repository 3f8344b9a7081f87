#pragma once

#include <cstdint>
#include <string_view>

#include "payments/method.hpp"

namespace mostrador::documents {

/// The words on papers. The tenant's language decides, not the screen's.
enum class Word : std::uint8_t {
    receipt,
    served_by,
    subtotal,
    tax_base,
    total,
    change,
    cash,
    card,
    thanks,
    see_online,
    duplicate,
    x_report,
    z_report,
    opened,
    closed,
    sales,
    receipts,
    opening_float,
    expected,
    counted,
    difference,
    taxes,
    payments,
    order,
    kitchen,
    bar,
    scan_to_order,
    description,
    quantity_price,
    amount,
    credit_note,
    of,
    discount,
    tip,
    rounding,
    transfer,
    voucher,
    courtesy,
    test,
    no_revenue,
    refunds,
    discounts,
    tips,
    marked,
    movements,
    drawer_opened,
    after_closing,
    invoice,
    customer_card,
    table_code,
    valid_until,
    buyer,
    delivery_ticket,
    count,  ///< how many there are
};

std::string_view word(Word word, std::string_view language);

/// The way to pay.
Word word_of(payments::Method method);

}  // namespace mostrador::documents
