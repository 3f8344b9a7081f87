#pragma once

#include <string>

#include "organization/queries.hpp"
#include "sales/receipt.hpp"

namespace mostrador::documents {

enum class Paper { mm58, mm80 };

/// DOC-1: a receipt as an HTML fragment `<article class="paper paper-58">`. It carries no style of
/// its own (the shell's paper.css has it) and every text in it is escaped. In the tenant's
/// language.
base::Result<std::string> receipt_html(const sales::ReceiptView& receipt,
                                       const organization::Tenant& tenant, Paper paper);

/// SALE-4: the invoice that the receipt became, in the same form: its own number, and for whom.
base::Result<std::string> invoice_html(const sales::ReceiptView& receipt,
                                       const organization::Tenant& tenant, Paper paper);

}  // namespace mostrador::documents
