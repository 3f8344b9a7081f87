#pragma once

#include <map>
#include <vector>

#include "stock/moves.hpp"

// STOCK-2: the weighted average cost of an item, over the whole company: a transfer moves goods and
// no value. It changes only where something came in at a cost; whatever leaves, and whatever comes
// back or is found, does so at the average of its moment. The order is that of the times fixed in
// the facts (and of the documents' ids, where they are the same), so it does not matter what
// arrived when. Where there was nothing, or less than nothing, the new goods alone make the
// average; and what was there before the first cost was known counts as having cost the same.
namespace mostrador::stock {

/// Minor units of one unit of an item, in millionths, so that a gram has a cost. Each average is
/// rounded once, half away from zero.
using Average = std::int64_t;

class Costs {
public:
    /// Of every item: one pass over all movements.
    static base::Result<Costs> load(store::Database& database);
    /// Of the movements of some.
    static base::Result<Costs> of(const std::vector<Move>& moves);

    /// The average after a document of that time; nothing where no cost is known at all.
    std::optional<Average> at(const base::Id& item, std::int64_t at_us,
                              const base::Id& document) const;
    std::optional<Average> last(const base::Id& item) const;

private:
    /// Goods that came in at a cost.
    struct Point {
        std::int64_t at_us = 0;
        base::Id document;
        std::int64_t quantity = 0;
        std::int64_t cost = 0;
        std::int64_t owned_since = 0;  ///< what moved from here until the next point
        Average average = 0;
    };

    struct Item {
        std::vector<Point> points;
        std::int64_t owned_before = 0;  ///< what moved before the first point
    };

    base::Status add_cost(const Move& move);
    void sort();
    base::Status add_owned(const Move& move);
    base::Status fold();

    std::map<base::Id, Item> items_;
};

/// Minor units of a quantity (millionths) at an average, rounded half away from zero.
base::Result<std::int64_t> value_of(std::int64_t quantity, Average average);

/// An average as a price in the currency's unit, with two digits more than its coins: "0.0345".
base::Result<base::Decimal> shown_average(Average average, int minor_digits);

}  // namespace mostrador::stock
