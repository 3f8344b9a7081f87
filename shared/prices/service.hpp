#pragma once

#include <optional>
#include <string>

#include "prices/window.hpp"

namespace mostrador::prices {

/// PRICE-4: what is charged for being served, on a kind of order.
struct Service {
    std::string name;             ///< "Recargo al consumo"
    base::Decimal percent;        ///< of the lines without taxes, after discounts
    std::optional<base::Id> tax;  ///< its tax class; nothing: not taxed
};

/// The charge of this branch, or else the one of all branches; nothing where there is none.
base::Result<std::optional<Service>> service_for(store::Database& database, const base::Id& branch,
                                                 orders::Type type);

}  // namespace mostrador::prices
