#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "simulation/behaviour.hpp"

namespace mostrador::simulation {

/// A mistake that a synchronisation can make. The simulator must find each within its budget, or
/// it would not find it in the product either.
struct Bug {
    std::string_view name;
    std::string_view what;
    std::function<std::unique_ptr<Behaviour>()> make;
};

const std::vector<Bug>& bugs();

}  // namespace mostrador::simulation
