// The board of devices, letting one in and stopping one, over HTTP from another device.
#include "hub/http/device_desk.hpp"

#include <catch2/catch_test_macros.hpp>

#include "hub/support/http_client.hpp"
#include "hub/support/socket_carrier.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "staff/operations.hpp"

namespace mostrador::tests {
namespace {

using base::Code;
using base::Id;
using base::Json;

constexpr std::int64_t kMinuteUs = 60'000'000;

struct Fixture {
    TestHub hub;
    RunningServer server{hub.hub(), hub::ServerOptions{.data = hub.data()}};
    TestDevice office{hub.clock, 1};
    Id rosa;

    Fixture() {
        rosa = hub.store().log().make_id();
        const auto pin_hash = *value(hub.store().log().database().one<std::string>(
            "SELECT pin_hash FROM person WHERE id = ?1", hub.ana));
        value(hub.store().write([&](log::Log& log) {
            return log.append(std::nullopt, staff::PeoplePut{{{{.id = rosa,
                                                                .create = true,
                                                                .name = "Rosa",
                                                                .role = staff::Role::owner,
                                                                .color = "#335577",
                                                                .pin_hash = pin_hash,
                                                                .active = true}}}});
        }));
        office.enrol(hub);
        hub.clock.advance(1'000'000);  // the board lists devices as they came
    }

    HttpAnswer ask(TestDevice& device, const std::string& path, const Json& question) {
        const auto request = device.replica.to_hub(path);
        REQUIRE(request);
        const auto body = question.dump();
        return http(server.port(), "POST", path, {request->headers.begin(), request->headers.end()},
                    {body.begin(), body.end()});
    }

    HttpAnswer ask(const std::string& path, Json question = Json::object()) {
        if (!question.contains("person")) question["person"] = rosa.text();
        return ask(office, path, question);
    }

    Json board() {
        const auto answer = ask("/v1/devices");
        REQUIRE(answer.status == 200);
        return Json::parse(answer.text());
    }

    Json invite(const std::string& pin = "1234") {
        const auto registers = board()["registers"];
        REQUIRE(registers.size() == 1);
        const auto answer = ask(
            "/v1/devices/invite",
            {{"register", registers[0]["id"]}, {"pin", pin}, {"address", "https://shop.example"}});
        REQUIRE(answer.status == 200);
        return Json::parse(answer.text());
    }

