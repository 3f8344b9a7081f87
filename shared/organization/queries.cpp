#include "organization/queries.hpp"

namespace mostrador::organization {
namespace {

base::Result<std::optional<Named>> named(store::Database& database, std::string_view sql,
                                         const base::Id& id) {
    MOSTRADOR_TRY(name, (database.one<std::string>(sql, id)));
    if (!name) return std::nullopt;
    return Named{id, std::move(*name)};
}

}  // namespace

base::Result<Tenant> tenant(store::Database& database) {
    std::optional<Tenant> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT id, name, legal_name, tax_id, country, currency, minor_digits, time_zone, "
        "language, tax_included FROM tenant WHERE stamp > 0",
        [&](const store::Row& row) -> base::Status {
            MOSTRADOR_TRY(currency, base::Currency::make(row.text(5), row.get<int>(6)));
            found = Tenant{row.id(0),
                           row.get<std::string>(1),
                           row.get<std::string>(2),
                           row.get<std::string>(3),
                           row.get<std::string>(4),
                           currency,
                           row.get<std::string>(7),
                           row.get<std::string>(8),
                           row.get<bool>(9)};
            return {};
        }));
    if (!found) return base::fail(base::Code::device_not_enrolled);
    return *found;
}

base::Result<std::optional<Branch>> branch(store::Database& database, const base::Id& id) {
    MOSTRADOR_TRY(row, (database.one<std::string, std::string>(
                           "SELECT name, address FROM branch WHERE id = ?1 AND stamp > 0", id)));
    if (!row) return std::nullopt;
    return Branch{id, std::get<0>(*row), std::get<1>(*row)};
}

base::Result<std::optional<Named>> register_named(store::Database& database, const base::Id& id) {
    return named(database, "SELECT name FROM register WHERE id = ?1 AND stamp > 0", id);
}

base::Result<std::string> terminal_of(store::Database& database, const base::Id& register_id) {
    MOSTRADOR_TRY(terminal, database.one<std::string>("SELECT terminal FROM register WHERE id = ?1",
                                                      register_id));
    return terminal.value_or("");
}

base::Result<std::optional<Named>> device_named(store::Database& database, const base::Id& id) {
    return named(database, "SELECT name FROM device WHERE id = ?1", id);
}

base::Status check_not_revoked(store::Database& database, const base::Id& device) {
    MOSTRADOR_TRY(revoked, (database.one<std::int64_t>(
                               "SELECT revoked_at FROM device WHERE id = ?1 AND revoked_at > 0 "
                               "UNION ALL SELECT revoked_at FROM link WHERE revoked_at > 0",
                               device)));
    if (revoked) return base::fail(base::Code::device_revoked);
    return {};
}

}  // namespace mostrador::organization
