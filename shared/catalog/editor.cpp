#include "catalog/editor.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/concat.hpp"
#include "catalog/allergens.hpp"
#include "catalog/barcode.hpp"
#include "catalog/checks.hpp"
#include "catalog/choices.hpp"
#include "catalog/conflicts.hpp"
#include "catalog/operations.hpp"
#include "catalog/sellable.hpp"
#include "catalog/variant_editor.hpp"
#include "catalog/variants.hpp"

namespace mostrador::catalog {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostTags = 10;
constexpr std::int64_t kMostListed = 500;

struct ById {
    Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &ById::id)); }
};

/// A product as it is edited: everything that was said of it, and the version that is in view.
struct ProductSheet {
    static constexpr std::string_view kType = "ProductSheet";
    Id id;
    std::string sku;
    std::string name;
    std::int64_t price = 0;  ///< minor units
    std::optional<Id> tax;
    std::optional<Id> category;
    std::string unit;
    std::string color;  ///< empty: its category's
    std::string image;
    std::string station;
    std::vector<std::string> barcodes;  ///< the first is the one shown
    std::vector<Id> modifiers;          ///< its modifier groups, in the order they are asked for
    std::string description;
    std::vector<std::string> allergens;
    std::vector<std::string> tags;
    bool active = true;
    std::optional<Id> parent;  ///< the product that it is a variant of; set by catalog.put_variants
    std::string seen;          ///< what is in view, for `put_product`: see `Seen`

    static constexpr auto fields() {
        using T = ProductSheet;
        return base::fields(
            base::field("id", &T::id), base::field("sku", &T::sku), base::field("name", &T::name),
            base::field("price", &T::price), base::field("tax", &T::tax),
            base::field("category", &T::category), base::field("unit", &T::unit),
            base::field("color", &T::color), base::field("image", &T::image),
            base::field("station", &T::station), base::field("barcodes", &T::barcodes),
            base::field("modifiers", &T::modifiers), base::field("description", &T::description),
            base::field("allergens", &T::allergens), base::field("tags", &T::tags),
            base::field("active", &T::active), base::field("parent", &T::parent),
            base::field("seen", &T::seen));
    }
};

struct Found {
    std::optional<ProductSheet> product;

    static constexpr auto fields() { return base::fields(base::field("product", &Found::product)); }
};

/// What is doubtful in a product, which is kept all the same.
struct Doubt {
    static constexpr std::string_view kType = "Doubt";
    std::string code;  ///< "import.check_digit"
    std::string value;

    static constexpr auto fields() {
        return base::fields(base::field("code", &Doubt::code), base::field("value", &Doubt::value));
    }
};

struct Put {
    ProductSheet product;
    std::vector<Doubt> doubts;

    static constexpr auto fields() {
        return base::fields(base::field("product", &Put::product),
                            base::field("doubts", &Put::doubts));
    }
};

struct TaxChoice {
    static constexpr std::string_view kType = "TaxChoice";
    Id id;
    std::string name;
    base::Decimal rate;

    static constexpr auto fields() {
        using T = TaxChoice;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("rate", &T::rate));
    }
};

struct TaxChoices {
    std::vector<TaxChoice> taxes;

    static constexpr auto fields() {
        return base::fields(base::field("taxes", &TaxChoices::taxes));
    }
};

struct ArchivedRequest {
    std::int64_t offset = 0;
    std::int64_t limit = 0;

    static constexpr auto fields() {
        using T = ArchivedRequest;
        return base::fields(base::field("offset", &T::offset), base::field("limit", &T::limit));
    }
};

struct Archived {
    static constexpr std::string_view kType = "Archived";
    Id id;
    std::string sku;
    std::string name;
    std::int64_t price = 0;

    static constexpr auto fields() {
        using T = Archived;
        return base::fields(base::field("id", &T::id), base::field("sku", &T::sku),
                            base::field("name", &T::name), base::field("price", &T::price));
    }
};

struct ArchivedPage {
    std::int64_t total = 0;
    std::vector<Archived> products;

    static constexpr auto fields() {
        return base::fields(base::field("total", &ArchivedPage::total),
                            base::field("products", &ArchivedPage::products));
    }
};

