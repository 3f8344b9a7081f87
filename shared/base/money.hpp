#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/error.hpp"

namespace mostrador::base {

/// An ISO 4217 currency and how many decimal digits its minor unit has (PEN 2, CLP 0).
struct Currency {
    std::array<char, 3> code{};
    std::uint8_t minor_digits = 2;

    /// Errors: input.malformed (three capital letters), input.out_of_range (0..4 digits).
    static Result<Currency> make(std::string_view code, int minor_digits);

    std::string_view name() const { return {code.data(), code.size()}; }

    bool operator==(const Currency&) const = default;
};

/// An amount in minor units (cents). Amounts of different currencies never mix.
struct Money {
    std::int64_t minor = 0;
    Currency currency;

    /// Reads "12.50"; more digits than the currency has are an error (input.malformed).
    static Result<Money> parse(std::string_view text, Currency currency);

    /// With all digits of the currency, without its symbol: "12.50".
    std::string text() const;

    bool operator==(const Money&) const = default;
};

// Errors: money.currency_mismatch, number.overflow.
Result<Money> add(const Money& a, const Money& b);
Result<Money> subtract(const Money& a, const Money& b);

/// A quantity times a unit price, a rate times a base. Errors: number.overflow.
Result<Money> multiply(const Money& money, const Decimal& factor, Rounding rounding);

/// Minor units for a price with any number of digits, e.g. a unit price of 0.1234.
Result<Money> to_money(const Decimal& amount, Currency currency, Rounding rounding);

/// The amount in major units: 1250 minor units of PEN are 12.50.
Decimal to_decimal(const Money& money);

/// Splits `total` in proportion to `weights` so that the parts sum to it exactly (PRICE-3): each
/// part is rounded towards zero, then the left-over units go one each to the parts that lost most,
/// the first of equals first. Weights are not negative and not all zero.
/// Errors: input.out_of_range, number.overflow.
Result<std::vector<std::int64_t>> distribute(std::int64_t total,
                                             std::span<const std::int64_t> weights);

}  // namespace mostrador::base
