#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace mostrador::catalog {

/// What the European Union makes a kitchen name (Regulation 1169/2011, annex II), in its order;
/// other countries ask for some of these.
constexpr std::array<std::string_view, 14> kAllergens{
    "gluten", "crustaceans", "eggs",    "fish",   "peanuts",   "soy",   "milk",
    "nuts",   "celery",      "mustard", "sesame", "sulphites", "lupin", "molluscs"};

constexpr bool is_allergen(std::string_view name) {
    return std::ranges::contains(kAllergens, name);
}

}  // namespace mostrador::catalog
