#pragma once

#include "pricing/tax_tables.hpp"

namespace mostrador::pricing::country {

// INC is the consumption tax of restaurants and bars, instead of IVA.
inline constexpr DatedTax kColombiaTaxes[] = {
    {"co.iva", "IVA 19 %", "IVA 19 %", "19", "2017-01-01"},
    {"co.iva.reduced", "IVA 5 %", "IVA 5 %", "5", "2013-01-01"},
    {"co.inc", "INC 8 %", "INC 8 %", "8", "2013-01-01"},
    {.code = "co.iva.zero",
     .group = "IVA 0 %",
     .name = "Exento (IVA 0 %)",
     .amount = "0",
     .valid_from = "2013-01-01",
     .treatment = TaxTreatment::zero_rated},
    {.code = "co.iva.excluded",
     .group = "Excluido de IVA",
     .name = "Excluido de IVA",
     .amount = "0",
     .valid_from = "2013-01-01",
     .treatment = TaxTreatment::not_subject},
};

}  // namespace mostrador::pricing::country
