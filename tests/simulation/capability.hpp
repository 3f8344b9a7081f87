#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "log/operation.hpp"
#include "simulation/dice.hpp"
#include "store/database.hpp"

namespace mostrador::simulation {

class World;
class Device;

/// Something that happens in a shop, with all its chances drawn from `dice`.
struct Action {
    std::string_view name;  ///< in scripts
    int weight = 1;         ///< how often, next to the others
    void (*act)(World& world, Device& device, Dice& dice) = nullptr;
};

/// What must be in the tables after a set of operations, worked out in another way than the
/// product does: from the operations alone, in plain maps.
class Model {
public:
    virtual ~Model() = default;

    /// One operation that the hub holds. They come in the hub's order.
    virtual void take(const log::Operation& operation) = 0;

    /// What is wrong in a replica that has seen exactly these, or nothing.
    virtual std::string audit(store::Database& database) = 0;
};

/// What a capability of the product brings to the simulator: capabilities/<name>.cpp.
struct Capability {
    std::string_view name;
    std::vector<Action> actions;
    std::unique_ptr<Model> (*model)() = nullptr;  ///< null when it has no tables
};

Capability cash();
Capability catalog();
Capability customers();
Capability organization();
Capability sales();
Capability staff();
Capability stock();
/// What goes wrong with machines, networks and disks.
Capability faults();

/// A new capability is added here and in a file of its own.
const std::vector<Capability>& capabilities();

}  // namespace mostrador::simulation
