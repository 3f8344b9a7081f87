#pragma once

#include <string>
#include <vector>

#include "catalog/choices.hpp"
#include "guests/settings.hpp"
#include "organization/queries.hpp"
#include "prices/window.hpp"

namespace mostrador::guests {

/// More is no menu but a warehouse.
constexpr std::int64_t kMostDishes = 400;

struct Dish {
    base::Id id;
    std::string name;
    std::string description;
    std::string price;  ///< as the country writes it
    std::string image;  ///< as the product has it
    std::vector<std::string> allergens;
    std::vector<std::string> tags;
    std::vector<base::Id> groups;  ///< of modifiers
};

struct Section {
    base::Id id;
    std::string name;
    std::string color;
    std::string icon;
    std::vector<Dish> dishes;
};

/// What a guest reads (MENU-1).
struct Menu {
    organization::Tenant shop;
    Ordering ordering = Ordering::off;
    std::vector<Section> sections;
    std::vector<catalog::ModifierGroup> groups;
};

/// The products of all categories in their order, with what they cost on that occasion; of a
/// product with variants each of them. What stands in no category is not on the menu.
base::Result<Menu> menu(store::Database& database, const prices::Occasion& occasion);

}  // namespace mostrador::guests
