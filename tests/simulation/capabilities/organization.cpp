#include <cstdlib>
#include <map>
#include <set>

#include "organization/clock.hpp"
#include "organization/operations.hpp"
#include "simulation/assigned.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using organization::BranchesPut;
using organization::ClockTold;
using organization::DeviceEnrolled;
using organization::DeviceRevoked;

// ---- what people do ----------------------------------------------------------------------------

/// The same branch gets two names.
void rename_twice(World& world, Device& device, Dice& dice) {
    const auto name = [&] { return "Sucursal " + std::to_string(dice.below(1000)); };
    world.append(device, BranchesPut{{{{.id = world.branch, .name = name()}}}});
    organization::BranchRow there{.id = world.branch, .address = "Av. " + name()};
    if (dice.percent(50)) there.name = name();
    world.append(world.other(device, dice), BranchesPut{{{there}}});
}

/// The device is stopped by the hub, wherever it is and whatever it has not pushed yet.
void revoke(World& world, Device& device, Dice&) {
    if (!world.hub.is_up() || !world.is_usable(device)) return;
    world.hub.revoke(tests::value(device.log().identity()).device);
    world.hub_settles();
}

// ---- what must be true -------------------------------------------------------------------------

class Organization final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind == BranchesPut::kKind) take_branches(operation);
        if (operation.kind == DeviceEnrolled::kKind) {
            const auto enrolled =
                tests::value(base::decode<base::Form::binary, DeviceEnrolled>(operation.payload));
            devices_[enrolled.device];
        }
        if (operation.kind == ClockTold::kKind) {
            const auto told =
                tests::value(base::decode<base::Form::binary, ClockTold>(operation.payload));
            auto& last = clocks_[operation.device];
            last = std::max(last, std::pair(operation.sequence, told.offset_us));
        }
        if (operation.kind != DeviceRevoked::kKind) return;
        const auto revoked =
            tests::value(base::decode<base::Form::binary, DeviceRevoked>(operation.payload));
        const auto at = log::stamp_time_us(operation.stamp);
        auto& known = devices_[revoked.device];
        known = std::min(known.value_or(at), at);
    }

    std::string audit(store::Database& database) override {
        std::string problem;
        tests::value(database.each("SELECT id, name, address FROM branch WHERE stamp > 0",
                                   [&](const store::Row& row) {
                                       if (branches_.value(row.id(0), "name") != row.text(1) ||
                                           branches_.value(row.id(0), "address") != row.text(2))
                                           problem = "a branch is not what was said last";
                                   }));
        std::map<Id, std::optional<std::int64_t>> devices;
        tests::value(database.each("SELECT id, revoked_at FROM device", [&](const store::Row& row) {
            devices[row.id(0)] = row.get<std::optional<std::int64_t>>(1);
        }));
        if (devices != devices_) return "the devices are not those that were let in";
        return problem.empty() ? check_clocks(database) : problem;
    }

private:
    /// Every clock that its device found wrong is somebody's task; nothing else is.
    std::string check_clocks(store::Database& database) const {
        std::set<Id> wrong, told;
        for (const auto& [device, last] : clocks_) {
            const auto known = devices_.find(device);
            const bool here = known != devices_.end() && !known->second;
            if (here && std::abs(last.second) >= organization::kWrongClockUs) wrong.insert(device);
        }
        for (const auto& task : tests::value(organization::clock_source().find(database)))
            told.insert(task.subject);
        return wrong == told ? "" : "the tasks about clocks are not the clocks that are wrong";
    }

    void take_branches(const log::Operation& operation) {
        const auto put =
            tests::value(base::decode<base::Form::binary, BranchesPut>(operation.payload));
        for (const auto& row : put.rows) {
            branches_.assign(row.id, "name", operation, row.name, row.create, std::string());
            branches_.assign(row.id, "address", operation, row.address, row.create, std::string());
        }
    }

    AssignedRows branches_;
    std::map<Id, std::optional<std::int64_t>> devices_;           ///< and when each was revoked
    std::map<Id, std::pair<std::int64_t, std::int64_t>> clocks_;  ///< last sequence and offset
};

}  // namespace

Capability organization() {
    return {.name = "organization",
            .actions = {{"rename_twice", 2, rename_twice}, {"revoke", 1, revoke}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Organization>(); }};
}

}  // namespace mostrador::simulation
