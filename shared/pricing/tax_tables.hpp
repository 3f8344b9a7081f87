#pragma once

// The tax tables of the country packs (ORG-4): dated data, so that a rate changes by adding a row.

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

#include "base/error.hpp"
#include "pricing/pricing.hpp"
#include "pricing/settlement.hpp"

namespace mostrador::pricing {

/// How a tax is treated in documents and reports; what it costs is its rate.
enum class TaxTreatment : std::uint8_t {
    taxed,
    zero_rated,   ///< taxed at zero, the seller keeps the credit
    exempt,       ///< freed by law
    not_subject,  ///< outside the scope of the tax
};

/// One row of a country's table: a tax as it is in force from `valid_from` to `valid_to`, both days
/// included. The rows of one code follow each other in time.
struct DatedTax {
    std::string_view code;        ///< stable key that products refer to: "pe.igv"
    std::string_view group;       ///< what the rows of a receipt are summed under: "IGV"
    std::string_view name;        ///< as printed: "IGV 18 %"
    std::string_view amount;      ///< decimal: percent, or major units a unit sold
    std::string_view valid_from;  ///< ISO date
    // The initialiser lets a row leave it out. NOLINTNEXTLINE(readability-redundant-member-init)
    std::string_view valid_to = {};  ///< ISO date; empty while no end is known
    TaxKind kind = TaxKind::percent;
    TaxTreatment treatment = TaxTreatment::taxed;
    bool included_in_next_base = false;
    bool base_affected_by_previous = true;

    bool in_force(std::string_view iso_date) const {
        return valid_from <= iso_date && (valid_to.empty() || iso_date <= valid_to);
    }
};

/// What a country's law and custom say about prices.
struct CountryRules {
    std::string_view country;
    TaxRounding tax_rounding;
    bool prices_include_taxes;  ///< as shown to consumers
    std::optional<CashRounding>
        cash_rounding;  ///< nothing where the smallest coin is one minor unit
    std::span<const DatedTax> taxes;
};

/// The rules of a country ("PE", "EC", "ES", "CO", "CL").
/// Error: input.out_of_range{field: country}.
base::Result<const CountryRules*> country_rules(std::string_view country);

/// The row of a code on a local calendar day.
/// Error: catalog.tax_not_found{code, day} when the code is unknown or not in force that day.
base::Result<const DatedTax*> dated_tax_on(std::string_view code, std::chrono::year_month_day day);

/// The same row as the engine wants it. `price_included` says what the price list holds; a fixed
/// tax is never part of it, since it depends on the units.
base::Result<Tax> tax_on(std::string_view code, std::chrono::year_month_day day,
                         bool price_included);

}  // namespace mostrador::pricing
