#include "scanning/recognise.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "catalog/barcode.hpp"
#include "catalog/sellable.hpp"
#include "guests/code.hpp"
#include "organization/queries.hpp"
#include "sales/voucher.hpp"
#include "scanning/gs1.hpp"
#include "scanning/operations.hpp"
#include "scanning/scale_code.hpp"

namespace mostrador::scanning {
namespace {

using base::Result;
using command::Context;

constexpr std::string_view kOurScheme = "mostrador:";
constexpr std::string_view kReceiptPage = "/r/";
constexpr std::string_view kMenuPage = "/m/";
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

/// What is named by its id in our codes; a voucher and a ticket have codes of their own.
bool has_id(Kind kind) {
    return kind == Kind::receipt || kind == Kind::customer || kind == Kind::table;
}

/// `mostrador:receipt:0190a4c2-…`
Recognised read_own(std::string_view text) {
    const auto content = text.substr(kOurScheme.size());
    const auto colon = content.find(':');
    Recognised out{.kind = Kind::unknown, .code = std::string(text)};
    const auto kind = base::enum_value<Kind>(content.substr(0, colon));
    if (colon == std::string_view::npos || !kind || *kind == Kind::product) return out;
    const auto what = content.substr(colon + 1);
    if (has_id(*kind)) {
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

/// The menu of a table, "https://<hub>/m/<end of the tenant's id>/<table>", as its code says it or
/// with the visit's word behind it. What only guests may do with it the hub checks.
std::optional<base::Id> read_table_page(std::string_view text, const base::Id& tenant) {
    const auto path = text.rfind(kMenuPage);
    if (!text.starts_with("http") || path == std::string_view::npos) return std::nullopt;
    const auto whole = text.substr(path);
    const auto address = guests::parse_table_path(whole.substr(0, whole.find('#')));
    if (!address || address->end != guests::tenant_end(tenant)) return std::nullopt;
    return address->table;
}

/// The product that has one of these codes.
template <class Codes>
Result<std::optional<base::Id>> product_of(Context& context, const Codes& codes) {
    for (const auto& code : codes) {
        auto product = catalog::product_of_code(context.database, code);
        if (product) return *product;
        if (product.error().code != base::Code::catalog_product_not_found) {
            return std::unexpected(std::move(product.error()));
        }
    }
    return std::optional<base::Id>{};
}

/// How much a label's weight is of a product; nothing where it is not sold by weight.
Result<std::optional<base::Decimal>> weighed(const catalog::Sellable& sold,
                                             const base::Decimal& kilograms) {
    if (sold.unit != kKilogram) return std::optional<base::Decimal>{};
    MOSTRADOR_TRY(quantity, kilograms.rescaled(kQuantityScale, base::Rounding::half_away));
    if (quantity.is_zero()) return std::optional<base::Decimal>{};
    return quantity.normalized();
}

/// How much was sold for a label's price.
Result<std::optional<base::Decimal>> priced(Context& context, const catalog::Sellable& sold,
                                            const base::Decimal& price) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(minor, price.rescaled(tenant.currency.minor_digits, base::Rounding::half_away));
    return quantity_worth(minor.mantissa(), sold.price);
}

/// CAT-3: a code that one of the shop's scales made.
Result<Recognised> read_measured(Context& context, const std::string& code) {
    Recognised out{.kind = Kind::unknown, .code = code};
    MOSTRADOR_TRY(rules, scale_codes(context.database));
    for (const auto& rule : rules) {
        const auto measured = read_scale_code(rule, code);
        if (!measured) continue;
        MOSTRADOR_TRY(product, product_of(context, article_codes(rule, measured->article)));
        if (!product) continue;
        out.kind = Kind::product;
        out.id = *product;
        MOSTRADOR_TRY(sold, catalog::sellable(context.database, *product));
        MOSTRADOR_TRY(quantity, rule.measure == Measure::weight
                                    ? weighed(sold, measured->value)
                                    : priced(context, sold, measured->value));
        out.quantity = quantity;
        return out;
    }
    return out;
}

Result<Recognised> read_article(Context& context, const Scanned& scanned) {
    auto code = scanned.text;
    const auto label = read_label(code);
    if (label) code = label->gtin;
    if (scanned.format == "UPC-E") code = catalog::upc_a_of(code);

    MOSTRADOR_TRY(product, product_of(context, std::array{code}));
    if (!product) {
        MOSTRADOR_TRY(measured, read_measured(context, code));
        if (measured.kind == Kind::unknown) measured.code = scanned.text;
        return measured;
    }
    Recognised out{.kind = Kind::product, .code = scanned.text, .id = *product};
    if (!label || !label->kilograms) return out;
    MOSTRADOR_TRY(sold, catalog::sellable(context.database, *product));
    MOSTRADOR_TRY(quantity, weighed(sold, *label->kilograms));
    out.quantity = quantity;
    return out;
}

/// SALE-6: a voucher's code as it stands on paper, which somebody types.
Result<Recognised> read_voucher(Context& context, Recognised scanned) {
    auto code = scanned.code;
    std::ranges::transform(code, code.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    auto known = sales::voucher(context, code);
    if (known) return Recognised{.kind = Kind::voucher, .code = std::move(code)};
    if (known.error().code == base::Code::sales_voucher_unknown) return scanned;
    return std::unexpected(std::move(known.error()));
}

Result<Recognised> recognise(Context& context, const Scanned& scanned) {
    if (scanned.text.starts_with(kOurScheme)) return read_own(scanned.text);
    const auto receipt = read_receipt_page(scanned.text, context.identity->tenant);
    if (receipt) return Recognised{.kind = Kind::receipt, .code = scanned.text, .id = *receipt};
    const auto table = read_table_page(scanned.text, context.identity->tenant);
    if (table) return Recognised{.kind = Kind::table, .code = scanned.text, .id = *table};
    MOSTRADOR_TRY(article, read_article(context, scanned));
    if (article.kind != Kind::unknown) return article;
    return read_voucher(context, std::move(article));
}

struct ScaleCodesView {
    static constexpr std::string_view kType = "ScaleCodesView";
    std::vector<ScaleCode> codes;

    static constexpr auto fields() {
        return base::fields(base::field("codes", &ScaleCodesView::codes));
    }
};

Result<ScaleCodesView> list(Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(codes, scale_codes(context.database));
    return ScaleCodesView{std::move(codes)};
}

Result<ScaleCodesView> write(Context& context, ScaleCodeRow row) {
    MOSTRADOR_CHECK(context.log.append(context.person->id, ScaleCodesPut{{{std::move(row)}}}));
    context.touch("catalog");
    return list(context, {});
}

/// Adds a meaning, or changes the one with its id.
Result<ScaleCodesView> put(Context& context, const ScaleCode& code) {
    MOSTRADOR_CHECK(check(code));
    return write(context, {.id = code.id,
                           .create = true,
                           .prefix = code.prefix,
                           .article_digits = code.article_digits,
                           .value_digits = code.value_digits,
                           .measure = code.measure,
                           .decimals = code.decimals,
                           .active = true});
}

struct One {
    base::Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &One::id)); }
};

Result<ScaleCodesView> remove(Context& context, const One& request) {
    return write(context, {.id = request.id,
                           .create = false,
                           .prefix = {},
                           .article_digits = {},
                           .value_digits = {},
                           .measure = {},
                           .decimals = {},
                           .active = false});
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    return {
        command::command<Scanned, Recognised>("scan.recognise", {.access = person}, recognise),
        command::command<command::Nothing, ScaleCodesView>("scan.scale_codes", {.access = person},
                                                           list),
        command::command<ScaleCode, ScaleCodesView>(
            "scan.put_scale_code", {person, durable, Permission::edit_catalog}, put),
        command::command<One, ScaleCodesView>("scan.remove_scale_code",
                                              {person, durable, Permission::edit_catalog}, remove),
    };
}

}  // namespace mostrador::scanning
