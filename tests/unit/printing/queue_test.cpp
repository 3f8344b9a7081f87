#include "printing/queue.hpp"

#include <catch2/catch_test_macros.hpp>

#include "store/transaction.hpp"
#include "support/table_service.hpp"

namespace mostrador::tests {
namespace {

using base::Json;
using printing::Order;
using printing::Outcome;
using printing::Readiness;
using printing::State;

constexpr std::int64_t kSecond = 1'000'000;

/// A shop whose kitchen has a printer, and a hub that takes papers off its queue. The till's own
/// log stands for the hub's: what is tested knows no difference.
struct Kitchen {
    Shop shop;
    TableService tables{shop};
    std::set<std::string> broken;

    explicit Kitchen(const std::string& fallback = "") {
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
        shop.call("printing.put_route", {{"id", shop.kitchen.text()},
                                         {"printer", "Cocina"},
                                         {"fallback", fallback},
                                         {"columns", 42}});
    }

    /// Fires so many cakes at a table; gives the tab.
    Json fire(int cakes, const base::Id& table) {
        const auto tab = tables.open(table)["id"];
        for (int i = 0; i < cakes; ++i)
            tables.add(tab, shop.cake);
        shop.call("orders.fire", {{"tab", tab}});
        return tab;
    }

    std::vector<Order> take() {
        auto transaction = value(store::Transaction::begin(shop.database()));
        value(printing::collect(shop.log(), now()));
        auto orders = value(printing::begin(shop.log(), now(), ready()));
        value(transaction.commit());
        return orders;
    }

    void end(const Order& order, Outcome outcome) {
        auto transaction = value(store::Transaction::begin(shop.database()));
        value(printing::end(shop.log(), order, outcome, now()));
        value(transaction.commit());
    }

    bool has_work() { return value(printing::has_work(shop.database(), now(), ready())); }

    Json board() { return shop.call("printing.board")["jobs"]; }

    std::int64_t now() { return shop.clock.now_us(); }

