#pragma once

#include "pricing/tax_tables.hpp"

namespace mostrador::pricing::country {

// IGV rates contain the municipal promotion tax (IPM). The reduced rate is for small restaurants
// and hotels (laws 31556 and 32387). ICBPER is an amount for each plastic bag, outside the base of
// IGV.
inline constexpr DatedTax kPeruTaxes[] = {
    {"pe.igv", "IGV", "IGV 18 %", "18", "2011-03-01"},
    {"pe.igv.reduced", "IGV", "IGV 10 %", "10", "2022-09-01", "2025-12-31"},
    {"pe.igv.reduced", "IGV", "IGV 10.5 %", "10.5", "2026-01-01"},
    {"pe.ivap", "IVAP", "IVAP 4 %", "4", "2004-05-01"},
    {.code = "pe.exonerated",
     .group = "EXO",
     .name = "Exonerado",
     .amount = "0",
     .valid_from = "1999-01-01",
     .treatment = TaxTreatment::exempt},
    {.code = "pe.unaffected",
     .group = "INA",
     .name = "Inafecto",
     .amount = "0",
     .valid_from = "1999-01-01",
     .treatment = TaxTreatment::not_subject},
    {.code = "pe.export",
     .group = "EXP",
     .name = "Exportación",
     .amount = "0",
     .valid_from = "1999-01-01",
     .treatment = TaxTreatment::zero_rated},
    {.code = "pe.icbper",
     .group = "ICBPER",
     .name = "ICBPER",
     .amount = "0.10",
     .valid_from = "2019-08-01",
     .valid_to = "2019-12-31",
     .kind = TaxKind::fixed_per_unit},
    {.code = "pe.icbper",
     .group = "ICBPER",
     .name = "ICBPER",
     .amount = "0.20",
     .valid_from = "2020-01-01",
     .valid_to = "2020-12-31",
     .kind = TaxKind::fixed_per_unit},
    {.code = "pe.icbper",
     .group = "ICBPER",
     .name = "ICBPER",
     .amount = "0.30",
     .valid_from = "2021-01-01",
     .valid_to = "2021-12-31",
     .kind = TaxKind::fixed_per_unit},
    {.code = "pe.icbper",
     .group = "ICBPER",
     .name = "ICBPER",
     .amount = "0.40",
     .valid_from = "2022-01-01",
     .valid_to = "2022-12-31",
     .kind = TaxKind::fixed_per_unit},
    {.code = "pe.icbper",
     .group = "ICBPER",
     .name = "ICBPER",
     .amount = "0.50",
     .valid_from = "2023-01-01",
     .kind = TaxKind::fixed_per_unit},
};

}  // namespace mostrador::pricing::country
