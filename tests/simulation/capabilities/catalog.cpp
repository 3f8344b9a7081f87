#include "catalog/operations.hpp"
#include "simulation/assigned.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using catalog::CategoriesPut;
using catalog::ProductRow;
using catalog::ProductsPut;

// ---- what people do ----------------------------------------------------------------------------

/// One field or two of a product: another price, another name, archived or not.
ProductRow some_change(World& world, Dice& dice) {
    ProductRow row{.id = dice.pick(world.products)};
    if (dice.percent(60)) row.price = dice.between(100, 2'000);
    if (dice.percent(30)) row.name = "Producto " + std::to_string(dice.below(1000));
    if (dice.percent(15)) row.active = dice.percent(60);
    if (dice.percent(15) && !world.categories.empty()) row.category = dice.pick(world.categories);
    return row;
}

void change(World& world, Device& device, Dice& dice) {
    world.append(device, ProductsPut{{{some_change(world, dice)}}});
}

/// Two people who do not know of each other.
void change_twice(World& world, Device& device, Dice& dice) {
    auto row = some_change(world, dice);
    row.price = dice.between(100, 2'000);
    world.append(device, ProductsPut{{{row}}});
    row.price = dice.between(100, 2'000);
    row.name.reset();
    world.append(world.other(device, dice), ProductsPut{{{row}}});
}

/// One person who changes their mind at once.
void change_mind(World& world, Device& device, Dice& dice) {
    for (int i = 0; i < 3; ++i)
        change(world, device, dice);
}

void change_at_hub(World& world, Device&, Dice& dice) {
    world.append_at_hub(ProductsPut{{{some_change(world, dice)}}});
}

ProductRow new_product(World& world, Dice& dice) {
    world.products.push_back(base::derived_id("product", std::to_string(dice.seed())));
    return {.id = world.products.back(),
            .create = true,
            .sku = "S" + std::to_string(dice.below(10'000)),
            .name = "Nuevo " + std::to_string(dice.below(1000)),
            .price = dice.between(100, 5'000),
            .tax = world.tax,
            .unit = "und",
            .active = true};
}

void add(World& world, Device& device, Dice& dice) {
    const auto row = new_product(world, dice);
    if (!world.append(device, ProductsPut{{{row}}})) world.products.pop_back();
}

void add_category(World& world, Device& device, Dice& dice) {
    const auto id = base::derived_id("category", std::to_string(dice.seed()));
    const bool added = world.append(
        device, CategoriesPut{{{{.id = id,
                                 .create = true,
                                 .name = "Categoría " + std::to_string(dice.below(100)),
                                 .position = dice.below(9),
                                 .active = true}}}});
    if (added) world.categories.push_back(id);
}

// ---- what must be true -------------------------------------------------------------------------

class Products final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind != ProductsPut::kKind) return;
        const auto put =
            tests::value(base::decode<base::Form::binary, ProductsPut>(operation.payload));
        for (const auto& row : put.rows) {
            if (row.create) created_.insert(row.id);
            rows_.assign(row.id, "name", operation, row.name, row.create, std::string());
            rows_.assign(row.id, "price", operation, row.price, row.create, std::int64_t{0});
            rows_.assign(row.id, "active", operation, row.active, row.create, false);
            rows_.assign(row.id, "category", operation, row.category, row.create, Id{});
        }
    }

    std::string audit(store::Database& database) override {
        std::string problem;
        std::size_t count = 0, active = 0;
        tests::value(database.each(
            "SELECT id, name, price, active, category FROM product WHERE stamp > 0",
            [&](const store::Row& row) {
                ++count;
                active += row.get<bool>(3);
                compare(row.id(0), "name", row.get<std::string>(1), problem);
                compare(row.id(0), "price", std::to_string(row.integer(2)), problem);
                compare(row.id(0), "active", AssignedRows::text(row.get<bool>(3)), problem);
                compare(row.id(0), "category", row.id(4).text(), problem);
            }));
        if (count != created_.size()) return "there are other products than were made";
        const auto listed =
            tests::value(database.one<std::int64_t>("SELECT count(*) FROM product_listing"));
        if (listed != static_cast<std::int64_t>(active)) return "not all that is sold is listed";
        return problem;
    }

private:
    void compare(const Id& row, const std::string& field, const std::string& found,
                 std::string& problem) const {
        const auto expected = rows_.value(row, field);
        if (found != expected)
            problem = "a product's " + field + " is " + found + " and not " + expected;
    }

    AssignedRows rows_;
    std::set<Id> created_;
};

}  // namespace

Capability catalog() {
    return {.name = "catalog",
            .actions = {{"change", 5, change},
                        {"change_twice", 5, change_twice},
                        {"change_mind", 2, change_mind},
                        {"change_at_hub", 3, change_at_hub},
                        {"add_product", 2, add},
                        {"add_category", 1, add_category}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Products>(); }};
}

}  // namespace mostrador::simulation
