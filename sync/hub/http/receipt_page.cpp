#include "hub/http/receipt_page.hpp"

#include <algorithm>
#include <format>

#include "documents/paper_html.hpp"
#include "documents/paper_pdf.hpp"
#include "documents/receipt_paper.hpp"
#include "hub/http/content_policy.hpp"

namespace mostrador::hub {
namespace {

using base::Result;
using documents::Paper;

constexpr std::string_view kPrefix = "/r/";
constexpr std::string_view kPdf = ".pdf";
constexpr std::size_t kTenantDigits = 8;

/// The paper on the counter, as the till shows it (docs/design-tokens.md).
constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark}
body{margin:0;padding:24px 12px 48px;background:#efeee8;color:#1b221e;
font:16px/1.4 system-ui,sans-serif;display:grid;justify-items:center;gap:24px}
.paper{box-sizing:border-box;width:min(100%,22rem);padding:24px 20px 32px;background:#fff;color:#000;
font:14px/1.4 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere;
box-shadow:0 1px 2px rgb(40 36 20/22%),0 6px 14px rgb(40 36 20/14%)}
h1,h2,p{margin:0}h1{font-size:1.35em}h2{margin-top:.6em;font-size:1.15em}
.center{text-align:center}.end{text-align:end}.small{font-size:.85em}
table{width:100%;border-collapse:collapse}td,th{padding:0;text-align:start;font-weight:400;
vertical-align:top}
:is(td,th):last-child:not(:only-child){text-align:end;white-space:nowrap;padding-left:.6em}
.lines tr:nth-child(odd) td{padding-top:.3em}.total>*{font-size:1.4em;font-weight:700}
hr{margin:.6em 0;border:0;border-top:1px dashed #000}
a{display:inline-grid;place-items:center;min-height:44px;padding:0 20px;border-radius:10px;
background:#0e5a4a;color:#fff;text-decoration:none;font-weight:600}
a:focus-visible{outline:3px solid #1d4fd7;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#121513;color:#f0eee7}}
@media print{body{padding:0;background:#fff}.paper{box-shadow:none}nav{display:none}}
)css";

std::string policy() {
    return std::format(
        "default-src 'none'; style-src {}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'",
        policy_source(kStyle));
}

base::Bytes bytes_of(std::string_view text) {
    const auto bytes = base::as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

base::Bytes page_of(const Paper& paper, std::string_view article, const ReceiptAddress& address) {
    const auto title = documents::escape_html(paper.name);
    return bytes_of(std::format(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\">"
        "<meta name=\"robots\" content=\"noindex\"><title>{}</title><style>{}</style>"
        "<main>{}</main><nav><a href=\"{}.pdf\" download=\"{}.pdf\">PDF</a></nav></html>\n",
        documents::escape_html(paper.language), title, kStyle, article, address.receipt.text(),
        title));
}

}  // namespace

std::optional<ReceiptAddress> parse_receipt_address(std::string_view path) {
    if (!path.starts_with(kPrefix)) return std::nullopt;
    path.remove_prefix(kPrefix.size());
    ReceiptAddress address;
    if (path.ends_with(kPdf)) {
        address.pdf = true;
        path.remove_suffix(kPdf.size());
    }
    const auto slash = path.find('/');
    if (slash != kTenantDigits) return std::nullopt;
    const auto id = base::Id::parse(path.substr(slash + 1));
    if (!id) return std::nullopt;
    address.tenant_end = path.substr(0, slash);
    address.receipt = *id;
    return address;
}

Result<base::Bytes> receipt_page(TenantStore& store, const ReceiptAddress& address) {
    auto& database = store.log().database();
    MOSTRADOR_TRY(tenant, organization::tenant(database));
    MOSTRADOR_TRY(receipt, sales::stored_receipt(database, address.receipt));
    auto paper = documents::receipt_paper(receipt, tenant, {});
    // The code leads here.
    std::erase_if(paper.blocks,
                  [](const auto& block) { return block.kind == documents::BlockKind::qr; });
    if (address.pdf) {
        return documents::paper_pdf({&paper, 1}, documents::PdfPage::a4, documents::Raster{});
    }
    MOSTRADOR_TRY(article, documents::paper_html(paper));
    return page_of(paper, article, address);
}

const std::string& receipt_page_policy() {
    static const std::string text = policy();
    return text;
}

}  // namespace mostrador::hub
