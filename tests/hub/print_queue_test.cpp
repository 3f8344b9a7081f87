// KIT-2: what is fired comes out of a printer in the network once, whatever happens to it.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "catalog/operations.hpp"
#include "hub/printers.hpp"
#include "hub/support/socket_carrier.hpp"
#include "hub/support/tcp_printer.hpp"
#include "kitchen/operations.hpp"
#include "papers/escpos_reader.hpp"
#include "printing/operations.hpp"
#include "printing/queue.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

constexpr std::int64_t kSecond = 1'000'000;

/// A café whose coffee is made at the bar, and the bar's printers.
struct Fixture {
    TestHub hub;
    base::Id bar = base::derived_id("print queue", "bar");
    TestDevice waiter{hub.clock, 11};

    explicit Fixture(const std::string& fallback = "") {
        const auto branch = value(hub.store().registers()).front().branch;
        value(hub.store().write([&](log::Log& log) { return set_up(log, branch, fallback); }));
        waiter.enrol(hub);
        waiter.call("staff.login", {{"person", hub.ana.text()}, {"pin", "1234"}});
    }

    base::Status set_up(log::Log& log, const std::optional<base::Id>& branch,
                        const std::string& fallback) {
        MOSTRADOR_CHECK(log.append({}, kitchen::StationsPut{{{{.id = bar,
                                                               .create = true,
                                                               .branch = branch,
                                                               .name = "Barra",
                                                               .code = "bar",
                                                               .active = true}}}}));
        MOSTRADOR_CHECK(
            log.append({}, catalog::ProductsPut{{{{.id = hub.coffee, .station = "bar"}}}}));
        return log.append({}, printing::RoutesPut{{{{.id = bar,
                                                     .create = true,
                                                     .printer = "Barra",
                                                     .fallback = fallback,
                                                     .columns = 42}}}});
    }

    void put_printer(const std::string& name, std::uint16_t port) {
        value(hub::Printers(hub.data()).put({hub.tenant, name, "127.0.0.1", port}));
    }

    /// Orders and fires so many coffees, to go.
    void fire(int coffees, const std::string& name) {
        hub.clock.advance(kSecond);  // the board lists jobs as they came
        const auto id = [this] { return waiter.log().make_id().text(); };
        const auto tab = id();
        waiter.call("orders.open", {{"tab", tab}, {"type", "to_go"}, {"name", name}});
        for (int i = 0; i < coffees; ++i)
            waiter.call("orders.add",
                        {{"tab", tab}, {"line", id()}, {"product", hub.coffee.text()}});
        waiter.call("orders.fire", {{"tab", tab}});
    }
};

/// The same with its server; what the waiter does goes over sockets.
struct Evening : Fixture {
    RunningServer server{hub.hub(), hub::ServerOptions{.data = hub.data()}};
    SocketCarrier network{waiter, server.port()};

    using Fixture::Fixture;

    void sync() {
        waiter.replica.on_network();
        network.work();
    }

