#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stock/movements.hpp"

// Recipes (STOCK-1). A product that keeps no stock of its own takes what its recipe says; an
// ingredient that is made in the shop and not kept is taken apart the same way. Which recipe was in
// force is decided once, where the sale is made: the sale carries what it took
// (`SoldLine::uses`), so a recipe that changes, or whose change arrives late, changes no sale.
namespace mostrador::stock {

struct RecipeLine {
    base::Id item;
    base::Decimal quantity;  ///< in the item's own unit; negative for what a modifier leaves out
    std::string unit;        ///< that people read it in
};

struct Recipe {
    base::Decimal yield{1};
    std::vector<RecipeLine> lines;
};

/// `RecipeRow::lines` and back. What cannot be read is left out.
std::string lines_text(std::span<const RecipeLine> lines);
std::vector<RecipeLine> lines_of(std::string_view text);

/// No lines where there is no recipe.
base::Result<Recipe> recipe_of(store::Database& database, const base::Id& owner);

/// What can be sold, and how much of it.
struct Wanted {
    base::Id product;
    base::Decimal quantity;
    std::vector<base::Id> modifiers;
};

/// What selling it takes besides itself, each item once, to the millionth. A recipe that leads back
/// to itself (two people wrote one half of it each) is not followed any further.
base::Result<std::vector<Used>> uses(store::Database& database, const Wanted& wanted);

/// What making a quantity of an item by its recipe takes.
base::Result<std::vector<Used>> ingredients(store::Database& database, const base::Id& item,
                                            const base::Decimal& quantity);

/// Error: stock.recipe_loop{product} when lines of `owner` would lead back to it.
base::Status check_loop(store::Database& database, const base::Id& owner,
                        std::span<const RecipeLine> lines);

/// Whether the item keeps stock, today.
base::Result<bool> is_kept(store::Database& database, const base::Id& item);

}  // namespace mostrador::stock
