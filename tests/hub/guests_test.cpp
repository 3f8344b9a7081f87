// Guests' phones against the real server, on both storages: what they may, and all that they may
// not.
#include <catch2/catch_test_macros.hpp>
#include <future>

#include "floor/operations.hpp"
#include "guests/operations.hpp"
#include "guests/settings.hpp"
#include "hub/http/guest_desk.hpp"
#include "hub/support/http_client.hpp"
#include "hub/support/socket_carrier.hpp"
#include "orders/operations.hpp"

namespace mostrador::tests {
namespace {

using base::Bytes;
using base::Id;
using base::Json;

const Headers kJson{{"Content-Type", "application/json"}};

/// A phone, which does not make its own ids better than a test needs.
struct Phone {
    std::string session;
    std::string secret;
    std::string end;
};

/// Two tables on a plan, a waiter's tablet, and a hub that serves phones.
struct Fixture {
    TestHub hub;
    RunningServer server{hub.hub()};
    TestDevice waiter{hub.clock, 5};
    Id window, door;

    explicit Fixture(std::string_view ordering = "staff") {
        furnish(hub.tenant, "");
        choose(hub.tenant, ordering);
        waiter.enrol(hub);
        waiter.call("staff.login", {{"person", hub.ana.text()}, {"pin", "1234"}});
    }

    /// Later than the one before, so that lists have an order.
    Id id() {
        hub.clock.advance(1000);
        return base::make_id(hub.clock, hub.random);
    }

    void furnish(const Id& tenant, const std::string& prefix) {
        const auto area = id();
        window = id();
        door = id();
        auto* store = value(hub.hub().tenant(tenant));
        const auto branch =
            value(store->log().database().one<Id>("SELECT id FROM branch WHERE stamp > 0 LIMIT 1"));
        value(store->write([&](log::Log& log) -> base::Status {
            MOSTRADOR_CHECK(log.append({}, floor::AreasPut{{{{.id = area,
                                                              .create = true,
                                                              .branch = branch,
                                                              .name = "Sala",
                                                              .position = 1,
                                                              .active = true}}}}));
            floor::TablesPut tables;
            for (const auto& [table, name] :
                 {std::pair{window, prefix + "Mesa 1"}, std::pair{door, prefix + "Mesa 2"}}) {
                tables.rows.push_back({.id = table,
                                       .create = true,
                                       .area = area,
                                       .name = name,
                                       .seats = 4,
                                       .x = 0,
                                       .y = 0,
                                       .width = 100,
                                       .height = 100,
                                       .shape = "square",
                                       .active = true});
            }
            return log.append({}, tables);
        }));
    }

    void choose(const Id& tenant, std::string_view ordering) {
        value(value(hub.hub().tenant(tenant))->write([&](log::Log& log) {
            return log.append({}, guests::SettingsPut{{{{.id = tenant,
                                                         .create = true,
                                                         .ordering = std::string(ordering),
                                                         .key = std::string(64, '5')}}}});
        }));
    }

    static guests::Key key() { return *guests::key_of(std::string(64, '5')); }

    std::string path(const Id& table) { return guests::table_path(key(), hub.tenant, table); }

    HttpAnswer get(const std::string& target, const Headers& headers = {}) {
        return http(server.port(), "GET", target, headers);
    }

    HttpAnswer ask(const std::string& call, const Json& message, const Headers& headers = kJson) {
        const auto text = message.dump();
        const auto bytes = base::as_bytes(text);
        return http(server.port(), "POST", "/m/api/" + call, headers,
                    Bytes(bytes.begin(), bytes.end()));
    }

    HttpAnswer ask(const Phone& phone, const std::string& call, Json message = Json::object()) {
        message["end"] = phone.end;
        message["secret"] = phone.secret;
        return ask(call, message);
    }

    static std::string code(const HttpAnswer& answer) {
        if (answer.status == 200) return "ok";
        const auto json = Json::parse(answer.text(), nullptr, false);
        return json.is_object() ? json.value("code", "?") : std::to_string(answer.status);
    }

    static Json state(const HttpAnswer& answer) {
        REQUIRE(answer.status == 200);
        return Json::parse(answer.text())["state"];
    }

    /// Over the wire, so that the server has the news.
    void sync() {
        waiter.replica.on_network();
        SocketCarrier(waiter, server.port()).work();
    }

    /// The waiter opens a table; gives the tab.
    std::string open(const Id& table) {
        sync();
        const auto tab = id().text();
        waiter.call("orders.open", {{"tab", tab}, {"type", "dine_in"}, {"table", table.text()}});
        sync();
        return tab;
    }

