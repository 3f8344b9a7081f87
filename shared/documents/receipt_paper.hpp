#pragma once

#include <string>

#include "documents/paper.hpp"
#include "organization/queries.hpp"
#include "sales/receipt.hpp"

namespace mostrador::documents {

/// What a scanner reads off a receipt: the page behind it, "<hub>/r/<key>", or where no hub's
/// address is known "mostrador:receipt:<id>". The key is the last eight digits of the tenant's id,
/// which tell the hub where to look, a slash, and the receipt's id, whose 74 random bits nobody
/// guesses.
std::string receipt_link(std::string_view hub, const base::Id& tenant, const base::Id& receipt);

/// DOC-1: a receipt in the tenant's language. `link` is what its QR code says.
Paper receipt_paper(const sales::ReceiptView& receipt, const organization::Tenant& tenant,
                    std::string link);

/// SALE-4: the invoice that the receipt became, which it must have: its own number, and for whom.
Paper invoice_paper(const sales::ReceiptView& receipt, const organization::Tenant& tenant,
                    std::string link);

/// Marks a reprint on top: a second original would be a second sale, or a second meal.
void mark_duplicate(Paper& paper);

}  // namespace mostrador::documents
