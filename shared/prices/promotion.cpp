#include "prices/promotion.hpp"

#include <algorithm>

#include "catalog/choices.hpp"

namespace mostrador::prices {
namespace {

using base::Decimal;
using base::Result;
using base::Status;

using All = std::vector<std::optional<Taken>>;

/// A line of many thousand pieces is no offer for a customer.
constexpr std::int64_t kMostUnits = 10'000;

Result<std::int64_t> percent_of(std::int64_t amount, const Decimal& percent) {
    std::int64_t hundred = 100;
    for (int digit = 0; digit < percent.scale(); ++digit)
        hundred *= 10;
    return base::multiply_divide(amount, percent.mantissa(), hundred, base::Rounding::half_away);
}

bool means(const Promotion& promotion, const Promotable& line) {
    if (promotion.products.empty() && promotion.categories.empty()) return true;
    if (std::ranges::contains(promotion.products, line.product)) return true;
    if (!line.parent.is_nil() && std::ranges::contains(promotion.products, line.parent))
        return true;
    return !line.category.is_nil() && std::ranges::contains(promotion.categories, line.category);
}

/// The lines that a promotion may have.
std::vector<std::size_t> meant(const Promotion& promotion, std::span<const Promotable> lines,
                               const All& taken) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool open = !taken[i] && lines[i].gross > 0;
        if (open && means(promotion, lines[i]) && holds(promotion.window, lines[i].occasion))
            found.push_back(i);
    }
    return found;
}

std::int64_t units_of(const Promotable& line) {
    const auto whole = line.quantity.rescaled(0, base::Rounding::down);
    return whole ? std::clamp<std::int64_t>(whole->mantissa(), 0, kMostUnits) : 0;
}

Status take_percent(const Promotion& promotion, std::size_t place,
                    std::span<const Promotable> lines, All& taken) {
    for (const auto i : meant(promotion, lines, taken)) {
        MOSTRADOR_TRY(amount, percent_of(lines[i].gross, promotion.percent));
        if (amount > 0) taken[i] = Taken{place, amount};
    }
    return {};
}

Status take_nth(const Promotion& promotion, std::size_t place, std::span<const Promotable> lines,
                All& taken) {
    auto found = meant(promotion, lines, taken);
    std::ranges::stable_sort(found, std::ranges::greater{},
                             [&](std::size_t i) { return lines[i].price; });
    std::int64_t units = 0;
    for (const auto i : found) {
        const auto before = units;
        units += units_of(lines[i]);
        const auto cheaper = units / promotion.every - before / promotion.every;
        if (cheaper == 0) continue;
        MOSTRADOR_TRY(each, percent_of(lines[i].price, promotion.percent));
        MOSTRADOR_TRY(amount, base::checked_multiply(each, cheaper));
        taken[i] = Taken{place, std::min(amount, lines[i].gross)};
    }
    if (units < promotion.every) return {};
    // What made up the number is taken as well, though nothing comes off it.
    for (const auto i : found)
        if (!taken[i]) taken[i] = Taken{place, 0};
    return {};
}

}  // namespace

Result<std::vector<Promotion>> promotions(store::Database& database) {
    std::vector<Promotion> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT id, name, kind, every, percent, products, categories, branches, types, weekdays, "
        "from_minute, to_minute, valid_from, valid_to FROM promotion "
        "WHERE stamp > 0 AND active = 1 ORDER BY position, name, id",
        [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(percent, Decimal::parse(row.text(4)));
            const auto kind = base::enum_value<PromotionKind>(row.text(2));
            found.push_back({.id = row.id(0),
                             .name = row.get<std::string>(1),
                             .kind = kind.value_or(PromotionKind::percent),
                             .every = std::max<std::int64_t>(row.integer(3), 1),
                             .percent = percent,
                             .products = catalog::ids_of(row.text(5)),
                             .categories = catalog::ids_of(row.text(6)),
                             .window = window_of(row, 7)});
            return {};
        }));
    return found;
}

Result<All> promote(std::span<const Promotion> promotions, std::span<const Promotable> lines) {
    All taken(lines.size());
    for (std::size_t place = 0; place < promotions.size(); ++place) {
        const auto& promotion = promotions[place];
        MOSTRADOR_CHECK(promotion.kind == PromotionKind::percent
                            ? take_percent(promotion, place, lines, taken)
                            : take_nth(promotion, place, lines, taken));
    }
    for (auto& each : taken)
        if (each && each->amount == 0) each.reset();
    return taken;
}

}  // namespace mostrador::prices
