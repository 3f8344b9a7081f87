#include "kitchen/operations.hpp"

namespace mostrador::kitchen {
namespace {

using log::ColumnType;

const log::AssignedTable kStations{"station",
                                   {{"branch", ColumnType::id},
                                    {"name"},
                                    {"code"},
                                    {"position", ColumnType::integer},
                                    {"warn", ColumnType::integer},
                                    {"late", ColumnType::integer},
                                    {"active", ColumnType::boolean}}};

const log::AssignedTable kRoutes{"station_route", {{"station", ColumnType::id}}};

constexpr std::string_view kSchema = R"sql(
CREATE TABLE station (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  branch BLOB NOT NULL,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  warn INTEGER NOT NULL,
  late INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE station_route (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  station BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

log::Capability capability() {
    return {.name = "kitchen",
            .schema = {},
            .kinds = {log::assignment_kind<StationsPut>(kStations),
                      log::assignment_kind<RoutesPut>(kRoutes)},
            .tables = {{"station", "id"}, {"station_route", "id"}},
            .later = {{6, kSchema}}};
}

}  // namespace mostrador::kitchen
