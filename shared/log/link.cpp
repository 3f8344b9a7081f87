#include "log/link.hpp"

#include <algorithm>

#include "log/pruning.hpp"

namespace mostrador::log {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE link (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  hub TEXT NOT NULL,
  token BLOB NOT NULL,
  epoch BLOB NOT NULL,
  cursor INTEGER NOT NULL,
  head INTEGER NOT NULL,
  last_contact INTEGER NOT NULL
) STRICT;
)sql";

constexpr std::string_view kHandingBackSchema =
    "ALTER TABLE link ADD COLUMN handing_back INTEGER NOT NULL DEFAULT 0;";

// `clock_seen` is the highest time of the device's clock since the last contact; `exported` the
// last own operation that is in a file which somebody saved.
constexpr std::string_view kKeySchema = R"sql(
ALTER TABLE link ADD COLUMN key BLOB;
ALTER TABLE link ADD COLUMN revoked_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN clock_seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN exported INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace

base::Result<std::optional<Link>> load_link(store::Database& database) {
    std::optional<Link> link;
    MOSTRADOR_CHECK(database.each(
        "SELECT hub, token, epoch, cursor, head, last_contact, handing_back, key, revoked_at "
        "FROM link",
        [&](const store::Row& row) {
            link = Link{.hub = row.get<std::string>(0),
                        .token = row.hash(1),
                        .epoch = row.id(2),
                        .cursor = row.integer(3),
                        .head = row.integer(4),
                        .last_contact = row.integer(5),
                        .key = row.get<std::optional<base::SigningKey::Seed>>(7),
                        .handing_back = row.get<bool>(6),
                        .revoked_at = row.integer(8)};
        }));
    return link;
}

base::Status save_link(store::Database& database, const Link& link) {
    return database.run(
        "INSERT INTO link (only, hub, token, epoch, cursor, head, last_contact, handing_back, key, "
        "revoked_at, clock_seen) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?6) "
        "ON CONFLICT (only) DO UPDATE SET hub = ?1, token = ?2, epoch = ?3, cursor = ?4, head = "
        "?5, "
        "last_contact = ?6, handing_back = ?7, key = ?8, revoked_at = ?9, clock_seen = ?6",
        link.hub, link.token, link.epoch, link.cursor, link.head, link.last_contact,
        link.handing_back, link.key, link.revoked_at);
}

base::Status note_export(const Log& log) {
    MOSTRADOR_TRY(self, log.identity());
    MOSTRADOR_TRY(head, log.head(self.device));
    return log.database().run("UPDATE link SET exported = ?1", head.sequence);
}

base::Result<std::int64_t> unsaved(const Log& log) {
    MOSTRADOR_TRY(self, log.identity());
    MOSTRADOR_TRY(head, log.head(self.device));
    MOSTRADOR_TRY(acknowledged, log.acknowledged());
    MOSTRADOR_TRY(exported, log.database().one<std::int64_t>("SELECT exported FROM link"));
    return std::max<std::int64_t>(0, head.sequence - std::max(acknowledged, exported.value_or(0)));
}

base::Result<Pending> pending(const Log& log) {
    const auto self = log.identity();
    if (!self) return Pending{};
    MOSTRADOR_TRY(acknowledged, log.acknowledged());
    MOSTRADOR_TRY(head, log.head(self->device));
    if (head.sequence <= acknowledged) return Pending{};
    MOSTRADOR_TRY(stamp, log.database().one<Stamp>(
                             "SELECT stamp FROM operation WHERE device = ?1 AND sequence = ?2",
                             self->device, acknowledged + 1));
    Pending pending{.count = head.sequence - acknowledged};
    if (stamp) pending.oldest_us = stamp_time_us(*stamp);
    return pending;
}

base::Status place(store::Database& database, const base::Id& device, std::int64_t sequence,
                   std::int64_t position) {
    return database.run(
        "UPDATE operation SET position = ?3 WHERE device = ?1 AND sequence = ?2 "
        "AND position IS NOT ?3",
        device, sequence, position);
}

base::Status forget_positions(store::Database& database, std::int64_t position) {
    return database.run("UPDATE operation SET position = NULL WHERE position > ?1", position);
}

base::Result<Unplaced> unplaced_after(const Log& log, std::int64_t row, Limit limit) {
    MOSTRADOR_TRY(self, log.identity());
    Unplaced unplaced;
    std::size_t bytes = 0;
    MOSTRADOR_TRY(statement, log.database().prepare(
                                 "SELECT row, body FROM operation WHERE row > ?1 AND position IS "
                                 "NULL AND device <> ?2 ORDER BY row LIMIT ?3"));
    MOSTRADOR_CHECK(statement.bind(row, self.device, limit.count));
    for (;;) {
        MOSTRADOR_TRY(found, statement.step());
        if (!found) return unplaced;
        bytes += statement.blob(1).size();
        if (!unplaced.bodies.empty() && bytes > limit.bytes) return unplaced;
        unplaced.last_row = statement.integer(0);
        unplaced.bodies.push_back(statement.get<base::Bytes>(1));
    }
}

Capability link_capability() {
    return {.name = "link",
            .schema = kSchema,
            .kinds = {},
            .tables = {},
            .later = {{2, kHandingBackSchema}, {4, pruning_schema()}, {11, kKeySchema}}};
}

}  // namespace mostrador::log
