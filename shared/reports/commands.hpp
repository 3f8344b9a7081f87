#pragma once

#include "command/command.hpp"

namespace mostrador::reports {

/// reports.summary, reports.sales, reports.receipts and reports.csv.
command::Commands commands();

}  // namespace mostrador::reports
