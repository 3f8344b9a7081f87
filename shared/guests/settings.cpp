#include "guests/settings.hpp"

namespace mostrador::guests {

using base::Result;

Result<Settings> settings(store::Database& database) {
    Settings found;
    MOSTRADOR_CHECK(database.each(
        "SELECT s.ordering, s.key FROM guest_settings s JOIN tenant t ON t.id = s.id "
        "WHERE s.stamp > 0",
        [&](const store::Row& row) {
            found.ordering = base::enum_value<Ordering>(row.text(0)).value_or(Ordering::off);
            found.key = key_of(row.text(1));
        }));
    return found;
}

Result<Table> table(store::Database& database, const base::Id& id) {
    std::optional<Table> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT t.name, a.branch FROM floor_table t JOIN floor_area a ON a.id = t.area "
        "WHERE t.id = ?1 AND t.stamp > 0 AND t.active = 1 AND a.stamp > 0 AND a.active = 1",
        id, [&](const store::Row& row) { found = Table{id, row.get<std::string>(0), row.id(1)}; }));
    if (!found) return base::fail(base::Code::guests_no_table);
    return *found;
}

}  // namespace mostrador::guests
