#include "guests/menu.hpp"

#include "catalog/operations.hpp"
#include "catalog/sellable.hpp"
#include "documents/money_text.hpp"
#include "prices/offer.hpp"

namespace mostrador::guests {
namespace {

using base::Result;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find(catalog::kCodeSeparator));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        lines.emplace_back(line);
    }
    return lines;
}

/// What it costs now: a price list may say another price than the catalogue.
Result<std::int64_t> price_of(store::Database& database, const prices::Occasion& occasion,
                              const base::Id& product) {
    MOSTRADOR_TRY(sellable, catalog::sellable(database, product));
    MOSTRADOR_TRY(offer, prices::offer(database, occasion, sellable));
    return offer ? offer->price : sellable.price;
}

Dish dish_of(const store::Row& row) {
    return {.id = row.id(0),
            .name = row.get<std::string>(1),
            .description = row.get<std::string>(2),
            .price = {},
            .image = row.get<std::string>(3),
            .allergens = lines_of(row.text(4)),
            .tags = lines_of(row.text(5)),
            .groups = catalog::ids_of(row.text(6))};
}

}  // namespace

Result<Menu> menu(store::Database& database, const prices::Occasion& occasion) {
    MOSTRADOR_TRY(shop, organization::tenant(database));
    MOSTRADOR_TRY(settings, guests::settings(database));
    MOSTRADOR_TRY(groups, catalog::modifier_groups(database));
    Menu menu{std::move(shop), settings.ordering, {}, std::move(groups)};
    MOSTRADOR_CHECK(database.each(
        "SELECT coalesce(v.id, p.id), coalesce(v.name, p.name), p.description, p.image, "
        "p.allergens, p.tags, coalesce(v.modifiers, p.modifiers), c.id, c.name, c.color, c.icon "
        "FROM category c JOIN product_listing l ON l.category = c.id "
        "JOIN product p ON p.id = l.product LEFT JOIN product v ON v.parent = p.id "
        "AND v.parent <> x'00000000000000000000000000000000' AND v.stamp > 0 AND v.active = 1 "
        "WHERE c.stamp > 0 AND c.active = 1 AND (p.options = '' OR v.id IS NOT NULL) "
        "ORDER BY c.position, c.name, c.id, l.sort_name, p.id, v.name, v.id LIMIT ?1",
        kMostDishes, [&](const store::Row& row) {
            const auto category = row.id(7);
            if (menu.sections.empty() || menu.sections.back().id != category) {
                menu.sections.push_back({category,
                                         row.get<std::string>(8),
                                         row.get<std::string>(9),
                                         row.get<std::string>(10),
                                         {}});
            }
            menu.sections.back().dishes.push_back(dish_of(row));
        }));
    for (auto& section : menu.sections) {
        for (auto& dish : section.dishes) {
            MOSTRADOR_TRY(price, price_of(database, occasion, dish.id));
            dish.price = documents::price_text(price, menu.shop.currency, menu.shop.country);
        }
    }
    return menu;
}

}  // namespace mostrador::guests
