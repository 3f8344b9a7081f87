#pragma once

// Sharing out a whole amount without losing a cent. Internal to pricing.

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "pricing/exact.hpp"

namespace mostrador::pricing {

/// Whole parts that add up to `total`: each `wanted` rounded, then one unit each to (or from) those
/// that rounding moved furthest, the first of equals first. Parts that want nothing get nothing
/// while another wants something. Error: number.overflow.
/// Example: 100 of {33.3, 33.3, 33.3} is {34, 33, 33}.
base::Result<std::vector<std::int64_t>> spread(std::int64_t total, std::span<const Exact> wanted);

}  // namespace mostrador::pricing