    static std::string code(const HttpAnswer& answer) {
        return Json::parse(answer.text())["code"].get<std::string>();
    }
};

TEST_CASE("the board tells how each device stands (REP-3)", "[hub][board]") {
    Fixture f;
    TestDevice till(f.hub.clock, 2);
    till.enrol(f.hub);
    till.open_register(f.hub);
    SocketCarrier(till, f.server.port()).work();  // over HTTP: the hub sees it

    auto board = f.board();
    REQUIRE(board["devices"].size() == 2);
    const auto& row = board["devices"][1];
    CHECK(row["id"] == value(till.log().identity()).device.text());
    CHECK(row["name"] == "Tablet");
    CHECK(row["register"] == board["registers"][0]["name"]);
    CHECK(row["revokedAt"].is_null());
    CHECK(row["signs"] == true);
    CHECK(row["clockMinutes"] == 0);

    SECTION("what it has not sent, how far it is behind, its version and its clock") {
        till.sell_coffee(f.hub);
        const auto unsent = till.replica.connection().pending;
        CHECK(unsent > 0);
        f.hub.clock.advance(10 * kMinuteUs);
        // Only its pull gets through, with a clock that is an hour behind.
        const auto link = *value(log::load_link(till.database));
        const protocol::PullRequest pull{.epoch = link.epoch,
                                         .after = link.cursor,
                                         .acknowledged = 0,
                                         .max_bytes = 1,
                                         .core = "0.9.1",
                                         .time = f.hub.clock.now_us() - 60 * kMinuteUs,
                                         .unsent = unsent};
        const auto request = *till.replica.to_hub("/v1/pull");
        Headers headers{request.headers.begin(), request.headers.end()};
        headers.emplace_back("Content-Type", "application/cbor");
        REQUIRE(http(f.server.port(), "POST", "/v1/pull", headers, protocol::encode(pull)).status ==
                200);
        value(f.hub.store().write([&](log::Log& log) {
            return log.append(std::nullopt,
                              staff::PeoplePut{{{{.id = f.rosa, .name = "Rosa Huamán"}}}});
        }));
        board = f.board();
        const auto& now = board["devices"][1];
        CHECK(now["unsent"] == unsent);
        CHECK(now["behind"].get<std::int64_t>() > 0);
        CHECK(now["version"] == "0.9.1");
        CHECK(now["clockMinutes"] == -60);
        CHECK(now["seenAt"] == f.hub.clock.now_us());
        CHECK(now["connected"] == false);
    }
    SECTION("a live socket is seen at once") {
        LiveClient live(f.server.port());
        const auto link = *value(log::load_link(till.database));
        live.send(protocol::encode(protocol::LiveRequest{.kind = protocol::LiveRequestKind::hello,
                                                         .token = link.token,
                                                         .epoch = link.epoch,
                                                         .cursor = link.cursor}));
        REQUIRE(live.receive());
        CHECK(f.board()["devices"][1]["connected"] == true);
    }
}

TEST_CASE("a device is let in from another one (ORG-3)", "[hub][board]") {
    Fixture f;
    const auto invited = f.invite();
    const auto code = invited["code"].get<std::string>();
    CHECK(invited["expiresAt"] == f.hub.clock.now_us() + 15 * kMinuteUs);
    CHECK(invited["address"] == "https://shop.example/#enrol/" + code);
    CHECK(invited["qr"].get<std::string>().starts_with("<svg"));

    TestDevice fresh(f.hub.clock, 3);
    value(fresh.replica.enrol("", code, "Tablet nueva"));
    fresh.sync(f.hub);
    CHECK(fresh.replica.connection().enrolled);
    CHECK(f.board()["devices"].back()["name"] == "Tablet nueva");
}

TEST_CASE("who lets in and stops devices proves who they are", "[hub][board]") {
    Fixture f;
    const auto place = f.board()["registers"][0]["id"];
    const Json question{{"register", place}, {"address", "https://shop.example"}};
    const auto with = [&](Json more) {
        auto all = question;
        all.update(more);
        return f.ask("/v1/devices/invite", all);
    };
    SECTION("a PIN is asked for") {
        const auto answer = with(Json::object());
        CHECK(answer.status == 403);
        CHECK(Fixture::code(answer) == "staff.approval_needed");
    }
    SECTION("a wrong PIN locks the person out after five") {
        for (int left = 4; left >= 0; --left) {
            const auto answer = with({{"pin", "9999"}});
            CHECK(Fixture::code(answer) == "staff.wrong_pin");
            CHECK(Json::parse(answer.text())["parameters"]["triesLeft"] == std::to_string(left));
        }
        CHECK(Fixture::code(with({{"pin", "1234"}})) == "staff.locked");
        f.hub.clock.advance(15 * kMinuteUs);
        CHECK(with({{"pin", "1234"}}).status == 200);
    }
    SECTION("a cashier may not, not even look") {
        CHECK(Fixture::code(with({{"pin", "1234"}, {"person", f.hub.ana.text()}})) ==
              "staff.not_allowed");
        CHECK(Fixture::code(f.ask("/v1/devices", {{"person", f.hub.ana.text()}})) ==
              "staff.not_allowed");
    }
    SECTION("nobody of another company") {
        const auto other = f.hub.add_tenant("Otra empresa");
        TestDevice stranger(f.hub.clock, 9);
        value(stranger.replica.enrol("", f.hub.code_for(other), "Tablet"));
        stranger.sync(f.hub);
        const auto answer = f.ask(stranger, "/v1/devices", {{"person", f.rosa.text()}});
        CHECK(Fixture::code(answer) == "staff.not_found");
    }
    SECTION("nor without a token") {
        const auto body = question.dump();
        const auto answer = http(f.server.port(), "POST", "/v1/devices",
                                 {{"Mostrador-Protocol", "1"}}, {body.begin(), body.end()});
        CHECK(answer.status == 401);
    }
    SECTION("an address that is no page is refused") {
        for (const auto* address : {"javascript:alert(1)", "https://a b", "https://shop.example/#x",
                                    "", "http://shop.example/?next=x"}) {
            CHECK(Fixture::code(with({{"pin", "1234"}, {"address", address}})) ==
                  "input.out_of_range");
        }
    }
    SECTION("a register of somebody else is none") {
        CHECK(Fixture::code(with({{"pin", "1234"}, {"register", f.rosa.text()}})) ==
              "input.out_of_range");
    }
    SECTION("what is no question is refused") {
        CHECK(Fixture::code(f.ask(f.office, "/v1/devices", Json::array())) == "input.malformed");
    }
}

TEST_CASE("what is answered is kept by nobody on the way, and opened by no other page",
          "[hub][board]") {
    Fixture f;
    for (const auto& answer :
         {f.ask("/v1/devices"), f.ask("/v1/devices/invite"), f.ask("/v1/nothing")}) {
        INFO(answer.text());
        CHECK(answer.header("cache-control") == "no-store");
        CHECK(answer.header("x-content-type-options") == "nosniff");
        CHECK(answer.header("cross-origin-resource-policy") == "same-origin");
        CHECK(answer.header("content-security-policy").contains("default-src 'none'"));
        CHECK(answer.header("access-control-allow-origin").empty());
    }
    CHECK_FALSE(f.ask("/v1/devices").text().contains("token"));
}

TEST_CASE("a device is stopped from another one, and everybody is told by whom", "[hub][board]") {
    Fixture f;
    TestDevice till(f.hub.clock, 2);
    till.enrol(f.hub);
    const auto id = value(till.log().identity()).device;
    LiveClient live(f.server.port());
    const auto link = *value(log::load_link(till.database));
    live.send(protocol::encode(protocol::LiveRequest{.kind = protocol::LiveRequestKind::hello,
                                                     .token = link.token,
                                                     .epoch = link.epoch,
                                                     .cursor = link.cursor}));
    REQUIRE(live.receive());

    const auto answer = f.ask("/v1/devices/revoke", {{"device", id.text()}, {"pin", "1234"}});
    REQUIRE(answer.status == 200);
    std::optional<protocol::LiveNotice> bye;
    while (const auto message = live.receive(3)) {
        bye =
            value(protocol::decode<protocol::LiveNotice>(*message, protocol::kMaxLiveNoticeBytes));
        if (bye->kind == protocol::LiveNoticeKind::bye) break;
    }
    REQUIRE(bye);
    REQUIRE(bye->kind == protocol::LiveNoticeKind::bye);
    CHECK(bye->problem->code == "device.revoked");
    f.office.sync(f.hub);
    CHECK(value(f.office.database.one<std::int64_t>(
              "SELECT count(*) FROM device WHERE id = ?1 AND revoked_at > 0", id)) == 1);
    CHECK(value(f.office.database.one<Id>(
              "SELECT person FROM operation WHERE kind = 'organization.device_revoked'")) ==
          f.rosa);
    CHECK_FALSE(f.board()["devices"][1]["revokedAt"].is_null());
    SECTION("once") {
        const auto again = f.ask("/v1/devices/revoke", {{"device", id.text()}, {"pin", "1234"}});
        CHECK(again.status == 404);
        CHECK(Fixture::code(again) == "device.not_enrolled");
    }
}

}  // namespace
}  // namespace mostrador::tests
