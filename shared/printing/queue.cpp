#include "printing/queue.hpp"

#include <algorithm>
#include <set>

#include "documents/escpos.hpp"
#include "documents/receipt_paper.hpp"
#include "organization/queries.hpp"
#include "printing/breaker.hpp"
#include "printing/job_paper.hpp"

namespace mostrador::printing {
namespace {

using base::Id;
using base::Result;
using base::Status;

constexpr std::int64_t kFiredPriority = 1;
constexpr std::int64_t kNarrowColumns = 32, kNarrowDots = 384;
constexpr std::int64_t kMiddleColumns = 42, kMiddleDots = 512;

/// Lines that a printer should have, and no job has.
constexpr std::string_view kUnprinted =
    "FROM tab_line l JOIN print_route r ON r.id = l.station AND r.stamp > 0 AND r.printer <> '' "
    "WHERE l.station IS NOT NULL AND l.level % 8 < 3 "
    "AND NOT EXISTS (SELECT 1 FROM tab_line_void WHERE line = l.id) "
    "AND NOT EXISTS (SELECT 1 FROM print_job_line WHERE line = l.id) ";

documents::Printer printer_of(const Job& job) {
    documents::Printer printer{.columns = job.columns};
    if (job.columns == kNarrowColumns) printer.dots = kNarrowDots;
    if (job.columns == kMiddleColumns) printer.dots = kMiddleDots;
    return printer;
}

/// The same number for the same attempt, on every hub.
std::uint64_t dice_of(const Job& job) {
    return job.id.bytes.back() + job.attempts.size() * 31U;
}

bool is_time(const Job& job, std::int64_t now_us) {
    if (job.attempts.empty()) return true;
    const auto wait = back_off_us(static_cast<std::int64_t>(job.attempts.size()), dice_of(job));
    return now_us - job.tried_at() >= wait;
}

/// What happens to a job next, and on which printer.
struct Step {
    enum class Kind : std::uint8_t { wait, send, fail } kind = Kind::wait;
    std::string printer;
};

/// The first of the chain that was not tried often enough: its printer, then the fallback. One that
/// takes nothing is passed over. When all were tried, whichever works.
Step next_step(const Job& job, const Ready& ready) {
    using enum Step::Kind;
    std::vector<std::string> chain{job.printer};
    if (!job.fallback.empty() && job.fallback != job.printer) chain.push_back(job.fallback);
    const auto is_fresh = [&](const std::string& each) { return job.failures_of(each) < kTries; };
    std::ranges::stable_partition(chain, is_fresh);
    for (const auto& each : chain) {
        const auto readiness = ready(each);
        if (readiness == Readiness::ready) return {send, each};
        if (readiness == Readiness::busy && is_fresh(each)) return {};
    }
    if (is_fresh(chain.front())) return {fail, chain.front()};
    return {};
}

bool is_due(const Job& job, std::int64_t now_us) {
    const auto state = job.state();
    const bool open = state == State::waiting || state == State::screen;
    return open && is_time(job, now_us);
}

bool is_lost(const Attempt& attempt, std::int64_t now_us) {
    return !attempt.outcome && now_us - attempt.started_at >= kLostUs;
}

/// The most urgent first; of the same urgency the oldest, as they come.
Result<std::vector<Job>> open_jobs(store::Database& database, std::int64_t now_us) {
    MOSTRADOR_TRY(open, jobs(database, now_us, true));
    std::ranges::stable_sort(open, std::greater{}, &Job::priority);
    return open;
}

/// What a dead hub left behind.
Status write_off(log::Log& log, const Job& job, std::int64_t now_us) {
    for (const auto& each : job.attempts) {
        if (!is_lost(each, now_us)) continue;
        MOSTRADOR_CHECK(
            log.append({}, AttemptEnded{job.id, each.number, Outcome::unknown, now_us}));
    }
    return {};
}

/// Puts the attempt on the log and draws the paper; nothing when nothing of it is wanted any more.
Result<std::optional<Order>> begin_one(log::Log& log, const Job& job, std::string printer,
                                       std::int64_t now_us) {
    MOSTRADOR_TRY(tenant, organization::tenant(log.database()));
    MOSTRADOR_TRY(paper, job_paper(log.database(), job, tenant));
    if (!paper) {
        MOSTRADOR_CHECK(log.append({}, JobSettled{job.id, now_us}));
        return std::nullopt;
    }
    if (job.may_be_printed()) documents::mark_duplicate(*paper);
    MOSTRADOR_TRY(bytes, documents::escpos({&*paper, 1}, printer_of(job), {}));
    Order order{job.id, static_cast<std::int64_t>(job.attempts.size()) + 1, std::move(printer),
                std::move(bytes)};
    MOSTRADOR_CHECK(
        log.append({}, AttemptStarted{order.job, order.attempt, order.printer, now_us}));
    return order;
}

/// Nobody was asked, since nobody would have answered.
Status fail_at_once(log::Log& log, const Job& job, const std::string& printer,
                    std::int64_t now_us) {
    const auto attempt = static_cast<std::int64_t>(job.attempts.size()) + 1;
    MOSTRADOR_CHECK(log.append({}, AttemptStarted{job.id, attempt, printer, now_us}));
    return log.append({}, AttemptEnded{job.id, attempt, Outcome::failed, now_us});
}

}  // namespace

Result<bool> has_work(store::Database& database, std::int64_t now_us, const Ready& ready) {
    static const auto unprinted = "SELECT 1 " + std::string(kUnprinted) + "LIMIT 1";
    MOSTRADOR_TRY(fired, database.one<std::int64_t>(unprinted));
    if (fired) return true;
    MOSTRADOR_TRY(open, jobs(database, now_us, true));
    return std::ranges::any_of(open, [&](const Job& job) {
        const bool lost = std::ranges::any_of(
            job.attempts, [&](const Attempt& each) { return is_lost(each, now_us); });
        const bool due = is_due(job, now_us);
        return lost || (due && next_step(job, ready).kind != Step::Kind::wait);
    });
}

Status collect(log::Log& log, std::int64_t now_us) {
    static const auto unprinted =
        "SELECT l.id, l.place, l.station, r.printer, r.fallback, r.columns, "
        "coalesce((SELECT at FROM tab_line_stage WHERE line = l.id AND level = 0), l.at) AS "
        "fired " +
        std::string(kUnprinted) + "ORDER BY fired, l.place, l.station, l.course, l.id";
    std::vector<JobQueued> queued;
    std::int64_t last_fired = 0;
    MOSTRADOR_CHECK(log.database().each(unprinted, [&](const store::Row& row) {
        const auto tab = row.id(1), station = row.id(2);
        const bool same = !queued.empty() && last_fired == row.integer(6) &&
                          queued.back().tab == tab && queued.back().station == station;
        if (!same) {
            queued.push_back({.job = log.make_id(),
                              .at_us = now_us,
                              .tab = tab,
                              .station = station,
                              .lines = {},
                              .printer = row.get<std::string>(3),
                              .fallback = row.get<std::string>(4),
                              .columns = row.integer(5),
                              .priority = kFiredPriority});
        }
        last_fired = row.integer(6);
        queued.back().lines.push_back(row.id(0));
    }));
    for (const auto& each : queued)
        MOSTRADOR_CHECK(log.append({}, each));
    return {};
}

Result<std::vector<Order>> begin(log::Log& log, std::int64_t now_us, const Ready& ready) {
    MOSTRADOR_TRY(open, open_jobs(log.database(), now_us));
    std::vector<Order> orders;
    std::set<std::string> taken;
    const auto free = [&](const std::string& printer) {
        return taken.contains(printer) ? Readiness::busy : ready(printer);
    };
    for (const auto& job : open) {
        MOSTRADOR_CHECK(write_off(log, job, now_us));
        if (!is_due(job, now_us)) continue;
        const auto step = next_step(job, free);
        if (step.kind == Step::Kind::fail) {
            MOSTRADOR_CHECK(fail_at_once(log, job, step.printer, now_us));
        }
        if (step.kind != Step::Kind::send) continue;
        MOSTRADOR_TRY(order, begin_one(log, job, step.printer, now_us));
        if (!order) continue;
        taken.insert(order->printer);
        orders.push_back(*std::move(order));
    }
    return orders;
}

Status end(log::Log& log, const Order& order, Outcome outcome, std::int64_t now_us) {
    return log.append({}, AttemptEnded{order.job, order.attempt, outcome, now_us});
}

}  // namespace mostrador::printing
