// Printers that the hub reaches, and the page behind a receipt's code.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "documents/receipt_paper.hpp"
#include "hub/http/print_desk.hpp"
#include "hub/support/http_client.hpp"
#include "hub/support/tcp_printer.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

struct Fixture {
    TestHub hub;
    RunningServer server{hub.hub(), hub::ServerOptions{.data = hub.data()}};
    hub::Printers printers{hub.data()};
    TestDevice device{hub.clock, 11};

    Fixture() { device.enrol(hub); }

    void add(const std::string& name, std::uint16_t port) {
        value(printers.put({hub.tenant, name, "127.0.0.1", port}));
    }

    HttpAnswer ask(const std::string& path, Headers more = {}, const std::string& body = {}) {
        const auto request = device.replica.to_hub(path);
        REQUIRE(request);
        CHECK(request->url == path);
        more.insert(more.end(), request->headers.begin(), request->headers.end());
        return http(server.port(), "POST", path, more, {body.begin(), body.end()});
    }

    HttpAnswer print(const std::string& name, const std::string& bytes,
                     const std::string& job = "01980000-0000-7000-8000-000000000001") {
        return ask(
            "/v1/print",
            {{"Mostrador-Printer", base::to_hex(base::as_bytes(name))}, {"Mostrador-Job", job}},
            bytes);
    }

    static std::string code(const HttpAnswer& answer) {
        return Json::parse(answer.text())["code"].get<std::string>();
    }

    HttpAnswer get(const std::string& path) { return http(server.port(), "GET", path); }
};

