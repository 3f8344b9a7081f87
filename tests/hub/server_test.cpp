// The real server on the loopback.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>

#include "hub/http/gzip.hpp"
#include "hub/http/rate_limit.hpp"
#include "hub/support/http_client.hpp"
#include "hub/support/socket_carrier.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

namespace mostrador::tests {
namespace {

using base::Bytes;
using base::Json;

const Headers kCbor{{"Content-Type", "application/cbor"}, {"Mostrador-Protocol", "1"}};

Headers with(Headers headers, std::string name, std::string text) {
    std::erase_if(headers, [&](const auto& each) { return each.first == name; });
    headers.emplace_back(std::move(name), std::move(text));
    return headers;
}

Headers as(const protocol::Token& token) {
    return with(kCbor, "Authorization", "Bearer " + base::to_hex(token));
}

struct Fixture {
    TestHub hub;
    RunningServer server{hub.hub()};

    HttpAnswer get(const std::string& target, const Headers& headers = {}) {
        return http(server.port(), "GET", target, headers);
    }

    HttpAnswer post(const std::string& target, const Headers& headers, const Bytes& body) {
        return http(server.port(), "POST", target, headers, body);
    }

    protocol::EnrolAnswer enrol(const std::string& code, const std::string& name = "Tablet") {
        const protocol::EnrolRequest request{code, name, base::make_id(hub.clock, hub.random)};
        const auto answer = post("/v1/enrol", kCbor, protocol::encode(request));
        REQUIRE(answer.status == 200);
        return value(protocol::decode<protocol::EnrolAnswer>(answer.body, 1 << 20));
    }

