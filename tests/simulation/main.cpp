// The simulator's program. See --help and README.md.

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "simulation/bugs/bugs.hpp"
#include "simulation/script.hpp"

namespace mostrador::simulation {
namespace {

using Wall = std::chrono::steady_clock;

constexpr std::string_view kHelp =
    R"(Simulates shops: real tills, replicas and hub, one thread, everything from one seed.

  simulate --seed S [--count N]   runs N seeds from S on (1)
  simulate --minutes M            runs fresh seeds for so long
  simulate --script FILE          runs one script (seeds/)
  simulate --ci FOLDER            what ./test runs: all scripts of a folder, fixed seeds, all bugs
  simulate --bugs                 the table of deliberate bugs

  --postgres      with a hub on a private PostgreSQL
  --bug NAME      with a deliberate bug      --verbose  prints the script of a failure unshortened
)";

constexpr int kShorteningRuns = 150;
/// A deliberate bug must be found within so many seeds.
constexpr int kBugBudget = 60;
constexpr std::uint64_t kFirstSeed = 1;
constexpr int kContinuousSeeds = 40;
constexpr int kPostgresSeeds = 8;

struct Options {
    std::string mode;
    std::uint64_t seed = kFirstSeed;
    int count = 1;
    double minutes = 0;
    std::string path;
    std::string bug;
    bool postgres = false;
    bool verbose = false;
};

/// What all runs together came to.
struct Tally {
    int passed = 0;
    int failed = 0;
    std::int64_t simulated_device_us = 0;
    std::int64_t operations = 0;
    std::int64_t steps = 0;
    Wall::time_point began = Wall::now();

    void add(const Script& script, const Run& run) {
        ++(run.law.empty() ? passed : failed);
        simulated_device_us += run.simulated_us * script.devices;
        operations += run.operations;
        steps += static_cast<std::int64_t>(run.steps);
    }

    void print() const {
        const std::chrono::duration<double> wall = Wall::now() - began;
        const auto days = static_cast<double>(simulated_device_us) / 86'400e6;
        std::cout << "  " << steps << " steps, " << operations << " operations, " << days
                  << " device-days in " << wall.count() << " s: " << days / wall.count() * 60
                  << " device-days per minute\n";
    }
};

std::function<std::unique_ptr<Behaviour>()> maker(const std::string& bug) {
    for (const auto& each : bugs()) {
        if (each.name == bug) return each.make;
    }
    return [] { return std::make_unique<Behaviour>(); };
}

void report(const Script& script, const Run& failed, const Options& options) {
    std::cout << "FAILED after " << failed.steps << " steps: " << failed.detail << '\n'
              << "  again: ./simulate --seed " << script.seed
              << (options.bug.empty() ? "" : " --bug " + options.bug)
              << (script.postgres ? " --postgres" : "") << '\n';
    auto shown = script;
    if (!options.verbose) shown = shorter(script, failed.law, kShorteningRuns, maker(options.bug));
    std::cout << "  as a script (./simulate --script FILE):\n# " << failed.detail << '\n'
              << to_text(shown) << std::flush;
}

void run_one(const Script& script, const Options& options, Tally& tally) {
    const auto result = run(script, *maker(options.bug)());
    tally.add(script, result);
    if (!result.law.empty()) report(script, result, options);
}

int run_seeds(const Options& options) {
    Tally tally;
    for (int i = 0; i < options.count; ++i)
        run_one(script_of(options.seed + static_cast<std::uint64_t>(i), options.postgres), options,
                tally);
    tally.print();
    std::cout << tally.passed << " passed, " << tally.failed << " failed\n";
    return tally.failed == 0 ? 0 : 1;
}

int run_minutes(const Options& options) {
    Tally tally;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    auto seed =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count()) *
        100'000;
    const std::chrono::duration<double> limit(options.minutes * 60);
    while (Wall::now() - tally.began < limit && tally.failed < 3)
        run_one(script_of(seed++, options.postgres), options, tally);
    tally.print();
    std::cout << tally.passed << " passed, " << tally.failed << " failed\n";
    return tally.failed == 0 ? 0 : 1;
}

