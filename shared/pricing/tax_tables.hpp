#pragma once

// The tax tables of the country packs: dated data, so that a rate changes by adding a row.

#include <chrono>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "pricing/pricing.hpp"

namespace mostrador::pricing {

/// One row of a country's table: a tax as it is in force from `valid_from` to `valid_to`, both
/// included. Rows of one code follow each other in time.
struct DatedTax {
  std::string_view code;      ///< stable key that products refer to, for example "pe.igv"
  std::string_view name;      ///< as printed: "IGV 18 %"
  std::string_view group;     ///< "IGV"
  TaxKind kind = TaxKind::percent;
  std::string_view amount;    ///< decimal: "18", "0.50"
  std::string_view valid_from;  ///< ISO date
  std::string_view valid_to;    ///< ISO date; empty while no end is known
  bool exempt = false;          ///< exempt or outside scope, told apart from a rate of zero
};

/// All rows of a country ("PE", "EC", "ES", "CO", "CL").
/// Error: input.out_of_range{field: country}.
base::Result<std::span<const DatedTax>> tax_table(std::string_view country);

/// The tax of a code on a local calendar day.
/// Errors: input.out_of_range{field: tax} when the code is unknown or not in force that day.
base::Result<Tax> tax_on(std::string_view code, std::chrono::year_month_day day,
                     bool price_included);

}  // namespace mostrador::pricing