    /// What the board says of the only job, once it says `wanted`; time passes meanwhile.
    Json wait_for(const std::string& wanted, std::int64_t step_us = 0) {
        Json job;
        for (int i = 0; i < 100; ++i) {
            sync();
            const auto jobs = waiter.call("printing.board")["jobs"];
            if (!jobs.empty()) job = jobs[0];
            if (!jobs.empty() && job["state"] == wanted) return job;
            hub.clock.advance(step_us);
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return job;
    }
};

Printed decoded(const std::string& job) {
    auto printed = read_escpos(base::as_bytes(job));
    REQUIRE(printed.problem.empty());
    return printed;
}

TEST_CASE("a fired order is printed once, also when its device is gone", "[hub][KIT-2]") {
    Evening f;
    TcpPrinter bar;
    f.put_printer("Barra", bar.port());
    f.fire(2, "Lucía");
    f.sync();  // the last that is heard of this device
    const auto jobs = bar.jobs(1);
    REQUIRE(jobs.size() == 1);
    const auto ticket = decoded(jobs[0]);
    CHECK(ticket.papers == 1);
    CHECK(ticket.cuts == 1);
    CHECK(ticket.line("Barra").width == 2);
    CHECK(ticket.text().contains("Lucía · G"));
    CHECK(ticket.line("2 × ").width == 2);
    CHECK_FALSE(ticket.text().contains("DUPLICADO"));

    CHECK(f.wait_for("printed")["state"] == "printed");
    f.hub.clock.advance(3600 * kSecond);
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    CHECK(bar.jobs(1).size() == 1);
}

TEST_CASE("a printer that is off gets the paper when it comes back, as no duplicate",
          "[hub][KIT-2]") {
    Evening f;
    std::uint16_t port = 0;
    {
        const TcpPrinter gone;
        port = gone.port();
    }
    f.put_printer("Barra", port);
    f.fire(1, "Lucía");
    const auto job = f.wait_for("screen", 20 * kSecond);
    CHECK(job["state"] == "screen");
    CHECK(job["outcome"] == "failed");
    CHECK(job["attempts"] >= 3);
    TcpPrinter back(port);
    CHECK(f.wait_for("printed", 20 * kSecond)["state"] == "printed");
    const auto jobs = back.jobs(1);
    REQUIRE(jobs.size() == 1);
    CHECK_FALSE(decoded(jobs[0]).text().contains("DUPLICADO"));
}

TEST_CASE("a printer that breaks off prints a duplicate, once", "[hub][KIT-2]") {
    Evening f;
    TcpPrinter bar;
    f.put_printer("Barra", bar.port());
    bar.behave(TcpPrinter::Manner::dies);
    f.fire(1, "Lucía");
    f.sync();
    CHECK(bar.spoiled(1) == 1);
    bar.behave(TcpPrinter::Manner::prints);
    CHECK(f.wait_for("printed", 2 * kSecond)["state"] == "printed");
    const auto jobs = bar.jobs(1);
    REQUIRE(jobs.size() == 1);
    CHECK(decoded(jobs[0]).text().contains("DUPLICADO"));
}

TEST_CASE("a printer that hangs is found out, and the fallback takes over", "[hub][KIT-2]") {
    Evening f("Cocina");
    TcpPrinter bar, kitchen;
    f.put_printer("Barra", bar.port());
    f.put_printer("Cocina", kitchen.port());
    f.fire(1, "Lucía");
    CHECK(f.wait_for("printed")["printer"] == "Barra");  // from now on it is known to say when

    bar.behave(TcpPrinter::Manner::hangs);
    f.fire(3, "Mateo");
    f.sync();
    CHECK(bar.spoiled(1) == 1);
    const auto unknown = [&] {
        const auto jobs = f.waiter.call("printing.board")["jobs"];
        return jobs[0]["outcome"] == "unknown";
    };
    for (int i = 0; i < 150 && !unknown(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        f.sync();
    }
    REQUIRE(unknown());
    f.put_printer("Barra", 9);  // somebody pulls the plug: nobody listens there
    const auto job = f.wait_for("printed", 20 * kSecond);
    CHECK(job["printer"] == "Cocina");
    const auto jobs = kitchen.jobs(1);
    REQUIRE(jobs.size() == 1);
    const auto ticket = decoded(jobs[0]).text();
    CHECK(ticket.contains("DUPLICADO"));
    CHECK(ticket.contains("3 × "));
}

TEST_CASE("a hub that dies while it prints says duplicate when it is back", "[hub][KIT-2]") {
    Fixture f;
    TcpPrinter bar;
    f.put_printer("Barra", bar.port());
    f.fire(1, "Lucía");
    f.waiter.sync(f.hub);
    // What a hub leaves that dies between the two halves of an attempt.
    value(f.hub.store().write([&](log::Log& log) -> base::Status {
        MOSTRADOR_CHECK(printing::collect(log, f.hub.clock.now_us()));
        const auto ready = [](const std::string&) { return printing::Readiness::ready; };
        MOSTRADOR_TRY(orders, printing::begin(log, f.hub.clock.now_us(), ready));
        CHECK(orders.size() == 1);
        return {};
    }));
    f.hub.restart();
    f.hub.clock.advance(printing::kLostUs);
    const RunningServer server{f.hub.hub(), hub::ServerOptions{.data = f.hub.data()}};
    for (int i = 0; i < 40 && bar.jobs(0).empty(); ++i) {
        f.hub.clock.advance(2 * kSecond);
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
    }
    const auto jobs = bar.jobs(1);
    REQUIRE(jobs.size() == 1);
    CHECK(decoded(jobs[0]).text().contains("DUPLICADO"));
}

TEST_CASE("the board tells the state of each printer", "[hub][KIT-2]") {
    Evening f;
    TcpPrinter bar;
    f.put_printer("Barra", bar.port());
    const auto states = [&] {
        const auto request = f.waiter.replica.to_hub("/v1/printers");
        REQUIRE(request);
        const auto answer = http(f.server.port(), "POST", "/v1/printers",
                                 {request->headers.begin(), request->headers.end()});
        return Json::parse(answer.text())["states"];
    };
    CHECK(states() == Json{{"Barra", "closed"}});
    bar.behave(TcpPrinter::Manner::dies);
    f.fire(1, "Lucía");
    for (int i = 0; i < 60 && states()["Barra"] == "closed"; ++i) {
        f.sync();
        f.hub.clock.advance(20 * kSecond);
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
    }
    CHECK(states()["Barra"] != "closed");
}

}  // namespace
}  // namespace mostrador::tests
