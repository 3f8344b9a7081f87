#include "catalog/import.hpp"

#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "catalog/barcode.hpp"
#include "catalog/batches.hpp"
#include "catalog/conflicts.hpp"
#include "catalog/import_rows.hpp"
#include "organization/queries.hpp"
#include "store/transaction.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;

constexpr std::string_view kDefaultUnit = "un";

/// Colours of new categories, in turn; all carry white text.
constexpr std::array<std::string_view, 8> kPalette{"#3f7d3a", "#a66a2c", "#a8323e", "#2f6f8f",
                                                   "#6b4a9e", "#9a5a1a", "#2f7f78", "#5a6472"};

/// What the shop has of a product before the import.
struct Known {
    Id id;
    std::string sku;
    std::string name;
    std::int64_t price = 0;
    Id tax;
    Id category;
    std::string unit;
    std::string barcodes;
};

/// Names by their folded form.
using IdsByName = std::unordered_map<std::string, Id>;

/// Turns the rows of a list into the operations that bring the catalogue to it.
class Plan {
public:
    Plan(log::Log& log, const Id& tenant, ImportReport& report)
        : log_(log), tenant_(tenant), report_(report), issues_(report) {}

    Status load();
    void add(ImportRow row);
    Status append(std::optional<Id> person);

private:
    store::Database& database() { return log_.database(); }

    Id derived(std::string_view name_space, std::string_view name) const;
    Id category_of(const std::string& name);
    Id tax_of(const ImportRow& row);
    Id create_tax(const base::Decimal& rate);
    Id new_product_id(const std::string& key);
    void create(const ImportRow& row, const std::string& key, const Id& category, const Id& tax);
    void update(const ImportRow& row, const Known& known, const Id& category, const Id& tax);

    log::Log& log_;
    Id tenant_;
    ImportReport& report_;
    Issues issues_;

    std::unordered_map<std::string, Known> products_;  ///< by sku_key
    std::unordered_set<Id> product_ids_;
    IdsByName categories_;
    IdsByName taxes_;
    std::unordered_map<std::string, Id> taxes_by_rate_;
    std::int64_t next_position_ = 0;

    TaxesPut new_taxes_;
    CategoriesPut new_categories_;
    std::vector<ProductRow> rows_;
};

Status Plan::load() {
    MOSTRADOR_CHECK(database().each(
        "SELECT id, sku, name, price, tax, category, unit, barcodes FROM product WHERE stamp > 0",
        [this](const store::Row& row) {
            Known known{.id = row.id(0),
                        .sku = row.get<std::string>(1),
                        .name = row.get<std::string>(2),
                        .price = row.integer(3),
                        .tax = row.id(4),
                        .category = row.id(5),
                        .unit = row.get<std::string>(6),
                        .barcodes = row.get<std::string>(7)};
            product_ids_.insert(known.id);
            auto key = sku_key(known.sku);
            products_.emplace(std::move(key), std::move(known));
        }));
    MOSTRADOR_CHECK(database().each(
        "SELECT id, name, position FROM category WHERE stamp > 0 AND active = 1 ORDER BY id",
        [this](const store::Row& row) {
            categories_.emplace(base::fold(row.text(1)), row.id(0));
            next_position_ = std::max(next_position_, row.integer(2) + 1);
        }));
    return database().each(
        "SELECT id, name, rate FROM tax_class WHERE stamp > 0 AND active = 1 ORDER BY id",
        [this](const store::Row& row) {
            taxes_.emplace(base::fold(row.text(1)), row.id(0));
            taxes_by_rate_.emplace(row.decimal(2).normalized().text(), row.id(0));
        });
}

void Plan::add(ImportRow row) {
    const auto category = row.category ? category_of(*row.category) : Id::nil();
    const auto tax = row.tax ? tax_of(row) : Id::nil();
    const auto key = sku_key(row.sku);
    const auto known = products_.find(key);
    if (known == products_.end()) return create(row, key, category, tax);
    update(row, known->second, category, tax);
}

/// Ids follow from the names, so that two devices that import one list make the same products.
Id Plan::derived(std::string_view name_space, std::string_view name) const {
    return base::derived_id(name_space, tenant_.text() + ":" + std::string(name));
}

Id Plan::category_of(const std::string& name) {
    if (name.empty()) return Id::nil();
    const auto key = base::fold(name);
    const auto known = categories_.find(key);
    if (known != categories_.end()) return known->second;
    const auto id = derived("catalog.category", key);
    categories_.emplace(key, id);
    const auto color = kPalette[new_categories_.rows.size() % kPalette.size()];
    new_categories_.rows.push_back({.id = id,
                                    .create = true,
                                    .name = name,
                                    .color = std::string(color),
                                    .icon = std::nullopt,
                                    .position = next_position_++,
                                    .active = true});
    return id;
}