    Bytes pull_body(const protocol::EnrolAnswer& me, std::int64_t after = 0) {
        return protocol::encode(protocol::PullRequest{me.epoch, after, 0, 1 << 20, "test"});
    }
};

TEST_CASE("the hub tells how it is", "[http]") {
    Fixture f;
    const auto health = f.get("/health");
    CHECK(health.status == 200);
    CHECK(Json::parse(health.text())["status"] == "ok");
    CHECK(f.get("/ready").status == 200);
    CHECK(f.get("/health").header("x-request-id") != health.header("x-request-id"));

    const auto metrics = f.get("/metrics");
    CHECK(metrics.text().contains("mostrador_requests_total{route=\"/health\",status=\"200\"} 2"));
    CHECK(metrics.text().contains(
        "mostrador_request_seconds_bucket{route=\"/ready\",le=\"+Inf\"} 1"));
}

TEST_CASE("a device enrols, pulls and pushes over HTTP", "[http]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    CHECK(me.tenant == f.hub.tenant);
    CHECK(me.tenant_name == "Café de Prueba");
    const auto answer = f.post("/v1/pull", as(me.token), f.pull_body(me));
    REQUIRE(answer.status == 200);
    CHECK(answer.header("content-type") == "application/cbor");
    CHECK(answer.header("cache-control") == "no-store");
    const auto batch = value(protocol::decode<protocol::PullAnswer>(answer.body, 1 << 20));
    CHECK(batch.next == batch.head);
    CHECK(batch.entries.size() == static_cast<std::size_t>(batch.head));

    SECTION("packed both ways") {
        const auto packed =
            f.post("/v1/pull",
                   with(with(as(me.token), "Content-Encoding", "gzip"), "Accept-Encoding", "gzip"),
                   hub::gzip(f.pull_body(me)));
        REQUIRE(packed.status == 200);
        CHECK(packed.header("content-encoding") == "gzip");
        CHECK(packed.body.size() < answer.body.size());
        const auto body = value(hub::gunzip(packed.body, 1 << 20));
        CHECK(value(protocol::decode<protocol::PullAnswer>(body, 1 << 20)).checksum ==
              batch.checksum);
    }
}

TEST_CASE("who shows no valid token sees nothing", "[http]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    const auto body = f.pull_body(me);
    const auto refused = [&](const Headers& headers) {
        const auto answer = f.post("/v1/pull", headers, body);
        return answer.status == 401 && answer.problem() == "sync.unauthorized";
    };
    auto other = me.token;
    other[31] ^= 1;
    CHECK(refused(kCbor));
    CHECK(refused(as(other)));
    CHECK(refused(with(kCbor, "Authorization", "Bearer ")));
    CHECK(refused(with(kCbor, "Authorization", "Bearer zz")));
    CHECK(refused(with(kCbor, "Authorization", base::to_hex(me.token))));
    CHECK(refused(with(kCbor, "Authorization", "Basic " + base::to_hex(me.token))));
    CHECK(refused(with(kCbor, "Authorization", "Bearer " + base::to_hex(me.token) + "00")));
    value(f.hub.hub().directory().revoke(me.device));
    const auto revoked = f.post("/v1/pull", as(me.token), body);
    CHECK(revoked.status == 403);
    CHECK(revoked.problem() == "device.revoked");
}

TEST_CASE("requests that are not of this protocol get a clear answer", "[http]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    const auto body = f.pull_body(me);
    const auto before = state(f.hub);

    SECTION("another version") {
        for (const auto* version : {"0", "2", "", "1.0", "one"}) {
            const auto answer =
                f.post("/v1/pull", with(as(me.token), "Mostrador-Protocol", version), body);
            CHECK(answer.status == 426);
            CHECK(answer.problem() == "sync.protocol_version");
        }
    }
    SECTION("another content") {
        const auto answer =
            f.post("/v1/pull", with(as(me.token), "Content-Type", "application/json"), body);
        CHECK(answer.status == 400);
        CHECK(answer.problem() == "sync.malformed");
    }
    SECTION("no CBOR, half a message, no message") {
        for (const auto& bad : {Bytes{1, 2, 3}, Bytes(body.begin(), body.end() - 3), Bytes{}}) {
            for (const auto* path : {"/v1/pull", "/v1/push", "/v1/enrol"}) {
                const auto answer = f.post(path, as(me.token), bad);
                CHECK(answer.status == 400);
                CHECK(answer.problem() == "sync.malformed");
            }
        }
    }
    SECTION("another method, another path") {
        CHECK(http(f.server.port(), "GET", "/v1/pull", as(me.token)).status == 405);
        CHECK(http(f.server.port(), "DELETE", "/health").status == 405);
        CHECK(f.post("/v1/nothing", as(me.token), body).status == 404);
        CHECK(f.post("/v1/nothing", as(me.token), body).problem() == "sync.not_found");
        CHECK(f.get("/v1/live").status == 404);
    }
    SECTION("an encoding we do not speak, or that is not what it says") {
        for (const auto* encoding : {"br", "deflate", "gzip"}) {
            const auto answer =
                f.post("/v1/pull", with(as(me.token), "Content-Encoding", encoding), body);
            CHECK(answer.status == 400);
            CHECK(answer.problem() == "sync.malformed");
        }
    }
    SECTION("no HTTP") {
        const auto answer = raw(f.server.port(), "EHLO mail\r\n\r\n");
        CHECK(answer.starts_with("HTTP/1.1 400"));
        CHECK(raw(f.server.port(), "").empty());
    }
    CHECK(state(f.hub) == before);
    CHECK(f.get("/health").status == 200);
}

TEST_CASE("requests beyond the limits are refused before they are read", "[http]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    const auto too_large = [](const HttpAnswer& answer) {
        return answer.status == 413 && answer.problem() == "sync.too_large";
    };
    SECTION("by the length they announce") {
        CHECK(too_large(f.post("/v1/push", as(me.token), Bytes(3 * 1024 * 1024))));
        CHECK(too_large(f.post("/v1/enrol", kCbor, Bytes(5 * 1024))));
        CHECK(too_large(f.post("/health", {}, Bytes(5 * 1024))));
    }
    SECTION("by what comes when they announce none") {
        auto headers = with(as(me.token), "Transfer-Encoding", "chunked");
        CHECK(too_large(f.post("/v1/push", headers, Bytes(3 * 1024 * 1024))));
    }
    SECTION("by what they inflate to") {
        const auto bomb = hub::gzip(Bytes(64 * 1024 * 1024));
        REQUIRE(bomb.size() < 100'000);
        CHECK(too_large(f.post("/v1/push", with(as(me.token), "Content-Encoding", "gzip"), bomb)));
    }
    SECTION("too many header lines") {
        std::string request = "GET /health HTTP/1.1\r\nHost: x\r\n";
        for (int i = 0; i < 500; ++i)
            request += "X-" + std::to_string(i) + ": aaaaaaaaaaaaaaaa\r\n";
        CHECK_FALSE(raw(f.server.port(), request + "\r\n").starts_with("HTTP/1.1 200"));
    }
    CHECK(f.get("/health").status == 200);
}

TEST_CASE("codes cannot be guessed", "[http]") {
    Fixture f;
    const auto try_code = [&](const std::string& code) {
        const protocol::EnrolRequest request{code, "Tablet", {}};
        return f.post("/v1/enrol", kCbor, protocol::encode(request));
    };
    const auto started = std::chrono::steady_clock::now();
    CHECK(try_code("AAAA-AAAA").problem() == "sync.code_invalid");
    CHECK(try_code("BBBB-BBBB").status == 403);
    const auto took = std::chrono::steady_clock::now() - started;
    CHECK(took >= std::chrono::milliseconds(700));  // 0.25 + 0.5 s
    SECTION("ten a minute, whatever they are") {
        const auto good = f.hub.code();
        std::vector<std::future<HttpAnswer>> guesses;
        for (int i = 0; i < 8; ++i) {
            guesses.push_back(std::async(std::launch::async, try_code, "CCCC-CCCC"));
        }
        for (auto& guess : guesses)
            CHECK(guess.get().status == 403);
        const auto refused = try_code(good);
        CHECK(refused.status == 429);
        CHECK(refused.problem() == "sync.rate_limited");
        CHECK(std::stoi(refused.header("retry-after")) > 0);
        f.hub.clock.advance(61'000'000);
        CHECK(try_code(good).status == 200);
    }
}

TEST_CASE("a device that asks without end is told to wait, the others are not", "[http][limits]") {
    Fixture f;
    const auto wild = f.enrol(f.hub.code(), "wild");
    const auto calm = f.enrol(f.hub.code(), "calm");
    const auto pull = [&](const protocol::EnrolAnswer& who) {
        return f.post("/v1/pull", as(who.token), f.pull_body(who, who.head));
    };
    for (int i = 0; i < hub::RequestLimits::kDevice.burst; ++i)
        REQUIRE(pull(wild).status == 200);
    const auto refused = pull(wild);
    CHECK(refused.status == 429);
    CHECK(refused.problem() == "sync.rate_limited");
    CHECK(refused.header("retry-after") == "1");
    CHECK(pull(calm).status == 200);
    f.hub.clock.advance(1'000'000);
    CHECK(pull(wild).status == 200);
}

// ---- the PWA -----------------------------------------------------------------------------------

void write_file(const std::string& path, const std::string& content) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

TEST_CASE("the PWA is served safely and fast", "[http]") {
    TestHub hub;
    const auto web = hub.folder / "web";
    write_file(web + "/index.html", "<!doctype html>");
    write_file(web + "/service_worker.js", "self");
    write_file(web + "/manifest.webmanifest", "{}");
    write_file(web + "/assets/core-Ab3-x_9Z.wasm", "wasm");
    write_file(web + "/assets/core-Ab3-x_9Z.wasm.br", "br");
    write_file(web + "/assets/core-Ab3-x_9Z.wasm.gz", "gz");
    write_file(hub.folder / "secret.txt", "secret");
    RunningServer server(hub.hub(), web);
    const auto get = [&](const std::string& target, const Headers& headers = {}) {
        return http(server.port(), "GET", target, headers);
    };

    const auto page = get("/");
    CHECK(page.status == 200);
    CHECK(page.text() == "<!doctype html>");
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("cache-control") == "no-cache");
    CHECK(get("/index.html?source=pwa").text() == page.text());
    CHECK(get("/service_worker.js").header("cache-control") == "no-cache");
    CHECK(get("/manifest.webmanifest").header("content-type") == "application/manifest+json");

