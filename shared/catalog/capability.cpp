#include "catalog/apply.hpp"
#include "catalog/operations.hpp"

namespace mostrador::catalog {
namespace {

using log::ColumnType;

const log::AssignedTable kTaxClasses{
    "tax_class",
    {{"name"}, {"code"}, {.name = "rate", .matters = true}, {"active", ColumnType::boolean}}};

const log::AssignedTable kCategories{"category",
                                     {{"name"},
                                      {"color"},
                                      {"icon"},
                                      {"position", ColumnType::integer},
                                      {"active", ColumnType::boolean}}};

const log::AssignedTable kModifierGroups{"modifier_group",
                                         {{"name"},
                                          {"least", ColumnType::integer},
                                          {"most", ColumnType::integer},
                                          {"position", ColumnType::integer},
                                          {"active", ColumnType::boolean}}};

const log::AssignedTable kModifiers{
    "modifier",
    {{"of_group", ColumnType::id},
     {"name"},
     {.name = "price", .type = ColumnType::integer, .matters = true},
     {"position", ColumnType::integer},
     {"active", ColumnType::boolean},
     {"product", ColumnType::id}}};

// `product_listing`, `product_code` and `listing_count` follow from `product` (apply.cpp). Those
// whose creation was not seen yet (stamp 0) and the archived are not listed; archived products can
// still be found by their codes, so that the till can say why they are not sold.
//
// `product` keeps SQLite's row numbers: rows of an import then lie side by side, where ids would
// scatter them, and the search index can name a product in eight bytes.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE tax_class (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  rate TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE category (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  color TEXT NOT NULL,
  icon TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
  id BLOB NOT NULL PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  sku TEXT NOT NULL,
  name TEXT NOT NULL,
  price INTEGER NOT NULL,
  tax BLOB NOT NULL,
  category BLOB NOT NULL,
  unit TEXT NOT NULL,
  color TEXT NOT NULL,
  image TEXT NOT NULL,
  station TEXT NOT NULL,
  barcodes TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT;

CREATE TABLE product_listing (
  category BLOB NOT NULL,
  sort_name TEXT NOT NULL,
  product BLOB NOT NULL,
  PRIMARY KEY (category, sort_name, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_code (
  code TEXT NOT NULL,
  product BLOB NOT NULL,
  PRIMARY KEY (code, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_count (
  category BLOB PRIMARY KEY,
  products INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Modifiers of products (CAT-2), and a way to the archived ones.
constexpr std::string_view kModifierSchema = R"sql(
ALTER TABLE product ADD COLUMN modifiers TEXT NOT NULL DEFAULT '';
CREATE INDEX product_archived ON product (name, id) WHERE active = 0;
CREATE TABLE modifier_group (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  least INTEGER NOT NULL,
  most INTEGER NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE modifier (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  of_group BLOB NOT NULL,
  name TEXT NOT NULL,
  price INTEGER NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX modifier_group_of ON modifier (of_group);
)sql";

// What a guest reads of a product.
constexpr std::string_view kMenuSchema = R"sql(
ALTER TABLE product ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN allergens TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN tags TEXT NOT NULL DEFAULT '';
)sql";

// Variants are products that name the product they are variants of (CAT-2).
constexpr std::string_view kVariantSchema = R"sql(
ALTER TABLE product ADD COLUMN parent BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';
ALTER TABLE product ADD COLUMN options TEXT NOT NULL DEFAULT '';
CREATE INDEX product_parent ON product (parent)
  WHERE parent <> x'00000000000000000000000000000000';
)sql";

// A modifier that is a product makes a combo of whatever it is chosen with (CAT-2).
constexpr std::string_view kComboSchema = R"sql(
ALTER TABLE modifier ADD COLUMN product BLOB NOT NULL
  DEFAULT x'00000000000000000000000000000000';
)sql";

// Which column of a list was taken for which field the last time; of this device alone.
constexpr std::string_view kImportSchema = R"sql(
CREATE TABLE import_mapping (
  header TEXT PRIMARY KEY,
  fields TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

log::Capability capability() {
    return {
        .name = "catalog",
        .schema = kSchema,
        .kinds = {log::assignment_kind<TaxesPut>(kTaxClasses),
                  log::assignment_kind<CategoriesPut>(kCategories),
                  {ProductsPut::kKind, ProductsPut::kVersion, ProductsPut::kFamily, apply_products},
                  log::assignment_kind<ModifierGroupsPut>(kModifierGroups),
                  log::assignment_kind<ModifiersPut>(kModifiers)},
        .tables = {{"tax_class", "id"},
                   {"category", "id"},
                   {"product", "id"},
                   {"modifier_group", "id"},
                   {"modifier", "id"}},
        .later = {{7, kModifierSchema},
                  {11, kMenuSchema},
                  {11, kVariantSchema},
                  {11, kComboSchema},
                  {11, kImportSchema}}};
}

}  // namespace mostrador::catalog
