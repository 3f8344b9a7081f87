#include "stock/unit.hpp"

#include <algorithm>
#include <array>

#include "stock/movements.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Result;

constexpr std::size_t kMostPacks = 20;
constexpr std::size_t kMostName = 20;

/// What can be said in another unit without asking the shop. `size` in the smallest of its kind.
struct Measure {
    std::string_view name;
    char kind;
    std::int64_t size;
};

constexpr std::array kMeasures{Measure{"kg", 'm', 1000}, Measure{"g", 'm', 1},
                               Measure{"l", 'v', 1000}, Measure{"cl", 'v', 10},
                               Measure{"ml", 'v', 1}};

void add_measures(std::vector<Unit>& units, std::string_view unit) {
    const auto own = std::ranges::find(kMeasures, unit, &Measure::name);
    if (own == kMeasures.end()) return;
    for (const auto& other : kMeasures) {
        if (other.kind != own->kind || other.name == own->name) continue;
        const auto factor = base::divide(Decimal(other.size), Decimal(own->size), kQuantityScale,
                                         base::Rounding::half_away);
        if (factor) units.push_back({std::string(other.name), factor->normalized()});
    }
}

/// "caja 24"; what cannot be read is left out.
void add_pack(std::vector<Unit>& units, std::string_view line) {
    const auto space = line.rfind(' ');
    if (space == std::string_view::npos) return;
    const auto factor = Decimal::parse(line.substr(space + 1));
    if (factor) units.push_back({std::string(line.substr(0, space)), *factor});
}

}  // namespace

std::vector<Unit> units_of(std::string_view unit, std::string_view packs) {
    std::vector<Unit> units{{std::string(unit), Decimal(1)}};
    while (!packs.empty()) {
        const auto end = std::min(packs.find('\n'), packs.size());
        add_pack(units, packs.substr(0, end));
        packs.remove_prefix(std::min(end + 1, packs.size()));
    }
    add_measures(units, unit);
    return units;
}

Result<Decimal> in_own_unit(const std::vector<Unit>& units, const Decimal& quantity,
                            std::string_view unit) {
    const auto found = std::ranges::find(units, unit, &Unit::name);
    if (found == units.end()) {
        return base::fail(Code::stock_unit_mismatch,
                          {{"from", std::string(unit)}, {"to", units.front().name}});
    }
    MOSTRADOR_TRY(
        own, base::multiply(quantity, found->factor, kQuantityScale, base::Rounding::half_away));
    return own.normalized();
}

Decimal in_unit(const std::vector<Unit>& units, const Decimal& own, std::string_view unit) {
    const auto found = std::ranges::find(units, unit, &Unit::name);
    if (found == units.end()) return own;
    const auto shown = base::divide(own, found->factor, kQuantityScale, base::Rounding::half_away);
    return shown ? shown->normalized() : own;
}

Result<std::string> packs_text(const std::vector<Unit>& packs) {
    const auto wrong = [] { return base::fail(Code::input_out_of_range, {{"field", "packs"}}); };
    if (packs.size() > kMostPacks) return wrong();
    std::string text;
    for (const auto& [name, factor] : packs) {
        const bool fits = !name.empty() && name.size() <= kMostName && !name.contains('\n') &&
                          factor > Decimal(0) && factor <= Decimal(1'000'000);
        if (!fits) return wrong();
        if (!text.empty()) text += '\n';
        text += name + ' ' + factor.normalized().text();
    }
    return text;
}

}  // namespace mostrador::stock
