#include "base/money.hpp"

#include <algorithm>
#include <numeric>

namespace mostrador::base {

namespace {

constexpr int kMaxMinorDigits = 4;

Status check_same(const Currency& a, const Currency& b) {
    if (a == b) return {};
    return fail(Code::money_currency_mismatch,
                {{"left", std::string(a.name())}, {"right", std::string(b.name())}});
}

Result<Money> with_minor(Result<std::int64_t> minor, Currency currency) {
    return minor.transform([&](std::int64_t value) { return Money{value, currency}; });
}

Result<std::int64_t> sum_of(std::span<const std::int64_t> weights) {
    std::int64_t sum = 0;
    for (const std::int64_t weight : weights) {
        if (weight < 0) return fail(Code::input_out_of_range, {{"field", "weights"}});
        MOSTRADOR_TRY(next, checked_add(sum, weight));
        sum = next;
    }
    if (sum == 0) return fail(Code::input_out_of_range, {{"field", "weights"}});
    return sum;
}

// What rounding towards zero took from a part: |total * weight| modulo the sum of weights.
__int128 lost(std::int64_t total, std::int64_t weight, std::int64_t sum) {
    const __int128 remainder = __int128{total} * weight % sum;
    return remainder < 0 ? -remainder : remainder;
}

}  // namespace

Result<Currency> Currency::make(std::string_view code, int minor_digits) {
    const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    Currency currency;
    if (code.size() != currency.code.size() || !std::ranges::all_of(code, is_capital)) {
        return fail(Code::input_malformed, {{"field", "currency"}});
    }
    if (minor_digits < 0 || minor_digits > kMaxMinorDigits) {
        return fail(Code::input_out_of_range, {{"field", "minor_digits"}});
    }
    std::ranges::copy(code, currency.code.begin());
    currency.minor_digits = static_cast<std::uint8_t>(minor_digits);
    return currency;
}

Result<Money> Money::parse(std::string_view text, Currency currency) {
    MOSTRADOR_TRY(amount, Decimal::parse(text));
    if (amount.scale() > currency.minor_digits) {
        return fail(Code::input_malformed, {{"field", "money"}});
    }
    return to_money(amount, currency, Rounding::down);
}

std::string Money::text() const {
    return to_decimal(*this).text();
}

Result<Money> add(const Money& a, const Money& b) {
    MOSTRADOR_CHECK(check_same(a.currency, b.currency));
    return with_minor(checked_add(a.minor, b.minor), a.currency);
}

Result<Money> subtract(const Money& a, const Money& b) {
    MOSTRADOR_CHECK(check_same(a.currency, b.currency));
    return with_minor(checked_subtract(a.minor, b.minor), a.currency);
}

Result<Money> multiply(const Money& money, const Decimal& factor, Rounding rounding) {
    MOSTRADOR_TRY(product, multiply(Decimal(money.minor), factor, 0, rounding));
    return Money{product.mantissa(), money.currency};
}

Result<Money> to_money(const Decimal& amount, Currency currency, Rounding rounding) {
    MOSTRADOR_TRY(rescaled, amount.rescaled(currency.minor_digits, rounding));
    return Money{rescaled.mantissa(), currency};
}

Decimal to_decimal(const Money& money) {
    return *Decimal::scaled(money.minor,
                            std::min<int>(money.currency.minor_digits, kMaxMinorDigits));
}

Result<std::vector<std::int64_t>> distribute(std::int64_t total,
                                             std::span<const std::int64_t> weights) {
    MOSTRADOR_TRY(sum, sum_of(weights));
    std::vector<std::int64_t> parts;
    std::int64_t rest = total;
    for (const std::int64_t weight : weights) {
        MOSTRADOR_TRY(part, multiply_divide(total, weight, sum, Rounding::down));
        parts.push_back(part);
        rest -= part;
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return lost(total, weights[a], sum) > lost(total, weights[b], sum);
    });
    const std::int64_t unit = total < 0 ? -1 : 1;
    for (std::size_t i = 0; rest != 0; ++i, rest -= unit)
        parts[order[i]] += unit;
    return parts;
}

}  // namespace mostrador::base
