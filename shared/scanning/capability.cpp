#include "scanning/operations.hpp"

namespace mostrador::scanning {
namespace {

using log::ColumnType;

const log::AssignedTable kScaleCodes{"scale_code",
                                     {{"prefix"},
                                      {"article_digits", ColumnType::integer},
                                      {"value_digits", ColumnType::integer},
                                      {"measure"},
                                      {"decimals", ColumnType::integer},
                                      {"active", ColumnType::boolean}}};

constexpr std::string_view kScaleCodeSchema = R"sql(
CREATE TABLE scale_code (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  prefix TEXT NOT NULL,
  article_digits INTEGER NOT NULL,
  value_digits INTEGER NOT NULL,
  measure TEXT NOT NULL,
  decimals INTEGER NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace

log::Capability capability() {
    return {.name = "scanning",
            .schema = {},  // came later
            .kinds = {log::assignment_kind<ScaleCodesPut>(kScaleCodes)},
            .tables = {{"scale_code", "id"}},
            .later = {{10, kScaleCodeSchema}}};
}

}  // namespace mostrador::scanning
