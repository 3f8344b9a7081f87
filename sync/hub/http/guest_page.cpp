#include "hub/http/guest_page.hpp"

#include <algorithm>
#include <array>
#include <format>
#include <nlohmann/json.hpp>

#include "catalog/allergens.hpp"
#include "documents/money_text.hpp"
#include "documents/paper_html.hpp"
#include "hub/http/content_policy.hpp"

namespace mostrador::hub {
namespace {

using documents::escape_html;
using guests::Dish;
using guests::Menu;
using guests::Section;

struct Words {
    std::string_view code;
    std::string_view other_code;
    std::string_view other_language;
    std::string_view search;
    std::string_view categories;
    std::string_view nothing;
    std::string_view add;
    std::string_view contains;
    std::string_view empty;
    std::array<std::string_view, catalog::kAllergens.size()> allergens;
};

constexpr Words kSpanish{
    "es",
    "en",
    "English",
    "Buscar en la carta",
    "Categorías",
    "Nada coincide con la búsqueda.",
    "Añadir",
    "Contiene",
    "La carta está vacía todavía.",
    {"gluten", "crustáceos", "huevo", "pescado", "cacahuate", "soja", "lácteos", "frutos secos",
     "apio", "mostaza", "sésamo", "sulfitos", "altramuces", "moluscos"}};

constexpr Words kEnglish{"en",
                         "es",
                         "Español",
                         "Search the menu",
                         "Categories",
                         "Nothing matches your search.",
                         "Add",
                         "Contains",
                         "The menu is still empty.",
                         {"gluten", "crustaceans", "egg", "fish", "peanut", "soy", "milk", "nuts",
                          "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs"}};

/// Dishes in sight at once on a phone: their pictures do not wait.
constexpr std::size_t kEagerPictures = 4;
constexpr std::string_view kOwnGlyph = "glyph:";

std::string_view allergen_name(std::string_view allergen, const Words& words) {
    const auto at = std::ranges::find(catalog::kAllergens, allergen);
    if (at == catalog::kAllergens.end()) return allergen;
    return words.allergens.at(static_cast<std::size_t>(at - catalog::kAllergens.begin()));
}

std::string allergens_html(const Dish& dish, const Words& words) {
    if (dish.allergens.empty()) return {};
    std::string names;
    for (const auto& each : dish.allergens)
        names += std::format("{}{}", names.empty() ? "" : ", ", allergen_name(each, words));
    return std::format("<p class=\"dish__contains\">{}: {}</p>", words.contains,
                       escape_html(names));
}

std::string tags_html(const Dish& dish) {
    if (dish.tags.empty()) return {};
    std::string html;
    for (const auto& tag : dish.tags)
        html += std::format("<li>{}</li>", escape_html(tag));
    return std::format("<ul class=\"dish__tags\">{}</ul>", html);
}

/// A picture of the shop's own origin, or the place where the script draws the glyph.
std::string picture_html(const Dish& dish, const Section& section, std::size_t number) {
    if (dish.image.starts_with('/') && !dish.image.starts_with("//")) {
        return std::format(
            "<img class=\"dish__picture\" src=\"{}\" width=\"72\" height=\"72\" "
            "alt=\"\" decoding=\"async\" loading=\"{}\">",
            escape_html(dish.image), number < kEagerPictures ? "eager" : "lazy");
    }
    const std::string_view image = dish.image;
    const auto icon = image.starts_with(kOwnGlyph) ? image.substr(kOwnGlyph.size())
                                                   : std::string_view(section.icon);
    return std::format(
        "<svg class=\"dish__picture\" width=\"72\" height=\"72\" "
        "viewBox=\"-8 -8 40 40\" aria-hidden=\"true\" color=\"{}\" "
        "data-icon=\"{}\"></svg>",
        escape_html(section.color), escape_html(icon));
}

std::string dish_html(const Dish& dish, const Section& section, const Words& words,
                      std::size_t number) {
    const auto name = escape_html(dish.name);
    const auto description =
        dish.description.empty()
            ? std::string{}
            : std::format("<p class=\"dish__words\">{}</p>", escape_html(dish.description));
    return std::format(
        "<li class=\"dish\" data-dish=\"{}\">{}<div class=\"dish__text\">"
        "<h3>{}</h3>{}{}{}<p class=\"dish__price\">{}</p></div>"
        "<button type=\"button\" class=\"dish__add\" aria-label=\"{} {}\" hidden>"
        "</button></li>\n",
        dish.id.text(), picture_html(dish, section, number), name, description, tags_html(dish),
        allergens_html(dish, words), escape_html(dish.price), words.add, name);
}

std::string sections_html(const Menu& menu, const Words& words) {
    std::string html;
    std::size_t section_number = 0, dish_number = 0;
    for (const auto& section : menu.sections) {
        html += std::format(
            "<section id=\"c{0}\" aria-labelledby=\"h{0}\"><h2 id=\"h{0}\">{1}</h2>"
            "<ul class=\"dishes\">\n",
            section_number++, escape_html(section.name));
        for (const auto& dish : section.dishes)
            html += dish_html(dish, section, words, dish_number++);
        html += "</ul></section>\n";
    }
    if (menu.sections.empty()) html = std::format("<p class=\"nothing\">{}</p>", words.empty);
    return html;
}

std::string rail_html(const Menu& menu, const Words& words) {
    std::string html;
    std::size_t number = 0;
    for (const auto& section : menu.sections)
        html += std::format("<a href=\"#c{}\">{}</a>", number++, escape_html(section.name));
    return std::format("<nav class=\"rail\" aria-label=\"{}\">{}</nav>", words.categories, html);
}

/// What the script needs beside what is to be read, in an element that is no script.
std::string data_html(const Menu& menu, std::string_view address) {
    auto groups = nlohmann::json::object();
    for (const auto& group : menu.groups) {
        auto options = nlohmann::json::array();
        for (const auto& option : group.modifiers) {
            const auto price =
                option.price == 0
                    ? std::string{}
                    : documents::price_text(option.price, menu.shop.currency, menu.shop.country);
            options.push_back({{"id", option.id.text()}, {"name", option.name}, {"price", price}});
        }
        const auto count = static_cast<std::int64_t>(group.modifiers.size());
        groups[group.id.text()] = {{"name", group.name},
                                   {"least", std::min(group.least, count)},
                                   {"most", group.most},
                                   {"options", std::move(options)}};
    }
    auto dishes = nlohmann::json::object();
    for (const auto& section : menu.sections) {
        for (const auto& dish : section.dishes) {
            auto ids = nlohmann::json::array();
            for (const auto& id : dish.groups) {
                const bool offers =
                    groups.contains(id.text()) && !groups[id.text()]["options"].empty();
                if (offers) ids.push_back(id.text());
            }
            if (!ids.empty()) dishes[dish.id.text()] = std::move(ids);
        }
    }
    auto text = nlohmann::json{{"address", address},
                               {"ordering", base::enum_name(menu.ordering)},
                               {"groups", std::move(groups)},
                               {"dishes", std::move(dishes)}}
                    .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    // Nothing in it may end the element.
    for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;)
        text.replace(at, 1, "\\u003c");
    return std::format("<script type=\"application/json\" id=\"data\">{}</script>", text);
}

}  // namespace

