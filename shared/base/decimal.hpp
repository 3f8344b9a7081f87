#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mostrador::base {

/// What to do with a remainder. There is no default: every division names its rounding.
enum class Rounding : std::uint8_t {
    half_away,  ///< to the nearest; a tie goes away from zero (commercial rounding)
    half_even,  ///< to the nearest; a tie goes to the even neighbour (banker's rounding)
    half_down,  ///< to the nearest; a tie goes towards zero
    down,       ///< towards zero
    up,         ///< away from zero
    floor,      ///< towards minus infinity
    ceiling,    ///< towards plus infinity
};

/// `a * b / c`, exact in between, then rounded once.
/// Errors: number.division_by_zero, number.overflow.
/// Example: the net of a gross price at 18 %: `multiply_divide(gross, 100, 118, half_away)`.
Result<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c,
                                     Rounding rounding);

Result<std::int64_t> checked_add(std::int64_t a, std::int64_t b);
Result<std::int64_t> checked_subtract(std::int64_t a, std::int64_t b);
Result<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b);

/// An exact decimal number, mantissa / 10^scale: quantities, rates, unit prices.
/// It keeps the scale it was written with ("1.50" stays "1.50"); comparison is by value.
class Decimal {
public:
    static constexpr int kMaxScale = 9;

    constexpr Decimal() = default;

    /// A whole number.
    constexpr explicit Decimal(std::int64_t whole) : mantissa_(whole) {}

    /// Errors: input.out_of_range when the scale is not in 0..9.
    /// Example: `Decimal::scaled(1800, 2)` is 18.00.
    static Result<Decimal> scaled(std::int64_t mantissa, int scale);

    /// Reads "-12.50": digits, at most one point with digits on both sides, at most 9 of them
    /// after it. Errors: input.malformed, input.out_of_range.
    static Result<Decimal> parse(std::string_view text);

    std::string text() const;

    std::int64_t mantissa() const { return mantissa_; }

    int scale() const { return scale_; }

    bool is_zero() const { return mantissa_ == 0; }

    bool is_negative() const { return mantissa_ < 0; }

    /// The same value at another scale. Errors: number.overflow.
    Result<Decimal> rescaled(int scale, Rounding rounding) const;

    /// The same value with the fewest digits: 1.50 becomes 1.5, 2.00 becomes 2.
    Decimal normalized() const;

    /// Errors: number.overflow (the least number has no opposite).
    Result<Decimal> negated() const;

    /// By value: 1.5 equals 1.50.
    std::strong_ordering operator<=>(const Decimal& other) const;

    bool operator==(const Decimal& other) const { return (*this <=> other) == 0; }

private:
    constexpr Decimal(std::int64_t mantissa, std::uint8_t scale)
        : mantissa_(mantissa), scale_(scale) {}

    std::int64_t mantissa_ = 0;
    std::uint8_t scale_ = 0;
};

// Exact, at the larger of both scales. Errors: number.overflow.
Result<Decimal> add(const Decimal& a, const Decimal& b);
Result<Decimal> subtract(const Decimal& a, const Decimal& b);

// Computed exactly, then rounded once to `scale`. Errors: number.overflow,
// number.division_by_zero, input.out_of_range (scale).
Result<Decimal> multiply(const Decimal& a, const Decimal& b, int scale, Rounding rounding);
Result<Decimal> divide(const Decimal& a, const Decimal& b, int scale, Rounding rounding);

}  // namespace mostrador::base
