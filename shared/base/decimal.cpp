#include "base/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace mostrador::base {

namespace {

// Products of two 64-bit numbers, and a mantissa at any of our scales, fit in 128 bits.
using Wide = __int128;

constexpr auto kPowersOfTen = [] {
    std::array<std::int64_t, 2 * Decimal::kMaxScale + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

std::int64_t power_of_ten(int exponent) {
    return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

bool is_scale(int scale) {
    return scale >= 0 && scale <= Decimal::kMaxScale;
}

std::unexpected<Error> overflow() {
    return fail(Code::number_overflow);
}

Result<std::int64_t> narrow(Wide value) {
    using Limits = std::numeric_limits<std::int64_t>;
    if (value < Limits::min() || value > Limits::max()) return overflow();
    return static_cast<std::int64_t>(value);
}

// Whether the quotient, cut towards zero, must move one step away from zero.
bool moves_away(Wide quotient, Wide remainder, Wide divisor, bool negative, Rounding rounding) {
    if (remainder == 0) return false;
    const Wide magnitude = remainder < 0 ? -remainder : remainder;
    const Wide to_next = (divisor < 0 ? -divisor : divisor) - magnitude;
    switch (rounding) {
        case Rounding::half_away:
            return magnitude >= to_next;
        case Rounding::half_down:
            return magnitude > to_next;
        case Rounding::half_even:
            return magnitude > to_next || (magnitude == to_next && quotient % 2 != 0);
        case Rounding::down:
            return false;
        case Rounding::up:
            return true;
        case Rounding::floor:
            return negative;
        case Rounding::ceiling:
            return !negative;
    }
    std::unreachable();
}

// Precondition: divisor is not 0.
Wide divide_rounded(Wide dividend, Wide divisor, Rounding rounding) {
    const Wide quotient = dividend / divisor;
    const Wide remainder = dividend % divisor;
    const bool negative = (dividend < 0) != (divisor < 0);
    if (!moves_away(quotient, remainder, divisor, negative, rounding)) return quotient;
    return negative ? quotient - 1 : quotient + 1;
}

Result<Decimal> scaled_wide(Wide mantissa, int scale) {
    MOSTRADOR_TRY(narrowed, narrow(mantissa));
    return Decimal::scaled(narrowed, scale);
}

Wide mantissa_at(const Decimal& value, int scale) {
    return Wide{value.mantissa()} * power_of_ten(scale - value.scale());
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

}  // namespace

Result<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c,
                                     Rounding rounding) {
    if (c == 0) return fail(Code::number_division_by_zero);
    return narrow(divide_rounded(Wide{a} * b, c, rounding));
}

Result<std::int64_t> checked_add(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) return overflow();
    return sum;
}

Result<std::int64_t> checked_subtract(std::int64_t a, std::int64_t b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a, b, &difference)) return overflow();
    return difference;
}

Result<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) return overflow();
    return product;
}

Result<Decimal> Decimal::scaled(std::int64_t mantissa, int scale) {
    if (!is_scale(scale)) return fail(Code::input_out_of_range, {{"field", "scale"}});
    return Decimal(mantissa, static_cast<std::uint8_t>(scale));
}

Result<Decimal> Decimal::parse(std::string_view text) {
    const auto malformed = [] { return fail(Code::input_malformed, {{"field", "decimal"}}); };
    const auto out_of_range = [] { return fail(Code::input_out_of_range, {{"field", "decimal"}}); };
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    const std::size_t point = text.find('.');
    std::string digits(text.substr(0, point));
    int scale = 0;
    if (point != std::string_view::npos) {
        const std::string_view fraction = text.substr(point + 1);
        if (fraction.empty()) return malformed();
        if (!std::ranges::all_of(fraction, is_digit)) return malformed();
        if (fraction.size() > kMaxScale) return out_of_range();
        digits += fraction;
        scale = static_cast<int>(fraction.size());
    }
    if (digits.size() == first ||
        !std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(first), digits.end(), is_digit)) {
        return malformed();
    }
    if (point == first) return malformed();
    std::int64_t mantissa = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), mantissa);
    if (parsed.ec != std::errc{}) return out_of_range();
    return scaled(mantissa, scale);
}

std::string Decimal::text() const {
    // Through the unsigned magnitude, since the least number has no positive counterpart.
    const auto bits = static_cast<std::uint64_t>(mantissa_);
    std::string digits = std::to_string(is_negative() ? 0 - bits : bits);
    if (scale_ > 0) {
        if (digits.size() <= scale_) digits.insert(0, scale_ + 1 - digits.size(), '0');
        digits.insert(digits.size() - scale_, 1, '.');
    }
    return is_negative() ? "-" + digits : digits;
}

Result<Decimal> Decimal::rescaled(int scale, Rounding rounding) const {
    if (!is_scale(scale)) return fail(Code::input_out_of_range, {{"field", "scale"}});
    if (scale >= scale_) return scaled_wide(mantissa_at(*this, scale), scale);
    return scaled_wide(divide_rounded(mantissa_, power_of_ten(scale_ - scale), rounding), scale);
}

Decimal Decimal::normalized() const {
    Decimal result = *this;
    while (result.scale_ > 0 && result.mantissa_ % 10 == 0) {
        result.mantissa_ /= 10;
        --result.scale_;
    }
    return result;
}

Result<Decimal> Decimal::negated() const {
    return subtract(Decimal(0, scale_), *this);
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
    const int scale = std::max(scale_, other.scale_);
    const Wide left = mantissa_at(*this, scale);
    const Wide right = mantissa_at(other, scale);
    if (left == right) return std::strong_ordering::equal;
    return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

Result<Decimal> add(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale(), b.scale());
    return scaled_wide(mantissa_at(a, scale) + mantissa_at(b, scale), scale);
}

Result<Decimal> subtract(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale(), b.scale());
    return scaled_wide(mantissa_at(a, scale) - mantissa_at(b, scale), scale);
}

Result<Decimal> multiply(const Decimal& a, const Decimal& b, int scale, Rounding rounding) {
    if (!is_scale(scale)) return fail(Code::input_out_of_range, {{"field", "scale"}});
    const Wide product = Wide{a.mantissa()} * b.mantissa();
    const int surplus = a.scale() + b.scale() - scale;
    if (surplus >= 0) {
        return scaled_wide(divide_rounded(product, power_of_ten(surplus), rounding), scale);
    }
    Wide widened = 0;
    if (__builtin_mul_overflow(product, Wide{power_of_ten(-surplus)}, &widened)) return overflow();
    return scaled_wide(widened, scale);
}

Result<Decimal> divide(const Decimal& a, const Decimal& b, int scale, Rounding rounding) {
    if (!is_scale(scale)) return fail(Code::input_out_of_range, {{"field", "scale"}});
    if (b.is_zero()) return fail(Code::number_division_by_zero);
    // (a / 10^sa) / (b / 10^sb) * 10^scale, with the power of ten on the side where it is whole.
    const int shift = scale + b.scale() - a.scale();
    const Wide dividend = Wide{a.mantissa()} * power_of_ten(std::max(shift, 0));
    const Wide divisor = Wide{b.mantissa()} * power_of_ten(std::max(-shift, 0));
    return scaled_wide(divide_rounded(dividend, divisor, rounding), scale);
}

}  // namespace mostrador::base