Id Plan::tax_of(const ImportRow& row) {
    if (row.tax->empty()) return Id::nil();
    const auto named = taxes_.find(base::fold(*row.tax));
    if (named != taxes_.end()) return named->second;
    auto text = *row.tax;
    if (text.ends_with('%')) text.pop_back();
    while (text.ends_with(' '))
        text.pop_back();
    if (!text.contains('.')) std::ranges::replace(text, ',', '.');
    const auto rate = base::Decimal::parse(text);
    const bool is_rate = rate && !rate->is_negative() && *rate <= base::Decimal(100);
    if (is_rate) return create_tax(rate->normalized());
    issues_.error(row.line, "tax", Code::import_tax_unknown, {{"value", *row.tax}});
    return Id::nil();
}

Id Plan::create_tax(const base::Decimal& rate) {
    const auto key = rate.text();
    const auto known = taxes_by_rate_.find(key);
    if (known != taxes_by_rate_.end()) return known->second;
    const auto id = derived("catalog.tax", key);
    taxes_by_rate_.emplace(key, id);
    new_taxes_.rows.push_back({.id = id,
                               .create = true,
                               .name = key + " %",
                               .code = std::nullopt,
                               .rate = rate,
                               .active = true});
    return id;
}

Id Plan::new_product_id(const std::string& key) {
    const auto id = derived("catalog.product", key);
    // A product that had this SKU when it was imported may have another one now.
    return product_ids_.contains(id) ? log_.make_id() : id;
}

void Plan::create(const ImportRow& row, const std::string& key, const Id& category, const Id& tax) {
    ++report_.created;
    rows_.push_back({.id = new_product_id(key),
                     .create = true,
                     .sku = row.sku,
                     .name = row.name,
                     .price = row.price,
                     .tax = tax,
                     .category = category,
                     .unit = row.unit.value_or("").empty() ? std::string(kDefaultUnit) : *row.unit,
                     .barcodes = row.barcodes,
                     .active = true});
}

void Plan::update(const ImportRow& row, const Known& known, const Id& category, const Id& tax) {
    ProductRow changes{.id = known.id};
    if (row.sku != known.sku) changes.sku = row.sku;
    if (row.name != known.name) changes.name = row.name;
    if (row.price != known.price) changes.price = row.price;
    if (row.tax && tax != known.tax) changes.tax = tax;
    if (row.category && category != known.category) changes.category = category;
    if (row.unit && !row.unit->empty() && *row.unit != known.unit) changes.unit = row.unit;
    if (row.barcodes && *row.barcodes != known.barcodes) changes.barcodes = row.barcodes;
    const bool changed = changes.sku || changes.name || changes.price || changes.tax ||
                         changes.category || changes.unit || changes.barcodes;
    ++(changed ? report_.updated : report_.unchanged);
    if (changed) rows_.push_back(std::move(changes));
}

Status Plan::append(std::optional<Id> person) {
    report_.taxes_created = std::ssize(new_taxes_.rows);
    report_.categories_created = std::ssize(new_categories_.rows);
    if (!new_taxes_.rows.empty()) MOSTRADOR_CHECK(log_.append(person, new_taxes_));
    if (!new_categories_.rows.empty()) MOSTRADOR_CHECK(log_.append(person, new_categories_));
    for (auto& row : rows_)
        MOSTRADOR_CHECK(note_replaced(database(), row));
    return append_products(log_, person, std::move(rows_));
}

}  // namespace

Result<ImportReport> import_csv(log::Log& log, std::optional<Id> person, std::string_view text) {
    MOSTRADOR_TRY(tenant, organization::tenant(log.database()));
    ImportReport report;
    Issues issues(report);
    auto rows = read_import_rows(text, tenant.currency, issues);
    if (report.error_count > 0) return report;

    Plan plan(log, tenant.id, report);
    MOSTRADOR_TRY(transaction, store::Transaction::begin(log.database()));
    MOSTRADOR_CHECK(plan.load());
    for (auto& row : rows)
        plan.add(std::move(row));
    if (report.error_count > 0) return report;
    MOSTRADOR_CHECK(plan.append(person));
    MOSTRADOR_CHECK(transaction.commit());
    report.applied = true;
    return report;
}

}  // namespace mostrador::catalog
