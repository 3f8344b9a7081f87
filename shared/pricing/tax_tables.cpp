#include "pricing/tax_tables.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/concat.hpp"
#include "pricing/country/chile.hpp"
#include "pricing/country/colombia.hpp"
#include "pricing/country/ecuador.hpp"
#include "pricing/country/peru.hpp"
#include "pricing/country/spain.hpp"

namespace mostrador::pricing {

namespace {

// PE: cash totals go down to 0.10. CL: coins of 10 pesos, 5 goes down. The tax rounding is what
// each administration checks: lines in PE and CO, the document's bases elsewhere.
constexpr std::array kCountries{
    CountryRules{.country = "PE",
                 .tax_rounding = TaxRounding::per_line,
                 .prices_include_taxes = true,
                 .cash_rounding = CashRounding{.step = 10, .mode = CashRoundingMode::down},
                 .taxes = country::kPeruTaxes},
    CountryRules{.country = "EC",
                 .tax_rounding = TaxRounding::globally,
                 .prices_include_taxes = true,
                 .cash_rounding = std::nullopt,
                 .taxes = country::kEcuadorTaxes},
    CountryRules{.country = "ES",
                 .tax_rounding = TaxRounding::globally,
                 .prices_include_taxes = true,
                 .cash_rounding = std::nullopt,
                 .taxes = country::kSpainTaxes},
    CountryRules{.country = "CO",
                 .tax_rounding = TaxRounding::per_line,
                 .prices_include_taxes = true,
                 .cash_rounding = CashRounding{.step = 5000, .mode = CashRoundingMode::half_up},
                 .taxes = country::kColombiaTaxes},
    CountryRules{.country = "CL",
                 .tax_rounding = TaxRounding::globally,
                 .prices_include_taxes = true,
                 .cash_rounding = CashRounding{.step = 10, .mode = CashRoundingMode::half_down},
                 .taxes = country::kChileTaxes},
};

std::string iso_date(std::chrono::year_month_day day) {
    return base::concat(base::padded(static_cast<int>(day.year()), 4), "-",
                        base::padded(static_cast<unsigned>(day.month()), 2), "-",
                        base::padded(static_cast<unsigned>(day.day()), 2));
}

}  // namespace

base::Result<const CountryRules*> country_rules(std::string_view country) {
    const auto found = std::ranges::find(kCountries, country, &CountryRules::country);
    if (found == kCountries.end()) {
        return base::fail(base::Code::input_out_of_range, {{"field", "country"}});
    }
    return &*found;
}

base::Result<const DatedTax*> dated_tax_on(std::string_view code, std::chrono::year_month_day day) {
    const std::string date = iso_date(day);
    for (const CountryRules& rules : kCountries) {
        for (const DatedTax& row : rules.taxes) {
            if (row.code == code && row.in_force(date)) return &row;
        }
    }
    return base::fail(base::Code::catalog_tax_not_found,
                      {{"code", std::string(code)}, {"day", date}});
}

base::Result<Tax> tax_on(std::string_view code, std::chrono::year_month_day day,
                         bool price_included) {
    MOSTRADOR_TRY(row, dated_tax_on(code, day));
    MOSTRADOR_TRY(amount, base::Decimal::parse(row->amount));
    return Tax{.id = std::string(row->code),
               .name = std::string(row->name),
               .group = std::string(row->group),
               .kind = row->kind,
               .amount = amount,
               .price_included = price_included && row->kind != TaxKind::fixed_per_unit,
               .included_in_next_base = row->included_in_next_base,
               .base_affected_by_previous = row->base_affected_by_previous};
}

}  // namespace mostrador::pricing
