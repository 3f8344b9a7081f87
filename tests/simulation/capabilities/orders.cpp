#include <array>
#include <utility>

#include "catalog/operations.hpp"
#include "floor/operations.hpp"
#include "kitchen/operations.hpp"
#include "simulation/counter.hpp"
#include "simulation/orders_model.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using base::Json;

constexpr int kTables = 3;

Id named(std::string_view name) {
    return base::derived_id("simulated house", name);
}

Id table(std::int64_t number) {
    return named("Mesa " + std::to_string(number));
}

// ---- the house ---------------------------------------------------------------------------------

/// The office draws the floor when the first guest comes; what one product is, the kitchen makes.
void furnish(World& world) {
    if (!world.hub.is_up() || std::exchange(world.is_furnished, true)) return;
    world.append_at_hub(floor::AreasPut{{{{.id = named("Salón"),
                                           .create = true,
                                           .branch = world.branch,
                                           .name = "Salón",
                                           .active = true}}}});
    world.append_at_hub(kitchen::StationsPut{{{{.id = named("Cocina"),
                                                .create = true,
                                                .branch = world.branch,
                                                .name = "Cocina",
                                                .code = "kitchen",
                                                .active = true}}}});
    world.append_at_hub(
        catalog::ProductsPut{{{{.id = world.products.front(), .station = "kitchen"}}}});
    for (int number = 1; number <= kTables; ++number) {
        world.append_at_hub(floor::TablesPut{{{{.id = table(number),
                                                .create = true,
                                                .area = named("Salón"),
                                                .name = "Mesa " + std::to_string(number),
                                                .active = true}}}});
    }
}

// ---- what is on a tablet -----------------------------------------------------------------------

/// Tabs that may be open, the same two or three for everybody most of the time.
std::optional<Id> some_tab(Device& device, Dice& dice) {
    const auto open = ids(device,
                          "SELECT t.id FROM tab_open o JOIN tab t ON t.id = o.tab "
                          "WHERE t.stamp > 0 ORDER BY t.opened_at DESC, t.id LIMIT 4");
    if (open.empty()) return std::nullopt;
    return dice.pick(open);
}

/// Some lines of a tab, or of any that is open.
Json some_lines(Device& device, Dice& dice, const std::optional<Id>& tab = std::nullopt) {
    const auto of_tab = tab ? "l.place = x'" + base::to_hex(tab->bytes) + "'" : "1";
    const auto all =
        ids(device, "SELECT l.id FROM tab_line l JOIN tab_open o ON o.tab = l.place WHERE " +
                        of_tab + " ORDER BY l.at DESC, l.id LIMIT 12");
    Json lines = Json::array();
    for (const auto& line : all) {
        if (dice.percent(50)) lines.push_back(line.text());
    }
    return lines;
}

// ---- waiters -----------------------------------------------------------------------------------

void open(World& world, Device& device, Dice& dice) {
    furnish(world);
    constexpr std::array types{"dine_in", "dine_in", "to_go", "delivery", "counter"};
    const auto tab = base::derived_id("tab", std::to_string(dice.seed()));
    const std::string type = dice.pick(types);
    Json request{{"tab", tab.text()}, {"type", type}, {"guests", dice.below(6)}};
    // Two waiters seat their guests at one table, without knowing of each other.
    if (type == "dine_in") request["table"] = table(dice.between(1, kTables)).text();
    world.ask(device, {"orders.open", request}, [](const Json& answer) {
        if (answer["number"].get<std::string>().empty())
            throw Violation("orders", "a tab that was opened has no number");
    });
}

bool is_shown(const Json& tab, const std::string& line) {
    for (const auto& each : tab["lines"]) {
        for (const auto& id : each["ids"]) {
            if (id.get<std::string>() == line) return true;
        }
    }
    return false;
}

/// Whoever was told that a line is ordered sees it.
void order_at(World& world, Device& device, const Id& tab, Dice& dice) {
    for (auto count = dice.between(1, 3); count > 0; --count) {
        const auto line = base::derived_id("order", std::to_string(dice.seed())).text();
        const Json request{{"tab", tab.text()},
                           {"line", line},
                           {"product", dice.pick(world.products).text()},
                           {"quantity", dice.percent(20) ? "0.333" : "2"},
                           {"course", dice.below(3)}};
        world.ask(device, {"orders.add", request}, [&](const Json& answer) {
            if (!is_shown(answer, line))
                throw Violation("orders", "a line that was ordered is not in its tab");
        });
    }
}

void order(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    if (!tab) return open(world, device, dice);
    order_at(world, device, *tab, dice);
}

void order_twice(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    if (!tab) return open(world, device, dice);
    order_at(world, device, *tab, dice);
    order_at(world, world.other(device, dice), *tab, dice);
}

void fire(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    if (!tab) return;
    Json request{{"tab", tab->text()}};
    if (dice.percent(40)) request["course"] = dice.below(3);
    world.ask(device, {"orders.fire", request});
}

void cook_at(World& world, Device& device, const Json& lines, Dice& dice) {
    constexpr std::array stages{"accepted", "preparing", "ready", "ready", "served"};
    if (lines.empty()) return;
    world.ask(device,
              {"orders.stage",
               {{"lines", lines}, {"stage", dice.pick(stages)}, {"recall", dice.percent(20)}}});
}

