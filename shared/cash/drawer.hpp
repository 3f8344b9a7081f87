#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/reflect.hpp"
#include "store/database.hpp"

namespace mostrador::cash {

/// AUD-2: a register's drawer as it was at a moment, as far as this device knows today.
struct DrawerView {
    static constexpr std::string_view kType = "DrawerView";
    std::int64_t at_us = 0;
    std::optional<base::Id> session;  ///< nothing: the register was closed
    std::string opened_by;
    std::int64_t opened_at = 0;
    std::int64_t opening_float = 0;
    std::int64_t cash = 0;   ///< what lay in it
    std::int64_t sales = 0;  ///< of the session until then
    std::int64_t receipts = 0;
    std::int64_t moved = 0;  ///< of `cash`, what came and went without a sale

    static constexpr auto fields() {
        using T = DrawerView;
        return base::fields(base::field("at", &T::at_us), base::field("session", &T::session),
                            base::field("openedBy", &T::opened_by),
                            base::field("openedAt", &T::opened_at),
                            base::field("openingFloat", &T::opening_float),
                            base::field("cash", &T::cash), base::field("sales", &T::sales),
                            base::field("receipts", &T::receipts), base::field("moved", &T::moved));
    }
};

base::Result<DrawerView> drawer_at(store::Database& database, const base::Id& register_id,
                                   std::int64_t at_us);

}  // namespace mostrador::cash
