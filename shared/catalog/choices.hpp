#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/reflect.hpp"
#include "store/database.hpp"

namespace mostrador::catalog {

/// Something that changes what is sold: "sin hielo", "extra queso + 2.00". Minor units.
struct Modifier {
    static constexpr std::string_view kType = "Modifier";
    base::Id id;
    std::string name;
    std::int64_t price = 0;
    /// The product that it is: what it is chosen with is a combo then, sold as its components.
    std::optional<base::Id> product = std::nullopt;

    bool operator==(const Modifier&) const = default;

    static constexpr auto fields() {
        using T = Modifier;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("price", &T::price), base::field("product", &T::product));
    }
};

/// CAT-2: modifiers of which at least `least` and at most `most` are chosen.
struct ModifierGroup {
    static constexpr std::string_view kType = "ModifierGroup";
    base::Id id;
    std::string name;
    std::int64_t least = 0;
    std::int64_t most = 1;
    std::vector<Modifier> modifiers;

    static constexpr auto fields() {
        using T = ModifierGroup;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("least", &T::least), base::field("most", &T::most),
                            base::field("modifiers", &T::modifiers));
    }
};

/// All groups of the shop, in their order, with the modifiers that are on sale.
base::Result<std::vector<ModifierGroup>> modifier_groups(store::Database& database);

/// What can be chosen with a product, group by group in the product's own order.
base::Result<std::vector<ModifierGroup>> choices_of(store::Database& database,
                                                    const base::Id& product);

/// Whether exactly these may be chosen together. Errors: catalog.choice_needed{product,group,least}
/// and catalog.choice_over{group,most} for a group's limits, catalog.choice_unknown.
base::Status check_choices(store::Database& database, const base::Id& product,
                           std::span<const base::Id> chosen);

/// Modifiers by their ids, archived ones too: what is in a cart stays sellable.
/// Error: catalog.choice_unknown.
base::Result<std::vector<Modifier>> modifiers(store::Database& database,
                                              std::span<const base::Id> ids);

/// Ids as they stand in a column: one a line.
std::string ids_text(std::span<const base::Id> ids);
std::vector<base::Id> ids_of(std::string_view text);

}  // namespace mostrador::catalog
