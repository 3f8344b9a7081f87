#include "catalog/sellable.hpp"

#include "catalog/barcode.hpp"

namespace mostrador::catalog {

base::Result<Sellable> sellable(store::Database& database, const base::Id& product) {
    std::optional<Sellable> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT p.name, p.unit, iif(p.color = '', coalesce(c.color, ''), p.color), p.price, "
        "p.active, p.modifiers <> '', t.id, t.name, t.code, t.rate, p.category, "
        "p.options <> '' AND p.parent = zeroblob(16), p.parent, EXISTS (SELECT 1 FROM "
        "ticket_rule r WHERE r.id IN (p.id, p.category) AND r.active = 1) FROM product p "
        "LEFT JOIN category c ON c.id = p.category LEFT JOIN tax_class t ON t.id = p.tax "
        "WHERE p.id = ?1 AND p.stamp > 0",
        product, [&](const store::Row& row) {
            found = Sellable{product,
                             row.get<std::string>(0),
                             row.get<std::string>(1),
                             row.get<std::string>(2),
                             row.integer(3),
                             row.id(10),
                             row.get<bool>(4),
                             row.get<bool>(5),
                             row.get<bool>(13),
                             row.get<bool>(11),
                             row.id(12),
                             std::nullopt};
            if (row.is_null(6)) return;
            found->tax = TaxClass{row.id(6), row.get<std::string>(7), row.get<std::string>(8),
                                  row.decimal(9)};
        }));
    if (!found) {
        return base::fail(base::Code::catalog_product_not_found, {{"product", product.text()}});
    }
    return *found;
}

base::Result<std::optional<TaxClass>> tax_class(store::Database& database, const base::Id& id) {
    std::optional<TaxClass> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT name, code, rate FROM tax_class WHERE id = ?1 AND stamp > 0", id,
        [&](const store::Row& row) {
            found = TaxClass{id, row.get<std::string>(0), row.get<std::string>(1), row.decimal(2)};
        }));
    return found;
}

base::Result<base::Id> product_of_code(store::Database& database, std::string_view barcode) {
    MOSTRADOR_TRY(found, database.one<base::Id>(
                             "SELECT p.id FROM product_code k JOIN product p ON p.id = k.product "
                             "WHERE k.code = ?1 AND p.stamp > 0 "
                             "ORDER BY p.active DESC, p.stamp DESC, p.id DESC LIMIT 1",
                             barcode_key(barcode)));
    if (!found) {
        return base::fail(base::Code::catalog_product_not_found,
                          {{"barcode", std::string(barcode)}});
    }
    return *found;
}

}  // namespace mostrador::catalog