struct CategorySheet {
    static constexpr std::string_view kType = "CategorySheet";
    Id id;
    std::string name;
    std::string color;
    std::string icon;
    std::int64_t position = 0;
    bool active = true;

    static constexpr auto fields() {
        using T = CategorySheet;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("color", &T::color), base::field("icon", &T::icon),
                            base::field("position", &T::position),
                            base::field("active", &T::active));
    }
};

std::optional<Id> unless_nil(const Id& id) {
    if (id.is_nil()) return std::nullopt;
    return id;
}

/// The versions in view, as a text that the shell hands back untouched (a stamp is more than its
/// numbers hold): the row's, then `field:stamp:device` of each price and tax that was told.
struct Seen {
    std::optional<log::Stamp> row;  ///< nothing for a product that nobody saw before
    std::vector<log::Replaced> told;

    static Result<std::string> text(store::Database& database, const Id& product, log::Stamp row);
    static Seen parse(std::string_view text);
};

std::optional<log::Stamp> stamp_of(std::string_view text) {
    log::Stamp stamp = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), stamp);
    if (problem != std::errc{} || stamp <= 0) return std::nullopt;
    return stamp;
}

Result<std::string> Seen::text(store::Database& database, const Id& product, log::Stamp row) {
    constexpr std::array<std::string_view, 2> kFields{"price", "tax"};
    MOSTRADOR_TRY(told, log::replaced(database, "product", product, kFields));
    auto text = std::to_string(row);
    for (const auto& each : told)
        text += base::concat(" ", each.field, ":", each.stamp, ":", each.device.text());
    return text;
}

Seen Seen::parse(std::string_view text) {
    Seen seen{.row = stamp_of(text), .told = {}};
    for (auto space = text.find(' '); space != std::string_view::npos; space = text.find(' ')) {
        text.remove_prefix(space + 1);
        const auto word = text.substr(0, text.find(' '));
        const auto colon = word.find(':');
        const auto last = word.rfind(':');
        if (colon == last) continue;
        const auto stamp = stamp_of(word.substr(colon + 1));
        const auto device = Id::parse(word.substr(last + 1));
        if (stamp && device)
            seen.told.push_back({std::string(word.substr(0, colon)), *stamp, *device});
    }
    return seen;
}

Result<std::optional<ProductSheet>> sheet(store::Database& database, const Id& product) {
    std::optional<ProductSheet> found;
    log::Stamp seen = 0;
    MOSTRADOR_CHECK(database.each(
        "SELECT sku, name, price, tax, category, unit, color, image, station, barcodes, modifiers, "
        "description, allergens, tags, active, "
        "max(stamp, coalesce((SELECT max(stamp) FROM field_version v WHERE v.entity = 'product' "
        "AND v.row = p.id), 0)), parent FROM product p WHERE id = ?1 AND stamp > 0",
        product, [&](const store::Row& row) {
            found = ProductSheet{.id = product,
                                 .sku = row.get<std::string>(0),
                                 .name = row.get<std::string>(1),
                                 .price = row.integer(2),
                                 .tax = unless_nil(row.id(3)),
                                 .category = unless_nil(row.id(4)),
                                 .unit = row.get<std::string>(5),
                                 .color = row.get<std::string>(6),
                                 .image = row.get<std::string>(7),
                                 .station = row.get<std::string>(8),
                                 .barcodes = lines_of(row.text(9)),
                                 .modifiers = ids_of(row.text(10)),
                                 .description = row.get<std::string>(11),
                                 .allergens = lines_of(row.text(12)),
                                 .tags = lines_of(row.text(13)),
                                 .active = row.get<bool>(14),
                                 .parent = unless_nil(row.id(16)),
                                 .seen = {}};
            seen = row.integer(15);
        }));
    if (!found) return found;
    MOSTRADOR_TRY(text, Seen::text(database, product, seen));
    found->seen = std::move(text);
    return found;
}

Status check_color(std::string_view color) {
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    const bool fits = color.empty() || (color.size() == 7 && color.front() == '#' &&
                                        std::ranges::all_of(color.substr(1), is_hex));
    if (!fits) return wrong(Code::input_malformed, "color");
    return {};
}

