#pragma once

#include <functional>

#include "stock/place.hpp"

namespace mostrador::stock {

/// One movement of one item, of whatever kind: "sale", "refund", a Reason, "count", or "late" for
/// what a person said a count had in it already.
struct Move {
    base::Id item;
    base::Id document;
    std::int64_t line = 0;
    std::string kind;
    std::int64_t at_us = 0;
    std::int64_t quantity = 0;         ///< millionths
    std::optional<std::int64_t> cost;  ///< of the line, minor units
    base::Id warehouse;                ///< nil where it was not asked for
    base::Id other;                    ///< of a transfer; nil: none
    /// What the company owns more or less through it: nothing for what was sent, and for what was
    /// received what it differs by from what was sent.
    std::int64_t owned = 0;
};

using MoveVisitor = std::function<base::Status(const Move&)>;

/// Every movement of every item, in no order: one pass over the tables.
base::Status each_move(store::Database& database, const MoveVisitor& visit);

/// Every movement of one item, with the warehouse it belongs to, in no order.
base::Status each_move_of(store::Database& database, const Places& places, const base::Id& item,
                          const MoveVisitor& visit);

}  // namespace mostrador::stock
