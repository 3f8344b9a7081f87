#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/reflect.hpp"

namespace mostrador::payments {

/// How a customer pays (PAY-1). `card` is an external terminal; `voucher` is store credit, its code
/// being the payment's reference.
enum class Method : std::uint8_t { cash, card, transfer, voucher };

/// The notes and coins of a currency, largest first, as a drawer is counted. Minor units. Nothing
/// for a currency that no country pack uses.
std::vector<std::int64_t> denominations(std::string_view currency);

/// Amounts a customer is likely to hand over for `due`: the exact one first, then the next sums
/// that notes of the currency make. Minor units. Notes: the issuing banks' current series.
/// Example: 1740 in PEN gives 1740, 2000, 5000, 10000.
std::vector<std::int64_t> quick_cash(std::int64_t due, std::string_view currency);

}  // namespace mostrador::payments

template <>
struct mostrador::base::EnumNames<mostrador::payments::Method> {
    using enum mostrador::payments::Method;
    static constexpr std::array names{
        std::pair{cash, std::string_view("cash")},
        std::pair{card, std::string_view("card")},
        std::pair{transfer, std::string_view("transfer")},
        std::pair{voucher, std::string_view("voucher")},
    };
};
