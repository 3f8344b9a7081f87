#include <catch2/catch_test_macros.hpp>

#include "prices/offer.hpp"
#include "prices/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"
#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

constexpr std::int64_t kMinuteUs = 60'000'000;

std::string id(std::string_view name) {
    return base::derived_id("prices", name).text();
}

Json window(Json change = Json::object()) {
    Json all{{"branches", Json::array()},
             {"types", Json::array()},
             {"weekdays", Json::array()},
             {"from", 0},
             {"to", 0},
             {"validFrom", ""},
             {"validTo", ""}};
    if (change.is_object()) all.update(change);
    return all;
}

Json priced(const base::Id& product, std::int64_t price) {
    return {{"product", product.text()}, {"name", ""}, {"price", price}};
}

Json percent(std::string_view key, Json target, std::string_view percent) {
    Json entry{{"name", ""}, {"percent", percent}};
    if (!key.empty()) entry[std::string(key)] = target;
    return entry;
}

/// A café whose owner writes price lists. It is Wednesday, 05:00 in Lima.
struct Cafe {
    Cafe() { shop.open_register(); }

    void as_owner() { shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}}); }

    Json put(std::string_view name, Json when, std::vector<Json> entries, bool active = true) {
        as_owner();
        return shop.call("prices.put", {{"id", id(name)},
                                        {"name", name},
                                        {"window", window(when)},
                                        {"entries", entries},
                                        {"removed", Json::array()},
                                        {"active", active}});
    }

    Json add(const base::Id& product) {
        return shop.call("cart.add", {{"product", product.text()}});
    }

    Shop shop;
};

