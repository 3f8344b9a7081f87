#include "simulation/assigned.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "staff/operations.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using staff::PeoplePut;
using staff::Role;

// ---- what people do ----------------------------------------------------------------------------

void log_in(World& world, Device& device, Dice& dice) {
    const auto* const pin = dice.percent(70) ? "1234" : "4321";
    world.ask(device, {"staff.login", {{"person", dice.pick(world.people).text()}, {"pin", pin}}});
}

void log_out(World& world, Device& device, Dice&) {
    world.ask(device, {"staff.logout", base::Json::object()});
}

/// Somebody may no longer do what they are doing on a tablet that does not know it yet. The first
/// person stays a cashier, so that the shop can go on.
staff::PersonRow some_change(World& world, Dice& dice) {
    staff::PersonRow row{.id = dice.pick(world.people)};
    if (dice.percent(40)) row.name = "Persona " + std::to_string(dice.below(1000));
    if (dice.percent(40)) row.color = "#00aa" + std::to_string(dice.between(10, 99));
    if (row.id == world.people.front()) return row;
    if (dice.percent(40)) row.role = dice.percent(50) ? Role::kitchen : Role::cashier;
    if (dice.percent(30)) row.active = dice.percent(50);
    return row;
}

void change(World& world, Device& device, Dice& dice) {
    world.append(device, PeoplePut{{{some_change(world, dice)}}});
}

void change_at_hub(World& world, Device&, Dice& dice) {
    world.append_at_hub(PeoplePut{{{some_change(world, dice)}}});
}

// ---- what must be true -------------------------------------------------------------------------

class People final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind != PeoplePut::kKind) return;
        const auto put =
            tests::value(base::decode<base::Form::binary, PeoplePut>(operation.payload));
        for (const auto& row : put.rows) {
            rows_.assign(row.id, "name", operation, row.name, row.create, std::string());
            rows_.assign(row.id, "color", operation, row.color, row.create, std::string());
            rows_.assign(row.id, "active", operation, row.active, row.create, false);
            if (row.role)
                rows_.assign(row.id, "role", operation, std::string(base::enum_name(*row.role)));
        }
    }

    std::string audit(store::Database& database) override {
        std::string problem;
        tests::value(database.each(
            "SELECT id, name, color, role, active FROM person WHERE stamp > 0",
            [&](const store::Row& row) {
                const bool same =
                    rows_.value(row.id(0), "name") == row.text(1) &&
                    rows_.value(row.id(0), "color") == row.text(2) &&
                    rows_.value(row.id(0), "role") == row.text(3) &&
                    rows_.value(row.id(0), "active") == AssignedRows::text(row.get<bool>(4));
                if (!same) problem = "a person is not what was said last";
            }));
        return problem;
    }

private:
    AssignedRows rows_;
};

}  // namespace

Capability staff() {
    return {.name = "staff",
            .actions = {{"log_in", 3, log_in},
                        {"log_out", 2, log_out},
                        {"change_person", 2, change},
                        {"change_person_at_hub", 2, change_at_hub}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<People>(); }};
}

}  // namespace mostrador::simulation
