#include <algorithm>

#include "base/concat.hpp"
#include "organization/queries.hpp"
#include "stock/commands.hpp"
#include "stock/cost.hpp"
#include "stock/items.hpp"
#include "stock/operations.hpp"
#include "stock/recipe.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostLines = 60;
constexpr std::int64_t kMostQuantity = 1'000'000;

struct RecipeLineView {
    static constexpr std::string_view kType = "RecipeLine";
    Id item;
    std::string name;
    Decimal quantity;  ///< in `unit`
    std::string unit;
    std::vector<Unit> units;
    bool kept = true;  ///< false: it is taken apart by its own recipe

    static constexpr auto fields() {
        using T = RecipeLineView;
        return base::fields(base::field("item", &T::item), base::field("name", &T::name),
                            base::field("quantity", &T::quantity), base::field("unit", &T::unit),
                            base::field("units", &T::units), base::field("kept", &T::kept));
    }
};

struct RecipeView {
    Id owner;
    std::string name;
    Decimal yield{1};
    std::string unit;  ///< of the yield
    std::vector<RecipeLineView> lines;
    std::optional<std::int64_t> cost;   ///< of one, as far as costs are known; minor units
    bool cost_complete = true;          ///< all that it takes has a cost
    std::optional<std::int64_t> price;  ///< of a product

    static constexpr auto fields() {
        using T = RecipeView;
        return base::fields(base::field("owner", &T::owner), base::field("name", &T::name),
                            base::field("yield", &T::yield), base::field("unit", &T::unit),
                            base::field("lines", &T::lines), base::field("cost", &T::cost),
                            base::field("costComplete", &T::cost_complete),
                            base::field("price", &T::price));
    }
};

struct AskRecipe {
    Id owner;

    static constexpr auto fields() { return base::fields(base::field("owner", &AskRecipe::owner)); }
};

struct PutLine {
    Id item;
    Decimal quantity;
    std::string unit;

    static constexpr auto fields() {
        return base::fields(base::field("item", &PutLine::item),
                            base::field("quantity", &PutLine::quantity),
                            base::field("unit", &PutLine::unit));
    }
};

struct PutRecipe {
    Id owner;
    Decimal yield{1};
    std::vector<PutLine> lines;  ///< none: it has no recipe any more

    static constexpr auto fields() {
        using T = PutRecipe;
        return base::fields(base::field("owner", &T::owner), base::field("yield", &T::yield),
                            base::field("lines", &T::lines));
    }
};

struct RecipeTile {
    static constexpr std::string_view kType = "RecipeTile";
    Id owner;
    std::string name;
    std::string kind;  ///< "product", "modifier" or "item"
    std::int64_t lines = 0;

    static constexpr auto fields() {
        using T = RecipeTile;
        return base::fields(base::field("owner", &T::owner), base::field("name", &T::name),
                            base::field("kind", &T::kind), base::field("lines", &T::lines));
    }
};

struct RecipeList {
    std::vector<RecipeTile> recipes;

    static constexpr auto fields() {
        return base::fields(base::field("recipes", &RecipeList::recipes));
    }
};

/// What a recipe can belong to: its name, which of the three it is, its unit and its price.
constexpr std::string_view kOwner =
    "SELECT id, name, 'product' AS kind, unit, price FROM product WHERE stamp > 0 "
    "AND NOT EXISTS (SELECT 1 FROM stock_item i WHERE i.id = product.id AND i.name <> '') "
    "UNION ALL SELECT id, name, 'modifier', '', NULL FROM modifier WHERE stamp > 0 "
    "UNION ALL SELECT id, name, 'item', unit, NULL FROM stock_item WHERE stamp > 0 AND name <> ''";

Status add_line(Context& context, const RecipeLine& line, RecipeView& view) {
    auto item = item_of(context.database, line.item);
    if (!item && item.error().code != Code::stock_item_not_found)
        return std::unexpected(item.error());
    // Archived since: the line is shown, so that a person can take it out.
    if (!item) item = ItemView{.id = line.item, .units = units_of(line.unit, "")};
    view.lines.push_back({line.item, item->name, in_unit(item->units, line.quantity, line.unit),
                          line.unit, item->units, item->kept});
    return {};
}