TEST_CASE("A price of the hour is taken when the line is added, and stays", "[prices][CAT-6]") {
    Cafe cafe;
    auto& shop = cafe.shop;
    cafe.put("Hora feliz", {{"from", 5 * 60 + 30}, {"to", 6 * 60}},
             {priced(shop.coffee, 500), percent("", {}, "-10")});
    CHECK(cafe.add(shop.coffee)["total"] == 750);
    shop.clock.advance(30 * kMinuteUs);
    CHECK(shop.call("prices.offers", {{"products", {shop.coffee.text()}},
                                      {"type", "counter"}})["offers"][0]["offer"]["price"] == 500);
    auto cart = cafe.add(shop.coffee);
    REQUIRE(cart["lines"].size() == 2);
    CHECK(cart["lines"][0]["priceList"].is_null());
    CHECK(cart["lines"][1]["priceList"] == "Hora feliz");
    CHECK(cart["total"] == 750 + 500);
    cart = cafe.add(shop.cake);
    CHECK(cart["lines"][2]["unitPrice"] == 1080);
    // It is over when it is paid: what was promised holds, what comes now costs what it costs.
    shop.clock.advance(30 * kMinuteUs);
    CHECK(shop.call("cart.view")["total"] == 750 + 500 + 1080);
    cart = cafe.add(shop.coffee);
    CHECK(cart["lines"][0]["quantity"] == "2");
    const auto receipt = shop.call(
        "sales.checkout",
        {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    CHECK(receipt["total"] == 2 * 750 + 500 + 1080);
    CHECK(receipt["lines"][0]["origin"].is_null());
    CHECK(receipt["lines"][1]["origin"]["list"]["name"] == "Hora feliz");
    CHECK(receipt["paper"].get<std::string>().contains("Hora feliz"));
    // What comes back is what was paid, and says so.
    const auto note =
        shop.call("sales.refund", {{"refund", id("refund")},
                                   {"receipt", receipt["id"]},
                                   {"method", "cash"},
                                   {"lines", Json::array({{{"line", 2}, {"quantity", "1"}}})}});
    CHECK(note["total"] == -500);
    CHECK(note["lines"][0]["origin"] == receipt["lines"][1]["origin"]);
}

TEST_CASE("The first list that says something decides, and in it what is said closest",
          "[prices][CAT-6]") {
    Cafe cafe;
    auto& shop = cafe.shop;
    const auto category = shop.call("catalog.categories")["categories"];
    cafe.put("Todo", {}, {percent("", {}, "-50")});
    CHECK(cafe.add(shop.coffee)["lines"][0]["unitPrice"] == 375);
    // A list that comes later in the order says nothing where an earlier one does.
    auto lists = cafe.put("Postres", {}, {priced(shop.cake, 999)});
    CHECK(lists["lists"][1]["name"] == "Postres");
    CHECK(lists["lists"][0]["holds"] == true);
    CHECK(cafe.add(shop.cake)["lines"][1]["unitPrice"] == 600);
    lists = shop.call("prices.arrange", {{"lists", {id("Postres"), id("Todo")}}});
    CHECK(lists["lists"][0]["name"] == "Postres");
    auto cart = cafe.add(shop.cake);
    CHECK(cart["lines"][2]["unitPrice"] == 999);
    CHECK(cart["lines"][2]["priceList"] == "Postres");
    // What is said of everything gives way to what is said of the product, in one list too.
    cafe.put("Todo", {}, {priced(shop.rice, 450)});
    cart = cafe.add(shop.rice);
    CHECK(cart["lines"][3]["unitPrice"] == 450);
    CHECK(shop.error("prices.arrange", {{"lists", {id("nothing")}}}) == "prices.list_not_found");
}

TEST_CASE("How it is ordered decides which lists hold, and changes what is in the cart",
          "[prices][CAT-6][ORD-1]") {
    Cafe cafe;
    auto& shop = cafe.shop;
    cafe.put("Delivery", {{"types", {"delivery"}}}, {percent("", {}, "12.5")});
    CHECK(cafe.add(shop.coffee)["total"] == 750);
    auto cart = shop.call("cart.set_type", {{"type", "delivery"}});
    CHECK(cart["type"] == "delivery");
    CHECK(cart["total"] == 844);  // 8.4375
    CHECK(cart["lines"][0]["priceList"] == "Delivery");
    cart = shop.call("cart.set_type", {{"type", "to_go"}});
    CHECK(cart["total"] == 750);
    CHECK(cart["lines"][0]["priceList"].is_null());
    shop.call("cart.set_type", {{"type", "delivery"}});
    const auto receipt = shop.call(
        "sales.checkout",
        {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", "cash"}}})}})["receipt"];
    CHECK(receipt["type"] == "delivery");
    CHECK(shop.call("cart.view")["type"] == "counter");
}

TEST_CASE("A table's order keeps the price of its hour, and its bill says where it is from",
          "[prices][CAT-6][ORD-2]") {
    Shop shop;
    TableService tables(shop);
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    shop.call("prices.put", {{"id", id("Mesa")},
                             {"name", "Hora feliz en mesa"},
                             {"window", window({{"types", {"dine_in"}}, {"to", 5 * 60 + 30}})},
                             {"entries", {priced(shop.coffee, 600)}},
                             {"removed", Json::array()},
                             {"active", true}});
    const auto tab = tables.open(shop.window)["id"];
    CHECK(tables.add(tab, shop.coffee)["total"] == 600);
    shop.clock.advance(31 * kMinuteUs);
    const auto view = tables.add(tab, shop.coffee);
    CHECK(view["total"] == 1350);
    CHECK(view["lines"][0]["priceList"] == "Hora feliz en mesa");
    CHECK(view["lines"][1]["priceList"].is_null());
    const auto receipt = tables.pay(tab);
    CHECK(receipt["total"] == 1350);
    CHECK(receipt["type"] == "dine_in");
    CHECK(receipt["lines"][0]["origin"]["list"]["name"] == "Hora feliz en mesa");
    CHECK(receipt["lines"][1]["origin"].is_null());
}

TEST_CASE("A list is edited field by field, and says no more what was taken out",
          "[prices][CAT-6]") {
    Cafe cafe;
    auto& shop = cafe.shop;
    cafe.put("Socios", {}, {priced(shop.coffee, 700), percent("", {}, "-5")});
    auto sheet = shop.call("prices.list", {{"id", id("Socios")}});
    REQUIRE(sheet["entries"].size() == 2);
    CHECK(sheet["entries"][0]["percent"] == "-5");
    CHECK(sheet["entries"][1]["catalogPrice"] == 750);
    const auto before = history(shop).size();
    shop.call("prices.put", {{"id", id("Socios")},
                             {"name", "Socios"},
                             {"window", sheet["list"]["window"]},
                             {"entries", sheet["entries"]},
                             {"removed", Json::array()},
                             {"active", true}});
    CHECK(history(shop).size() == before);  // nothing new was said
    shop.call("prices.put", {{"id", id("Socios")},
                             {"name", "Socios"},
                             {"window", sheet["list"]["window"]},
                             {"entries", Json::array()},
                             {"removed", Json::array({sheet["entries"][1]})},
                             {"active", true}});
    sheet = shop.call("prices.list", {{"id", id("Socios")}});
    CHECK(sheet["entries"].size() == 1);
    CHECK(cafe.add(shop.coffee)["total"] == 713);  // 7.125
    const auto lists = cafe.put("Socios", {}, {}, false);
    CHECK(lists["lists"].empty());
    CHECK(cafe.add(shop.rice)["lines"][1]["unitPrice"] == 490);
}

TEST_CASE("What a list cannot say is refused", "[prices][CAT-6]") {
    Cafe cafe;
    auto& shop = cafe.shop;
    cafe.as_owner();
    const auto refused = [&](Json entry, Json when = Json::object(), std::string_view name = "x") {
        return shop.error("prices.put", {{"id", id("x")},
                                         {"name", name},
                                         {"window", window(when)},
                                         {"entries", Json::array({entry})},
                                         {"removed", Json::array()},
                                         {"active", true}});
    };
    CHECK(refused(priced(shop.coffee, -1)) == "input.out_of_range");
    CHECK(refused(percent("", {}, "-101")) == "input.out_of_range");
    CHECK(refused(percent("", {}, "1.2345")) == "input.out_of_range");
    CHECK(refused({{"name", ""}, {"price", 100}}) == "input.missing");
    CHECK(refused({{"name", ""}, {"product", shop.coffee.text()}}) == "input.missing");
    CHECK(refused(priced(shop.coffee, 1), {{"weekdays", {0}}}) == "input.out_of_range");
    CHECK(refused(priced(shop.coffee, 1), {}, "") == "input.missing");
    shop.log_in();  // a cashier
    CHECK(refused(priced(shop.coffee, 1)) == "staff.not_allowed");
    CHECK(shop.error("prices.offers", {{"products", {shop.coffee.text()}}, {"type", "counter"}}) ==
          "ok");
}

TEST_CASE("Two devices that price one thing apart write one row, whichever came first",
          "[prices][CAT-6][SYNC-2]") {
    Cafe cafe;
    cafe.put("Hora feliz", {}, {priced(cafe.shop.coffee, 500)});
    const auto list = base::derived_id("prices", "Hora feliz");
    const auto made = history(cafe.shop);
    const auto at = [&](auto payload, std::string_view device, log::Stamp later) {
        log::Operation operation;
        operation.kind = decltype(payload)::kKind;
        operation.version = decltype(payload)::kVersion;
        operation.payload = payload_of(payload);
        operation.device = base::derived_id("test", device);
        operation.stamp = value(log::decode(made.back())).stamp + later;
        return operation;
    };
    const auto entry = [&](const base::Id& product, std::int64_t price) {
        return prices::EntriesPut{{{{.id = prices::entry_id(list, product),
                                     .create = true,
                                     .list = list,
                                     .product = product,
                                     .price = price,
                                     .active = true}}}};
    };
    const std::vector apart{
        at(entry(cafe.shop.cake, 1000), "one", 1), at(entry(cafe.shop.cake, 1100), "two", 2),
        at(prices::ListsPut{{{{.id = list, .name = "Tarde feliz"}}}}, "one", 3),
        at(prices::ListsPut{{{{.id = list, .from_minute = 17 * 60, .to_minute = 19 * 60}}}}, "two",
           4)};
    Replica one, two;
    for (const auto& body : made) {
        one.apply(value(log::decode(body)));
        two.apply(value(log::decode(body)));
    }
    for (std::size_t i = 0; i < apart.size(); ++i) {
        one.apply(apart[i]);
        two.apply(apart[apart.size() - 1 - i]);
    }
    CHECK(one.state() == two.state());
    const auto product = value(catalog::sellable(one.database, cafe.shop.cake));
    prices::Occasion when;
    when.local = {std::chrono::year_month_day{std::chrono::year(2026), std::chrono::month(12),
                                              std::chrono::day(4)},
                  18, 0, 0};
    const auto offer = value(prices::offer(one.database, when, product));
    REQUIRE(offer);
    CHECK(offer->price == 1100);
    CHECK(offer->name == "Tarde feliz");
    when.local.hour = 19;
    CHECK_FALSE(value(prices::offer(one.database, when, product)));
}

TEST_CASE("A percentage is rounded once, and never below nothing", "[prices][CAT-6]") {
    const auto with = [](std::int64_t price, std::string_view percent) {
        return value(prices::with_percent(price, value(base::Decimal::parse(percent))));
    };
    CHECK(with(750, "-10") == 675);
    CHECK(with(333, "-50") == 167);  // 166.5
    CHECK(with(1, "-50") == 1);
    CHECK(with(999, "12.5") == 1124);  // 1123.875
    CHECK(with(750, "-100") == 0);
    CHECK(with(750, "0") == 750);
}

}  // namespace
}  // namespace mostrador::tests