    SECTION("headers that keep strangers out, on every answer") {
        for (const auto* target : {"/", "/health", "/nothing"}) {
            const auto answer = get(target);
            const auto policy = answer.header("content-security-policy");
            CHECK(policy.contains("default-src 'none'"));
            CHECK(policy.contains("script-src 'self' 'wasm-unsafe-eval'"));
            CHECK(policy.contains("connect-src 'self'"));
            CHECK_FALSE(policy.contains("unsafe-inline"));
            CHECK(answer.header("x-content-type-options") == "nosniff");
            CHECK(answer.header("referrer-policy") == "no-referrer");
            CHECK(answer.header("cross-origin-opener-policy") == "same-origin");
            CHECK(answer.header("cross-origin-embedder-policy") == "require-corp");
            CHECK_FALSE(answer.header("permissions-policy").empty());
            CHECK(answer.header("access-control-allow-origin").empty());
        }
    }
    SECTION("the smallest form that the browser takes, kept for ever when its name has a hash") {
        const auto* wasm = "/assets/core-Ab3-x_9Z.wasm";
        CHECK(get(wasm).text() == "wasm");
        CHECK(get(wasm).header("content-type") == "application/wasm");
        CHECK(get(wasm).header("cache-control") == "public, max-age=31536000, immutable");
        const auto brotli = get(wasm, {{"Accept-Encoding", "gzip, deflate, br"}});
        CHECK(brotli.text() == "br");
        CHECK(brotli.header("content-encoding") == "br");
        CHECK(brotli.header("content-type") == "application/wasm");
        CHECK(brotli.header("vary") == "Accept-Encoding");
        CHECK(get(wasm, {{"Accept-Encoding", "gzip"}}).text() == "gz");
        CHECK(get("/assets/core-Ab3-x_9Z.wasm.br").status == 404);
    }
    SECTION("nothing is sent twice") {
        const auto again = get("/", {{"If-None-Match", page.header("etag")}});
        CHECK(again.status == 304);
        CHECK(again.body.empty());
        CHECK(get("/", {{"If-None-Match", "\"other\""}}).status == 200);
        const auto head = http(server.port(), "HEAD", "/");
        CHECK(head.status == 200);
        CHECK(head.header("content-length") == "15");
    }
    SECTION("nothing else of the disk") {
        for (const auto* target : {"/../secret.txt", "/%2e%2e/secret.txt", "//secret.txt",
                                   "/assets/../../secret.txt", "/assets", "/."}) {
            CHECK(get(target).status == 404);
        }
    }
}

// ---- live --------------------------------------------------------------------------------------

protocol::LiveNotice notice(LiveClient& client, int seconds = 5) {
    const auto message = client.receive(seconds);
    REQUIRE(message);
    return value(protocol::decode<protocol::LiveNotice>(*message, 1 << 20));
}

Bytes hello(const protocol::EnrolAnswer& me, std::int64_t cursor) {
    return protocol::encode(protocol::LiveRequest{.kind = protocol::LiveRequestKind::hello,
                                                  .token = me.token,
                                                  .epoch = me.epoch,
                                                  .cursor = cursor});
}

TEST_CASE("what one device pushes comes to the other by itself", "[live]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    TestDevice till(f.hub.clock, 5);
    till.enrol(f.hub);
    const auto head = value(f.hub.store().overview()).head;

    LiveClient client(f.server.port());
    REQUIRE(client.open());
    client.send(hello(me, head));
    const auto first = notice(client);
    CHECK(first.kind == protocol::LiveNoticeKind::head);
    CHECK(first.head == head);

    till.open_register(f.hub);
    till.replica.on_network();
    const auto push = till.replica.next();
    REQUIRE(push);
    const auto answer =
        f.post("/v1/push", {push->headers.begin(), push->headers.end()}, push->body);
    REQUIRE(answer.status == 200);
    const auto pushed = value(protocol::decode<protocol::PushAnswer>(answer.body, 1 << 20));

    const auto news = notice(client);
    REQUIRE(news.kind == protocol::LiveNoticeKind::batch);
    REQUIRE(news.batch);
    CHECK(news.batch->after == head);
    CHECK(news.batch->next == pushed.head);
    CHECK(news.batch->entries.size() == pushed.results.size());

    SECTION("while a batch is on its way only the head is told") {
        till.sell_coffee(f.hub);
        till.replica.answer(push->id, 200, answer.body);
        const auto more = till.replica.next();
        REQUIRE(more);
        REQUIRE(more->url == "/v1/push");
        f.post("/v1/push", {more->headers.begin(), more->headers.end()}, more->body);
        const auto only_head = notice(client);
        CHECK(only_head.kind == protocol::LiveNoticeKind::head);
        CHECK(only_head.head > pushed.head);
        // The device has caught up by itself; the next news are for it again.
        client.send(protocol::encode(protocol::LiveRequest{
            .kind = protocol::LiveRequestKind::cursor, .cursor = only_head.head}));
        CHECK_FALSE(client.receive(1));
    }
}

TEST_CASE("a live socket needs a hello of a device that may", "[live]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    SECTION("an unknown token") {
        auto stranger = me;
        stranger.token[0] ^= 1;
        LiveClient client(f.server.port());
        client.send(hello(stranger, 0));
        const auto bye = notice(client);
        CHECK(bye.kind == protocol::LiveNoticeKind::bye);
        REQUIRE(bye.problem);
        CHECK(bye.problem->code == "sync.unauthorized");
        CHECK_FALSE(client.receive());
        CHECK(client.close_code() == 1008);
    }
    SECTION("an epoch from before a restore") {
        auto old = me;
        old.epoch = base::derived_id("old", "epoch");
        LiveClient client(f.server.port());
        client.send(hello(old, 0));
        const auto bye = notice(client);
        REQUIRE(bye.problem);
        CHECK(bye.problem->code == "sync.hub_restored");
    }
    SECTION("nonsense") {
        LiveClient client(f.server.port());
        client.send({1, 2, 3});
        CHECK(notice(client).problem->code == "sync.malformed");
    }
    SECTION("a message that is too large") {
        LiveClient client(f.server.port());
        client.send(Bytes(5000));
        CHECK_FALSE(client.receive());
    }
    SECTION("silence") {
        LiveClient client(f.server.port());
        CHECK_FALSE(client.receive(8));
        CHECK(client.close_code() == 1008);
    }
    SECTION("another version") {
        CHECK_FALSE(LiveClient(f.server.port(), {}, "mostrador.v9").open());
        CHECK_FALSE(LiveClient(f.server.port(), {}, "").open());
    }
    SECTION("a page of another origin") {
        CHECK_FALSE(LiveClient(f.server.port(), {{"Origin", "http://evil.example"}}).open());
        const auto own = "http://127.0.0.1:" + std::to_string(f.server.port());
        CHECK(LiveClient(f.server.port(), {{"Origin", own}}).open());
    }
}

