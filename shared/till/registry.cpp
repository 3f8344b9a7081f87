#include "till/registry.hpp"

#include <array>
#include <string>

#include "cash/operations.hpp"
#include "catalog/operations.hpp"
#include "log/link.hpp"
#include "log/log.hpp"
#include "log/pruning.hpp"
#include "organization/operations.hpp"
#include "payments/operations.hpp"
#include "sales/operations.hpp"
#include "staff/operations.hpp"
#include "stock/movements.hpp"
#include "tasks/operations.hpp"
#include "till/migrations.hpp"

namespace mostrador::till {
namespace {

/// The first schema: the log's tables and those of every capability.
const std::string& first_schema() {
    static const std::string sql = [] {
        std::string all(log::schema());
        for (const auto& capability : registry().capabilities())
            all += capability.schema;
        return all;
    }();
    return sql;
}

}  // namespace

const log::Registry& registry() {
    static const log::Registry all({log::link_capability(), organization::capability(),
                                    staff::capability(), catalog::capability(), sales::capability(),
                                    cash::capability(), stock::capability(), payments::capability(),
                                    tasks::capability()});
    return all;
}

base::Status migrate(store::Database& database) {
    const std::array migrations{store::Migration{1, "first", first_schema()},
                                store::Migration{2, "handing back", log::handing_back_schema()},
                                store::Migration{3, "counter", kCounterSchema},
                                store::Migration{4, "pruning", log::pruning_schema()}};
    return store::migrate(database, migrations);
}

}  // namespace mostrador::till