std::optional<Script> load(const std::filesystem::path& path) {
    const std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    auto script = from_text(text.str());
    if (!file || !script) std::cout << path.string() << " is not a script\n";
    return script;
}

int run_script(const Options& options) {
    const auto script = load(options.path);
    if (!script) return 2;
    const auto result = run(*script, *maker(options.bug)());
    std::cout << (result.law.empty() ? "all laws hold" : result.detail) << " after " << result.steps
              << " steps, " << result.operations << " operations\n";
    return result.law.empty() ? 0 : 1;
}

/// Looks for one deliberate bug; prints its line of the table.
bool find_bug(const Bug& bug) {
    std::size_t steps = 0;
    for (int i = 0; i < kBugBudget; ++i) {
        const auto result = run(script_of(kFirstSeed + static_cast<std::uint64_t>(i)), *bug.make());
        steps += result.steps;
        if (result.law.empty()) continue;
        std::cout << "  | " << bug.name << " | " << bug.what << " | " << i + 1 << " | " << steps
                  << " | " << result.law << " |\n"
                  << std::flush;
        return true;
    }
    std::cout << "  | " << bug.name << " | " << bug.what << " | NOT FOUND | " << steps << " | |\n";
    return false;
}

int run_bugs() {
    int missed = 0;
    std::cout << "  | bug | what it does | found after seeds | steps | law |\n"
                 "  |---|---|---|---|---|\n";
    for (const auto& bug : bugs())
        missed += !find_bug(bug);
    const auto found = static_cast<int>(bugs().size()) - missed;
    std::cout << found << " passed, " << missed << " failed\n";
    return missed == 0 ? 0 : 1;
}

int run_ci(const Options& options) {
    Tally tally;
    for (const auto& each : std::filesystem::directory_iterator(options.path)) {
        if (each.path().extension() != ".script") continue;
        const auto script = load(each.path());
        if (!script) return 2;
        run_one(*script, options, tally);
    }
    for (int i = 0; i < kContinuousSeeds; ++i)
        run_one(script_of(kFirstSeed + static_cast<std::uint64_t>(i)), options, tally);
    for (int i = 0; i < kPostgresSeeds; ++i)
        run_one(script_of(kFirstSeed + static_cast<std::uint64_t>(i), true), options, tally);
    tally.print();
    std::cout << tally.passed << " passed, " << tally.failed << " failed\n";
    const int bugs_missed = run_bugs();
    return tally.failed == 0 && bugs_missed == 0 ? 0 : 1;
}

std::optional<Options> parse(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& name = arguments[i];
        if (name == "--verbose") {
            options.verbose = true;
            continue;
        }
        if (name == "--postgres") {
            options.postgres = true;
            continue;
        }
        if (name == "--bugs") {
            options.mode = name;
            continue;
        }
        if (++i == arguments.size()) return std::nullopt;
        const auto& given = arguments[i];
        if (name == "--bug")
            options.bug = given;
        else if (name == "--count")
            options.count = std::stoi(given);
        else if (name == "--seed")
            options.seed = std::stoull(given);
        else if (name == "--minutes")
            options.minutes = std::stod(given);
        else if (name == "--script" || name == "--ci")
            options.path = given;
        else
            return std::nullopt;
        if (name != "--bug" && name != "--count") options.mode = name;
    }
    return options;
}

int simulate(const Options& options) {
    if (options.mode == "--seed") return run_seeds(options);
    if (options.mode == "--minutes") return run_minutes(options);
    if (options.mode == "--script") return run_script(options);
    if (options.mode == "--ci") return run_ci(options);
    if (options.mode == "--bugs") return run_bugs();
    std::cout << kHelp;
    return 2;
}

}  // namespace
}  // namespace mostrador::simulation

int main(int count, char** arguments) {
    using namespace mostrador::simulation;
    const auto options = parse({arguments + 1, arguments + count});
    return simulate(options.value_or(Options{}));
}
