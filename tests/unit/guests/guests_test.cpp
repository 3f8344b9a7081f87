#include <catch2/catch_test_macros.hpp>

#include "guests/menu.hpp"
#include "guests/operations.hpp"
#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using base::Json;

/// A shop whose guests order, and what its hub writes for them.
struct Guests {
    Shop shop;
    TableService tables{shop};
    Json tab;
    std::int64_t called_at = 0;

    explicit Guests(std::string_view ordering = "staff") {
        tab = tables.open(shop.window)["id"];
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
        shop.call("guests.choose", {{"ordering", ordering}});
        shop.log_in();
    }

    Id order(const Id& product) {
        const auto order = shop.log().make_id(), line = shop.log().make_id();
        const auto at = *Id::parse(tab.get<std::string>());
        tables.apart(guests::Ordered{order, at, shop.log().make_id(), 5, {line}, {}});
        tables.apart(orders::LinesAdded{at,
                                        5,
                                        {{.id = line,
                                          .product = product,
                                          .name = "Pastel",
                                          .unit = "un",
                                          .quantity = base::Decimal(1),
                                          .price = 1200,
                                          .amount = 1200}}});
        return order;
    }

    Id call(guests::Call what) {
        const auto id = shop.log().make_id(), session = shop.log().make_id();
        tables.apart(
            guests::Called{id, *Id::parse(tab.get<std::string>()), session, what, ++called_at});
        return id;
    }
};

TEST_CASE("Whoever runs the shop says how guests order; that makes the key of its codes",
          "[guests][MENU-3]") {
    Shop shop;
    TableService tables(shop);
    const auto tab = tables.open(shop.window)["id"];
    CHECK(shop.call("guests.settings")["ordering"] == "off");
    CHECK(shop.error("guests.invite", {{"tab", tab}}) == "guests.off");
    CHECK(shop.error("guests.choose", {{"ordering", "staff"}}) == "staff.not_allowed");
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    shop.call("guests.choose", {{"ordering", "staff"}});
    const auto first = shop.call("guests.invite", {{"tab", tab}});
    CHECK(first["word"].get<std::string>().size() == 4);
    CHECK(first["address"].get<std::string>().ends_with("#" + first["word"].get<std::string>()));
    CHECK(first["qr"].get<std::string>().starts_with("<svg"));
    // Another way of ordering keeps the codes; a new key makes them void.
    shop.call("guests.choose", {{"ordering", "automatic"}});
    CHECK(shop.call("guests.invite", {{"tab", tab}})["address"] == first["address"]);
    shop.call("guests.choose", {{"ordering", "automatic"}, {"newKey", true}});
    CHECK(shop.call("guests.invite", {{"tab", tab}})["address"] != first["address"]);
}

TEST_CASE("What guests ordered waits until it is fired or voided", "[guests][MENU-2]") {
    Guests guests;
    auto& shop = guests.shop;
    const auto order = guests.order(shop.cake);
    const auto waiting = shop.call("guests.waiting");
    REQUIRE(waiting["orders"].size() == 1);
    CHECK(waiting["orders"][0]["title"] == "Mesa 1 · TA1");
    CHECK(waiting["orders"][0]["lines"][0]["name"] == "Pastel");
    CHECK(shop.call("orders.view", {{"tab", guests.tab}})["unsent"] == 1);

    SECTION("accepted, twice") {
        CHECK(shop.call("guests.accept", {{"order", order.text()}})["orders"].empty());
        CHECK(shop.call("guests.accept", {{"order", order.text()}})["orders"].empty());
        const auto view = shop.call("orders.view", {{"tab", guests.tab}});
        CHECK(view["lines"][0]["stage"] == "fired");
    }
    SECTION("declined with a reason") {
        CHECK(shop.error("guests.decline", {{"order", order.text()}}) == "input.missing");
        shop.call("guests.decline", {{"order", order.text()}, {"reason", "Se acabó"}});
        const auto view = shop.call("orders.view", {{"tab", guests.tab}});
        CHECK(view["lines"][0]["voided"] == "Se acabó");
        CHECK(view["total"] == 0);
        // Too late to accept it: a void stands.
        shop.call("guests.accept", {{"order", order.text()}});
        CHECK(shop.call("orders.view", {{"tab", guests.tab}})["total"] == 0);
    }
    SECTION("sent by the waiter with the rest of the order") {
        shop.call("orders.fire", {{"tab", guests.tab}});
        CHECK(shop.call("guests.waiting")["orders"].empty());
    }
    SECTION("one that nobody knows") {
        CHECK(shop.error("guests.accept", {{"order", guests.tab}}) == "guests.order_not_found");
    }
}

TEST_CASE("A call waits until somebody goes, and ends with the table", "[guests][MENU-2]") {
    Guests guests;
    auto& shop = guests.shop;
    const auto bill = guests.call(guests::Call::bill);
    guests.call(guests::Call::waiter);
    CHECK(shop.call("guests.waiting")["calls"].size() == 2);
    CHECK(shop.call("guests.waiting")["calls"][0]["what"] == "bill");
    const auto rest = shop.call("guests.answer", {{"call", bill.text()}});
    REQUIRE(rest["calls"].size() == 1);
    CHECK(rest["calls"][0]["what"] == "waiter");
    CHECK(shop.call("guests.answer", {{"call", bill.text()}})["calls"].size() == 1);
    CHECK(shop.error("guests.answer", {{"call", guests.tab}}) == "guests.call_not_found");
    shop.call("orders.cancel", {{"tab", guests.tab}, {"reason", "se fueron"}});
    CHECK(shop.call("guests.waiting")["calls"].empty());
}

TEST_CASE("The menu is what is sold, by category, with what guests want to know",
          "[guests][MENU-1]") {
    Guests guests;
    auto& shop = guests.shop;
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    const auto category = shop.log().make_id().text();
    shop.call("catalog.put_category", {{"id", category},
                                       {"name", "Dulces"},
                                       {"color", "#aa3300"},
                                       {"icon", "cake"},
                                       {"position", 1},
                                       {"active", true}});
    auto cake = shop.call("catalog.product", {{"id", shop.cake.text()}})["product"];
    cake["category"] = category;
    cake["description"] = "Con manjar";
    cake["allergens"] = {"gluten", "milk"};
    cake["tags"] = {"De la casa"};
    const auto put = shop.call("catalog.put_product", cake)["product"];
    CHECK(put["allergens"] == cake["allergens"]);
    const auto menu = value(guests::menu(shop.database(), {}));
    REQUIRE(menu.sections.size() == 1);
    REQUIRE(menu.sections[0].dishes.size() == 1);
    const auto& dish = menu.sections[0].dishes[0];
    CHECK(dish.description == "Con manjar");
    CHECK(dish.price == "S/ 12.00");
    CHECK(dish.allergens == std::vector<std::string>{"gluten", "milk"});
    CHECK(dish.tags == std::vector<std::string>{"De la casa"});
    auto wrong = put;
    wrong["allergens"] = {"dust"};
    CHECK(shop.error("catalog.put_product", wrong) == "input.out_of_range");
}

}  // namespace
}  // namespace mostrador::tests
