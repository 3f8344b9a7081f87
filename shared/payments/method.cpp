#include "payments/method.hpp"

#include <algorithm>
#include <span>

namespace mostrador::payments {
namespace {

struct Notes {
    std::string_view currency;
    std::vector<std::int64_t> minor;
};

const std::array kNotes{
    Notes{"PEN", {500, 1000, 2000, 5000, 10000, 20000}},
    Notes{"EUR", {500, 1000, 2000, 5000, 10000}},
    Notes{"USD", {100, 500, 1000, 2000, 5000, 10000}},
    Notes{"COP", {200000, 500000, 1000000, 2000000, 5000000, 10000000}},
    Notes{"CLP", {1000, 2000, 5000, 10000, 20000}},
};

std::span<const std::int64_t> notes_of(std::string_view currency) {
    for (const auto& notes : kNotes) {
        if (notes.currency == currency) return notes.minor;
    }
    return kNotes.front().minor;
}

constexpr std::size_t kMost = 5;

}  // namespace

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