TEST_CASE("a device that is revoked by another process is out within seconds", "[live]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    LiveClient client(f.server.port());
    client.send(hello(me, me.head));
    REQUIRE(notice(client).kind != protocol::LiveNoticeKind::bye);
    {
        auto other = f.hub.open_another();
        value(other->directory().revoke(me.device));
    }
    const auto bye = notice(client, 4);
    REQUIRE(bye.kind == protocol::LiveNoticeKind::bye);
    CHECK(bye.problem->code == "device.revoked");
}

TEST_CASE("a hub that stops says goodbye and answers what it has begun", "[http]") {
    Fixture f;
    const auto me = f.enrol(f.hub.code());
    LiveClient client(f.server.port());
    client.send(hello(me, me.head));
    REQUIRE(notice(client).kind != protocol::LiveNoticeKind::bye);
    auto stopping = std::async(std::launch::async, [&] { f.server.stop(); });
    const auto bye = notice(client);
    REQUIRE(bye.kind == protocol::LiveNoticeKind::bye);
    CHECK(bye.problem->code == "sync.stopping");
    stopping.get();
    CHECK(f.get("/health").status == 0);
}

// ---- tills over real sockets -------------------------------------------------------------------

TEST_CASE("a sale on one till shows on the other by itself", "[live]") {
    Fixture f;
    TestDevice a(f.hub.clock, 1, true), b(f.hub.clock, 2, true);
    SocketCarrier carrier_a(a, f.server.port()), carrier_b(b, f.server.port());
    for (auto* device : {&a, &b})
        value(device->replica.enrol("", f.hub.code(), "Tablet"));
    carrier_a.work();
    carrier_b.work();
    REQUIRE(carrier_a.listen(5));
    REQUIRE(carrier_b.listen(5));
    CHECK(b.replica.connection().live);

    a.open_register(f.hub);
    const auto receipt = a.sell_coffee(f.hub);
    const auto started = std::chrono::steady_clock::now();
    carrier_a.work();
    CHECK(a.replica.connection().pending == 0);
    while (value(b.log().head(value(a.log().identity()).device)).sequence <
           value(a.log().acknowledged())) {
        carrier_b.work();
        REQUIRE(carrier_b.listen(5));
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    CHECK(took.count() < 1.0);
    b.call("staff.login", {{"person", f.hub.ana.text()}, {"pin", "1234"}});
    CHECK(b.call("sales.receipt", {{"id", receipt["id"]}})["number"] == receipt["number"]);
    CHECK(a.state() == b.state());
    CHECK(a.state() == state(f.hub));
}

TEST_CASE("many devices push at the same time", "[http]") {
    constexpr int kDevices = 6;
    constexpr int kSales = 8;
    Fixture f;
    const auto work = [&](std::uint64_t seed, const std::string& code) {
        ManualClock clock(f.hub.clock.now_us());
        TestDevice till(clock, seed);
        SocketCarrier carrier(till, f.server.port());
        value(till.replica.enrol("", code, "Tablet"));
        carrier.work();
        till.join_register(f.hub);
        for (int i = 0; i < kSales; ++i) {
            till.sell_coffee(f.hub);
            clock.advance(16'000'000);
            carrier.work();
        }
        return till.replica.connection();
    };
    std::vector<std::string> codes;
    for (int i = 0; i < kDevices; ++i)
        codes.push_back(f.hub.code());
    std::vector<std::future<replica::Connection>> tills;
    for (int i = 0; i < kDevices; ++i) {
        const auto seed = static_cast<std::uint64_t>(i + 100);
        tills.push_back(std::async(std::launch::async, work, seed, codes[seed - 100]));
    }
    for (auto& till : tills) {
        const auto connection = till.get();
        CHECK(connection.pending == 0);
        CHECK_FALSE(connection.error);
    }
    f.server.stop();
    const auto verified = value(f.hub.store().verify());  // positions without a gap, chains, file
    CHECK(verified.integrity == "ok");
    CHECK(verified.parked == 0);
    CHECK(*value(f.hub.store().log().database().one<std::int64_t>(
              "SELECT count(*) FROM receipt")) == kDevices * kSales);
}

}  // namespace
}  // namespace mostrador::tests
