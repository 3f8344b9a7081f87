#include "simulation/script.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "simulation/capability.hpp"
#include "simulation/dice.hpp"
#include "simulation/world.hpp"

namespace mostrador::simulation {
namespace {

constexpr std::int64_t kFewestSteps = 30;
constexpr std::int64_t kMostSteps = 160;

/// An action's name as often as it weighs.
std::vector<std::string_view> lottery() {
    std::vector<std::string_view> tickets;
    for (const auto& capability : capabilities()) {
        for (const auto& action : capability.actions)
            tickets.insert(tickets.end(), static_cast<std::size_t>(action.weight), action.name);
    }
    return tickets;
}

bool is_action(std::string_view name) {
    return std::ranges::any_of(capabilities(), [&](const Capability& capability) {
        return std::ranges::any_of(capability.actions,
                                   [&](const Action& action) { return action.name == name; });
    });
}

}  // namespace

Script script_of(std::uint64_t seed, bool postgres) {
    static const auto tickets = lottery();
    Dice dice(seed);
    Script script{.seed = seed,
                  .devices = static_cast<int>(dice.between(2, 4)),
                  .steps = {},
                  .postgres = postgres};
    for (auto count = dice.between(kFewestSteps, kMostSteps); count > 0; --count) {
        const auto action = dice.pick(tickets);
        const auto device = static_cast<int>(dice.below(script.devices));
        script.steps.push_back({std::string(action), device, dice.seed() % 100'000});
    }
    return script;
}

std::string to_text(const Script& script) {
    std::ostringstream out;
    out << "devices " << script.devices << " seed " << script.seed
        << (script.postgres ? " postgres\n" : "\n");
    for (const auto& step : script.steps)
        out << step.action << " d" << step.device << ' ' << step.seed << '\n';
    return out.str();
}

std::optional<Script> from_text(std::string_view text) {
    Script script{.seed = 0, .devices = 0, .steps = {}};
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line.substr(0, line.find('#')));
        std::string first, second;
        if (!(words >> first)) continue;
        if (first == "devices") {
            if (!(words >> script.devices >> second >> script.seed)) return std::nullopt;
            script.postgres = words >> second && second == "postgres";
            continue;
        }
        Step step{.action = first};
        if (!(words >> second >> step.seed) || !second.starts_with('d')) return std::nullopt;
        const auto [end, problem] =
            std::from_chars(second.data() + 1, second.data() + second.size(), step.device);
        if (problem != std::errc{} || !is_action(step.action)) return std::nullopt;
        script.steps.push_back(std::move(step));
    }
    if (script.devices < 1) return std::nullopt;
    return script;
}

Run run(const Script& script, Behaviour& behaviour) {
    Run run;
    std::optional<World> world;
    std::int64_t began = 0;
    const auto note = [&] {
        if (!world) return;
        run.simulated_us = world->schedule.now_us() - began;
        run.operations = world->auditor.operations();
        run.receipts = world->auditor.receipts();
    };
    try {
        world.emplace(script, behaviour);
        began = world->schedule.now_us();
        for (const auto& step : script.steps) {
            ++run.steps;
            world->step(step);
        }
        world->rest();
    } catch (const Violation& violation) {
        run.law = violation.law;
        run.detail = violation.what();
    } catch (const std::exception& error) {
        run.law = "exception";
        run.detail = error.what();
    }
    note();
    return run;
}

Script shorter(const Script& script, const std::string& law, int budget,
               const std::function<std::unique_ptr<Behaviour>()>& make) {
    auto best = script;
    for (auto size = best.steps.size() / 2; size > 0; size /= 2) {
        for (std::size_t at = 0; at < best.steps.size() && budget > 0;) {
            auto candidate = best;
            const auto begin = candidate.steps.begin() + static_cast<std::ptrdiff_t>(at);
            const auto count = std::min(size, candidate.steps.size() - at);
            candidate.steps.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
            --budget;
            const auto result = run(candidate, *make());
            if (result.law != law) {
                at += size;
                continue;
            }
            candidate.steps.resize(std::min(result.steps, candidate.steps.size()));
            best = std::move(candidate);
        }
    }
    return best;
}

}  // namespace mostrador::simulation