TEST_CASE("a paper goes to the printer that is named, byte by byte", "[hub][DOC-3]") {
    Fixture f;
    TcpPrinter bar, kitchen;
    f.add("Barra ñ", bar.port());
    f.add("Cocina", kitchen.port());
    CHECK(Json::parse(f.ask("/v1/printers").text())["printers"] == Json{"Barra ñ", "Cocina"});

    std::string bytes(200'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * 7);
    const auto answer = f.print("Barra ñ", bytes);
    CHECK(answer.status == 200);
    CHECK(Json::parse(answer.text())["printed"] == true);
    CHECK(bar.jobs(1) == std::vector{bytes});
    CHECK(kitchen.jobs(0).empty());
}

TEST_CASE("a job that comes again after a lost answer is printed once", "[hub][DOC-3]") {
    Fixture f;
    TcpPrinter bar;
    f.add("Barra", bar.port());
    f.print("Barra", "one");
    const auto again = f.print("Barra", "one");
    CHECK(again.status == 200);
    CHECK(Json::parse(again.text())["printed"] == false);
    f.print("Barra", "two", "01980000-0000-7000-8000-000000000002");
    CHECK(bar.jobs(2) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("the hub prints nowhere but on its own list", "[hub][DOC-3][ORG-1]") {
    Fixture f;
    TcpPrinter bar;
    CHECK(Fixture::code(f.print("127.0.0.1:" + std::to_string(bar.port()), "x")) ==
          "print.unknown_printer");
    value(f.printers.put({f.hub.add_tenant("Otra"), "Barra", "127.0.0.1", bar.port()}));
    CHECK(f.print("Barra", "x").status == 404);  // another company's
    CHECK(Json::parse(f.ask("/v1/printers").text())["printers"].empty());
    CHECK(f.ask("/v1/print", {{"Mostrador-Printer", "zz"}}, "x").status == 400);
    CHECK(http(f.server.port(), "POST", "/v1/print", {{"Mostrador-Protocol", "1"}}).status == 401);
    CHECK(http(f.server.port(), "GET", "/v1/printers").status == 405);
    CHECK(f.print("Barra", std::string(hub::PrintDesk::kMaxJobBytes + 1, 'x')).status == 413);
    CHECK(bar.jobs(0).empty());
}

TEST_CASE("a printer that is off is told by its name", "[hub][DOC-3]") {
    Fixture f;
    std::uint16_t port = 0;
    {
        const TcpPrinter gone;
        port = gone.port();
    }
    f.add("Barra", port);
    const auto answer = f.print("Barra", "x");
    CHECK(answer.status == 502);
    CHECK(Fixture::code(answer) == "print.unreachable");
    CHECK(Json::parse(answer.text())["parameters"]["printer"] == "Barra");
}

TEST_CASE("the list of printers is kept in one file, and refuses what is no address",
          "[hub][DOC-3]") {
    const TestHub hub;
    const hub::Printers printers(hub.data());
    CHECK(value(printers.all()).empty());
    value(printers.put(value(hub::parse_printer(hub.tenant, "Barra", "192.168.1.50"))));
    value(printers.put(value(hub::parse_printer(hub.tenant, "Barra", "192.168.1.51:9101"))));
    value(printers.put(value(hub::parse_printer(hub.tenant, "Cocina", "[fe80::1]:9100"))));
    const auto bar = value(printers.find(hub.tenant, "Barra"));
    CHECK(bar.address == "192.168.1.51");
    CHECK(bar.port == 9101);
    CHECK(value(printers.find(hub.tenant, "Cocina")).address == "fe80::1");
    value(printers.remove(hub.tenant, "Barra"));
    CHECK_FALSE(printers.find(hub.tenant, "Barra"));
    CHECK_FALSE(printers.remove(hub.tenant, "Barra"));
    for (const auto* bad :
         {"printer.example", "1.2.3.4:", "1.2.3.4:99999", "1.2.3.4:x", "", "[::1"}) {
        INFO(bad);
        const auto parsed = hub::parse_printer(hub.tenant, "Mala", bad);
        CHECK_FALSE((parsed && printers.put(*parsed)));
    }
    CHECK_FALSE(printers.put({hub.tenant, "", "127.0.0.1", 1}));
    std::ofstream(hub.data() + "/printers.json") << "{";
    CHECK_FALSE(printers.all());
}

TEST_CASE("behind a receipt's code is its page, and only its page", "[hub][DOC-1]") {
    Fixture f;
    f.device.open_register(f.hub);
    const auto receipt = f.device.sell_coffee(f.hub);
    f.device.sync(f.hub);
    const auto id = *base::Id::parse(receipt["id"].get<std::string>());
    const auto path = documents::receipt_link("http://h", f.hub.tenant, id).substr(8);
    REQUIRE(path.starts_with("/r/"));

    const auto page = f.get(path);
    CHECK(page.status == 200);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("cache-control") == "no-store");
    CHECK(page.header("x-robots-tag") == "noindex");
    const auto policy = page.header("content-security-policy");
    CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    CHECK_FALSE(policy.contains("script-src"));
    CHECK_FALSE(policy.contains("unsafe"));
    CHECK(page.text().contains("R001-00000001"));
    CHECK(page.text().contains("lang=\"es\""));
    CHECK_FALSE(page.text().contains("<script"));
    CHECK_FALSE(page.text().contains("<svg"));

    const auto pdf = f.get(path + ".pdf");
    CHECK(pdf.status == 200);
    CHECK(pdf.header("content-type") == "application/pdf");
    CHECK(pdf.text().starts_with("%PDF-1.4"));

    auto other = id;
    other.bytes[15] ^= 1;
    CHECK(f.get(documents::receipt_link("http://h", f.hub.tenant, other).substr(8)).status == 404);
    CHECK(
        f.get(documents::receipt_link("http://h", f.hub.add_tenant("Otra"), id).substr(8)).status ==
        404);
    CHECK(f.get("/r/").status == 404);
    CHECK(f.get("/r/x/y").status == 404);
    CHECK(f.get("/r//" + id.text()).status == 404);
    CHECK(http(f.server.port(), "POST", path).status == 405);
}

TEST_CASE("who guesses receipts waits, who has one does not", "[hub][DOC-1]") {
    Fixture f;
    f.device.open_register(f.hub);
    const auto receipt = f.device.sell_coffee(f.hub);
    f.device.sync(f.hub);
    const auto id = *base::Id::parse(receipt["id"].get<std::string>());
    const auto path = documents::receipt_link("http://h", f.hub.tenant, id).substr(8);
    for (int i = 0; i < 50; ++i)
        CHECK(f.get(path).status == 200);
    int refused = 0;
    for (int i = 0; i < 40; ++i)
        refused += f.get("/r/guess").status == 429;
    CHECK(refused == 10);
}

}  // namespace
}  // namespace mostrador::tests
