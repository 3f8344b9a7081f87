#pragma once

#include <map>
#include <string>
#include <vector>

#include "log/log.hpp"

namespace mostrador::stock {

/// The branch's own warehouse, which its registers sell from: its id follows from the branch's, so
/// that a sale need not name it and two devices do not make it twice.
base::Id warehouse_of_branch(const std::optional<base::Id>& branch);

/// The warehouse that this device sells from.
base::Id own_warehouse(const log::Identity& identity);

/// Which warehouse stock lies in. The level table keeps what was sold under the device that sold
/// it: which branch that is, is known (and may be corrected) elsewhere.
class Places {
public:
    static base::Result<Places> load(store::Database& database);

    /// A device's warehouse; a warehouse is its own.
    base::Id warehouse_of(const base::Id& place) const;

private:
    std::map<base::Id, base::Id> of_device_;
};

struct Warehouse {
    static constexpr std::string_view kType = "Warehouse";
    base::Id id;
    base::Id branch;
    std::string name;  ///< empty: the branch's
    std::string branch_name;
    bool own = false;   ///< the branch's own, which cannot be archived
    bool here = false;  ///< this device sells from it

    static constexpr auto fields() {
        using T = Warehouse;
        return base::fields(base::field("id", &T::id), base::field("branch", &T::branch),
                            base::field("name", &T::name),
                            base::field("branchName", &T::branch_name), base::field("own", &T::own),
                            base::field("here", &T::here));
    }
};

/// All that are in use: where this device sells first, then by branch, its own first, by name.
base::Result<std::vector<Warehouse>> warehouses(store::Database& database,
                                                const log::Identity& identity);

/// Error: stock.warehouse_not_found.
base::Status check_warehouse(store::Database& database, const log::Identity& identity,
                             const base::Id& warehouse);

}  // namespace mostrador::stock
