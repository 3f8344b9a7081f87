#include <map>
#include <set>

#include "catalog/conflicts.hpp"
#include "catalog/operations.hpp"
#include "simulation/assigned.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using base::Json;
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

/// As the editor does: with the price that is in view. Now and then somebody's software is of an
/// earlier version and does not tell it.
void put(World& world, Device& device, ProductRow row, Dice& dice) {
    if (!world.is_usable(device)) return;
    if (!dice.percent(10)) std::ignore = catalog::note_replaced(device.database(), row);
    world.append(device, ProductsPut{{{std::move(row)}}});
}

void change(World& world, Device& device, Dice& dice) {
    put(world, device, some_change(world, dice), dice);
}

/// Two people who do not know of each other.
void change_twice(World& world, Device& device, Dice& dice) {
    auto row = some_change(world, dice);
    row.price = dice.between(100, 2'000);
    put(world, device, row, dice);
    row.price = dice.between(100, 2'000);
    row.name.reset();
    put(world, world.other(device, dice), row, dice);
}

/// One person who changes their mind at once.
void change_mind(World& world, Device& device, Dice& dice) {
    for (int i = 0; i < 3; ++i)
        change(world, device, dice);
}

void change_at_hub(World& world, Device&, Dice& dice) {
    auto row = some_change(world, dice);
    world.write_at_hub([&](log::Log& log) -> base::Status {
        MOSTRADOR_CHECK(catalog::note_replaced(log.database(), row));
        return log.append(std::nullopt, ProductsPut{{{row}}});
    });
}

/// The owner reads what was changed twice and chooses; sometimes on two tablets, which then agree
/// or not.
void choose(World& world, Device& device, Dice& dice) {
    for (auto* each : {&device, &world.other(device, dice)}) {
        if (!world.is_usable(*each)) continue;
        world.ask(*each, {"staff.login", {{"person", world.supervisor.text()}, {"pin", "1234"}}});
        Json tasks = Json::array();
        world.ask(*each, {"tasks.list", Json::object()},
                  [&](const Json& answer) { tasks = answer["tasks"]; });
        for (const auto& task : tasks) {
            if (!task["kind"].get<std::string>().ends_with("price_twice")) continue;
            world.ask(*each, {"tasks.settle",
                              {{"id", task["id"]},
                               {"choice", dice.percent(50) ? "keep" : "take"},
                               {"note", ""}}});
        }
        world.ask(*each, {"staff.logout", Json::object()});
        if (dice.percent(70)) return;
    }
}

/// What goes with a product costs more, here and there.
void change_modifier(World& world, Device& device, Dice& dice) {
    const auto id = base::derived_id("modifier", std::to_string(dice.below(3)));
    for (auto* each : {&device, &world.other(device, dice)}) {
        if (!world.is_usable(*each)) continue;
        const auto known = each->database().one<std::int64_t>(
            "SELECT 1 FROM modifier WHERE id = ?1 AND stamp > 0", id);
        catalog::ModifierRow row{
            .id = id, .create = known && !*known, .price = dice.between(0, 500)};
        if (row.create) row.name = "Con crema";
        if (row.create) row.active = true;
        std::ignore = catalog::note_replaced(each->database(), row);
        world.append(*each, catalog::ModifiersPut{{{row}}});
        if (dice.percent(50)) return;
    }
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

/// The prices of one kind of row, and who gave them without knowing of whom: docs/merge-rules.md,
/// worked out from the whole set.
class Prices {
public:
    template <class Row>
    void take(const log::Operation& operation, const Row& row) {
        const Dot dot{operation.stamp, operation.device};
        if (row.active) put(active_[row.id], dot, *row.active);
        if (row.create) created_.insert(row.id);
        if (row.create && !row.active) put(active_[row.id], dot, false);
        if (row.price || row.create) put(all_[row.id], dot, row.price.value_or(0));
        if (row.create || !row.price || !row.replaces) return;
        told_[row.id][dot.second].emplace(dot.first, *row.price);
        for (const auto& each : *row.replaces) {
            if (each.field != "price" || each.device == dot.second) continue;
            auto& seen = seen_[row.id][each.device];
            seen = std::max(seen, each.stamp);
        }
    }

    /// Rows that somebody has to choose a price for.
    std::set<Id> twice() const {
        std::set<Id> rows;
        for (const auto& [row, devices] : told_) {
            if (!created_.contains(row) || !last(active_, row)) continue;
            for (const auto& [device, prices] : devices) {
                const auto& [stamp, price] = *prices.rbegin();
                if (stamp > seen_of(row, device) && price != last(all_, row)) rows.insert(row);
            }
        }
        return rows;
    }

    std::int64_t price(const Id& row) const { return last(all_, row); }

private:
    using Dot = std::pair<log::Stamp, Id>;
    using Said = std::map<Dot, std::int64_t>;

    static void put(Said& said, const Dot& dot, std::int64_t value) { said.emplace(dot, value); }

    static std::int64_t last(const std::map<Id, Said>& said, const Id& row) {
        const auto found = said.find(row);
        return found == said.end() ? 0 : found->second.rbegin()->second;
    }

    log::Stamp seen_of(const Id& row, const Id& device) const {
        const auto seen = seen_.find(row);
        if (seen == seen_.end()) return 0;
        const auto found = seen->second.find(device);
        return found == seen->second.end() ? 0 : found->second;
    }

    std::map<Id, Said> all_, active_;
    std::map<Id, std::map<Id, std::map<log::Stamp, std::int64_t>>> told_;  ///< by device
    std::map<Id, std::map<Id, log::Stamp>> seen_;  ///< last of each device that somebody replaced
    std::set<Id> created_;
};

class Products final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind == catalog::ModifiersPut::kKind) {
            const auto put = tests::value(
                base::decode<base::Form::binary, catalog::ModifiersPut>(operation.payload));
            for (const auto& row : put.rows)
                modifiers_.take(operation, row);
        }
        if (operation.kind != ProductsPut::kKind) return;
        const auto put =
            tests::value(base::decode<base::Form::binary, ProductsPut>(operation.payload));
        for (const auto& row : put.rows) {
            prices_.take(operation, row);
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
        return problem.empty() ? check_conflicts(database) : problem;
    }

private:
    /// Every price that was changed twice is somebody's task; nothing else is.
    std::string check_conflicts(store::Database& database) const {
        std::set<Id> products, modifiers;
        for (const auto& task : tests::value(catalog::conflict_source().find(database))) {
            if (task.kind == "price_twice") products.insert(task.subject);
            if (task.kind == "modifier_price_twice") modifiers.insert(task.subject);
        }
        if (products != prices_.twice()) return "the tasks about prices are not what was set apart";
        if (modifiers != modifiers_.twice())
            return "the tasks about modifiers are not what was set apart";
        std::string problem;
        tests::value(database.each("SELECT id, price FROM modifier WHERE stamp > 0",
                                   [&](const store::Row& row) {
                                       if (modifiers_.price(row.id(0)) != row.integer(1))
                                           problem = "a modifier's price is not what was said last";
                                   }));
        return problem;
    }

    void compare(const Id& row, const std::string& field, const std::string& found,
                 std::string& problem) const {
        const auto expected = rows_.value(row, field);
        if (found != expected)
            problem = "a product's " + field + " is " + found + " and not " + expected;
    }

    AssignedRows rows_;
    std::set<Id> created_;
    Prices prices_, modifiers_;
};

}  // namespace

Capability catalog() {
    return {.name = "catalog",
            .actions = {{"change", 5, change},
                        {"change_twice", 5, change_twice},
                        {"change_mind", 2, change_mind},
                        {"change_at_hub", 3, change_at_hub},
                        {"choose_price", 2, choose},
                        {"change_modifier", 2, change_modifier},
                        {"add_product", 2, add},
                        {"add_category", 1, add_category}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Products>(); }};
}

}  // namespace mostrador::simulation
