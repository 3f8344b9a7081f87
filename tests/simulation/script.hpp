#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "simulation/behaviour.hpp"

namespace mostrador::simulation {

/// One thing that happens: an action of a capability, on one device, with chances of its own. A
/// step says everything about itself, so that others can be left out.
struct Step {
    std::string action;
    int device = 0;
    std::uint64_t seed = 0;
};

/// Everything that happens in one run. As text: a line `devices N seed S` (`… postgres`), then a
/// line `action dN S` for each step; `#` begins a comment.
struct Script {
    std::uint64_t seed = 0;
    int devices = 3;
    std::vector<Step> steps;
    bool postgres = false;  ///< the hub's storage
};

/// The script of a seed: mean people, bad weather, and a rest now and then.
Script script_of(std::uint64_t seed, bool postgres = false);

std::string to_text(const Script& script);
std::optional<Script> from_text(std::string_view text);

/// How a run went.
struct Run {
    std::string law;  ///< that was broken; empty when all hold
    std::string detail;
    std::size_t steps = 0;  ///< that were done
    std::int64_t simulated_us = 0;
    std::int64_t operations = 0;
    std::int64_t receipts = 0;
};

Run run(const Script& script, Behaviour& behaviour);

/// The same failure with fewer steps: leaves out as much as it can within `budget` runs.
/// `make` gives a fresh behaviour for each.
Script shorter(const Script& script, const std::string& law, int budget,
               const std::function<std::unique_ptr<Behaviour>()>& make);

}  // namespace mostrador::simulation
