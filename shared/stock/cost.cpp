#include "stock/cost.hpp"

#include <algorithm>
#include <tuple>

namespace mostrador::stock {
namespace {

using base::Id;
using base::Result;
using base::Status;

__extension__ typedef __int128 Wide;

/// Millionths of a minor unit, of quantities in millionths.
constexpr std::int64_t kScale = 1'000'000'000'000;

/// n / d rounded half away from zero; neither is negative.
Result<std::int64_t> divided(Wide numerator, Wide denominator) {
    const Wide rounded = (2 * numerator + denominator) / (2 * denominator);
    if (rounded > INT64_MAX) return base::fail(base::Code::number_overflow);
    return static_cast<std::int64_t>(rounded);
}

auto key(std::int64_t at_us, const Id& document) {
    return std::tuple(at_us, document);
}

}  // namespace

Result<std::int64_t> value_of(std::int64_t quantity, Average average) {
    return base::multiply_divide(quantity, average, kScale, base::Rounding::half_away);
}

Result<base::Decimal> shown_average(Average average, int minor_digits) {
    constexpr int more = 2;
    constexpr int millionths = 6;
    MOSTRADOR_TRY(exact, base::Decimal::scaled(average, millionths + minor_digits));
    return exact.rescaled(minor_digits + more, base::Rounding::half_away);
}

Status Costs::add_cost(const Move& move) {
    if (!move.cost || move.quantity <= 0) return {};
    auto& points = items_[move.item].points;
    const auto same = std::ranges::find(points, move.document, &Point::document);
    if (same == points.end()) {
        points.push_back({move.at_us, move.document, move.quantity, *move.cost});
        return {};
    }
    MOSTRADOR_TRY(quantity, base::checked_add(same->quantity, move.quantity));
    MOSTRADOR_TRY(cost, base::checked_add(same->cost, *move.cost));
    same->quantity = quantity;
    same->cost = cost;
    return {};
}

void Costs::sort() {
    for (auto& [id, item] : items_) {
        std::ranges::sort(item.points, {},
                          [](const Point& point) { return key(point.at_us, point.document); });
    }
}

Status Costs::add_owned(const Move& move) {
    const auto item = items_.find(move.item);
    if (item == items_.end()) return {};
    auto& [points, before] = item->second;
    // The average after the first point does not depend on what was there.
    if (points.size() < 2) return {};
    const auto next = std::ranges::upper_bound(
        points, key(move.at_us, move.document), {},
        [](const Point& point) { return key(point.at_us, point.document); });
    auto& sum = next == points.begin() ? before : std::prev(next)->owned_since;
    MOSTRADOR_TRY(owned, base::checked_add(sum, move.owned));
    sum = owned;
    return {};
}

/// `owned_since` of a point has its own quantity in it.
Status Costs::fold() {
    for (auto& [id, item] : items_) {
        std::int64_t owned = item.owned_before;
        std::optional<Average> average;
        for (auto& point : item.points) {
            const Wide before = average ? std::max<std::int64_t>(owned, 0) : 0;
            const Wide worth = before * average.value_or(0) + Wide{point.cost} * kScale;
            MOSTRADOR_TRY(now, divided(worth, before + point.quantity));
            average = point.average = now;
            MOSTRADOR_TRY(sum, base::checked_add(owned, point.owned_since));
            owned = sum;
        }
    }
    return {};
}

Result<Costs> Costs::of(const std::vector<Move>& moves) {
    Costs costs;
    for (const auto& move : moves)
        MOSTRADOR_CHECK(costs.add_cost(move));
    costs.sort();
    for (const auto& move : moves)
        MOSTRADOR_CHECK(costs.add_owned(move));
    MOSTRADOR_CHECK(costs.fold());
    return costs;
}

Result<Costs> Costs::load(store::Database& database) {
    Costs costs;
    MOSTRADOR_CHECK(database.each(
        "SELECT e.item, e.document, e.quantity, e.cost, d.at FROM stock_entry e "
        "JOIN stock_document d ON d.id = e.document WHERE e.cost IS NOT NULL",
        [&](const store::Row& row) {
            Move move{.item = row.id(0), .document = row.id(1), .at_us = row.integer(4)};
            move.quantity = row.integer(2);
            move.cost = row.integer(3);
            return costs.add_cost(move);
        }));
    costs.sort();
    const bool in_order = std::ranges::any_of(
        costs.items_, [](const auto& each) { return each.second.points.size() > 1; });
    if (in_order) {
        MOSTRADOR_CHECK(
            each_move(database, [&](const Move& move) { return costs.add_owned(move); }));
    }
    MOSTRADOR_CHECK(costs.fold());
    return costs;
}

std::optional<Average> Costs::at(const Id& item, std::int64_t at_us, const Id& document) const {
    const auto found = items_.find(item);
    if (found == items_.end()) return std::nullopt;
    const auto& points = found->second.points;
    const auto next = std::ranges::upper_bound(
        points, key(at_us, document), {},
        [](const Point& point) { return key(point.at_us, point.document); });
    return next == points.begin() ? points.front().average : std::prev(next)->average;
}

std::optional<Average> Costs::last(const Id& item) const {
    const auto found = items_.find(item);
    if (found == items_.end() || found->second.points.empty()) return std::nullopt;
    return found->second.points.back().average;
}

}  // namespace mostrador::stock
