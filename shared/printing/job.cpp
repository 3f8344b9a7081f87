#include "printing/job.hpp"

#include <algorithm>

namespace mostrador::printing {
namespace {

using base::Id;
using base::Result;
using base::Status;

/// Nobody wants yesterday's tickets on paper.
constexpr std::int64_t kDayUs = 24LL * 3600 * 1'000'000;

constexpr std::string_view kColumns =
    "SELECT j.id, j.at, j.tab, j.station, coalesce(r.printer, j.printer), j.fallback, j.columns, "
    "j.priority, j.copy_of, s.job IS NOT NULL FROM print_job j "
    "LEFT JOIN print_routed r ON r.job = j.id LEFT JOIN print_settled s ON s.job = j.id ";

constexpr std::string_view kOpen =
    "AND s.job IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM print_attempt WHERE job = j.id AND outcome = 'printed') ";

Job job_of(const store::Row& row) {
    return {.id = row.id(0),
            .at_us = row.integer(1),
            .tab = row.id(2),
            .station = row.id(3),
            .printer = row.get<std::string>(4),
            .fallback = row.get<std::string>(5),
            .columns = row.integer(6),
            .priority = row.integer(7),
            .copy_of = row.get<std::optional<Id>>(8),
            .settled = row.get<bool>(9)};
}

Status add_attempts(store::Database& database, Job& job) {
    return database.each(
        "SELECT attempt, printer, started_at, outcome, ended_at FROM print_attempt "
        "WHERE job = ?1 ORDER BY attempt, device",
        job.id, [&](const store::Row& row) {
            job.attempts.push_back({row.integer(0), row.get<std::string>(1), row.integer(2),
                                    base::enum_value<Outcome>(row.text(3)), row.integer(4)});
        });
}

}  // namespace

State Job::state() const {
    if (settled) return State::settled;
    const auto ended = [this](std::optional<Outcome> outcome) {
        return std::ranges::any_of(
            attempts, [outcome](const Attempt& each) { return each.outcome == outcome; });
    };
    if (ended(Outcome::printed)) return State::printed;
    if (ended(std::nullopt)) return State::sending;
    const bool spent =
        failures_of(printer) >= kTries && (fallback.empty() || failures_of(fallback) >= kTries);
    return spent ? State::screen : State::waiting;
}

bool Job::may_be_printed() const {
    if (copy_of) return true;
    return std::ranges::any_of(attempts,
                               [](const Attempt& each) { return each.outcome != Outcome::failed; });
}

std::int64_t Job::failures_of(std::string_view name) const {
    return std::ranges::count_if(attempts, [name](const Attempt& each) {
        return each.printer == name && each.outcome && each.outcome != Outcome::printed;
    });
}

std::int64_t Job::tried_at() const {
    std::int64_t last = 0;
    for (const auto& each : attempts)
        last = std::max(last, each.ended_at);
    return last;
}

Result<std::vector<Job>> jobs(store::Database& database, std::int64_t now_us, bool open_only) {
    static const auto all = std::string(kColumns) + "WHERE j.at > ?1 ORDER BY j.at, j.id";
    static const auto open =
        std::string(kColumns) + "WHERE j.at > ?1 " + std::string(kOpen) + "ORDER BY j.at, j.id";
    std::vector<Job> found;
    MOSTRADOR_CHECK(database.each(open_only ? open : all, now_us - kDayUs,
                                  [&](const store::Row& row) { found.push_back(job_of(row)); }));
    for (auto& each : found)
        MOSTRADOR_CHECK(add_attempts(database, each));
    return found;
}

Result<std::optional<Job>> job(store::Database& database, const Id& id) {
    static const auto one = std::string(kColumns) + "WHERE j.id = ?1";
    std::optional<Job> found;
    MOSTRADOR_CHECK(database.each(one, id, [&](const store::Row& row) { found = job_of(row); }));
    if (found) MOSTRADOR_CHECK(add_attempts(database, *found));
    return found;
}

}  // namespace mostrador::printing
