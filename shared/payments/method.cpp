#include "payments/method.hpp"

#include <algorithm>
#include <span>

namespace mostrador::payments {
namespace {

/// What a central bank issues, smallest first; from the one at `quick` on, customers hand it over
/// for a round sum.
struct Money {
    std::string_view currency;
    std::size_t quick;
    std::vector<std::int64_t> minor;
};

const std::array kMoney{
    Money{"PEN", 5, {10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000}},
    Money{"EUR", 8, {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000}},
    Money{"USD", 5, {1, 5, 10, 25, 50, 100, 500, 1000, 2000, 5000, 10000}},
    Money{"COP",
          5,
          {5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000, 2000000, 5000000, 10000000}},
    Money{"CLP", 4, {10, 50, 100, 500, 1000, 2000, 5000, 10000, 20000}},
};

const Money* money_of(std::string_view currency) {
    const auto found = std::ranges::find(kMoney, currency, &Money::currency);
    return found == kMoney.end() ? nullptr : &*found;
}

std::span<const std::int64_t> notes_of(std::string_view currency) {
    const auto* money = money_of(currency);
    if (!money) money = kMoney.data();
    return std::span(money->minor).subspan(money->quick);
}

constexpr std::size_t kMost = 5;

}  // namespace

std::vector<std::int64_t> denominations(std::string_view currency) {
    const auto* money = money_of(currency);
    if (!money) return {};
    return {money->minor.rbegin(), money->minor.rend()};
}

std::vector<std::int64_t> quick_cash(std::int64_t due, std::string_view currency) {
    std::vector<std::int64_t> amounts{due};
    if (due <= 0) return amounts;
    for (const auto note : notes_of(currency)) {
        const auto next = (due + note - 1) / note * note;
        if (std::ranges::find(amounts, next) == amounts.end()) amounts.push_back(next);
    }
    std::ranges::sort(amounts);
    if (amounts.size() > kMost) amounts.resize(kMost);
    return amounts;
}

}  // namespace mostrador::payments
