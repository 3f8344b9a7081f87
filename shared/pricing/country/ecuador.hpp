#pragma once

#include "pricing/tax_tables.hpp"

namespace mostrador::pricing::country {

// The 5 % rate is for construction materials. IRBPNR is an amount for each plastic bottle.
inline constexpr DatedTax kEcuadorTaxes[] = {
    {"ec.iva", "IVA", "IVA 12 %", "12", "2000-01-01", "2016-05-31"},
    {"ec.iva", "IVA", "IVA 14 %", "14", "2016-06-01", "2017-05-31"},
    {"ec.iva", "IVA", "IVA 12 %", "12", "2017-06-01", "2024-03-31"},
    {"ec.iva", "IVA", "IVA 15 %", "15", "2024-04-01"},
    {"ec.iva.construction", "IVA", "IVA 5 %", "5", "2024-04-01"},
    {.code = "ec.iva.zero",
     .group = "IVA 0 %",
     .name = "IVA 0 %",
     .amount = "0",
     .valid_from = "2000-01-01",
     .treatment = TaxTreatment::zero_rated},
    {.code = "ec.iva.exempt",
     .group = "Exento de IVA",
     .name = "Exento de IVA",
     .amount = "0",
     .valid_from = "2000-01-01",
     .treatment = TaxTreatment::exempt},
    {.code = "ec.iva.not_subject",
     .group = "No objeto de IVA",
     .name = "No objeto de IVA",
     .amount = "0",
     .valid_from = "2000-01-01",
     .treatment = TaxTreatment::not_subject},
    {.code = "ec.irbpnr",
     .group = "IRBPNR",
     .name = "IRBPNR",
     .amount = "0.02",
     .valid_from = "2012-01-01",
     .kind = TaxKind::fixed_per_unit},
};

}  // namespace mostrador::pricing::country