Status check_there(store::Database& database, std::string_view sql, const Id& id, Code missing) {
    MOSTRADOR_TRY(found, database.one<std::int64_t>(sql, id));
    if (!found) return base::fail(missing);
    return {};
}

/// What guests read: a description, allergens that the law knows, words of the shop's own.
Status check_menu(const ProductSheet& product) {
    MOSTRADOR_CHECK(check_text("description", product.description));
    for (const auto& allergen : product.allergens)
        if (!is_allergen(allergen)) return wrong(Code::input_out_of_range, "allergens");
    if (product.tags.size() > kMostTags) return wrong(Code::input_out_of_range, "tags");
    for (const auto& tag : product.tags)
        MOSTRADOR_CHECK(check_text("tags", tag, true));
    return {};
}

/// Error: catalog.code_taken{code,name} when another product on sale has the SKU or a barcode.
Status check(store::Database& database, const ProductSheet& product) {
    MOSTRADOR_CHECK(check_text("name", product.name, true));
    MOSTRADOR_CHECK(check_text("sku", product.sku, true));
    MOSTRADOR_CHECK(check_text("unit", product.unit, true));
    MOSTRADOR_CHECK(check_text("image", product.image));
    MOSTRADOR_CHECK(check_text("station", product.station));
    MOSTRADOR_CHECK(check_color(product.color));
    MOSTRADOR_CHECK(check_menu(product));
    MOSTRADOR_CHECK(check_price(product.price));
    if (product.tax) {
        MOSTRADOR_CHECK(check_there(database, "SELECT 1 FROM tax_class WHERE id = ?1 AND stamp > 0",
                                    *product.tax, Code::catalog_tax_not_found));
    }
    if (product.category) {
        MOSTRADOR_CHECK(check_there(database, "SELECT 1 FROM category WHERE id = ?1 AND stamp > 0",
                                    *product.category, Code::catalog_category_not_found));
    }
    for (const auto& group : product.modifiers) {
        MOSTRADOR_CHECK(check_there(database,
                                    "SELECT 1 FROM modifier_group WHERE id = ?1 AND stamp > 0",
                                    group, Code::catalog_choice_unknown));
    }
    if (!product.active) return {};
    MOSTRADOR_CHECK(check_sku(database, product.id, product.sku));
    return check_codes(database, product.id, product.barcodes);
}

template <class T>
void set_if_new(std::optional<T>& out, const T& wanted, const T& known, bool create) {
    if (create || wanted != known) out = wanted;
}

/// The fields that differ; all of them for a new product. Nothing when none does.
std::optional<ProductRow> changes(const ProductSheet& wanted,
                                  const std::optional<ProductSheet>& there) {
    const auto known = there.value_or(ProductSheet{});
    const bool create = !there;
    ProductRow row{.id = wanted.id, .create = create};
    set_if_new(row.sku, wanted.sku, known.sku, create);
    set_if_new(row.name, wanted.name, known.name, create);
    set_if_new(row.price, wanted.price, known.price, create);
    set_if_new(row.tax, wanted.tax.value_or(Id::nil()), known.tax.value_or(Id::nil()), create);
    set_if_new(row.category, wanted.category.value_or(Id::nil()),
               known.category.value_or(Id::nil()), create);
    set_if_new(row.unit, wanted.unit, known.unit, create);
    set_if_new(row.color, wanted.color, known.color, create);
    set_if_new(row.image, wanted.image, known.image, create);
    set_if_new(row.station, wanted.station, known.station, create);
    set_if_new(row.barcodes, lines_text(wanted.barcodes), lines_text(known.barcodes), create);
    set_if_new(row.modifiers, ids_text(wanted.modifiers), ids_text(known.modifiers), create);
    set_if_new(row.description, wanted.description, known.description, create);
    set_if_new(row.allergens, lines_text(wanted.allergens), lines_text(known.allergens), create);
    set_if_new(row.tags, lines_text(wanted.tags), lines_text(known.tags), create);
    set_if_new(row.active, wanted.active, known.active, create);
    const bool changed = row.modifiers || row.description || row.allergens || row.tags || row.sku ||
                         row.name || row.price || row.tax || row.category || row.unit ||
                         row.color || row.image || row.station || row.barcodes || row.active;
    if (!changed) return std::nullopt;
    return row;
}

