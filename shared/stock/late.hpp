#pragma once

#include "stock/place.hpp"
#include "tasks/task.hpp"

// STOCK-3: a count and what it had not seen. A document (a receipt, or any movement of another
// device) is *late* for a count when the count had not seen it although it happened before the
// count looked at one of its items. Which pairs are late follows from the two facts alone, so
// whichever arrives second notes it. Whether the goods were still there when somebody counted only
// a person knows: that is the task `count_late`.
namespace mostrador::stock {

struct Arrived {
    base::Id document;
    base::Id device;
    std::int64_t sequence = 0;
    std::int64_t at_us = 0;
};

/// Notes every known count for which a document is late.
base::Status note_if_late(store::Database& database, const Arrived& arrived);

/// Notes every known document that is late for a count whose lines are recorded.
base::Status note_late_for(store::Database& database, const Arrived& count);

/// What a late document moved of an item that the count in its warehouse had counted. One that a
/// later count of the same item knew about does not matter any more and is left out.
struct LateMove {
    base::Id count;
    base::Id document;
    base::Id item;
    base::Id warehouse;
    std::int64_t quantity = 0;     ///< as the document moved it, millionths
    std::int64_t at_us = 0;        ///< when it happened; once settled: when it was settled
    std::optional<bool> included;  ///< nothing while no person has said so
    std::optional<base::Id> person;
};

base::Result<std::vector<LateMove>> late_moves(store::Database& database, const Places& places);

tasks::Source late_source();
/// Transfers that were received more than once.
tasks::Source transfer_source();

}  // namespace mostrador::stock
