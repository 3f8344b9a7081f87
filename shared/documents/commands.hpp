#pragma once

#include "command/command.hpp"
#include "documents/receipt_paper.hpp"
#include "log/kinds.hpp"

namespace mostrador::documents {

/// What this device has printed, as a table that is no part of the replicated state.
log::Capability capability();

/// Whether the next paper of this kind would be a duplicate. `own`: the document was made here.
base::Result<bool> is_reprint(store::Database& database, const base::Id& document,
                              std::string_view kind, bool own);

/// The receipt as it would be printed now, which is not counted as a print.
base::Result<Paper> receipt_preview(command::Context& context, const sales::ReceiptView& receipt,
                                    const organization::Tenant& tenant);

/// The same of the invoice that the receipt became, which it must have.
base::Result<Paper> invoice_preview(command::Context& context, const sales::ReceiptView& receipt,
                                    const organization::Tenant& tenant);

command::Commands commands();

}  // namespace mostrador::documents
