#include "staff/operations.hpp"
#include "staff/rights.hpp"

namespace mostrador::staff {
namespace {

const log::AssignedTable kPeople{
    "person", {{"name"}, {"role"}, {"color"}, {"pin_hash"}, {"active", log::ColumnType::boolean}}};

// `pin_attempt` and `login` belong to this device alone.
constexpr std::string_view kSchema = R"sql(
CREATE TABLE person (
  id BLOB PRIMARY KEY,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  color TEXT NOT NULL,
  pin_hash TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin_attempt (
  person BLOB PRIMARY KEY,
  failures INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE login (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  person BLOB NOT NULL,
  since INTEGER NOT NULL,
  last_seen INTEGER NOT NULL
) STRICT;
)sql";

/// Facts for the audit trail: the log itself is where they are kept.
constexpr auto kOnRecord = [](store::Database&, const log::Operation&, const auto&) {
    return base::Status{};
};

/// Whatever field stands in the end, who was what in between is remembered.
log::Kind people_kind() {
    auto kind = log::assignment_kind<PeoplePut>(kPeople);
    kind.apply = [assign = std::move(kind.apply)](store::Database& database,
                                                  const log::Operation& operation) -> base::Status {
        MOSTRADOR_CHECK(assign(database, operation));
        return remember_rights(database, operation);
    };
    return kind;
}

}  // namespace

log::Capability capability() {
    return {
        .name = "staff",
        .schema = kSchema,
        .kinds = {people_kind(), log::kind<LoggedIn>(kOnRecord), log::kind<LoggedOut>(kOnRecord),
                  log::kind<LockedOut>(kOnRecord), log::kind<RightMissing>(apply_right_missing)},
        .tables = {{"person", "id"}, {"right_missing", "device, sequence"}},
        .later = {{11, rights_schema()}}};
}

}  // namespace mostrador::staff
