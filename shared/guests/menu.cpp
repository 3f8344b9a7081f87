#include "guests/menu.hpp"

#include "catalog/operations.hpp"
#include "documents/money_text.hpp"

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

Dish dish_of(const store::Row& row, const organization::Tenant& shop) {
    return {.id = row.id(0),
            .name = row.get<std::string>(1),
            .description = row.get<std::string>(2),
            .price = documents::price_text(row.integer(3), shop.currency, shop.country),
            .image = row.get<std::string>(4),
            .allergens = lines_of(row.text(5)),
            .tags = lines_of(row.text(6)),
            .groups = catalog::ids_of(row.text(7))};
}

}  // namespace

Result<Menu> menu(store::Database& database) {
    MOSTRADOR_TRY(shop, organization::tenant(database));
    MOSTRADOR_TRY(settings, guests::settings(database));
    MOSTRADOR_TRY(groups, catalog::modifier_groups(database));
    Menu menu{std::move(shop), settings.ordering, {}, std::move(groups)};
    MOSTRADOR_CHECK(database.each(
        "SELECT p.id, p.name, p.description, p.price, p.image, p.allergens, p.tags, p.modifiers, "
        "c.id, c.name, c.color, c.icon FROM category c "
        "JOIN product_listing l ON l.category = c.id JOIN product p ON p.id = l.product "
        "WHERE c.stamp > 0 AND c.active = 1 "
        "ORDER BY c.position, c.name, c.id, l.sort_name, p.id LIMIT ?1",
        kMostDishes, [&](const store::Row& row) {
            const auto category = row.id(8);
            if (menu.sections.empty() || menu.sections.back().id != category) {
                menu.sections.push_back({category,
                                         row.get<std::string>(9),
                                         row.get<std::string>(10),
                                         row.get<std::string>(11),
                                         {}});
            }
            menu.sections.back().dishes.push_back(dish_of(row, menu.shop));
        }));
    return menu;
}

}  // namespace mostrador::guests
