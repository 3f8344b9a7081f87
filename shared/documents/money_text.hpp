#pragma once

#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/money.hpp"

namespace mostrador::documents {

/// An amount as the country writes it: "1,234.50" in Peru and Ecuador, "1.234,50" in Spain, Chile
/// and Colombia, with every group of three set apart. Without the currency's sign. Source: Unicode
/// CLDR 45, es-PE, es-EC, es-ES, es-CL, es-CO.
std::string money_text(std::int64_t minor, const base::Currency& currency,
                       std::string_view country);

/// "S/", "€", "$"; the code itself for a currency that no country pack uses.
std::string currency_sign(const base::Currency& currency);

/// The amount with its sign where the country puts it: "S/ 12.50", "9,05 €".
std::string price_text(std::int64_t minor, const base::Currency& currency,
                       std::string_view country);

/// A quantity or a rate with the country's decimal sign and no needless digits: "0,25".
std::string decimal_text(const base::Decimal& value, std::string_view country);

/// What the country calls a company's tax number: "RUC", "NIF", "NIT", "RUT".
std::string_view tax_id_name(std::string_view country);

}  // namespace mostrador::documents
