#include "catalog/apply.hpp"

#include <map>
#include <set>
#include <string>

#include "base/text.hpp"
#include "catalog/barcode.hpp"
#include "catalog/operations.hpp"

namespace mostrador::catalog {
namespace {

using base::Id;
using base::Status;
using log::ColumnType;

const log::AssignedTable kProducts{"product",
                                   {{"sku"},
                                    {"name"},
                                    {.name = "price", .type = ColumnType::integer, .matters = true},
                                    {.name = "tax", .type = ColumnType::id, .matters = true},
                                    {"category", ColumnType::id},
                                    {"unit"},
                                    {"color"},
                                    {"image"},
                                    {"station"},
                                    {"barcodes"},
                                    {"active", ColumnType::boolean},
                                    {"modifiers"},
                                    {"description"},
                                    {"allergens"},
                                    {"tags"},
                                    {"parent", ColumnType::id},
                                    {"options"}}};

/// What the derived tables say of one product.
struct Derived {
    bool listed = false;
    Id category;
    std::string sort_name;
    std::set<std::string> codes;
};

/// How many more (or fewer) products each category lists; written once for an operation.
using CountChanges = std::map<Id, std::int64_t>;

std::set<std::string> keys_of(std::string_view barcodes) {
    std::set<std::string> keys;
    while (!barcodes.empty()) {
        const auto code = barcodes.substr(0, barcodes.find(kCodeSeparator));
        barcodes.remove_prefix(std::min(barcodes.size(), code.size() + 1));
        auto key = barcode_key(code);
        if (!key.empty()) keys.insert(std::move(key));
    }
    return keys;
}

base::Result<Derived> derive(store::Database& database, const Id& product) {
    Derived derived;
    MOSTRADOR_CHECK(database.each(
        "SELECT category, name, barcodes, active, parent FROM product WHERE id = ?1 AND stamp > 0",
        product, [&](const store::Row& row) {
            // Variants are found by their codes and names, and chosen under their product.
            derived.listed = row.get<bool>(3) && row.id(4).is_nil();
            derived.category = row.id(0);
            derived.sort_name = base::fold(row.text(1));
            derived.codes = keys_of(row.text(2));
        }));
    return derived;
}

Status update_listing(store::Database& database, const Id& product, const Derived& before,
                      const Derived& after, CountChanges& counts) {
    const bool same = before.listed == after.listed && before.category == after.category &&
                      before.sort_name == after.sort_name;
    if (same) return {};
    if (before.listed) {
        --counts[before.category];
        MOSTRADOR_CHECK(database.run(
            "DELETE FROM product_listing WHERE category = ?1 AND sort_name = ?2 AND product = ?3",
            before.category, before.sort_name, product));
    }
    if (!after.listed) return {};
    ++counts[after.category];
    return database.run(
        "INSERT INTO product_listing (category, sort_name, product) VALUES (?1, ?2, ?3)",
        after.category, after.sort_name, product);
}

Status update_codes(store::Database& database, const Id& product, const Derived& before,
                    const Derived& after) {
    for (const auto& code : before.codes) {
        if (after.codes.contains(code)) continue;
        MOSTRADOR_CHECK(database.run("DELETE FROM product_code WHERE code = ?1 AND product = ?2",
                                     code, product));
    }
    for (const auto& code : after.codes) {
        if (before.codes.contains(code)) continue;
        MOSTRADOR_CHECK(database.run("INSERT INTO product_code (code, product) VALUES (?1, ?2)",
                                     code, product));
    }
    return {};
}

Status apply_row(store::Database& database, const log::Operation& operation, const base::Json& row,
                 CountChanges& counts) {
    const auto given = base::decode<base::Form::binary, ProductRow>(row);
    if (!given) return std::unexpected(given.error());
    const auto& product = given->id;
    MOSTRADOR_TRY(before, derive(database, product));
    MOSTRADOR_TRY(changed, log::assign(database, kProducts, operation, row));
    if (!changed) return {};
    MOSTRADOR_TRY(after, derive(database, product));
    MOSTRADOR_CHECK(update_listing(database, product, before, after, counts));
    return update_codes(database, product, before, after);
}

Status write_counts(store::Database& database, const CountChanges& counts) {
    for (const auto& [category, change] : counts) {
        if (change == 0) continue;
        MOSTRADOR_CHECK(database.run(
            "INSERT INTO listing_count (category, products) VALUES (?1, ?2) "
            "ON CONFLICT (category) DO UPDATE SET products = products + excluded.products",
            category, change));
    }
    return {};
}

}  // namespace

Status apply_products(store::Database& database, const log::Operation& operation) {
    const auto& payload = operation.payload;
    const auto rows = payload.is_object() ? payload.find("rows") : payload.end();
    if (rows == payload.end() || !rows->is_array()) {
        return base::fail(base::Code::input_malformed, {{"field", "rows"}});
    }
    CountChanges counts;
    for (const auto& row : *rows)
        MOSTRADOR_CHECK(apply_row(database, operation, row, counts));
    return write_counts(database, counts);
}

}  // namespace mostrador::catalog