Status add_cost(Context& context, RecipeView& view) {
    MOSTRADOR_TRY(costs, Costs::load(context.database));
    MOSTRADOR_TRY(used, uses(context.database, {view.owner, Decimal(1), {}}));
    std::int64_t sum = 0;
    for (const auto& each : used) {
        const auto average = costs.last(each.item);
        view.cost_complete = view.cost_complete && average.has_value();
        if (!average) continue;
        MOSTRADOR_TRY(quantity, millionths(each.quantity));
        MOSTRADOR_TRY(value, value_of(quantity, *average));
        sum += value;
    }
    if (!used.empty()) view.cost = sum;
    return {};
}

Result<RecipeView> view(Context& context, const AskRecipe& asked) {
    RecipeView view{.owner = asked.owner};
    bool known = false;
    MOSTRADOR_CHECK(context.database.each(
        base::concat("SELECT name, unit, price FROM (", kOwner, ") WHERE id = ?1"), asked.owner,
        [&](const store::Row& row) {
            known = true;
            view.name = row.get<std::string>(0);
            view.unit = row.get<std::string>(1);
            view.price = row.get<std::optional<std::int64_t>>(2);
        }));
    if (!known) return base::fail(Code::stock_item_not_found);
    MOSTRADOR_TRY(recipe, recipe_of(context.database, asked.owner));
    view.yield = recipe.yield;
    for (const auto& line : recipe.lines)
        MOSTRADOR_CHECK(add_line(context, line, view));
    MOSTRADOR_CHECK(add_cost(context, view));
    return view;
}

Result<RecipeLine> line_of(Context& context, const PutLine& put) {
    const auto most = Decimal(kMostQuantity);
    MOSTRADOR_TRY(opposite, put.quantity.negated());
    if (put.quantity.is_zero() || put.quantity > most || opposite > most)
        return base::fail(Code::input_out_of_range, {{"field", "quantity"}});
    MOSTRADOR_TRY(item, item_of(context.database, put.item));
    MOSTRADOR_TRY(own, in_own_unit(item.units, put.quantity, put.unit));
    return RecipeLine{put.item, own, put.unit};
}

Result<RecipeView> put(Context& context, const PutRecipe& request) {
    const bool fits = request.yield > Decimal(0) && request.yield <= Decimal(kMostQuantity) &&
                      request.yield.scale() <= kQuantityScale;
    if (!fits) return base::fail(Code::input_out_of_range, {{"field", "yield"}});
    if (request.lines.size() > kMostLines)
        return base::fail(Code::input_out_of_range, {{"field", "lines"}});
    std::vector<RecipeLine> lines;
    for (const auto& each : request.lines) {
        MOSTRADOR_TRY(line, line_of(context, each));
        lines.push_back(std::move(line));
    }
    MOSTRADOR_CHECK(check_loop(context.database, request.owner, lines));
    MOSTRADOR_CHECK(view(context, {request.owner}));
    const RecipeRow row{.id = request.owner,
                        .create = true,
                        .yield = request.yield.normalized(),
                        .lines = lines_text(lines)};
    MOSTRADOR_CHECK(context.log.append(context.person->id, RecipesPut{{{row}}}));
    context.touch("stock");
    context.touch("sync");
    return view(context, {request.owner});
}

Result<RecipeList> list(Context& context, const command::Nothing&) {
    RecipeList all;
    MOSTRADOR_CHECK(context.database.each(
        base::concat("SELECT o.id, o.name, o.kind, r.lines FROM stock_recipe r JOIN (", kOwner,
                     ") o ON o.id = r.id WHERE r.stamp > 0 AND r.lines <> '' ORDER BY o.kind DESC, "
                     "o.name, o.id"),
        [&](const store::Row& row) {
            all.recipes.push_back({row.id(0), row.get<std::string>(1), row.get<std::string>(2),
                                   std::ssize(lines_of(row.text(3)))});
        }));
    return all;
}

}  // namespace

command::Commands recipe_commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const command::Rule see{person, query, Permission::see_stock};
    return {
        command::command<command::Nothing, RecipeList>("stock.recipes", see, list),
        command::command<AskRecipe, RecipeView>("stock.recipe", see, view),
        command::command<PutRecipe, RecipeView>("stock.put_recipe",
                                                {person, durable, Permission::edit_stock}, put),
    };
}

}  // namespace mostrador::stock