GuestLanguage guest_language(std::string_view target, std::string_view accept_language) {
    const auto query = target.find('?');
    const auto asked = query == std::string_view::npos ? "" : target.substr(query);
    if (asked.contains("l=en")) return GuestLanguage::english;
    if (asked.contains("l=es")) return GuestLanguage::spanish;
    const auto english = accept_language.find("en"), spanish = accept_language.find("es");
    const bool any = english != spanish;
    if (!any) return GuestLanguage::spanish;
    return english < spanish ? GuestLanguage::english : GuestLanguage::spanish;
}

std::string guest_html(const Menu& menu, const guests::Table& table, std::string_view address,
                       GuestLanguage language, const GuestAssets& assets) {
    const auto& words = language == GuestLanguage::english ? kEnglish : kSpanish;
    const auto script =
        assets.script.empty()
            ? std::string{}
            : std::format("<script type=\"module\" src=\"{}\"></script>", assets.script);
    const auto shop = escape_html(menu.shop.name), name = escape_html(table.name);
    return std::format(
        "<!doctype html><html lang=\"{0}\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, "
        "viewport-fit=cover\"><meta name=\"color-scheme\" content=\"light dark\">"
        "<meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\"><title>{1} · "
        "{2}</title><style>{3}</style>{4}"
        "</head><body><header class=\"head\"><div><p class=\"head__shop\">{2}</p><h1>{1}</h1></div>"
        "<a class=\"head__language\" href=\"?l={5}\" hreflang=\"{5}\" lang=\"{5}\">{6}</a></header>"
        "<div class=\"tools\"><input class=\"search\" type=\"search\" id=\"search\" "
        "aria-label=\"{7}\" placeholder=\"{7}\" autocomplete=\"off\" enterkeyhint=\"search\">"
        "{8}</div><main id=\"menu\">{9}<p class=\"nothing\" id=\"nothing\" hidden>{10}</p></main>"
        "<div id=\"table\"></div>{11}</body></html>\n",
        words.code, name, shop, assets.style, script, words.other_code, words.other_language,
        words.search, rail_html(menu, words), sections_html(menu, words), words.nothing,
        data_html(menu, address));
}

std::string guest_policy(std::string_view style) {
    return std::format(
        "default-src 'none'; script-src 'self'; style-src {}; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        policy_source(style));
}

}  // namespace mostrador::hub
