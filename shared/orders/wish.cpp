#include "orders/wish.hpp"

#include "catalog/sellable.hpp"
#include "kitchen/routing.hpp"
#include "orders/limits.hpp"
#include "organization/queries.hpp"
#include "prices/offer.hpp"

namespace mostrador::orders {
namespace {

using base::Code;
using base::Decimal;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMostCourse = 9;
constexpr int kMaxQuantityScale = 3;
constexpr std::int64_t kMaxQuantity = 1'000'000;

Status check(const Wish& wish) {
    const auto quantity = wish.quantity.value_or(Decimal(1));
    const bool fits = !quantity.is_negative() && !quantity.is_zero() &&
                      quantity.normalized().scale() <= kMaxQuantityScale &&
                      quantity <= Decimal(kMaxQuantity);
    if (!fits) return out_of_range("quantity");
    const auto course = wish.course.value_or(0);
    const auto seat = wish.seat.value_or(0);
    if (course < 0 || course > kMostCourse) return out_of_range("course");
    if (seat < 0 || seat > kMostGuests) return out_of_range("seat");
    return check_text("note", wish.note);
}

/// What was chosen, in the order in which it was asked for; nothing where nothing is to choose.
Result<std::optional<std::vector<catalog::Modifier>>> chosen(Context& context, const Wish& wish,
                                                             bool has_choices) {
    const auto ids = wish.modifiers.value_or(std::vector<base::Id>{});
    if (!has_choices && ids.empty()) return std::nullopt;
    MOSTRADOR_CHECK(catalog::check_choices(context.database, wish.product, ids));
    if (ids.empty()) return std::nullopt;
    return catalog::modifiers(context.database, ids);
}

}  // namespace

Result<AddedLine> frozen(Context& context, Type type, const Wish& wish) {
    MOSTRADOR_CHECK(check(wish));
    MOSTRADOR_TRY(product, catalog::sellable(context.database, wish.product));
    if (!product.active) {
        return base::fail(Code::catalog_product_archived, {{"name", product.name}});
    }
    if (product.has_variants)
        return base::fail(Code::catalog_variant_needed, {{"product", product.id.text()}});
    MOSTRADOR_TRY(offer, prices::offer_at(context, type, context.now_us, product));
    if (offer) product.price = offer->price;
    MOSTRADOR_TRY(modifiers, chosen(context, wish, product.has_choices));
    for (const auto& modifier : modifiers.value_or(std::vector<catalog::Modifier>{})) {
        MOSTRADOR_TRY(with, base::checked_add(product.price, modifier.price));
        product.price = with;
    }
    MOSTRADOR_TRY(station, kitchen::station_of(context, product.id));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    const auto quantity = wish.quantity.value_or(Decimal(1)).normalized();
    MOSTRADOR_TRY(amount, base::multiply({product.price, tenant.currency}, quantity,
                                         base::Rounding::half_away));
    AddedLine line{.id = wish.line,
                   .product = product.id,
                   .name = product.name,
                   .unit = product.unit,
                   .quantity = quantity,
                   .price = product.price,
                   .amount = amount.minor,
                   .course = wish.course.value_or(0),
                   .seat = wish.seat.value_or(0),
                   .station = station,
                   .modifiers = std::move(modifiers)};
    if (product.tax) line.tax = product.tax->id;
    if (offer) {
        line.list = offer->list;
        line.list_name = offer->name;
    }
    if (wish.note && !wish.note->empty()) line.note = wish.note;
    return line;
}

}  // namespace mostrador::orders
