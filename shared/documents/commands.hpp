#pragma once

#include "command/command.hpp"
#include "documents/receipt_paper.hpp"

namespace mostrador::documents {

/// The receipt as it would be printed now, which is not counted as a print.
base::Result<Paper> receipt_preview(command::Context& context, const sales::ReceiptView& receipt,
                                    const organization::Tenant& tenant);

/// The same of the invoice that the receipt became, which it must have.
base::Result<Paper> invoice_preview(command::Context& context, const sales::ReceiptView& receipt,
                                    const organization::Tenant& tenant);

command::Commands commands();

}  // namespace mostrador::documents
