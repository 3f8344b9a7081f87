#include <map>

#include "simulation/assigned.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "staff/operations.hpp"
#include "staff/rights.hpp"
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

/// What people did without the right to it: whoever sells must be an active cashier or owner at the
/// sale's own time, and the hub must have said so where they were not.
class Rights final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind == PeoplePut::kKind) take_people(operation);
        if (operation.kind == "sales.completed" && operation.person) {
            sales_[{operation.device, operation.sequence}] = {*operation.person,
                                                              {operation.stamp, operation.device}};
        }
        if (operation.kind != staff::RightMissing::kKind) return;
        const auto missing =
            tests::value(base::decode<base::Form::binary, staff::RightMissing>(operation.payload));
        const Version version{operation.stamp, operation.device};
        for (const auto& each : missing.operations) {
            const auto [known, fresh] =
                found_.try_emplace({missing.device, each.sequence}, version, missing.finding);
            if (!fresh) known->second = std::min(known->second, {version, missing.finding});
        }
    }

    std::string audit(store::Database& database) override {
        std::map<Place, Id> told;
        tests::value(database.each(
            "SELECT device, sequence, finding FROM right_missing",
            [&](const store::Row& row) { told[{row.id(0), row.integer(1)}] = row.id(2); }));
        if (told.size() != found_.size()) return "not all that the hub found is told";
        for (const auto& [place, found] : found_)
            if (told[place] != found.second) return "a later finding stands";
        for (const auto& [place, sale] : sales_)
            if (!may_sell(sale) && !told.contains(place))
                return "somebody sold without the right to it, and nobody is told";
        return {};
    }

private:
    using Place = std::pair<Id, std::int64_t>;
    using Version = std::pair<log::Stamp, Id>;
    using Sale = std::pair<Id, Version>;

    struct Change {
        std::optional<Role> role;
        std::optional<bool> active;
    };

    void take_people(const log::Operation& operation) {
        const auto put =
            tests::value(base::decode<base::Form::binary, PeoplePut>(operation.payload));
        for (const auto& row : put.rows)
            history_[row.id][{operation.stamp, operation.device}] = {row.role, row.active};
    }

    bool may_sell(const Sale& sale) const {
        const auto person = history_.find(sale.first);
        if (person == history_.end()) return true;  // nobody can tell
        std::optional<Role> role;
        bool active = true;
        for (const auto& [version, change] : person->second) {
            if (version > sale.second) break;
            if (change.role) role = change.role;
            if (change.active) active = *change.active;
        }
        if (!role) return true;
        return active && (*role == Role::cashier || *role == Role::owner);
    }

    std::map<Id, std::map<Version, Change>> history_;
    std::map<Place, Sale> sales_;
    std::map<Place, std::pair<Version, Id>> found_;
};

/// Both of what there is to say of people.
class Staff final : public Model {
public:
    void take(const log::Operation& operation) override {
        people_.take(operation);
        rights_.take(operation);
    }

    std::string audit(store::Database& database) override {
        const auto problem = people_.audit(database);
        return problem.empty() ? rights_.audit(database) : problem;
    }

private:
    People people_;
    Rights rights_;
};

}  // namespace

Capability staff() {
    return {.name = "staff",
            .actions = {{"log_in", 3, log_in},
                        {"log_out", 2, log_out},
                        {"change_person", 2, change},
                        {"change_person_at_hub", 2, change_at_hub}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Staff>(); }};
}

}  // namespace mostrador::simulation
