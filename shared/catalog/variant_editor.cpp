#include "catalog/variant_editor.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "catalog/barcode.hpp"
#include "catalog/checks.hpp"
#include "catalog/conflicts.hpp"
#include "catalog/variants.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostOptions = 3;
constexpr std::size_t kMostValues = 50;
constexpr std::size_t kMostVariants = 200;

struct ById {
    Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &ById::id)); }
};

struct Suggest {
    Id product;
    std::vector<VariantOption> options;

    static constexpr auto fields() {
        return base::fields(base::field("product", &Suggest::product),
                            base::field("options", &Suggest::options));
    }
};

/// `variants` is what is on sale from now on, `removed` what is archived; what is in neither stays.
struct Put {
    Id product;
    std::vector<VariantOption> options;
    std::vector<Variant> variants;
    std::vector<Id> removed;

    static constexpr auto fields() {
        using T = Put;
        return base::fields(
            base::field("product", &T::product), base::field("options", &T::options),
            base::field("variants", &T::variants), base::field("removed", &T::removed));
    }
};

/// A product's row as it stands, every field of it.
Result<std::optional<ProductRow>> row_of(store::Database& database, const Id& id) {
    std::optional<ProductRow> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT sku, name, price, tax, category, unit, color, image, station, barcodes, modifiers, "
        "parent, options, active FROM product WHERE id = ?1 AND stamp > 0",
        id, [&](const store::Row& row) {
            found = ProductRow{.id = id,
                               .create = true,
                               .sku = row.get<std::string>(0),
                               .name = row.get<std::string>(1),
                               .price = row.integer(2),
                               .tax = row.id(3),
                               .category = row.id(4),
                               .unit = row.get<std::string>(5),
                               .color = row.get<std::string>(6),
                               .image = row.get<std::string>(7),
                               .station = row.get<std::string>(8),
                               .barcodes = row.get<std::string>(9),
                               .active = row.get<bool>(13),
                               .modifiers = row.get<std::string>(10),
                               .parent = row.id(11),
                               .options = row.get<std::string>(12)};
        }));
    return found;
}

/// The product whose variants are meant. Error: catalog.product_not_found, also for a variant.
Result<ProductRow> parent_row(store::Database& database, const Id& id) {
    MOSTRADOR_TRY(row, row_of(database, id));
    if (!row || !row->parent->is_nil())
        return base::fail(Code::catalog_product_not_found, {{"product", id.text()}});
    return std::move(*row);
}

/// "Polo clásico M Negro"
std::string named(std::string_view product, const std::vector<std::string>& values,
                  std::string_view separator) {
    std::string text(product);
    for (const auto& value : values)
        text.append(separator).append(value);
    return text;
}

Status check_options(const std::vector<VariantOption>& options) {
    if (options.size() > kMostOptions) return wrong(Code::input_out_of_range, "options");
    for (const auto& option : options) {
        MOSTRADOR_CHECK(check_text("options", option.name, true));
        if (option.values.size() > kMostValues) return wrong(Code::input_out_of_range, "values");
        for (const auto& value : option.values)
            MOSTRADOR_CHECK(check_text("values", value, true));
    }
    return {};
}

/// What is there, and a variant with SKU, name and price for each combination that is not.
Result<Variants> suggest(Context& context, const Suggest& request) {
    MOSTRADOR_CHECK(check_options(request.options));
    MOSTRADOR_TRY(parent, parent_row(context.database, request.product));
    MOSTRADOR_TRY(all, variants_of(context.database, request.product));
    all.options = request.options;
    std::vector<Variant> ordered;
    for (auto& values : combinations(request.options)) {
        if (ordered.size() > kMostVariants) return wrong(Code::input_out_of_range, "variants");
        const auto known = std::ranges::find(all.variants, values, &Variant::values);
        if (known != all.variants.end()) {
            ordered.push_back(*known);
            continue;
        }
        ordered.push_back({context.log.make_id(),
                           values,
                           named(*parent.name, values, " "),
                           named(*parent.sku, values, "-"),
                           {},
                           *parent.price});
    }
    for (auto& variant : all.variants)
        if (!std::ranges::contains(ordered, variant.id, &Variant::id))
            ordered.push_back(std::move(variant));
    all.variants = std::move(ordered);
    return all;
}

Status check_variant(store::Database& database, const Put& put, const Variant& variant) {
    if (variant.values.size() != put.options.size())
        return wrong(Code::input_out_of_range, "values");
    for (const auto& value : variant.values)
        MOSTRADOR_CHECK(check_text("values", value, true));
    MOSTRADOR_CHECK(check_text("sku", variant.sku, true));
    MOSTRADOR_CHECK(check_price(variant.price));
    MOSTRADOR_CHECK(check_sku(database, variant.id, variant.sku));
    return check_codes(database, variant.id, variant.barcodes);
}

/// No two of them have the same values, SKU or code.
Status check_apart(const std::vector<Variant>& variants) {
    std::vector<std::string> seen;
    const auto note = [&](std::string key, const Variant& variant) -> Status {
        if (std::ranges::contains(seen, key))
            return base::fail(Code::catalog_code_taken, {{"code", key}, {"name", variant.name}});
        seen.push_back(std::move(key));
        return {};
    };
    for (const auto& variant : variants) {
        MOSTRADOR_CHECK(note(named("", variant.values, " "), variant));
        MOSTRADOR_CHECK(note(sku_key(variant.sku), variant));
        for (const auto& code : variant.barcodes)
            MOSTRADOR_CHECK(note(barcode_key(code), variant));
    }
    return {};
}

