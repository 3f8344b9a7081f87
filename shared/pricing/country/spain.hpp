#pragma once

#include "pricing/tax_tables.hpp"

namespace mostrador::pricing::country {

// Basic food, and pasta with seed oils, had passing rates in 2023 and 2024. The equivalence
// surcharge stands beside the IVA on the same base.
inline constexpr DatedTax kSpainTaxes[] = {
    {"es.iva", "IVA 21 %", "IVA 21 %", "21", "2012-09-01"},
    {"es.iva.reduced", "IVA 10 %", "IVA 10 %", "10", "2012-09-01"},
    {"es.iva.super_reduced", "IVA 4 %", "IVA 4 %", "4", "1995-01-01"},
    {"es.iva.basic_food", "IVA 4 %", "IVA 4 %", "4", "1995-01-01", "2022-12-31"},
    {"es.iva.basic_food", "IVA 0 %", "IVA 0 %", "0", "2023-01-01", "2024-09-30"},
    {"es.iva.basic_food", "IVA 2 %", "IVA 2 %", "2", "2024-10-01", "2024-12-31"},
    {"es.iva.basic_food", "IVA 4 %", "IVA 4 %", "4", "2025-01-01"},
    {"es.iva.pasta_oil", "IVA 10 %", "IVA 10 %", "10", "2012-09-01", "2022-12-31"},
    {"es.iva.pasta_oil", "IVA 5 %", "IVA 5 %", "5", "2023-01-01", "2024-09-30"},
    {"es.iva.pasta_oil", "IVA 7,5 %", "IVA 7,5 %", "7.5", "2024-10-01", "2024-12-31"},
    {"es.iva.pasta_oil", "IVA 10 %", "IVA 10 %", "10", "2025-01-01"},
    {.code = "es.iva.exempt",
     .group = "Exento de IVA",
     .name = "Exento de IVA",
     .amount = "0",
     .valid_from = "1993-01-01",
     .treatment = TaxTreatment::exempt},
    {.code = "es.iva.not_subject",
     .group = "No sujeto a IVA",
     .name = "No sujeto a IVA",
     .amount = "0",
     .valid_from = "1993-01-01",
     .treatment = TaxTreatment::not_subject},
    {"es.surcharge", "R.E. 5,2 %", "R.E. 5,2 %", "5.2", "2012-09-01"},
    {"es.surcharge.reduced", "R.E. 1,4 %", "R.E. 1,4 %", "1.4", "2012-09-01"},
    {"es.surcharge.super_reduced", "R.E. 0,5 %", "R.E. 0,5 %", "0.5", "1995-01-01"},
    {"es.surcharge.tobacco", "R.E. 1,75 %", "R.E. 1,75 %", "1.75", "2012-09-01"},
};

}  // namespace mostrador::pricing::country
