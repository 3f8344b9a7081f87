#pragma once

#include "pricing/tax_tables.hpp"

namespace mostrador::pricing::country {

// The additional taxes on drinks (ILA) stand beside the IVA on the same base.
inline constexpr DatedTax kChileTaxes[] = {
    {"cl.iva", "IVA 19 %", "IVA 19 %", "19", "2003-10-01"},
    {"cl.ila.soft_drink", "ILA 10 %", "ILA 10 %", "10", "2014-10-01"},
    {"cl.ila.sugary_drink", "ILA 18 %", "ILA 18 %", "18", "2014-10-01"},
    {"cl.ila.beer_wine", "ILA 20,5 %", "ILA 20,5 %", "20.5", "2014-10-01"},
    {"cl.ila.spirits", "ILA 31,5 %", "ILA 31,5 %", "31.5", "2014-10-01"},
    {.code = "cl.exempt",
     .group = "Exento",
     .name = "Exento",
     .amount = "0",
     .valid_from = "2003-10-01",
     .treatment = TaxTreatment::exempt},
};

}  // namespace mostrador::pricing::country