/// What the editor had in view when they gave the product another price or tax; what this device
/// has, when they do not say.
Status note_seen(store::Database& database, const ProductSheet& wanted, ProductRow& row) {
    auto seen = Seen::parse(wanted.seen);
    row.seen = seen.row;
    if (!seen.row) return note_replaced(database, row);
    const auto fields = told_fields(row);
    if (row.create || fields.empty()) return {};
    std::erase_if(seen.told,
                  [&](const auto& each) { return !std::ranges::contains(fields, each.field); });
    row.replaces = std::move(seen.told);
    return {};
}

std::vector<Doubt> doubts_of(const ProductSheet& product) {
    std::vector<Doubt> doubts;
    for (const auto& code : product.barcodes) {
        if (check_gtin(code) != GtinCheck::wrong_check_digit) continue;
        doubts.push_back({std::string(base::code_name(Code::import_check_digit)), code});
    }
    return doubts;
}

/// A product under an id that the asker made: asking twice makes one product.
Result<Put> put_product(Context& context, const ProductSheet& wanted) {
    MOSTRADOR_TRY(there, sheet(context.database, wanted.id));
    MOSTRADOR_CHECK(check(context.database, wanted));
    if (auto row = changes(wanted, there)) {
        MOSTRADOR_CHECK(note_seen(context.database, wanted, *row));
        ProductsPut put{{{std::move(*row)}}};
        if (there) MOSTRADOR_CHECK(follow(context.database, there->name, put));
        MOSTRADOR_CHECK(context.log.append(context.person->id, put));
        context.touch("catalog");
        context.touch("sync");
    }
    MOSTRADOR_TRY(now, sheet(context.database, wanted.id));
    return Put{std::move(*now), doubts_of(wanted)};
}

Result<ArchivedPage> archived(Context& context, const ArchivedRequest& request) {
    if (request.offset < 0) return wrong(Code::input_out_of_range, "offset");
    if (request.limit < 0 || request.limit > kMostListed) {
        return wrong(Code::input_out_of_range, "limit");
    }
    ArchivedPage page;
    MOSTRADOR_TRY(total, context.database.one<std::int64_t>(
                             "SELECT count(*) FROM product WHERE active = 0 AND stamp > 0"));
    page.total = total.value_or(0);
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, sku, name, price FROM product WHERE active = 0 "
        "AND stamp > 0 ORDER BY name, id LIMIT ?1 OFFSET ?2",
        request.limit, request.offset, [&](const store::Row& row) {
            page.products.push_back(
                {row.id(0), row.get<std::string>(1), row.get<std::string>(2), row.integer(3)});
        }));
    return page;
}

Result<TaxChoices> taxes(Context& context, const command::Nothing&) {
    TaxChoices choices;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, name, rate FROM tax_class WHERE stamp > 0 AND active = 1 ORDER BY name, id",
        [&](const store::Row& row) {
            choices.taxes.push_back({row.id(0), row.get<std::string>(1), row.decimal(2)});
        }));
    return choices;
}

Result<std::optional<CategorySheet>> category(store::Database& database, const Id& id) {
    std::optional<CategorySheet> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT name, color, icon, position, active FROM category WHERE id = ?1 AND stamp > 0", id,
        [&](const store::Row& row) {
            found = CategorySheet{id,
                                  row.get<std::string>(0),
                                  row.get<std::string>(1),
                                  row.get<std::string>(2),
                                  row.integer(3),
                                  row.get<bool>(4)};
        }));
    return found;
}

struct CategoryFound {
    std::optional<CategorySheet> category;

    static constexpr auto fields() {
        return base::fields(base::field("category", &CategoryFound::category));
    }
};