void cook(World& world, Device& device, Dice& dice) {
    cook_at(world, device, some_lines(device, dice), dice);
}

void strike_at(World& world, Device& device, const Id& tab, const Json& lines) {
    if (lines.empty()) return;
    world.ask(device, {"orders.void",
                       {{"tab", tab.text()},
                        {"lines", lines},
                        {"reason", "cambiaron de idea"},
                        {"approval", world.approval()}}});
}

/// A waiter voids what the kitchen has ready meanwhile, or another waiter voids, too.
void strike(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    if (!tab) return;
    const auto lines = some_lines(device, dice, tab);
    auto& other = world.other(device, dice);
    if (dice.percent(40)) cook_at(world, other, lines, dice);
    strike_at(world, device, *tab, lines);
    if (dice.percent(30)) strike_at(world, other, *tab, lines);
}

void cancel(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    if (!tab) return;
    auto& other = world.other(device, dice);
    if (dice.percent(50)) order_at(world, other, *tab, dice);
    world.ask(device,
              {"orders.cancel",
               {{"tab", tab->text()}, {"reason", "se fueron"}, {"approval", world.approval()}}});
}

// ---- who sits where ----------------------------------------------------------------------------

void change_tab(World& world, Device& device, const Id& tab, Json change) {
    change["tab"] = tab.text();
    world.ask(device, {"orders.change", change});
}

/// The guests sit elsewhere; at the same time their tab goes into another one.
void move(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    const auto into = some_tab(device, dice);
    if (!tab) return;
    change_tab(world, device, *tab,
               {{"table", table(dice.between(1, kTables)).text()}, {"guests", dice.below(9)}});
    auto& other = world.other(device, dice);
    if (dice.percent(40)) change_tab(world, other, *tab, {{"merge", into->text()}});
    if (dice.percent(40))
        change_tab(world, other, *tab, {{"table", table(dice.between(1, kTables)).text()}});
}

/// A into B here, B into C there, and C into A.
void merge(World& world, Device& device, Dice& dice) {
    const auto first = some_tab(device, dice), second = some_tab(device, dice);
    if (!first || *first == *second) return;
    auto& other = world.other(device, dice);
    const auto third = some_tab(other, dice);
    change_tab(world, device, *first, {{"merge", second->text()}});
    if (dice.percent(50)) change_tab(world, other, *second, {{"merge", first->text()}});
    if (third && dice.percent(30)) change_tab(world, other, *third, {{"merge", first->text()}});
    if (third && dice.percent(30))
        change_tab(world, world.other(other, dice), *second, {{"merge", third->text()}});
}

/// Lines to a tab of their own, or to another one; elsewhere the same go somewhere else.
void split(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    if (!tab) return;
    const auto lines = some_lines(device, dice, tab);
    auto* at = &device;
    for (auto times = dice.between(1, 2); times > 0; --times) {
        const auto beside = base::derived_id("split", std::to_string(dice.seed()));
        const auto to = dice.percent(50) ? beside : some_tab(*at, dice).value_or(beside);
        world.ask(*at,
                  {"orders.split", {{"tab", tab->text()}, {"lines", lines}, {"to", to.text()}}});
        at = &world.other(device, dice);
    }
}

// ---- who pays ----------------------------------------------------------------------------------

/// Brings the bill, or a part of it, and takes the money.
void bill(World& world, Device& device, const Id& tab, Dice& dice) {
    Json request{{"tab", tab.text()}};
    switch (dice.below(4)) {
        case 0:
            request["parts"] = dice.between(2, 3);
            break;
        case 1:
            request["amount"] = dice.between(1, 900);
            break;
        case 2:
            request["lines"] = some_lines(device, dice, tab);
            break;
        default:
            break;
    }
    insist(world, device, dice);
    std::optional<Id> cart;
    world.ask(device, {"orders.bill", request},
              [&](const Json& answer) { cart = id_in(answer["id"]); });
    if (!cart || !world.is_usable(device)) return;
    world.auditor.asked(*cart, *cart);
    ask_for_receipt(world, device,
                    {"sales.checkout",
                     {{"cart", cart->text()},
                      {"tip", dice.percent(70) ? 0 : dice.below(500)},
                      {"tenders", Json::array({{{"method", "cash"}, {"amount", 10'000'000}}})}},
                     *cart});
}

/// Somebody pays while somebody orders; or two pay.
void pay(World& world, Device& device, Dice& dice) {
    const auto tab = some_tab(device, dice);
    if (!tab) return;
    auto& other = world.other(device, dice);
    if (dice.percent(30)) order_at(world, other, *tab, dice);
    if (dice.percent(20)) strike_at(world, other, *tab, some_lines(other, dice, tab));
    bill(world, device, *tab, dice);
    if (dice.percent(25)) bill(world, other, *tab, dice);
}

}  // namespace

Capability orders() {
    return {.name = "orders",
            .actions = {{"open_tab", 4, open},
                        {"order", 8, order},
                        {"order_twice", 4, order_twice},
                        {"fire", 4, fire},
                        {"cook", 5, cook},
                        {"strike", 3, strike},
                        {"cancel_tab", 1, cancel},
                        {"move_tab", 3, move},
                        {"merge_tabs", 3, merge},
                        {"split_tab", 3, split},
                        {"pay_tab", 6, pay}},
            .model = orders_model};
}

}  // namespace mostrador::simulation
