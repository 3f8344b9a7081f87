#include "kitchen/routing.hpp"

namespace mostrador::kitchen {

base::Result<std::optional<base::Id>> station_of(command::Context& context,
                                                 const base::Id& product) {
    return context.database.one<base::Id>(
        "SELECT s.id FROM product p LEFT JOIN station_route r ON r.id = p.category AND r.stamp > 0 "
        "JOIN station s ON s.stamp > 0 AND s.active = 1 AND s.branch = ?2 AND "
        "iif(p.station = '', s.id = r.station, s.code = p.station) "
        "WHERE p.id = ?1 ORDER BY s.position, s.id LIMIT 1",
        product, context.identity->branch.value_or(base::Id::nil()));
}

}  // namespace mostrador::kitchen
