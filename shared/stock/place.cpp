#include "stock/place.hpp"

#include <algorithm>
#include <tuple>

namespace mostrador::stock {

using base::Id;
using base::Result;

Id warehouse_of_branch(const std::optional<Id>& branch) {
    return base::derived_id("warehouse", branch.value_or(Id::nil()).text());
}

Id own_warehouse(const log::Identity& identity) {
    return warehouse_of_branch(identity.branch);
}

Result<Places> Places::load(store::Database& database) {
    Places places;
    MOSTRADOR_CHECK(database.each(
        "SELECT d.id, g.branch FROM device d LEFT JOIN register g ON g.id = d.register",
        [&](const store::Row& row) {
            places.of_device_[row.id(0)] = warehouse_of_branch(row.get<std::optional<Id>>(1));
        }));
    return places;
}

Id Places::warehouse_of(const Id& place) const {
    const auto found = of_device_.find(place);
    return found == of_device_.end() ? place : found->second;
}

Result<std::vector<Warehouse>> warehouses(store::Database& database,
                                          const log::Identity& identity) {
    std::vector<Warehouse> all;
    const auto here = own_warehouse(identity);
    MOSTRADOR_CHECK(
        database.each("SELECT id, name FROM branch WHERE stamp > 0", [&](const store::Row& row) {
            const auto id = warehouse_of_branch(row.id(0));
            all.push_back({.id = id,
                           .branch = row.id(0),
                           .name = {},
                           .branch_name = row.get<std::string>(1),
                           .own = true,
                           .here = id == here});
        }));
    MOSTRADOR_CHECK(database.each(
        "SELECT w.id, w.branch, w.name, coalesce(b.name, ''), w.active FROM stock_warehouse w "
        "LEFT JOIN branch b ON b.id = w.branch WHERE w.stamp > 0",
        [&](const store::Row& row) {
            const auto own = std::ranges::find(all, row.id(0), &Warehouse::id);
            if (own != all.end()) {
                own->name = row.get<std::string>(2);
            } else if (row.get<bool>(4)) {
                all.push_back({.id = row.id(0),
                               .branch = row.id(1),
                               .name = row.get<std::string>(2),
                               .branch_name = row.get<std::string>(3)});
            }
        }));
    std::ranges::sort(all, {}, [&](const Warehouse& each) {
        return std::tuple(!each.here, each.branch_name, each.branch, !each.own, each.name, each.id);
    });
    return all;
}

base::Status check_warehouse(store::Database& database, const log::Identity& identity,
                             const Id& warehouse) {
    if (warehouse == own_warehouse(identity)) return {};
    MOSTRADOR_TRY(all, warehouses(database, identity));
    if (std::ranges::contains(all, warehouse, &Warehouse::id)) return {};
    return base::fail(base::Code::stock_warehouse_not_found);
}

}  // namespace mostrador::stock
