// KIT-2: what hubs, waiters and cooks say of a few print jobs, in any order: every replica knows
// the same of every job.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "printing/job.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"

namespace mostrador::tests {
namespace {

using base::Id;

constexpr std::uint64_t kJobs = 4;
constexpr std::uint64_t kDevices = 3;
constexpr std::int64_t kAttempts = 4;

Id job_id(std::uint64_t i) {
    return base::derived_id("job", std::to_string(i));
}

/// Random facts about the same few jobs.
class Evening {
public:
    explicit Evening(std::uint64_t seed) : random_(seed) {}

    std::vector<log::Operation> operations() {
        for (std::uint64_t i = 0; i < kJobs; ++i) {
            write(printing::JobQueued{.job = job_id(i),
                                      .at_us = static_cast<std::int64_t>(i) + 1,
                                      .lines = {base::derived_id("line", std::to_string(i))},
                                      .printer = "Barra",
                                      .fallback = "Cocina"},
                  0);
            for (std::int64_t attempt = 1; attempt <= kAttempts; ++attempt)
                try_to_print(i, attempt);
        }
        for (int i = 0; i < 8; ++i)
            decide();
        return std::move(all_);
    }

private:
    std::uint64_t below(std::uint64_t most) { return base::random_below(random_, most); }

    template <class Payload>
    void write(const Payload& payload, std::uint64_t device) {
        log::Operation operation;
        operation.device = base::derived_id("device", std::to_string(device));
        operation.stamp = ++stamp_;
        operation.kind = Payload::kKind;
        operation.version = Payload::kVersion;
        operation.payload = payload_of(payload);
        all_.push_back(std::move(operation));
    }

    /// By one of two hubs, which may die in between.
    void try_to_print(std::uint64_t i, std::int64_t attempt) {
        const auto hub = below(2);
        write(printing::AttemptStarted{job_id(i), attempt, below(2) == 0 ? "Barra" : "Cocina",
                                       attempt},
              hub);
        if (below(4) == 0) return;
        write(printing::AttemptEnded{job_id(i), attempt, static_cast<printing::Outcome>(below(3)),
                                     attempt},
              hub);
    }

    void decide() {
        const auto job = job_id(below(kJobs));
        const auto device = below(kDevices);
        if (below(3) == 0) return write(printing::JobSettled{job, stamp_}, device);
        write(printing::JobRouted{job, "Terraza " + std::to_string(below(3))}, device);
    }

    base::SeededRandom random_;
    log::Stamp stamp_ = 3;
    std::vector<log::Operation> all_;
};

/// What a person sees of the jobs.
std::vector<std::string> board_of(Replica& replica) {
    std::vector<std::string> seen;
    for (const auto& job : value(printing::jobs(replica.database, 0, false))) {
        seen.push_back(std::string(base::enum_name(job.state())) + " " + job.printer + " " +
                       std::to_string(job.attempts.size()) +
                       (job.may_be_printed() ? " duplicate" : ""));
    }
    return seen;
}

TEST_CASE("Print jobs merge alike on every replica, whatever comes first",
          "[property][printing][KIT-2]") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        auto operations = Evening(seed).operations();
        base::SeededRandom random(seed * 31);
        std::string expected;
        std::vector<std::string> board;
        for (int round = 0; round < 4; ++round) {
            INFO("seed " << seed << ", round " << round);
            Replica replica;
            for (const auto& operation : operations)
                replica.apply(operation);
            if (round == 0) {
                expected = replica.state();
                board = board_of(replica);
                REQUIRE(board.size() == kJobs);
            }
            REQUIRE(replica.state() == expected);
            REQUIRE(board_of(replica) == board);
            for (auto i = operations.size(); i > 1; --i)
                std::swap(operations[i - 1],
                          operations[static_cast<std::size_t>(base::random_below(random, i))]);
        }
    }
}

}  // namespace
}  // namespace mostrador::tests