Status check(store::Database& database, const Put& put) {
    MOSTRADOR_CHECK(check_options(put.options));
    if (put.variants.size() > kMostVariants) return wrong(Code::input_out_of_range, "variants");
    for (const auto& variant : put.variants)
        MOSTRADOR_CHECK(check_variant(database, put, variant));
    return check_apart(put.variants);
}

/// A variant as it is to be: its product's row with what is its own.
ProductRow wanted_row(const ProductRow& parent, const Variant& variant) {
    auto row = parent;
    row.id = variant.id;
    row.name = variant.name.empty() ? named(*parent.name, variant.values, " ") : variant.name;
    row.sku = variant.sku;
    row.price = variant.price;
    row.barcodes = lines_text(variant.barcodes);
    row.parent = parent.id;
    row.options = lines_text(variant.values);
    row.active = true;
    return row;
}

template <class T>
void set_if_new(std::optional<T>& out, const std::optional<T>& wanted,
                const std::optional<T>& known) {
    if (wanted != known) out = wanted;
}

/// The row of a variant that is new, or the fields that differ; nothing when none does.
Result<std::optional<ProductRow>> variant_changes(store::Database& database,
                                                  const ProductRow& wanted) {
    MOSTRADOR_TRY(known, row_of(database, wanted.id));
    if (!known) return wanted;
    ProductRow row{.id = wanted.id};
    set_if_new(row.name, wanted.name, known->name);
    set_if_new(row.sku, wanted.sku, known->sku);
    set_if_new(row.price, wanted.price, known->price);
    set_if_new(row.barcodes, wanted.barcodes, known->barcodes);
    set_if_new(row.parent, wanted.parent, known->parent);
    set_if_new(row.options, wanted.options, known->options);
    set_if_new(row.active, wanted.active, known->active);
    const bool changed =
        row.name || row.sku || row.price || row.barcodes || row.parent || row.options || row.active;
    if (!changed) return std::nullopt;
    MOSTRADOR_CHECK(note_replaced(database, row));
    return row;
}

Result<Variants> put(Context& context, const Put& request) {
    MOSTRADOR_CHECK(check(context.database, request));
    MOSTRADOR_TRY(parent, parent_row(context.database, request.product));
    ProductsPut rows;
    const auto options = options_text(request.options);
    if (options != *parent.options) rows.rows.push_back({.id = parent.id, .options = options});
    for (const auto& variant : request.variants) {
        MOSTRADOR_TRY(row, variant_changes(context.database, wanted_row(parent, variant)));
        if (row) rows.rows.push_back(std::move(*row));
    }
    for (const auto& id : request.removed)
        rows.rows.push_back({.id = id, .active = false});
    if (!rows.rows.empty()) {
        MOSTRADOR_CHECK(context.log.append(context.person->id, rows));
        context.touch("catalog");
        context.touch("sync");
    }
    return variants_of(context.database, request.product);
}

template <class T>
void follow_in(std::optional<T>& out, const std::optional<T>& changed, const std::optional<T>& was,
               const std::optional<T>& own) {
    if (changed && own == was) out = changed;
}

}  // namespace

Status follow(store::Database& database, std::string_view name, ProductsPut& put) {
    const auto changed = put.rows.front();
    MOSTRADOR_TRY(before, row_of(database, changed.id));
    if (!before || before->options->empty() || !before->parent->is_nil()) return {};
    // The archived ones too: they come back with their product.
    std::vector<Id> variants;
    MOSTRADOR_CHECK(
        database.each("SELECT id FROM product WHERE parent = ?1 AND stamp > 0 ORDER BY id",
                      changed.id, [&](const store::Row& row) { variants.push_back(row.id(0)); }));
    for (const auto& variant : variants) {
        MOSTRADOR_TRY(own, row_of(database, variant));
        if (!own) continue;
        ProductRow row{.id = variant};
        if (changed.name && own->name->starts_with(name))
            row.name = base::concat(*changed.name, own->name->substr(name.size()));
        follow_in(row.price, changed.price, before->price, own->price);
        follow_in(row.tax, changed.tax, before->tax, own->tax);
        follow_in(row.category, changed.category, before->category, own->category);
        follow_in(row.unit, changed.unit, before->unit, own->unit);
        follow_in(row.color, changed.color, before->color, own->color);
        follow_in(row.image, changed.image, before->image, own->image);
        follow_in(row.station, changed.station, before->station, own->station);
        follow_in(row.modifiers, changed.modifiers, before->modifiers, own->modifiers);
        follow_in(row.active, changed.active, before->active, own->active);
        const bool follows = row.name || row.price || row.tax || row.category || row.unit ||
                             row.color || row.image || row.station || row.modifiers || row.active;
        if (!follows) continue;
        MOSTRADOR_CHECK(note_replaced(database, row));
        put.rows.push_back(std::move(row));
    }
    return {};
}

command::Commands variant_commands() {
    using enum command::Access;
    using enum command::Effect;
    using command::command;
    using staff::Permission;
    const command::Rule look{person, query, Permission::edit_catalog};
    const auto variants = [](Context& context, const ById& request) {
        return variants_of(context.database, request.id);
    };
    return {
        command<ById, Variants>("catalog.variants", {person, query, Permission::sell}, variants),
        command<Suggest, Variants>("catalog.suggest_variants", look, suggest),
        command<Put, Variants>("catalog.put_variants", {person, durable, Permission::edit_catalog},
                               put),
    };
}

}  // namespace mostrador::catalog