    std::string word(const std::string& tab) {
        return guests::word_at(key(), value(Id::parse(tab)), hub.clock.now_us());
    }

    Phone new_phone() {
        std::array<std::uint8_t, 32> secret{};
        hub.random.fill(secret);
        return {id().text(), base::to_hex(secret), guests::tenant_end(hub.tenant)};
    }

    HttpAnswer join(const Phone& phone, const Id& table, const std::string& word) {
        return ask("join", {{"address", path(table).substr(3)},
                            {"word", word},
                            {"session", phone.session},
                            {"secret", phone.secret},
                            {"name", "Eva"}});
    }

    Phone sit_down(const Id& table, const std::string& tab) {
        const auto phone = new_phone();
        REQUIRE(code(join(phone, table, word(tab))) == "ok");
        return phone;
    }

    Json coffee(std::int64_t quantity = 1, std::int64_t version = 1) {
        return {{"id", id().text()},
                {"version", version},
                {"product", hub.coffee.text()},
                {"quantity", quantity}};
    }

    Json order(const Json& lines, const std::string& order = {}) {
        return {{"order", order.empty() ? id().text() : order}, {"lines", lines}};
    }

    std::int64_t count(std::string_view sql) {
        return value(hub.store().log().database().one<std::int64_t>(sql)).value_or(-1);
    }
};

TEST_CASE("the menu shows with the table's code alone, and only with a genuine one",
          "[guests][MENU-1]") {
    Fixture f;
    const auto page = f.get(f.path(f.window));
    REQUIRE(page.status == 200);
    CHECK(page.text().contains("Mesa 1"));
    CHECK(page.text().contains("lang=\"es\""));
    CHECK(page.header("content-security-policy").contains("script-src 'self'"));
    CHECK_FALSE(page.header("content-security-policy").contains("unsafe"));
    CHECK(f.get(f.path(f.window), {{"Accept-Language", "en-GB,en;q=0.9,es;q=0.5"}})
              .text()
              .contains("lang=\"en\""));
    CHECK(f.get(f.path(f.window) + "?l=es", {{"Accept-Language", "en"}})
              .text()
              .contains("lang=\"es\""));
    const auto etag = page.header("etag");
    CHECK(f.get(f.path(f.window), {{"If-None-Match", etag}}).status == 304);
    CHECK(f.get(f.path(f.window), {{"Accept-Encoding", "gzip"}}).header("content-encoding") ==
          "gzip");
    auto forged = f.path(f.window);
    forged.back() = forged.back() == 'A' ? 'Q' : 'A';
    CHECK(f.get(forged).status == 404);
    CHECK(f.get("/m/00000000/" + f.path(f.window).substr(12)).status == 404);
    CHECK(f.get("/m/").status == 404);
}

TEST_CASE("a photographed code reads, and does not order", "[guests][MENU-3]") {
    Fixture f;
    const auto phone = f.new_phone();
    // Nobody sits there: no word is right.
    CHECK(f.code(f.join(phone, f.window, "0000")) == "guests.word_wrong");
    const auto tab = f.open(f.window);
    const auto good = f.word(tab);
    CHECK(f.code(f.join(phone, f.window, good == "0000" ? "0001" : "0000")) == "guests.word_wrong");
    // The word of one table is none of another.
    CHECK(f.code(f.join(phone, f.door, good)) == "guests.word_wrong");
    CHECK(f.code(f.ask(phone, "order", f.order(Json::array({f.coffee()})))) == "guests.no_session");
    CHECK(f.code(f.join(phone, f.window, good)) == "ok");
    // An hour later the word is another one, and the phone is still at the table.
    f.hub.clock.advance(3'600'000'000);
    CHECK(f.code(f.join(f.new_phone(), f.window, good)) == "guests.word_wrong");
    CHECK(f.code(f.ask(phone, "state")) == "ok");
    CHECK(f.count("SELECT count(*) FROM guest_session") == 1);
}

TEST_CASE("joining can be repeated, and nobody joins as somebody else", "[guests][MENU-3]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto phone = f.sit_down(f.window, tab);
    CHECK(f.code(f.join(phone, f.window, f.word(tab))) == "ok");
    CHECK(f.count("SELECT count(*) FROM guest_session") == 1);
    auto thief = f.new_phone();
    thief.session = phone.session;
    CHECK(f.code(f.join(thief, f.window, f.word(tab))) == "guests.no_session");
    CHECK(f.count("SELECT count(*) FROM guest_session") == 1);
    // The log has the secret only as a hash.
    const auto kept =
        value(f.hub.store().log().database().one<std::string>("SELECT secret FROM guest_session"));
    CHECK(kept != phone.secret);
}

TEST_CASE("words are guessed slowly", "[guests][MENU-3]") {
    Fixture f;
    f.open(f.window);
    int refused = 0;
    for (int i = 0; i < 14; ++i)
        refused += f.code(f.join(f.new_phone(), f.window, "ZZZ" + std::to_string(i % 10))) ==
                   "sync.rate_limited";
    CHECK(refused == 4);
}

TEST_CASE("phones of a table share a cart, and what one orders all see", "[guests][MENU-2]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto ana = f.sit_down(f.window, tab), luis = f.sit_down(f.window, tab);
    auto first = f.coffee(2);
    CHECK(f.state(f.ask(ana, "cart", {{"lines", {first}}}))["cart"].size() == 1);
    const auto shared = f.state(f.ask(luis, "cart", {{"lines", {f.coffee()}}}));
    REQUIRE(shared["cart"].size() == 2);
    CHECK(shared["cart"][0]["by"] == ana.session);
    CHECK(shared["cart"][1]["by"] == luis.session);
    CHECK(shared["people"][0]["name"] == "Eva");
    first["quantity"] = 3;
    first["version"] = 2;
    CHECK(f.state(f.ask(luis, "cart", {{"lines", {first}}}))["cart"][0]["line"]["quantity"] == 3);

    Json lines = Json::array();
    for (const auto& each : shared["cart"])
        lines.push_back(each["line"]);
    const auto after = f.state(f.ask(ana, "order", f.order(lines)));
    CHECK(after["cart"].empty());
    REQUIRE(after["lines"].size() == 2);
    // Luis had made it three meanwhile, and that is what was ordered.
    CHECK(after["lines"][0]["quantity"] == "3");
    CHECK(after["lines"][0]["progress"] == "waiting");
    // Ana sent it, and Luis is still the one who wanted the second.
    CHECK(after["lines"][0]["by"] == ana.session);
    CHECK(after["lines"][1]["by"] == luis.session);
    CHECK(f.state(f.ask(luis, "state"))["lines"] == after["lines"]);

    f.sync();
    const auto waiting = f.waiter.call("guests.waiting");
    REQUIRE(waiting["orders"].size() == 1);
    f.waiter.call("guests.accept", {{"order", waiting["orders"][0]["id"]}});
    f.sync();
    CHECK(f.state(f.ask(luis, "state"))["lines"][0]["progress"] == "received");
    CHECK(f.waiter.state() == state(f.hub));
}

TEST_CASE("an order is written once, whatever comes again", "[guests][MENU-4]") {
    Fixture f("automatic");
    const auto tab = f.open(f.window);
    const auto ana = f.sit_down(f.window, tab), luis = f.sit_down(f.window, tab);
    const auto lines = Json::array({f.coffee(2)});
    const auto order = f.order(lines);
    const auto first = f.state(f.ask(ana, "order", order));
    CHECK(first["lines"][0]["progress"] == "received");
    f.hub.clock.advance(5'000'000);
    SECTION("the same message") {
        CHECK(f.state(f.ask(ana, "order", order))["lines"] == first["lines"]);
    }
    SECTION("the same lines in another order, of another phone") {
        CHECK(f.state(f.ask(luis, "order", f.order(lines)))["lines"] == first["lines"]);
    }
    SECTION("a phone that still has them in its cart") {
        CHECK(f.state(f.ask(luis, "cart", {{"lines", lines}}))["cart"].empty());
    }
    SECTION("both at the same moment") {
        const auto more = Json::array({f.coffee(), f.coffee()});
        auto other =
            std::async(std::launch::async, [&] { return f.ask(luis, "order", f.order(more)); });
        CHECK(f.code(f.ask(ana, "order", f.order(more))) == "ok");
        CHECK(f.code(other.get()) == "ok");
        CHECK(f.count("SELECT count(*) FROM tab_line") == 3);
        return;
    }
    CHECK(f.count("SELECT count(*) FROM tab_line") == 1);
    CHECK(f.count("SELECT count(*) FROM guest_order") == 1);
}

TEST_CASE("a hub that comes back knows its guests and what they ordered", "[guests][MENU-4]") {
    TestHub* hub = nullptr;
    Fixture f("automatic");
    hub = &f.hub;
    const auto tab = f.open(f.window);
    const auto phone = f.sit_down(f.window, tab);
    const auto order = f.order(Json::array({f.coffee(2)}));
    CHECK(f.code(f.ask(phone, "order", order)) == "ok");
    f.server.stop();
    hub->restart();
    RunningServer again(hub->hub());
    auto message = order;
    message["end"] = phone.end;
    message["secret"] = phone.secret;
    const auto text = message.dump();
    const auto bytes = base::as_bytes(text);
    const auto answer =
        http(again.port(), "POST", "/m/api/order", kJson, Bytes(bytes.begin(), bytes.end()));
    CHECK(f.state(answer)["lines"].size() == 1);
    CHECK(f.count("SELECT count(*) FROM tab_line") == 1);
}

TEST_CASE("the visit ends with the table", "[guests][MENU-3]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto phone = f.sit_down(f.window, tab);
    f.waiter.call("orders.cancel", {{"tab", tab}, {"reason", "se fueron"}});
    f.sync();
    for (const auto* call : {"state", "cart", "call", "pay"})
        CHECK(f.code(f.ask(phone, call)) == "guests.visit_over");
    CHECK(f.code(f.ask(phone, "order", f.order(Json::array({f.coffee()})))) == "guests.visit_over");
    // Nor does the next party's visit let it in.
    const auto next = f.open(f.window);
    CHECK(f.code(f.ask(phone, "order", f.order(Json::array({f.coffee()})))) == "guests.visit_over");
    CHECK(f.count("SELECT count(*) FROM tab_line") == 0);
    CHECK(f.word(next) != f.word(tab));
}

TEST_CASE("a session ends by itself", "[guests][MENU-3]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto phone = f.sit_down(f.window, tab);
    f.hub.clock.advance(8LL * 3'600'000'000 + 1);
    CHECK(f.code(f.ask(phone, "state")) == "guests.no_session");
}

TEST_CASE("a guest reaches one table of one company", "[guests][MENU-3]") {
    Fixture f;
    const auto here = f.open(f.window), there = f.open(f.door);
    const auto phone = f.sit_down(f.window, here);
    const auto neighbour = f.sit_down(f.door, there);
    CHECK(f.code(f.ask(neighbour, "order", f.order(Json::array({f.coffee(4)})))) == "ok");
    CHECK(f.state(f.ask(phone, "state"))["lines"].empty());
    CHECK(f.state(f.ask(phone, "state"))["people"].size() == 1);

    SECTION("another company does not know the phone") {
        const auto other = f.hub.add_tenant("Otro Café");
        auto stranger = phone;
        stranger.end = guests::tenant_end(other);
        CHECK(f.code(f.ask(stranger, "state")) == "guests.no_session");
        // Its key is another one: our codes are nothing there.
        const auto address = guests::tenant_end(other) + f.path(f.window).substr(11);
        CHECK(f.get("/m/" + address).status == 404);
    }
    SECTION("no other field of a message reaches further") {
        auto message = f.order(Json::array({f.coffee()}));
        message["tab"] = there;
        message["table"] = f.door.text();
        message["session"] = neighbour.session;
        CHECK(f.code(f.ask(phone, "order", message)) == "ok");
        CHECK(f.state(f.ask(phone, "state"))["lines"].size() == 1);
        CHECK(f.state(f.ask(neighbour, "state"))["lines"].size() == 1);
    }
    SECTION("the price is the shop's") {
        auto line = f.coffee();
        line["price"] = 1;
        line["amount"] = 1;
        const auto state = f.state(f.ask(phone, "order", f.order(Json::array({line}))));
        CHECK(state["lines"][0]["amount"] == f.state(f.ask(phone, "state"))["total"]);
        CHECK(f.count("SELECT count(*) FROM tab_line WHERE price < 100") == 0);
    }
    SECTION("a secret is not a device's token, nor the other way round") {
        CHECK(http(f.server.port(), "POST", "/v1/pull",
                   {{"Content-Type", "application/cbor"},
                    {"Mostrador-Protocol", "1"},
                    {"Authorization", "Bearer " + phone.secret}})
                  .status == 401);
    }
}

TEST_CASE("what a phone may not say changes nothing", "[guests][MENU-3]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto phone = f.sit_down(f.window, tab);
    const auto refused = [&](Json line, const std::string& why) {
        const auto answer = f.ask(phone, "order", f.order(Json::array({std::move(line)})));
        f.hub.clock.advance(2'000'000);
        return f.code(answer) == why;
    };
    auto line = f.coffee();
    CHECK(refused(f.coffee(21), "input.out_of_range"));
    CHECK(refused(f.coffee(-1), "input.out_of_range"));
    line["product"] = f.id().text();
    CHECK(refused(line, "catalog.product_not_found"));
    line = f.coffee();
    line["modifiers"] = {f.id().text()};
    CHECK(refused(line, "catalog.choice_unknown"));
    line = f.coffee();
    line["note"] = std::string(500, 'x');
    CHECK(refused(line, "input.out_of_range"));
    line["note"] = 5;
    CHECK(refused(line, "input.malformed"));
    CHECK(f.code(f.ask(phone, "order", {{"order", f.id().text()}})) == "input.missing");
    CHECK(f.code(f.ask(phone, "pay")) == "guests.pay_not_set_up");
    CHECK(f.ask("order", {{"end", phone.end}}).status == 400);

    SECTION("too much of it") {
        Json many = Json::array();
        for (int i = 0; i < 61; ++i)
            many.push_back(f.coffee());
        CHECK(f.code(f.ask(phone, "cart", {{"lines", many}})) == "input.out_of_range");
        const auto huge = std::string(hub::kMaxGuestBytes + 1, 'x');
        CHECK(f.ask(phone, "cart", {{"note", huge}}).status == 413);
    }
    SECTION("in another way") {
        const Json message{{"end", phone.end}, {"secret", phone.secret}};
        CHECK(f.ask("state", message, {{"Content-Type", "text/plain"}}).status == 400);
        CHECK(f.ask("state", message,
                    {{"Content-Type", "application/json"}, {"Origin", "https://evil.example"}})
                  .status == 401);
        CHECK(f.get("/m/api/state").status == 405);
        CHECK(f.ask("devices", message).status == 405);
        CHECK(f.ask("state", Json("no object")).status == 400);
    }
    CHECK(f.count("SELECT count(*) FROM tab_line") == 0);
    CHECK(f.count("SELECT count(*) FROM guest_order") == 0);
}

TEST_CASE("one phone does not keep the hub from others", "[guests][MENU-3]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto wild = f.sit_down(f.window, tab);
    int refused = 0;
    for (int i = 0; i < 60; ++i)
        refused += f.code(f.ask(wild, "state")) == "sync.rate_limited";
    CHECK(refused >= 25);
    int orders = 0;
    const auto calm = f.sit_down(f.window, tab);
    for (int i = 0; i < 12; ++i)
        orders += f.code(f.ask(calm, "order", f.order(Json::array({f.coffee()})))) == "ok";
    CHECK(orders >= 6);
    CHECK(orders <= 7);
}

TEST_CASE("a call is one call until somebody goes", "[guests][MENU-2]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto phone = f.sit_down(f.window, tab);
    const auto call = [&](const std::string& what) {
        return f.state(f.ask(phone, "call", {{"call", f.id().text()}, {"what", what}}))["calls"];
    };
    CHECK(call("waiter") == Json::array({"waiter"}));
    CHECK(call("waiter").size() == 1);
    CHECK(call("bill").size() == 2);
    CHECK(f.count("SELECT count(*) FROM guest_call") == 2);
    f.sync();
    for (const auto& each : f.waiter.call("guests.waiting")["calls"])
        f.waiter.call("guests.answer", {{"call", each["id"]}});
    f.sync();
    CHECK(f.state(f.ask(phone, "state"))["calls"].empty());
    CHECK(call("bill").size() == 1);
}

TEST_CASE("news reach a phone that waits for them", "[guests][MENU-2]") {
    Fixture f;
    const auto tab = f.open(f.window);
    const auto ana = f.sit_down(f.window, tab), luis = f.sit_down(f.window, tab);
    const auto tag = Json::parse(f.ask(luis, "state").text())["tag"];
    auto waiting =
        std::async(std::launch::async, [&] { return f.ask(luis, "state", {{"since", tag}}); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK(waiting.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
    f.ask(ana, "cart", {{"lines", {f.coffee()}}});
    REQUIRE(waiting.wait_for(std::chrono::seconds(5)) == std::future_status::ready);
    CHECK(f.state(waiting.get())["cart"].size() == 1);
    // A phone that waits does not hold up the hub's end.
    const auto now = Json::parse(f.ask(luis, "state").text())["tag"];
    auto last =
        std::async(std::launch::async, [&] { return f.ask(luis, "state", {{"since", now}}); });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto begun = std::chrono::steady_clock::now();
    f.server.stop();
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(3));
    last.wait();
}

TEST_CASE("nobody orders where the shop does not want it", "[guests][MENU-3]") {
    Fixture f("off");
    const auto tab = f.open(f.window);
    CHECK(f.get(f.path(f.window)).status == 200);
    CHECK(f.code(f.join(f.new_phone(), f.window, f.word(tab))) == "guests.off");
}

}  // namespace
}  // namespace mostrador::tests
