#include "pricing/exact.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace mostrador::pricing {

namespace {

__extension__ typedef unsigned __int128 Uint128;

// The unit of distance_above: a whole is this many.
constexpr Int128 kDistanceScale = Int128{1} << 60;

Int128 magnitude(Int128 value) {
    return value < 0 ? -value : value;
}

bool fits_64(Int128 value) {
    return value >= INT64_MIN && value <= INT64_MAX;
}

// 128-bit division is a library call; nearly every operand fits the machine's own.
Int128 quotient(Int128 a, Int128 b) {
    // NOLINTBEGIN(clang-analyzer-core.DivideZero): b is a denominator or a divisor of one.
    if (fits_64(a) && fits_64(b) && b != -1) {
        return static_cast<std::int64_t>(a) / static_cast<std::int64_t>(b);
    }
    return a / b;
    // NOLINTEND(clang-analyzer-core.DivideZero)
}

Int128 remainder(Int128 a, Int128 b) {
    return a - quotient(a, b) * b;
}

Int128 greatest_common_divisor(Int128 a, Int128 b) {
    a = magnitude(a);
    b = magnitude(b);
    while (b != 0 && !(fits_64(a) && fits_64(b)))
        a = std::exchange(b, remainder(a, b));
    if (b == 0) return a;
    auto narrow_a = static_cast<std::uint64_t>(a);
    auto narrow_b = static_cast<std::uint64_t>(b);
    while (narrow_b != 0)
        narrow_a = std::exchange(narrow_b, narrow_a % narrow_b);
    return narrow_a;
}

Int128 floor_quotient(Int128 a, Int128 b) {
    const Int128 whole = quotient(a, b);
    return a - whole * b < 0 ? whole - 1 : whole;
}

std::optional<std::int64_t> limited(Int128 value) {
    if (magnitude(value) > Exact::kLargest) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

/// A natural number of any size, as much as comparing two products of denominators needs.
class Natural {
public:
    explicit Natural(Int128 value) {
        const auto bits = static_cast<Uint128>(value);
        for (int i = 0; i < 4; ++i)
            limbs_.push_back(static_cast<std::uint32_t>(bits >> (32 * i)));
        trim();
    }

    void multiply(const Natural& other) {
        std::vector<std::uint32_t> product(limbs_.size() + other.limbs_.size(), 0);
        for (std::size_t i = 0; i < limbs_.size(); ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < other.limbs_.size(); ++j) {
                carry += product[i + j] + std::uint64_t{limbs_[i]} * other.limbs_[j];
                product[i + j] = static_cast<std::uint32_t>(carry);
                carry >>= 32;
            }
            product[i + other.limbs_.size()] = static_cast<std::uint32_t>(carry);
        }
        limbs_ = std::move(product);
        trim();
    }

    void add(const Natural& other) {
        limbs_.resize(std::max(limbs_.size(), other.limbs_.size()) + 1, 0);
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < limbs_.size(); ++i) {
            carry += std::uint64_t{limbs_[i]} + other.limb(i);
            limbs_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        trim();
    }

    /// `other` is not larger.
    void subtract(const Natural& other) {
        std::int64_t borrow = 0;
        for (std::size_t i = 0; i < limbs_.size(); ++i) {
            borrow += std::int64_t{limbs_[i]} - std::int64_t{other.limb(i)};
            limbs_[i] = static_cast<std::uint32_t>(borrow);
            borrow >>= 32;
        }
        trim();
    }

    bool is_less_than(const Natural& other) const {
        if (limbs_.size() != other.limbs_.size()) return limbs_.size() < other.limbs_.size();
        return std::lexicographical_compare(limbs_.rbegin(), limbs_.rend(), other.limbs_.rbegin(),
                                            other.limbs_.rend());
    }

    bool is_zero() const { return limbs_.empty(); }

private:
    std::uint32_t limb(std::size_t i) const { return i < limbs_.size() ? limbs_[i] : 0; }

    void trim() {
        while (!limbs_.empty() && limbs_.back() == 0)
            limbs_.pop_back();
    }

    std::vector<std::uint32_t> limbs_;  ///< least significant first, without leading zeros
};

struct ProperFraction {
    Int128 numerator;
    Int128 denominator;
};

/// Σ fractions over one common denominator: numerator and denominator.
std::pair<Natural, Natural> over_common_denominator(std::span<const ProperFraction> fractions) {
    Natural numerator(0);
    Natural denominator(1);
    for (const auto& [above, below] : fractions) {
        Natural term(above);
        term.multiply(denominator);
        numerator.multiply(Natural(below));
        numerator.add(term);
        denominator.multiply(Natural(below));
    }
    return {std::move(numerator), std::move(denominator)};
}

}  // namespace

Exact Exact::unreduced(Int128 numerator, Int128 denominator) {
    Exact result;
    result.numerator_ = numerator;
    result.denominator_ = denominator;
    return result;
}

