#include "documents/printed.hpp"

namespace mostrador::documents {
namespace {

constexpr std::string_view kPrintedSchema = R"sql(
CREATE TABLE printed (
  document BLOB NOT NULL,
  kind TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (document, kind)
) STRICT, WITHOUT ROWID;
)sql";

/// What an opening of the drawer is counted as.
constexpr std::string_view kDrawer = "drawer";
/// A receipt that is printed later than that opens nothing: opening needs a permission then.
constexpr std::int64_t kDrawerUs = 2 * 60 * 1'000'000;

}  // namespace

log::Capability capability() {
    return {.name = "documents",
            .schema = {},  // came later
            .kinds = {},
            .tables = {},
            .later = {{10, kPrintedSchema}}};
}

base::Result<bool> is_reprint(store::Database& database, const base::Id& document,
                              std::string_view kind, bool own) {
    if (!own) return true;
    MOSTRADOR_TRY(
        times, database.one<std::int64_t>(
                   "SELECT times FROM printed WHERE document = ?1 AND kind = ?2", document, kind));
    return times.value_or(0) > 0;
}

base::Status count_print(store::Database& database, const base::Id& document,
                         std::string_view kind) {
    return database.run(
        "INSERT INTO printed (document, kind, times) VALUES (?1, ?2, 1) "
        "ON CONFLICT (document, kind) DO UPDATE SET times = times + 1",
        document, kind);
}

base::Result<bool> opens_drawer(store::Database& database, const base::Id& document, bool own,
                                std::int64_t at_us, std::int64_t now_us) {
    if (now_us - at_us > kDrawerUs) return false;
    MOSTRADOR_TRY(again, is_reprint(database, document, kDrawer, own));
    if (again) return false;
    MOSTRADOR_CHECK(count_print(database, document, kDrawer));
    return true;
}

}  // namespace mostrador::documents
