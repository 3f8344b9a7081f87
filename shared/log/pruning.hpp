#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

// A device need not keep every operation: the hub has them all. What was let go is known by where
// it ended.
namespace mostrador::log {

/// Lets go of every operation that the hub holds, but the last of each device, which the next one
/// continues, and parked ones, which are tried again. The tables that they led to stay as they
/// are. Inside the caller's transaction, on a database whose operations all have a position.
base::Status prune(store::Database& database);

/// Operations of `device` up to this sequence may be missing here; 0 for none.
base::Result<std::int64_t> pruned_up_to(store::Database& database, const base::Id& device);

/// Migration: the table of it.
std::string_view pruning_schema();

}  // namespace mostrador::log
