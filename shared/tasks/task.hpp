#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace mostrador::tasks {

/// A discrepancy that a capability finds in its facts: what it is, of which document, since when,
/// and the numbers that a person needs. It is computed, not stored, so that every replica with the
/// same facts finds the same.
struct Found {
    std::string kind;  ///< "refund_over", "voucher_over", "charge_unknown", "charge_unused", …
    base::Id subject;
    std::int64_t at_us = 0;
    std::map<std::string, std::string> parameters;
};

/// How a capability is asked for its discrepancies.
using Source = base::Result<std::vector<Found>> (*)(store::Database&);

}  // namespace mostrador::tasks