Exact Exact::fraction(Int128 numerator, Int128 denominator) {
    if (denominator == 0) return invalid();
    const Int128 common = greatest_common_divisor(numerator, denominator);
    const Int128 sign = denominator < 0 ? -1 : 1;
    return unreduced(sign * quotient(numerator, common), sign * quotient(denominator, common));
}

Exact Exact::operator-() const {
    return unreduced(-numerator_, denominator_);
}

Exact operator+(const Exact& a, const Exact& b) {
    if (!a.is_valid() || !b.is_valid()) return Exact::invalid();
    // What is multiplied into each to have the same denominator: most often one divides the other.
    Int128 a_factor = 1;
    Int128 b_factor = 1;
    if (a.denominator_ == 1) {
        a_factor = b.denominator_;
    } else if (b.denominator_ == 1) {
        b_factor = a.denominator_;
    } else if (a.denominator_ != b.denominator_) {
        const Int128 common = greatest_common_divisor(a.denominator_, b.denominator_);
        a_factor = quotient(b.denominator_, common);
        b_factor = quotient(a.denominator_, common);
    }
    Int128 left = 0;
    Int128 right = 0;
    Int128 numerator = 0;
    Int128 denominator = 0;
    if (__builtin_mul_overflow(a.numerator_, a_factor, &left) ||
        __builtin_mul_overflow(b.numerator_, b_factor, &right) ||
        __builtin_add_overflow(left, right, &numerator) ||
        __builtin_mul_overflow(a.denominator_, a_factor, &denominator)) {
        return Exact::invalid();
    }
    return Exact::unreduced(numerator, denominator);
}

Exact operator*(const Exact& a, const Exact& b) {
    if (!a.is_valid() || !b.is_valid()) return Exact::invalid();
    Int128 numerator = 0;
    Int128 denominator = 0;
    if (!__builtin_mul_overflow(a.numerator_, b.numerator_, &numerator) &&
        !__builtin_mul_overflow(a.denominator_, b.denominator_, &denominator)) {
        return Exact::unreduced(numerator, denominator);
    }
    const Exact left = Exact::fraction(a.numerator_, b.denominator_);
    const Exact right = Exact::fraction(b.numerator_, a.denominator_);
    if (__builtin_mul_overflow(left.numerator_, right.numerator_, &numerator) ||
        __builtin_mul_overflow(left.denominator_, right.denominator_, &denominator)) {
        return Exact::invalid();
    }
    return Exact::unreduced(numerator, denominator);
}

std::optional<std::int64_t> Exact::rounded() const {
    if (!is_valid()) return std::nullopt;
    const Int128 whole = quotient(numerator_, denominator_);
    const Int128 rest = magnitude(numerator_ - whole * denominator_);
    if (rest < denominator_ - rest) return limited(whole);
    return limited(numerator_ < 0 ? whole - 1 : whole + 1);
}

std::int64_t Exact::distance_above(std::int64_t whole) const {
    Int128 rest = numerator_ - whole * denominator_;
    Int128 unit = denominator_;
    while (unit >> 62 != 0) {
        unit >>= 1;
        rest >>= 1;
    }
    return static_cast<std::int64_t>(quotient(rest * kDistanceScale, unit));
}

void ExactSum::add(const Exact& term) {
    if (!term.is_valid()) valid_ = false;
    if (!valid_ || term.is_zero()) return;
    for (Exact& mine : terms_) {
        if (merge(mine, term)) return;
    }
    terms_.push_back(term);
}

bool ExactSum::merge(Exact& into, const Exact& term) const {
    const bool divides = into.denominator_ == term.denominator_ ||
                         remainder(into.denominator_, term.denominator_) == 0 ||
                         remainder(term.denominator_, into.denominator_) == 0;
    if (!divides) return false;
    const Exact sum = into + term;
    if (!sum.is_valid()) return false;
    into = sum;
    return true;
}

std::optional<std::int64_t> ExactSum::rounded() const {
    if (!valid_) return std::nullopt;
    if (terms_.empty()) return 0;
    if (terms_.size() == 1) return terms_.front().rounded();

    Int128 whole = 0;
    std::vector<ProperFraction> rests;
    for (const Exact& term : terms_) {
        const Int128 floor = floor_quotient(term.numerator_, term.denominator_);
        if (__builtin_add_overflow(whole, floor, &whole)) return std::nullopt;
        rests.push_back({term.numerator_ - floor * term.denominator_, term.denominator_});
    }
    // floor(sum + 1/2), where the rests are 2 * numerator / (2 * denominator).
    auto [numerator, denominator] = over_common_denominator(rests);
    Natural twice = numerator;
    twice.add(numerator);
    twice.add(denominator);
    Natural unit = denominator;
    unit.add(denominator);
    while (!twice.is_less_than(unit)) {
        twice.subtract(unit);
        ++whole;
    }
    const bool tie = twice.is_zero();
    return limited(tie && whole <= 0 ? whole - 1 : whole);
}

}  // namespace mostrador::pricing
