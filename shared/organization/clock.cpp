#include "organization/clock.hpp"

#include <cstdlib>

#include "store/transaction.hpp"

namespace mostrador::organization {
namespace {

using base::Status;

constexpr std::int64_t kMinuteUs = 60'000'000;
/// Below it a clock that was wrong is right again; the gap keeps one at the border from telling
/// with each answer.
constexpr std::int64_t kRightClockUs = 3 * kMinuteUs;
/// A wrong clock is told again when it is wrong by that much more or less.
constexpr std::int64_t kStepUs = 30 * kMinuteUs;

// Only the device writes about its clock: its highest sequence stands.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE device_clock (
  device BLOB PRIMARY KEY,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  offset INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

Status apply_told(store::Database& database, const log::Operation& operation,
                  const ClockTold& told) {
    return database.run(
        "INSERT INTO device_clock (device, sequence, at, offset) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (device) DO UPDATE SET sequence = excluded.sequence, at = excluded.at, "
        "offset = excluded.offset WHERE excluded.sequence > sequence",
        operation.device, operation.sequence, told.at_us, told.offset_us);
}

bool is_news(std::optional<std::int64_t> told, std::int64_t offset) {
    const auto wrong_by = std::abs(offset);
    const bool was_wrong = told && std::abs(*told) >= kWrongClockUs;
    if (!was_wrong) return wrong_by >= kWrongClockUs;
    return wrong_by < kRightClockUs || std::abs(offset - *told) >= kStepUs;
}

base::Result<std::vector<tasks::Found>> clock_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT c.device, c.at, c.offset, d.name, coalesce(r.name, '') FROM device_clock c "
        "JOIN device d ON d.id = c.device AND d.revoked_at IS NULL AND d.enrolled_at IS NOT NULL "
        "LEFT JOIN register r ON r.id = d.register WHERE abs(c.offset) >= ?1 ORDER BY c.device",
        kWrongClockUs, [&](const store::Row& row) {
            const auto offset = row.integer(2);
            found.push_back(
                {.kind = offset > 0 ? "clock_behind" : "clock_ahead",
                 .subject = row.id(0),
                 .at_us = row.integer(1),
                 .parameters = {{"name", row.get<std::string>(3)},
                                {"register", row.get<std::string>(4)},
                                {"minutes", std::to_string(std::abs(offset) / kMinuteUs)}}});
        }));
    return found;
}

constexpr std::string_view kSides =
    "SELECT 'clock' AS role, c.device AS document, '' AS number, c.at, NULL AS person, c.device, "
    "NULL AS session, NULL AS amount, NULL AS quantity FROM task t "
    "JOIN device_clock c ON c.device = t.subject";

}  // namespace

Status tell_clock(log::Log& log, std::int64_t hub_now_us, std::int64_t offset_us) {
    MOSTRADOR_TRY(self, log.identity());
    MOSTRADOR_TRY(told, log.database().one<std::int64_t>(
                            "SELECT offset FROM device_clock WHERE device = ?1", self.device));
    if (!is_news(told, offset_us)) return {};
    MOSTRADOR_TRY(transaction, store::Transaction::begin(log.database()));
    MOSTRADOR_CHECK(log.append(std::nullopt, ClockTold{hub_now_us, offset_us}));
    return transaction.commit();
}

tasks::Source clock_source() {
    const auto kind = [](std::string_view name) {
        return tasks::Kind{.name = name, .detail = {}, .sides = kSides, .choices = {"no_effect"}};
    };
    return {clock_tasks, {kind("clock_behind"), kind("clock_ahead")}};
}

log::Capability clock_capability() {
    return {.name = "clocks",
            .schema = {},
            .kinds = {log::kind<ClockTold>(apply_told)},
            .tables = {{"device_clock", "device"}},
            .later = {{11, kSchema}}};
}

}  // namespace mostrador::organization
