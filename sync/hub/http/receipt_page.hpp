#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "hub/storage/tenant_store.hpp"

namespace mostrador::hub {

/// What stands behind a receipt's QR code: "/r/<end of the tenant's id>/<receipt's id>", with
/// ".pdf" for the file (DOC-1). Whoever holds the paper has the address; nobody guesses one.
struct ReceiptAddress {
    std::string tenant_end;
    base::Id receipt;
    bool pdf = false;
};

std::optional<ReceiptAddress> parse_receipt_address(std::string_view path);

/// The page, or the PDF, of exactly that receipt. Error: sales.receipt_not_found.
base::Result<base::Bytes> receipt_page(TenantStore& store, const ReceiptAddress& address);

/// The page's content security policy: no script, no connection, and only the page's own style.
const std::string& receipt_page_policy();

}  // namespace mostrador::hub
