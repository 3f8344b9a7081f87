#pragma once

#include <memory>

#include "simulation/capability.hpp"

namespace mostrador::simulation {

/// What the tabs of a shop must be after a set of operations, as docs/merge-rules.md says it.
std::unique_ptr<Model> orders_model();

}  // namespace mostrador::simulation
