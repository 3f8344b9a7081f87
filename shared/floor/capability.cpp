#include "floor/operations.hpp"

namespace mostrador::floor {
namespace {

using log::ColumnType;

const log::AssignedTable kAreas{"floor_area",
                                {{"branch", ColumnType::id},
                                 {"name"},
                                 {"position", ColumnType::integer},
                                 {"active", ColumnType::boolean}}};

const log::AssignedTable kTables{"floor_table",
                                 {{"area", ColumnType::id},
                                  {"name"},
                                  {"seats", ColumnType::integer},
                                  {"x", ColumnType::integer},
                                  {"y", ColumnType::integer},
                                  {"width", ColumnType::integer},
                                  {"height", ColumnType::integer},
                                  {"shape"},
                                  {"active", ColumnType::boolean}}};

constexpr std::string_view kSchema = R"sql(
CREATE TABLE floor_area (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  branch BLOB NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE floor_table (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  area BLOB NOT NULL,
  name TEXT NOT NULL,
  seats INTEGER NOT NULL,
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  shape TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

log::Capability capability() {
    return {
        .name = "floor",
        .schema = {},
        .kinds = {log::assignment_kind<AreasPut>(kAreas), log::assignment_kind<TablesPut>(kTables)},
        .tables = {{"floor_area", "id"}, {"floor_table", "id"}},
        .later = {{6, kSchema}}};
}

}  // namespace mostrador::floor
