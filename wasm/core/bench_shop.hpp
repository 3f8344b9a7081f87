#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/reflect.hpp"
#include "till/till.hpp"

/// The shop that /bench.html measures: a real one, whose hub is an empty log in memory that issues
/// the same grants a hub does. Its data lie in files of their own, apart from any shop's.
namespace mostrador::core {

/// Sees to it that the device is enrolled, somebody is logged in and the drawer is open.
base::Status open_bench_shop(till::Till& till, base::Clock& clock, base::Random& random);

/// Adds or changes products: a JSON array of `{id, sku, barcode, name, price, tax, category}`,
/// price in minor units, tax in percent; numbers or their texts. Durable when it returns.
base::Status load_bench_products(till::Till& till, std::string_view rows);

/// `{receipts, lines, payments, moves, integrity}`
base::Result<base::Json> check_bench_shop(till::Till& till);

/// The id itself when `name` is a UUID, else one that is always the same for the same name.
base::Id bench_id(std::string_view kind, std::string_view name);

/// The same for a sale, whose id begins with its time, as those that the shell makes.
base::Id bench_sale_id(std::string_view name, std::int64_t at_us);

}  // namespace mostrador::core
