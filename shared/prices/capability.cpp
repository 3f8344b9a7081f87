#include "prices/operations.hpp"

namespace mostrador::prices {
namespace {

using log::ColumnType;

const log::AssignedTable kLists{"price_list",
                                {{"name"},
                                 {"branches"},
                                 {"types"},
                                 {"weekdays", ColumnType::integer},
                                 {"from_minute", ColumnType::integer},
                                 {"to_minute", ColumnType::integer},
                                 {"valid_from"},
                                 {"valid_to"},
                                 {"position", ColumnType::integer},
                                 {"active", ColumnType::boolean}}};

const log::AssignedTable kEntries{"price_entry",
                                  {{"list", ColumnType::id},
                                   {"product", ColumnType::id},
                                   {"category", ColumnType::id},
                                   {"price", ColumnType::integer},
                                   {"percent"},
                                   {"active", ColumnType::boolean}}};

const log::AssignedTable kPromotions{"promotion",
                                     {{"name"},
                                      {"kind"},
                                      {"every", ColumnType::integer},
                                      {"percent"},
                                      {"products"},
                                      {"categories"},
                                      {"branches"},
                                      {"types"},
                                      {"weekdays", ColumnType::integer},
                                      {"from_minute", ColumnType::integer},
                                      {"to_minute", ColumnType::integer},
                                      {"valid_from"},
                                      {"valid_to"},
                                      {"position", ColumnType::integer},
                                      {"active", ColumnType::boolean}}};

const log::AssignedTable kServices{"service_charge",
                                   {{"branch", ColumnType::id},
                                    {"type"},
                                    {"name"},
                                    {"percent"},
                                    {"tax", ColumnType::id},
                                    {"active", ColumnType::boolean}}};

constexpr std::string_view kSchema = R"sql(
CREATE TABLE price_list (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  branches TEXT NOT NULL,
  types TEXT NOT NULL,
  weekdays INTEGER NOT NULL,
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE price_entry (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  list BLOB NOT NULL,
  product BLOB NOT NULL,
  category BLOB NOT NULL,
  price INTEGER NOT NULL,
  percent TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX price_entry_about ON price_entry (list, product, category);

CREATE TABLE promotion (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  every INTEGER NOT NULL,
  percent TEXT NOT NULL,
  products TEXT NOT NULL,
  categories TEXT NOT NULL,
  branches TEXT NOT NULL,
  types TEXT NOT NULL,
  weekdays INTEGER NOT NULL,
  from_minute INTEGER NOT NULL,
  to_minute INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE service_charge (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  branch BLOB NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  percent TEXT NOT NULL,
  tax BLOB NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

base::Id entry_id(const base::Id& list, const base::Id& target) {
    return base::derived_id("prices.entry", list.text() + ":" + target.text());
}

base::Id service_id(const base::Id& branch, std::string_view type) {
    return base::derived_id("prices.service", branch.text() + ":" + std::string(type));
}

log::Capability capability() {
    return {.name = "prices",
            .schema = {},
            .kinds = {log::assignment_kind<ListsPut>(kLists),
                      log::assignment_kind<EntriesPut>(kEntries),
                      log::assignment_kind<PromotionsPut>(kPromotions),
                      log::assignment_kind<ServicesPut>(kServices)},
            .tables = {{"price_list", "id"},
                       {"price_entry", "id"},
                       {"promotion", "id"},
                       {"service_charge", "id"}},
            .later = {{11, kSchema}}};
}

}  // namespace mostrador::prices
