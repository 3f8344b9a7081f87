// TLS on the loopback: files that change, an authority of our own, and the page that leads to it.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <format>
#include <fstream>
#include <thread>

#include "hub/http/trust_page.hpp"
#include "hub/support/http_client.hpp"
#include "hub/support/tls_client.hpp"
#include "hub/tls/authority.hpp"

namespace mostrador::tests {
namespace {

namespace fs = std::filesystem;
using base::Code;

fs::perms permissions(const std::string& path) {
    return fs::status(path).permissions();
}

/// The client checks certificates against the machine's clock.
struct TimelyHub : TestHub {
    TimelyHub() { clock.set(base::SystemClock().now_us()); }
};

struct OwnAuthority {
    TimelyHub hub;
    std::string folder = hub.folder / "tls";
    RunningServer server{hub.hub(), {.tls = {.authority = folder}, .help_port = 0}};

    HttpAnswer help(const std::string& target, const Headers& headers = {}) {
        return http(server.help_port(), "GET", target, headers);
    }
};

TEST_CASE("a hub with its own authority is trusted by who knows the authority", "[tls]") {
    OwnAuthority f;
    const auto answer =
        https(f.server.port(), {.trusted = f.folder + "/authority.pem", .host = "127.0.0.1"});
    CHECK(answer.trouble.empty());
    CHECK(answer.status == 200);
    CHECK(answer.version == "TLSv1.3");
    CHECK(https(f.server.port(), {.trusted = f.folder + "/authority.pem", .host = "localhost"})
              .status == 200);
    SECTION("and by nobody else, nor under another name") {
        CHECK(https(f.server.port(), {.host = "127.0.0.1"}).status == 0);
        const auto other = https(f.server.port(),
                                 {.trusted = f.folder + "/authority.pem", .host = "other.example"});
        CHECK(other.status == 0);
    }
    SECTION("not with what is old") {
        CHECK(https(f.server.port(), {.trusted = f.folder + "/authority.pem",
                                      .host = "127.0.0.1",
                                      .newest = TlsVersion::tls_1_1})
                  .status == 0);
        CHECK(https(f.server.port(), {.trusted = f.folder + "/authority.pem",
                                      .host = "127.0.0.1",
                                      .newest = TlsVersion::tls_1_2})
                  .version == "TLSv1.2");
        CHECK(https(f.server.port(), {.trusted = f.folder + "/authority.pem",
                                      .host = "127.0.0.1",
                                      .newest = TlsVersion::tls_1_2,
                                      .ciphers = "AES128-SHA:AES256-SHA256"})
                  .status == 0);
    }
    SECTION("its keys are its own") {
        const auto owner = fs::perms::owner_read | fs::perms::owner_write;
        CHECK(permissions(f.folder + "/authority.key") == owner);
        CHECK(permissions(f.folder + "/hub.key") == owner);
        CHECK(permissions(f.folder) == fs::perms::owner_all);
    }
    SECTION("no browser is told to insist on it: losing it must not lock a tablet out") {
        CHECK_FALSE(answer.headers.contains("strict-transport-security"));
    }
    SECTION("plain HTTP on its port gets nothing") {
        CHECK(http(f.server.port(), "GET", "/health").status == 0);
    }
}

TEST_CASE("beside TLS a page says how to trust the hub, and all else leads to it", "[tls]") {
    OwnAuthority f;
    const auto page = f.help("/");
    CHECK(page.status == 200);
    CHECK(page.text().contains("<html lang=\"es\">"));
    CHECK(page.text().contains(value(f.server.fingerprint())));
    CHECK(page.text().contains(std::format("https://127.0.0.1:{}/", f.server.port())));
    CHECK(f.help("/", {{"Accept-Language", "en-GB,en;q=0.9"}}).text().contains("lang=\"en\">"));
    CHECK(f.help("/?lang=es", {{"Accept-Language", "en"}}).text().contains("<html lang=\"es\">"));
    CHECK(f.help("/trust.css").header("content-type") == "text/css; charset=utf-8");
    const auto certificate = f.help("/mostrador.crt");
    CHECK(certificate.header("content-type") == "application/x-x509-ca-cert");
    CHECK(certificate.body.front() == 0x30);  // DER

    const auto moved = f.help("/sell?x=1");
    CHECK(moved.status == 308);
    CHECK(moved.header("location") ==
          std::format("https://127.0.0.1:{}/sell?x=1", f.server.port()));
    SECTION("no call of a device is answered without TLS") {
        CHECK(http(f.server.help_port(), "POST", "/v1/pull").status == 405);
        CHECK(f.help("/metrics").status == 308);
        CHECK(f.help("/v1/live", {{"Connection", "Upgrade"}, {"Upgrade", "websocket"}}).status ==
              308);
    }
    SECTION("no header leads elsewhere") {
        CHECK(f.help("/x", {{"Host", "evil.example/@x"}}).status == 400);
        CHECK(f.help("/x", {{"Host", "[::1"}}).status == 400);
        CHECK(f.help("/x", {{"Host", "[::1]:80"}}).header("location") ==
              std::format("https://[::1]:{}/x", f.server.port()));
    }
}

TEST_CASE("certificate files are taken when they change, and only when they fit", "[tls]") {
    TimelyHub hub;
    hub::Authority first(hub.folder / "first", hub.clock), second(hub.folder / "second", hub.clock);
    for (auto* authority : {&first, &second})
        value(authority->renew({"127.0.0.1"}));
    const auto certificate = hub.folder / "cert.pem";
    const auto key = hub.folder / "key.pem";
    const auto put = [&](const hub::Authority& authority) {
        fs::copy_file(authority.key_file(), key, fs::copy_options::overwrite_existing);
        fs::copy_file(authority.certificate_file(), certificate,
                      fs::copy_options::overwrite_existing);
    };
    put(first);
    RunningServer server(hub.hub(), {.tls = {.certificate = certificate, .key = key}});
    const auto works_with = [&](const hub::Authority& authority) {
        return https(server.port(), {.trusted = authority.authority_file(), .host = "127.0.0.1"})
                   .status == 200;
    };
    CHECK(works_with(first));
    CHECK_FALSE(works_with(second));
    SECTION("a renewed certificate is in use within seconds") {
        put(second);
        for (int i = 0; i < 40 && !works_with(second); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        CHECK(works_with(second));
        CHECK_FALSE(works_with(first));
    }
    SECTION("a key that does not belong to it changes nothing") {
        fs::copy_file(second.key_file(), key, fs::copy_options::overwrite_existing);
        std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        CHECK(works_with(first));
    }
    SECTION("somebody else vouches for it: browsers may insist") {
        const auto answer =
            https(server.port(), {.trusted = first.authority_file(), .host = "127.0.0.1"});
        CHECK(answer.headers.at("strict-transport-security").starts_with("max-age="));
    }
    SECTION("a key that others can read is refused") {
        fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
        const auto refused = hub::Server::open(
            hub.hub(), {.port = 0, .tls = {.certificate = certificate, .key = key}});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Code::store_cannot_open);
    }
}

TEST_CASE("our own certificate renews itself", "[tls]") {
    TemporaryFolder folder;
    ManualClock clock;
    hub::Authority authority(folder / "tls", clock);
    CHECK(value(authority.renew({"localhost", "192.168.1.20"})));
    CHECK_FALSE(value(authority.renew({"localhost", "192.168.1.20"})));
    const auto fingerprint = value(authority.fingerprint());
    SECTION("before it ends") {
        clock.advance(61LL * 24 * 3600 * 1'000'000);
        CHECK(value(authority.renew({"localhost"})));
    }
    SECTION("when the machine has another address") {
        CHECK(value(authority.renew({"localhost", "192.168.1.33"})));
    }
    SECTION("for local names only") {
        for (const auto* name : {"bank.example", "8.8.8.8", "2001:db8::1", "a b.local", ""})
            CHECK(authority.renew({name}).error().code == Code::input_malformed);
    }
    CHECK(value(authority.fingerprint()) == fingerprint);  // the authority stays
}

}  // namespace
}  // namespace mostrador::tests
