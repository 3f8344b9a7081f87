#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "log/assignment.hpp"
#include "log/rivals.hpp"

namespace mostrador::catalog {

/// What separates the codes in `ProductRow::barcodes`.
constexpr char kCodeSeparator = '\n';

/// A class of taxes that products refer to ("IVA 10 %"). Where the country's dated table knows the
/// tax, `code` names it there (pricing/tax_tables.hpp) and the rate follows the date; otherwise
/// `rate` percent applies. Whether prices contain their taxes is the tenant's decision.
struct TaxClassRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::string> code;
    std::optional<base::Decimal> rate;
    std::optional<bool> active;
    // since version 2
    std::optional<std::vector<log::Replaced>> replaces;  ///< the rate that its author had in view

    static constexpr auto fields() {
        using T = TaxClassRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("name", &T::name), base::field("code", &T::code),
                            base::field("rate", &T::rate), base::field("active", &T::active),
                            base::field("replaces", &T::replaces));
    }
};

struct CategoryRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::string> color;  ///< "#rrggbb"
    std::optional<std::string> icon;   ///< name of a glyph of the shell
    std::optional<std::int64_t> position;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = CategoryRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("name", &T::name), base::field("color", &T::color),
                            base::field("icon", &T::icon), base::field("position", &T::position),
                            base::field("active", &T::active));
    }
};

/// CAT-1. A nil category or tax means none; an empty colour is the category's.
struct ProductRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> sku;
    std::optional<std::string> name;
    std::optional<std::int64_t> price;  ///< minor units of the tenant's currency
    std::optional<base::Id> tax;
    std::optional<base::Id> category;
    std::optional<std::string> unit;
    std::optional<std::string> color;
    std::optional<std::string> image;     ///< "glyph:coffee", or where the picture is
    std::optional<std::string> station;   ///< where it is prepared: "kitchen", "bar"
    std::optional<std::string> barcodes;  ///< one a line; the first is the one shown
    std::optional<bool> active;
    /// The version of the row that the person who edits had in view.
    std::optional<log::Stamp> seen;
    // since version 2
    std::optional<std::string> modifiers;  ///< ids of its modifier groups, one a line
    // since version 3
    /// The price and tax that the author had in view: tells a change of mind from two people who
    /// did not know of each other.
    std::optional<std::vector<log::Replaced>> replaces;
    // what a guest reads in the menu (MENU-1)
    std::optional<std::string> description;
    std::optional<std::string> allergens;  ///< of catalog/allergens.hpp, one a line
    std::optional<std::string> tags;       ///< "Vegano", "Picante": the shop's words, one a line
    std::optional<base::Id> parent;        ///< CAT-2: the product it is a variant of; nil: none
    std::optional<std::string> options;    ///< what it is chosen by (catalog/variants.hpp)

    static constexpr auto fields() {
        using T = ProductRow;
        return base::fields(
            base::field("id", &T::id), base::field("create", &T::create),
            base::field("sku", &T::sku), base::field("name", &T::name),
            base::field("price", &T::price), base::field("tax", &T::tax),
            base::field("category", &T::category), base::field("unit", &T::unit),
            base::field("color", &T::color), base::field("image", &T::image),
            base::field("station", &T::station), base::field("barcodes", &T::barcodes),
            base::field("active", &T::active), base::field("seen", &T::seen),
            base::field("modifiers", &T::modifiers), base::field("replaces", &T::replaces),
            base::field("description", &T::description), base::field("allergens", &T::allergens),
            base::field("tags", &T::tags), base::field("parent", &T::parent),
            base::field("options", &T::options));
    }
};

/// CAT-2: modifiers of which a customer chooses at least `least` and at most `most`.
struct ModifierGroupRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    std::optional<std::int64_t> position;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = ModifierGroupRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("name", &T::name), base::field("least", &T::least),
                            base::field("most", &T::most), base::field("position", &T::position),
                            base::field("active", &T::active));
    }
};

struct ModifierRow {
    base::Id id;
    bool create = false;
    std::optional<base::Id> of_group;
    std::optional<std::string> name;
    std::optional<std::int64_t> price;  ///< on top of the product's; minor units
    std::optional<std::int64_t> position;
    std::optional<bool> active;
    // since version 2
    std::optional<std::vector<log::Replaced>> replaces;  ///< the price that its author had in view
    std::optional<base::Id> product;  ///< CAT-2: the component of a combo that it is; nil: none

    static constexpr auto fields() {
        using T = ModifierRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("of_group", &T::of_group), base::field("name", &T::name),
                            base::field("price", &T::price), base::field("position", &T::position),
                            base::field("active", &T::active),
                            base::field("replaces", &T::replaces),
                            base::field("product", &T::product));
    }
};

struct TaxesPut : log::Rows<TaxClassRow> {
    static constexpr std::string_view kKind = "catalog.taxes_put";
    static constexpr int kVersion = 2;
};

struct CategoriesPut : log::Rows<CategoryRow> {
    static constexpr std::string_view kKind = "catalog.categories_put";
};

struct ProductsPut : log::Rows<ProductRow> {
    static constexpr std::string_view kKind = "catalog.products_put";
    static constexpr int kVersion = 3;
};

struct ModifierGroupsPut : log::Rows<ModifierGroupRow> {
    static constexpr std::string_view kKind = "catalog.modifier_groups_put";
};

struct ModifiersPut : log::Rows<ModifierRow> {
    static constexpr std::string_view kKind = "catalog.modifiers_put";
    static constexpr int kVersion = 2;
};

log::Capability capability();

}  // namespace mostrador::catalog
