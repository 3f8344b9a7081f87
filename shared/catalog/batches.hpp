#pragma once

#include <optional>
#include <vector>

#include "catalog/operations.hpp"
#include "log/log.hpp"

namespace mostrador::catalog {

/// How large the operations of a long list of products get; small enough to travel and to be
/// applied without a pause, large enough that 100,000 products are a few hundred operations.
constexpr std::size_t kMaxBatchBytes = std::size_t{64} * 1024;

/// Splits rows into operations whose encoded payloads stay within kMaxBatchBytes.
std::vector<ProductsPut> in_batches(std::vector<ProductRow> rows);

/// Appends one operation for each batch, inside the caller's transaction.
base::Status append_products(log::Log& log, std::optional<base::Id> person,
                             std::vector<ProductRow> rows);

}  // namespace mostrador::catalog
