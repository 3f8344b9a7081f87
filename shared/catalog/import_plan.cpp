#include "catalog/import_plan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "catalog/barcode.hpp"
#include "catalog/batches.hpp"
#include "catalog/conflicts.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Id;
using base::Status;

constexpr std::string_view kDefaultUnit = "un";

/// Colours of new categories, in turn; all carry white text.
constexpr std::array<std::string_view, 8> kPalette{"#3f7d3a", "#a66a2c", "#a8323e", "#2f6f8f",
                                                   "#6b4a9e", "#9a5a1a", "#2f7f78", "#5a6472"};

bool says_something(const ProductRow& row) {
    return row.sku || row.name || row.price || row.tax || row.category || row.unit || row.barcodes;
}

/// Codes as a list has them: "a|b".
std::string codes_text(std::string codes) {
    std::ranges::replace(codes, kCodeSeparator, '|');
    return codes;
}

/// An amount as a list has it: "3.50".
std::string price_text(std::int64_t minor, const base::Currency& currency) {
    const auto amount = base::Decimal::scaled(minor, currency.minor_digits);
    return amount ? amount->text() : std::to_string(minor);
}

}  // namespace

Status ImportPlan::load() {
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
        "SELECT id, name, position, active FROM category WHERE stamp > 0 ORDER BY id",
        [this](const store::Row& row) {
            names_.emplace(row.id(0), row.get<std::string>(1));
            if (!row.get<bool>(3)) return;
            categories_.emplace(base::fold(row.text(1)), row.id(0));
            next_position_ = std::max(next_position_, row.integer(2) + 1);
        }));
    return database().each(
        "SELECT id, name, rate, active FROM tax_class WHERE stamp > 0 ORDER BY id",
        [this](const store::Row& row) {
            names_.emplace(row.id(0), row.get<std::string>(1));
            if (!row.get<bool>(3)) return;
            taxes_.emplace(base::fold(row.text(1)), row.id(0));
            taxes_by_rate_.emplace(row.decimal(2).normalized().text(), row.id(0));
        });
}

ImportState ImportPlan::judge(const ImportRow& row) {
    auto state = ImportState::refused;
    static_cast<void>(planned(row, state));
    return state;
}

ImportState ImportPlan::add(const ImportRow& row) {
    auto state = ImportState::refused;
    if (auto product = planned(row, state)) rows_.push_back(std::move(*product));
    return state;
}

std::optional<ProductRow> ImportPlan::planned(const ImportRow& row, ImportState& state) {
    const auto category = row.category ? category_of(*row.category) : Id::nil();
    const auto tax = tax_of(row);
    if (!tax) {
        state = ImportState::refused;
        return std::nullopt;
    }
    const auto* product = known(row);
    if (product == nullptr) {
        ++report_.created;
        state = ImportState::created;
        return creation(row, category, *tax);
    }
    auto changes = difference(row, *product, category, *tax);
    const bool changed = says_something(changes);
    ++(changed ? report_.updated : report_.unchanged);
    state = changed ? ImportState::changed : ImportState::unchanged;
    if (!changed) return std::nullopt;
    return changes;
}

const ImportPlan::Known* ImportPlan::known(const ImportRow& row) const {
    const auto found = products_.find(sku_key(row.sku));
    return found == products_.end() ? nullptr : &found->second;
}

/// Ids follow from the names, so that two devices that import one list make the same products.
Id ImportPlan::derived(std::string_view name_space, std::string_view name) const {
    return base::derived_id(name_space, tenant_.text() + ":" + std::string(name));
}

Id ImportPlan::category_of(const std::string& name) {
    if (name.empty()) return Id::nil();
    const auto key = base::fold(name);
    const auto known = categories_.find(key);
    if (known != categories_.end()) return known->second;
    const auto id = derived("catalog.category", key);
    categories_.emplace(key, id);
    names_.emplace(id, name);
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

std::optional<Id> ImportPlan::tax_of(const ImportRow& row) {
    if (!row.tax || row.tax->empty()) return Id::nil();
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
    return std::nullopt;
}

Id ImportPlan::create_tax(const base::Decimal& rate) {
    const auto key = rate.text();
    const auto known = taxes_by_rate_.find(key);
    if (known != taxes_by_rate_.end()) return known->second;
    const auto id = derived("catalog.tax", key);
    taxes_by_rate_.emplace(key, id);
    names_.emplace(id, key + " %");
    new_taxes_.rows.push_back({.id = id,
                               .create = true,
                               .name = key + " %",
                               .code = std::nullopt,
                               .rate = rate,
                               .active = true});
    return id;
}

Id ImportPlan::new_product_id(const std::string& key) {
    const auto id = derived("catalog.product", key);
    // A product that had this SKU when it was imported may have another one now.
    return product_ids_.contains(id) ? log_.make_id() : id;
}

ProductRow ImportPlan::creation(const ImportRow& row, const Id& category, const Id& tax) {
    return {.id = new_product_id(sku_key(row.sku)),
            .create = true,
            .sku = row.sku,
            .name = row.name,
            .price = row.price,
            .tax = tax,
            .category = category,
            .unit = row.unit.value_or("").empty() ? std::string(kDefaultUnit) : *row.unit,
            .barcodes = row.barcodes,
            .active = true};
}

ProductRow ImportPlan::difference(const ImportRow& row, const Known& known, const Id& category,
                                  const Id& tax) {
    ProductRow changes{.id = known.id};
    if (row.sku != known.sku) changes.sku = row.sku;
    if (row.name != known.name) changes.name = row.name;
    if (row.price != known.price) changes.price = row.price;
    if (row.tax && tax != known.tax) changes.tax = tax;
    if (row.category && category != known.category) changes.category = category;
    if (row.unit && !row.unit->empty() && *row.unit != known.unit) changes.unit = row.unit;
    if (row.barcodes && *row.barcodes != known.barcodes) changes.barcodes = row.barcodes;
    return changes;
}

std::string ImportPlan::name_of(const Id& id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? std::string() : found->second;
}

std::vector<ImportChange> ImportPlan::changes(const ImportRow& row,
                                              const base::Currency& currency) const {
    const Known none;
    const auto* product = known(row);
    const auto& before = product == nullptr ? none : *product;
    std::vector<ImportChange> out;
    const auto note = [&](ImportField field, std::string was, std::string is) {
        if (was == is) return;
        out.push_back({std::string(kImportFieldNames[field]), std::move(was), std::move(is)});
    };
    note(kSku, before.sku, row.sku);
    note(kName, before.name, row.name);
    note(kPrice, product == nullptr ? std::string() : price_text(before.price, currency),
         price_text(row.price, currency));
    if (row.barcodes) note(kBarcode, codes_text(before.barcodes), codes_text(*row.barcodes));
    if (row.category) note(kCategory, name_of(before.category), *row.category);
    if (row.tax) note(kTax, name_of(before.tax), *row.tax);
    if (row.unit && !row.unit->empty()) note(kUnit, before.unit, *row.unit);
    return out;
}

Status ImportPlan::append(std::optional<Id> person) {
    report_.taxes_created = new_taxes();
    report_.categories_created = new_categories();
    if (!new_taxes_.rows.empty()) MOSTRADOR_CHECK(log_.append(person, new_taxes_));
    if (!new_categories_.rows.empty()) MOSTRADOR_CHECK(log_.append(person, new_categories_));
    for (auto& row : rows_)
        MOSTRADOR_CHECK(note_replaced(database(), row));
    return append_products(log_, person, std::move(rows_));
}

}  // namespace mostrador::catalog
