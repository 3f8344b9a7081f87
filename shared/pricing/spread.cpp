#include "pricing/spread.hpp"

#include <algorithm>
#include <cstddef>

namespace mostrador::pricing {

base::Result<std::vector<std::int64_t>> spread(std::int64_t total, std::span<const Exact> wanted) {
    std::vector<std::int64_t> parts;
    parts.reserve(wanted.size());
    std::int64_t missing = total;
    for (const Exact& value : wanted) {
        const auto rounded = value.rounded();
        if (!rounded) return base::fail(base::Code::number_overflow);
        parts.push_back(*rounded);
        missing -= *rounded;
    }
    if (missing == 0 || parts.empty()) return parts;

    struct Candidate {
        std::size_t index;
        std::int64_t due;  // how much the unit is owed
    };

    const std::int64_t unit = missing > 0 ? 1 : -1;
    const bool all_zero = std::ranges::all_of(wanted, &Exact::is_zero);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].is_zero() && !all_zero) continue;
        candidates.push_back({i, unit * wanted[i].distance_above(parts[i])});
    }
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
        return a.due != b.due ? a.due > b.due : a.index < b.index;
    });
    for (std::size_t next = 0; missing != 0; next = (next + 1) % candidates.size()) {
        parts[candidates[next].index] += unit;
        missing -= unit;
    }
    return parts;
}

}  // namespace mostrador::pricing
