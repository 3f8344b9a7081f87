#include "prices/service.hpp"

namespace mostrador::prices {

base::Result<std::optional<Service>> service_for(store::Database& database, const base::Id& branch,
                                                 orders::Type type) {
    std::optional<Service> found;
    MOSTRADOR_CHECK(
        database.each("SELECT name, percent, tax FROM service_charge WHERE type = ?1 AND active = "
                      "1 AND stamp > 0 "
                      "AND branch IN (?2, zeroblob(16)) ORDER BY branch = zeroblob(16) LIMIT 1",
                      base::enum_name(type), branch, [&](const store::Row& row) -> base::Status {
                          MOSTRADOR_TRY(percent, base::Decimal::parse(row.text(1)));
                          found = Service{row.get<std::string>(0), percent, std::nullopt};
                          if (!row.id(2).is_nil()) found->tax = row.id(2);
                          return {};
                      }));
    return found;
}

}  // namespace mostrador::prices