Result<CategoryFound> put_category(Context& context, const CategorySheet& wanted) {
    MOSTRADOR_CHECK(check_text("name", wanted.name, true));
    MOSTRADOR_CHECK(check_text("icon", wanted.icon));
    MOSTRADOR_CHECK(check_color(wanted.color));
    MOSTRADOR_TRY(there, category(context.database, wanted.id));
    const auto known = there.value_or(CategorySheet{});
    const bool create = !there;
    CategoryRow row{.id = wanted.id, .create = create};
    set_if_new(row.name, wanted.name, known.name, create);
    set_if_new(row.color, wanted.color, known.color, create);
    set_if_new(row.icon, wanted.icon, known.icon, create);
    set_if_new(row.position, wanted.position, known.position, create);
    set_if_new(row.active, wanted.active, known.active, create);
    if (row.name || row.color || row.icon || row.position || row.active) {
        MOSTRADOR_CHECK(context.log.append(context.person->id, CategoriesPut{{{std::move(row)}}}));
        context.touch("catalog");
        context.touch("sync");
    }
    MOSTRADOR_TRY(now, category(context.database, wanted.id));
    return CategoryFound{std::move(now)};
}

// ---- modifier groups

constexpr std::int64_t kMostChosen = 50;
constexpr std::size_t kMostModifiers = 100;

struct GroupSheet {
    static constexpr std::string_view kType = "ModifierGroupSheet";
    ModifierGroup group;
    bool active = true;

    static constexpr auto fields() {
        return base::fields(base::field("group", &GroupSheet::group),
                            base::field("active", &GroupSheet::active));
    }
};

struct Groups {
    std::vector<ModifierGroup> groups;

    static constexpr auto fields() { return base::fields(base::field("groups", &Groups::groups)); }
};

/// What a combo is made of: a product that is sold as it is.
Status check_component(store::Database& database, const Id& product) {
    MOSTRADOR_TRY(component, sellable(database, product));
    if (!component.has_variants) return {};
    return base::fail(Code::catalog_variant_needed, {{"product", product.text()}});
}

Status check_group(store::Database& database, const ModifierGroup& group) {
    MOSTRADOR_CHECK(check_text("name", group.name, true));
    if (group.most < 1 || group.most > kMostChosen) return wrong(Code::input_out_of_range, "most");
    if (group.least < 0 || group.least > group.most) {
        return wrong(Code::input_out_of_range, "least");
    }
    if (group.modifiers.size() > kMostModifiers) {
        return wrong(Code::input_out_of_range, "modifiers");
    }
    for (const auto& modifier : group.modifiers) {
        MOSTRADOR_CHECK(check_text("modifiers", modifier.name, true));
        MOSTRADOR_CHECK(check_price(modifier.price));
        if (modifier.product) MOSTRADOR_CHECK(check_component(database, *modifier.product));
    }
    return {};
}

/// A modifier as it stands, archived or not.
struct Standing {
    ModifierRow row;
    bool wanted = false;
};

Result<std::vector<Standing>> standing_modifiers(store::Database& database, const Id& group) {
    std::vector<Standing> standing;
    MOSTRADOR_CHECK(
        database.each("SELECT id, name, price, position, active, product FROM modifier "
                      "WHERE of_group = ?1 AND stamp > 0",
                      group, [&](const store::Row& row) {
                          standing.push_back({{.id = row.id(0),
                                               .of_group = group,
                                               .name = row.get<std::string>(1),
                                               .price = row.integer(2),
                                               .position = row.integer(3),
                                               .active = row.get<bool>(4),
                                               .product = row.id(5)}});
                      }));
    return standing;
}

/// The rows that bring the modifiers of a group to what is wanted; who is not wanted any more is
/// archived.
Result<ModifiersPut> modifier_changes(store::Database& database, const ModifierGroup& group) {
    MOSTRADOR_TRY(standing, standing_modifiers(database, group.id));
    ModifiersPut put;
    std::int64_t position = 0;
    for (const auto& wanted : group.modifiers) {
        const auto known = std::ranges::find(standing, wanted.id,
                                             [](const Standing& each) { return each.row.id; });
        const bool create = known == standing.end();
        const ModifierRow none;
        const auto& before = create ? none : known->row;
        if (!create) known->wanted = true;
        ModifierRow row{.id = wanted.id, .create = create};
        if (create) row.of_group = group.id;
        if (before.name != wanted.name) row.name = wanted.name;
        if (before.price != wanted.price) row.price = wanted.price;
        if (before.position != position) row.position = position;
        if (before.active != true) row.active = true;
        const auto component = wanted.product.value_or(Id::nil());
        if (before.product.value_or(Id::nil()) != component) row.product = component;
        ++position;
        MOSTRADOR_CHECK(note_replaced(database, row));
        if (create || row.name || row.price || row.position || row.active || row.product) {
            put.rows.push_back(std::move(row));
        }
    }
    for (const auto& each : standing) {
        if (!each.wanted && each.row.active == true) {
            put.rows.push_back({.id = each.row.id, .active = false});
        }
    }
    return put;
}

