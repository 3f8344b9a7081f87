#include "log/rivals.hpp"

#include <algorithm>

#include "base/concat.hpp"

namespace mostrador::log {
namespace {

using base::Status;

// For each device that ever told a value of the field, its last one: `standing` while nobody is
// known who had it in view, and then with its value. The value of the row itself is not here, so
// that a price that only one person changes costs nothing.
//
// `field_version.told` marks a value whose author told what it replaced; of those it keeps who.
constexpr std::string_view kSchema = R"sql(
ALTER TABLE field_version ADD COLUMN told INTEGER;
ALTER TABLE field_version ADD COLUMN person BLOB;
CREATE TABLE field_rival (
  entity TEXT NOT NULL,
  row BLOB NOT NULL,
  field TEXT NOT NULL,
  device BLOB NOT NULL,
  stamp INTEGER NOT NULL,
  standing INTEGER NOT NULL,
  value ANY,
  person BLOB,
  PRIMARY KEY (entity, row, field, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_rival_standing ON field_rival (entity, field) WHERE standing = 1;
)sql";

/// Somebody had this value of the device in view, or an earlier one of it.
Status note_seen(store::Database& database, const FieldPlace& place, const Version& seen) {
    return database.run(
        "INSERT INTO field_rival (entity, row, field, device, stamp, standing) "
        "VALUES (?1, ?2, ?3, ?4, ?5, 0) ON CONFLICT DO UPDATE SET stamp = excluded.stamp, "
        "standing = 0, value = NULL, person = NULL WHERE excluded.stamp >= stamp",
        place.entity, place.row, place.field, seen.device, seen.stamp);
}

Status note_rival(store::Database& database, const FieldPlace& place, const Told& told) {
    return database.run(
        "INSERT INTO field_rival (entity, row, field, device, stamp, standing, value, person) "
        "VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7) ON CONFLICT DO UPDATE SET stamp = excluded.stamp, "
        "standing = 1, value = excluded.value, person = excluded.person "
        "WHERE excluded.stamp > stamp",
        place.entity, place.row, place.field, told.version.device, told.version.stamp, told.value,
        told.person);
}

/// The row's own value is the device's last: nothing is kept of it beside the row.
Status forget(store::Database& database, const FieldPlace& place, const base::Id& device) {
    return database.run(
        "DELETE FROM field_rival WHERE entity = ?1 AND row = ?2 AND field = ?3 AND device = ?4",
        place.entity, place.row, place.field, device);
}

}  // namespace

Status override_standing(store::Database& database, const FieldPlace& place,
                         const Standing& standing) {
    return database.run(base::concat("INSERT OR REPLACE INTO field_rival (entity, row, field, "
                                     "device, stamp, standing, value, "
                                     "person) SELECT ?1, ?2, ?3, ?4, ?5, 1, ",
                                     place.field, ", ?6 FROM ", place.entity, " WHERE id = ?2"),
                        place.entity, place.row, place.field, standing.version.device,
                        standing.version.stamp, standing.person);
}

Status note_told(store::Database& database, const FieldPlace& place, const Standing& standing,
                 const Told& told) {
    const bool later = told.version > standing.version;
    const auto is_own = [&](const base::Id& device) {
        return standing.told && standing.version.device == device;
    };
    if (later) {
        if (standing.told && !is_own(told.version.device))
            MOSTRADOR_CHECK(override_standing(database, place, standing));
        MOSTRADOR_CHECK(forget(database, place, told.version.device));
    } else if (!is_own(told.version.device)) {
        MOSTRADOR_CHECK(note_rival(database, place, told));
    }
    for (const auto& each : told.replaced) {
        const Version seen{each.stamp, each.device};
        // Nobody has seen what comes after; and a device knows what it said itself.
        if (each.field != place.field || seen >= told.version ||
            each.device == told.version.device || (!later && is_own(each.device)))
            continue;
        MOSTRADOR_CHECK(note_seen(database, place, seen));
    }
    return {};
}

base::Result<std::vector<Replaced>> replaced(store::Database& database, std::string_view entity,
                                             const base::Id& row,
                                             std::span<const std::string_view> fields) {
    std::vector<Replaced> all;
    MOSTRADOR_CHECK(database.each(
        "SELECT field, stamp, device FROM field_version "
        "WHERE entity = ?1 AND row = ?2 AND told = 1",
        entity, row, [&](const store::Row& found) {
            if (std::ranges::contains(fields, found.text(0)))
                all.push_back({found.get<std::string>(0), found.integer(1), found.id(2)});
        }));
    return all;
}

base::Result<std::vector<Replaced>> all_replaced(store::Database& database, std::string_view entity,
                                                 const base::Id& row, std::string_view field) {
    MOSTRADOR_TRY(all, replaced(database, entity, row, {&field, 1}));
    MOSTRADOR_CHECK(
        database.each("SELECT stamp, device FROM field_rival "
                      "WHERE entity = ?1 AND row = ?2 AND field = ?3 AND standing = 1",
                      entity, row, field, [&](const store::Row& found) {
                          all.push_back({std::string(field), found.integer(0), found.id(1)});
                      }));
    return all;
}

Capability rivals_capability() {
    return {.name = "rivals",
            .schema = {},
            .kinds = {},
            .tables = {{"field_rival", "entity, row, field, device"}},
            .later = {{11, kSchema}}};
}

}  // namespace mostrador::log
