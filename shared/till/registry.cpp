#include "till/registry.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cash/operations.hpp"
#include "catalog/operations.hpp"
#include "customers/operations.hpp"
#include "documents/printed.hpp"
#include "floor/operations.hpp"
#include "guests/operations.hpp"
#include "kitchen/operations.hpp"
#include "log/link.hpp"
#include "log/log.hpp"
#include "log/rivals.hpp"
#include "orders/operations.hpp"
#include "organization/clock.hpp"
#include "organization/operations.hpp"
#include "payments/operations.hpp"
#include "prices/operations.hpp"
#include "printing/operations.hpp"
#include "sales/operations.hpp"
#include "scanning/operations.hpp"
#include "staff/operations.hpp"
#include "stock/operations.hpp"
#include "tasks/operations.hpp"
#include "tickets/operations.hpp"

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

/// What every capability adds in the step of that number, in the registry's order.
std::string later_schema(int number) {
    std::string all;
    for (const auto& capability : registry().capabilities())
        for (const log::SchemaStep& step : capability.later)
            if (step.number == number) all += step.sql;
    return all;
}

/// Every step since the first; a released one keeps its number for ever.
constexpr std::array<std::string_view, 10> kLater{
    "handing back", "counter",   "pruning", "inbox",  "orders",
    "modifiers",    "customers", "reports", "papers", "stock and guests"};

}  // namespace

const log::Registry& registry() {
    static const log::Registry all({log::link_capability(),     log::rivals_capability(),
                                    organization::capability(), organization::clock_capability(),
                                    staff::capability(),        catalog::capability(),
                                    sales::capability(),        cash::capability(),
                                    stock::capability(),        payments::capability(),
                                    tasks::capability(),        floor::capability(),
                                    kitchen::capability(),      orders::capability(),
                                    customers::capability(),    scanning::capability(),
                                    documents::capability(),    guests::capability(),
                                    printing::capability(),     tickets::capability(),
                                    prices::capability()});
    return all;
}

base::Status migrate(store::Database& database) {
    std::vector<std::string> sql;
    for (std::size_t step = 0; step < kLater.size(); ++step)
        sql.push_back(later_schema(static_cast<int>(step) + 2));
    std::vector<store::Migration> migrations{{1, "first", first_schema()}};
    for (std::size_t step = 0; step < kLater.size(); ++step)
        migrations.push_back({static_cast<int>(step) + 2, kLater[step], sql[step]});
    return store::migrate(database, migrations);
}

}  // namespace mostrador::till