Result<std::optional<ModifierGroupRow>> standing_group(store::Database& database, const Id& id) {
    std::optional<ModifierGroupRow> found;
    MOSTRADOR_CHECK(
        database.each("SELECT name, least, most, active FROM modifier_group "
                      "WHERE id = ?1 AND stamp > 0",
                      id, [&](const store::Row& row) {
                          found = ModifierGroupRow{.id = id,
                                                   .name = row.get<std::string>(0),
                                                   .least = row.integer(1),
                                                   .most = row.integer(2),
                                                   .active = row.get<bool>(3)};
                      }));
    return found;
}

Result<Groups> put_group(Context& context, const GroupSheet& sheet) {
    const auto& group = sheet.group;
    MOSTRADOR_CHECK(check_group(context.database, group));
    MOSTRADOR_TRY(there, standing_group(context.database, group.id));
    const auto before = there.value_or(ModifierGroupRow{});
    ModifierGroupRow row{.id = group.id, .create = !there};
    if (before.name != group.name) row.name = group.name;
    if (before.least != group.least) row.least = group.least;
    if (before.most != group.most) row.most = group.most;
    if (before.active != sheet.active) row.active = sheet.active;
    if (row.create || row.name || row.least || row.most || row.active) {
        MOSTRADOR_CHECK(
            context.log.append(context.person->id, ModifierGroupsPut{{{std::move(row)}}}));
    }
    MOSTRADOR_TRY(put, modifier_changes(context.database, group));
    if (!put.rows.empty()) MOSTRADOR_CHECK(context.log.append(context.person->id, put));
    context.touch("catalog");
    context.touch("sync");
    MOSTRADOR_TRY(groups, modifier_groups(context.database));
    return Groups{std::move(groups)};
}

}  // namespace

command::Commands editor_commands() {
    using enum command::Access;
    using enum command::Effect;
    using command::Nothing;
    const command::Rule look{person, query, staff::Permission::edit_catalog};
    const command::Rule edit{person, durable, staff::Permission::edit_catalog};
    const auto product = [](Context& context, const ById& request) -> Result<Found> {
        MOSTRADOR_TRY(found, sheet(context.database, request.id));
        return Found{std::move(found)};
    };
    const auto one_category = [](Context& context, const ById& request) -> Result<CategoryFound> {
        MOSTRADOR_TRY(found, category(context.database, request.id));
        return CategoryFound{std::move(found)};
    };
    const auto groups = [](Context& context, const Nothing&) -> Result<Groups> {
        MOSTRADOR_TRY(all, modifier_groups(context.database));
        return Groups{std::move(all)};
    };
    const auto choices = [](Context& context, const ById& request) -> Result<Groups> {
        MOSTRADOR_TRY(offered, choices_of(context.database, request.id));
        return Groups{std::move(offered)};
    };
    return {
        command::command<ById, Found>("catalog.product", look, product),
        command::command<ArchivedRequest, ArchivedPage>("catalog.archived", look, archived),
        command::command<Nothing, TaxChoices>("catalog.taxes", look, taxes),
        command::command<ById, CategoryFound>("catalog.category", look, one_category),
        command::command<ProductSheet, Put>("catalog.put_product", edit, put_product),
        command::command<CategorySheet, CategoryFound>("catalog.put_category", edit, put_category),
        command::command<Nothing, Groups>("catalog.modifier_groups", look, groups),
        command::command<GroupSheet, Groups>("catalog.put_modifier_group", edit, put_group),
        command::command<ById, Groups>("catalog.choices", {person, query, staff::Permission::sell},
                                       choices),
    };
}

}  // namespace mostrador::catalog
