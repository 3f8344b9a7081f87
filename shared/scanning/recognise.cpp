#include "scanning/recognise.hpp"

#include "catalog/barcode.hpp"
#include "catalog/sellable.hpp"
#include "scanning/gs1.hpp"

namespace mostrador::scanning {
namespace {

using base::Result;
using command::Context;

constexpr std::string_view kOurScheme = "mostrador:";
constexpr std::string_view kReceiptPage = "/r/";
constexpr std::string_view kKilogram = "kg";
/// As many decimals as a quantity in the cart has.
constexpr int kQuantityScale = 3;

struct Scanned {
    std::string text;
    std::optional<std::string> format;  ///< as the reader names it: "UPC-E"

    static constexpr auto fields() {
        return base::fields(base::field("text", &Scanned::text),
                            base::field("format", &Scanned::format));
    }
};

/// `mostrador:receipt:0190a4c2-…`
Recognised read_own(std::string_view text) {
    const auto content = text.substr(kOurScheme.size());
    const auto colon = content.find(':');
    Recognised out{.kind = Kind::unknown, .code = std::string(text)};
    const auto kind = base::enum_value<Kind>(content.substr(0, colon));
    if (colon == std::string_view::npos || !kind || *kind == Kind::product) return out;
    const auto what = content.substr(colon + 1);
    if (*kind == Kind::receipt) {
        const auto id = base::Id::parse(what);
        if (!id) return out;
        out.id = *id;
    }
    out.kind = *kind;
    out.code = what;
    return out;
}

/// The page behind a receipt, "https://<hub>/r/<end of the tenant's id>/<receipt>", if it is one of
/// this tenant.
std::optional<base::Id> read_receipt_page(std::string_view text, const base::Id& tenant) {
    const auto path = text.rfind(kReceiptPage);
    if (!text.starts_with("http") || path == std::string_view::npos) return std::nullopt;
    const auto rest = text.substr(path + kReceiptPage.size());
    const auto slash = rest.find('/');
    if (slash == 0 || slash == std::string_view::npos) return std::nullopt;
    if (!tenant.text().ends_with(rest.substr(0, slash))) return std::nullopt;
    const auto id = base::Id::parse(rest.substr(slash + 1));
    return id ? std::optional(*id) : std::nullopt;
}

Result<Recognised> read_article(Context& context, const Scanned& scanned) {
    Recognised out{.kind = Kind::unknown, .code = scanned.text};
    auto code = scanned.text;
    const auto label = read_label(code);
    if (label) code = label->gtin;
    if (scanned.format == "UPC-E") code = catalog::upc_a_of(code);

    const auto product = catalog::product_of_code(context.database, code);
    if (!product) {
        if (product.error().code == base::Code::catalog_product_not_found) return out;
        return std::unexpected(product.error());
    }
    out.kind = Kind::product;
    out.id = *product;
    if (!label || !label->kilograms) return out;
    MOSTRADOR_TRY(sold, catalog::sellable(context.database, *product));
    if (sold.unit != kKilogram) return out;
    MOSTRADOR_TRY(quantity, label->kilograms->rescaled(kQuantityScale, base::Rounding::half_away));
    if (!quantity.is_zero()) out.quantity = quantity.normalized();
    return out;
}

Result<Recognised> recognise(Context& context, const Scanned& scanned) {
    if (scanned.text.starts_with(kOurScheme)) return read_own(scanned.text);
    const auto receipt = read_receipt_page(scanned.text, context.identity->tenant);
    if (receipt) return Recognised{.kind = Kind::receipt, .code = scanned.text, .id = *receipt};
    return read_article(context, scanned);
}

}  // namespace

command::Commands commands() {
    const command::Rule read{.access = command::Access::person};
    return {command::command<Scanned, Recognised>("scan.recognise", read, recognise)};
}

}  // namespace mostrador::scanning
