#pragma once

#include <span>
#include <string_view>

namespace mostrador::hub::demo {

/// Something that a demo shop keeps stock of, and what lay there when it opened.
struct DemoItem {
    std::string_view name;  ///< a product's where `unit` is empty
    std::string_view unit;
    std::string_view packs;  ///< as stock::ItemRow
    std::string_view minimum;
    std::string_view quantity;
    std::int64_t cost = 0;  ///< of all of it, minor units
};

/// How much of an item one product takes.
struct DemoIngredient {
    std::string_view item;
    std::string_view quantity;  ///< in the item's own unit
    std::string_view unit;      ///< that people read it in
};

struct DemoRecipe {
    std::string_view owner;  ///< a product, or "group/option"
    std::span<const DemoIngredient> lines;
};

std::span<const DemoItem> cafe_items();
std::span<const DemoRecipe> cafe_recipes();

}  // namespace mostrador::hub::demo
