#include "catalog/checks.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "catalog/barcode.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Id;
using base::Status;

constexpr std::size_t kMostText = 250;
constexpr std::size_t kMostCodes = 50;
constexpr std::int64_t kMostPrice = 1'000'000'000'000;

Status check_code(store::Database& database, const Id& product, const std::string& code) {
    MOSTRADOR_CHECK(check_text("barcodes", code, true));
    MOSTRADOR_TRY(other,
                  database.one<std::string>(
                      "SELECT p.name FROM product_code k JOIN product p ON p.id = k.product "
                      "WHERE k.code = ?1 AND p.id <> ?2 AND p.active = 1 AND p.stamp > 0 LIMIT 1",
                      barcode_key(code), product));
    if (!other) return {};
    return base::fail(Code::catalog_code_taken, {{"code", code}, {"name", *other}});
}

}  // namespace

std::unexpected<base::Error> wrong(Code code, std::string_view field) {
    return base::fail(code, {{"field", std::string(field)}});
}

Status check_text(std::string_view field, std::string_view text, bool needed) {
    if (needed && text.empty()) return wrong(Code::input_missing, field);
    const bool fits = text.size() <= kMostText && base::is_valid_utf8(text) &&
                      std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' '; });
    if (!fits) return wrong(Code::input_out_of_range, field);
    return {};
}

Status check_price(std::int64_t price) {
    if (price < 0 || price > kMostPrice) return wrong(Code::input_out_of_range, "price");
    return {};
}

Status check_sku(store::Database& database, const Id& product, std::string_view sku) {
    MOSTRADOR_TRY(other, database.one<std::string>(
                             "SELECT name FROM product WHERE sku = ?1 COLLATE NOCASE AND id <> ?2 "
                             "AND active = 1 AND stamp > 0 LIMIT 1",
                             sku, product));
    if (!other) return {};
    return base::fail(Code::catalog_code_taken, {{"code", std::string(sku)}, {"name", *other}});
}

Status check_codes(store::Database& database, const Id& product,
                   const std::vector<std::string>& barcodes) {
    if (barcodes.size() > kMostCodes) return wrong(Code::input_out_of_range, "barcodes");
    for (const auto& code : barcodes)
        MOSTRADOR_CHECK(check_code(database, product, code));
    return {};
}

}  // namespace mostrador::catalog
