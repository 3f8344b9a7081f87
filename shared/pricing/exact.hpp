#pragma once

// Exact fractions, for the amounts between an input and its one rounding. Internal to pricing.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/decimal.hpp"

namespace mostrador::pricing {

__extension__ typedef __int128 Int128;

/// 10 to the power of 0..18.
constexpr Int128 power_of_ten(int exponent) {
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

/// A fraction of 128-bit integers. Arithmetic that does not fit makes it invalid, and so everything
/// computed from it: the caller looks once, at the end.
class Exact {
public:
    constexpr Exact() = default;

    constexpr explicit Exact(std::int64_t whole) : numerator_(whole) {}

    /// In lowest terms. A denominator of zero makes it invalid.
    static Exact fraction(Int128 numerator, Int128 denominator);

    /// mantissa / 10^scale, as it stands; the scale is 0..18.
    static Exact scaled(std::int64_t mantissa, int scale) {
        return unreduced(mantissa, power_of_ten(scale));
    }

    /// The same value in lowest terms.
    Exact reduced() const { return fraction(numerator_, denominator_); }

    static Exact invalid() { return unreduced(0, 0); }

    bool is_valid() const { return denominator_ != 0; }

    bool is_zero() const { return is_valid() && numerator_ == 0; }

    int sign() const { return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0; }

    Exact operator-() const;

    Exact inverse() const { return fraction(denominator_, numerator_); }

    friend Exact operator+(const Exact& a, const Exact& b);

    friend Exact operator-(const Exact& a, const Exact& b) { return a + -b; }

    friend Exact operator*(const Exact& a, const Exact& b);

    Exact& operator+=(const Exact& other) { return *this = *this + other; }

    Exact& operator-=(const Exact& other) { return *this = *this - other; }

    /// To the nearest whole number, ties away from zero. Nothing when invalid or beyond `kLargest`.
    std::optional<std::int64_t> rounded() const;

    /// How far it lies above `whole` (its own rounding), as a number that orders like the distance.
    std::int64_t distance_above(std::int64_t whole) const;

    /// Whole results stay below this, so that sums of a basket's amounts fit 64 bits.
    static constexpr std::int64_t kLargest = 100'000'000'000'000;

private:
    friend class ExactSum;

    static Exact unreduced(Int128 numerator, Int128 denominator);

    Int128 numerator_ = 0;
    Int128 denominator_ = 1;
};

/// The value of a decimal, not reduced.
inline Exact exact(const base::Decimal& value) {
    return Exact::scaled(value.mantissa(), value.scale());
}

/// `percent` as a factor, in lowest terms: 18 is 9/50.
inline Exact percentage(const base::Decimal& percent) {
    return Exact::scaled(percent.mantissa(), percent.scale() + 2).reduced();
}

/// A sum of many fractions that never overflows: terms of unlike denominators stay apart until it
/// is rounded. The order of the terms does not matter.
class ExactSum {
public:
    void add(const Exact& term);

    /// To the nearest whole number, ties away from zero. Nothing when a term was invalid or the
    /// result is beyond `Exact::kLargest`.
    std::optional<std::int64_t> rounded() const;

private:
    bool merge(Exact& into, const Exact& term) const;

    std::vector<Exact> terms_;
    bool valid_ = true;
};

}  // namespace mostrador::pricing