    static std::string text(const Order& order) { return {order.bytes.begin(), order.bytes.end()}; }

private:
    printing::Ready ready() {
        return [this](const std::string& printer) {
            return broken.contains(printer) ? Readiness::broken : Readiness::ready;
        };
    }
};

TEST_CASE("What is fired to a station with a printer is printed once", "[printing][KIT-2]") {
    Kitchen f;
    CHECK_FALSE(f.has_work());
    f.fire(2, f.shop.window);
    CHECK(f.has_work());
    const auto orders = f.take();
    REQUIRE(orders.size() == 1);
    CHECK(orders[0].printer == "Cocina");
    CHECK(orders[0].attempt == 1);
    const auto text = Kitchen::text(orders[0]);
    CHECK(text.contains("Mesa 1"));
    CHECK(text.contains("2 "));
    CHECK(text.contains("Torta de"));
    CHECK_FALSE(text.contains("DUPLICADO"));
    CHECK(f.board()[0]["state"] == "sending");
    CHECK(f.take().empty());
    f.end(orders[0], Outcome::printed);
    CHECK(f.board()[0]["state"] == "printed");
    f.shop.clock.advance(3600 * kSecond);
    CHECK_FALSE(f.has_work());
    CHECK(f.take().empty());
}

TEST_CASE("A station without a printer prints nothing, and nothing again once it has none",
          "[printing][KIT-2]") {
    Kitchen f;
    f.shop.call("printing.put_route", {{"id", f.shop.kitchen.text()}, {"printer", ""}});
    f.fire(1, f.shop.window);
    CHECK_FALSE(f.has_work());
    f.shop.call("printing.put_route", {{"id", f.shop.kitchen.text()}, {"printer", "Cocina"}});
    CHECK(f.take().size() == 1);  // it is still to be made
}

TEST_CASE("A printer that is off is asked again later, and the paper is no duplicate",
          "[printing][KIT-2]") {
    Kitchen f;
    f.fire(1, f.shop.window);
    f.end(f.take()[0], Outcome::failed);
    CHECK_FALSE(f.has_work());
    CHECK(f.take().empty());
    f.shop.clock.advance(2 * kSecond);
    CHECK(f.has_work());
    const auto again = f.take();
    REQUIRE(again.size() == 1);
    CHECK(again[0].attempt == 2);
    CHECK_FALSE(Kitchen::text(again[0]).contains("DUPLICADO"));
}

TEST_CASE("What may be on paper already says DUPLICATE", "[printing][KIT-2]") {
    Kitchen f;
    f.fire(1, f.shop.window);
    SECTION("after an attempt whose end nobody knows") {
        f.end(f.take()[0], Outcome::unknown);
        f.shop.clock.advance(2 * kSecond);
    }
    SECTION("after a hub that died in the middle") {
        CHECK(f.take().size() == 1);
        f.shop.clock.advance(59 * kSecond);
        CHECK_FALSE(f.has_work());
        f.shop.clock.advance(2 * kSecond);
        CHECK(f.has_work());
        CHECK(f.take().empty());  // it is written off first
        f.shop.clock.advance(2 * kSecond);
    }
    SECTION("when somebody wants it once more") {
        f.end(f.take()[0], Outcome::printed);
        const Json again{{"job", f.board()[0]["id"]}, {"copy", f.shop.log().make_id().text()}};
        f.shop.call("printing.reprint", again);
        f.shop.call("printing.reprint", again);  // asked twice
        CHECK(f.board().size() == 2);
    }
    const auto again = f.take();
    REQUIRE(again.size() == 1);
    CHECK(Kitchen::text(again[0]).contains("DUPLICADO"));
}

TEST_CASE("From the printer to the fallback, and from there to the screen", "[printing][KIT-2]") {
    Kitchen f("Barra");
    f.fire(1, f.shop.window);
    std::vector<std::string> asked;
    while (f.board().empty() || f.board()[0]["state"] == "waiting") {
        const auto orders = f.take();
        for (const auto& order : orders) {
            asked.push_back(order.printer);
            f.end(order, Outcome::failed);
        }
        f.shop.clock.advance(100 * kSecond);
        REQUIRE(asked.size() < 20);
    }
    CHECK(asked ==
          std::vector<std::string>{"Cocina", "Cocina", "Cocina", "Barra", "Barra", "Barra"});
    CHECK(f.board()[0]["state"] == "screen");
    const auto paper = f.shop.call("printing.paper", {{"job", f.board()[0]["id"]}});
    CHECK(paper["html"].get<std::string>().contains("Torta de chocolate"));
    CHECK(f.take().size() == 1);  // a printer that comes back prints it still
    f.shop.call("printing.settle", {{"job", f.board()[0]["id"]}});
    CHECK(f.board()[0]["state"] == "settled");
    f.shop.clock.advance(100 * kSecond);
    CHECK(f.take().empty());
}

TEST_CASE("A broken printer is passed over at once, and a job without any comes to the screen",
          "[printing][KIT-2]") {
    Kitchen f("Barra");
    f.broken = {"Cocina"};
    f.fire(1, f.shop.window);
    auto orders = f.take();
    REQUIRE(orders.size() == 1);
    CHECK(orders[0].printer == "Barra");
    f.end(orders[0], Outcome::printed);

    f.broken = {"Cocina", "Barra"};
    f.fire(1, f.shop.door);
    for (int i = 0; i < 8; ++i) {
        CHECK(f.take().empty());
        f.shop.clock.advance(100 * kSecond);
    }
    CHECK(f.board()[0]["state"] == "screen");
    const auto operations = value(f.shop.log().head(shop_identity().device)).sequence;
    CHECK_FALSE(f.has_work());  // nothing is written while nothing works
    f.take();
    CHECK(value(f.shop.log().head(shop_identity().device)).sequence == operations);

    f.shop.call("printing.route", {{"job", f.board()[0]["id"]}, {"printer", "Terraza"}});
    orders = f.take();
    REQUIRE(orders.size() == 1);
    CHECK(orders[0].printer == "Terraza");
    CHECK_FALSE(Kitchen::text(orders[0]).contains("DUPLICADO"));
}

TEST_CASE("One paper at a time for each printer; what somebody waits for comes first",
          "[printing][KIT-2]") {
    Kitchen f;
    f.fire(1, f.shop.window);
    const auto first = f.take();
    f.end(first[0], Outcome::printed);
    f.fire(1, f.shop.door);
    f.shop.call("printing.reprint",
                {{"job", first[0].job.text()}, {"copy", f.shop.log().make_id().text()}});
    auto orders = f.take();
    REQUIRE(orders.size() == 1);
    CHECK(Kitchen::text(orders[0]).contains("DUPLICADO"));
    f.end(orders[0], Outcome::printed);
    orders = f.take();
    REQUIRE(orders.size() == 1);
    CHECK_FALSE(Kitchen::text(orders[0]).contains("DUPLICADO"));
}

TEST_CASE("What was voided before it was printed is not printed", "[printing][KIT-2]") {
    Kitchen f;
    const auto tab = f.fire(1, f.shop.window);
    const auto lines = f.shop.call("orders.view", {{"tab", tab}})["lines"][0]["ids"];
    const auto void_all = [&] {
        f.shop.call("orders.void", {{"tab", tab}, {"lines", lines}, {"reason", "error"}});
    };
    SECTION("before it was queued") {
        void_all();
        CHECK_FALSE(f.has_work());
    }
    SECTION("while it waited") {
        f.end(f.take()[0], Outcome::failed);
        void_all();
        f.shop.clock.advance(5 * kSecond);
        CHECK(f.take().empty());
        CHECK(f.board()[0]["state"] == "settled");
    }
}

}  // namespace
}  // namespace mostrador::tests
