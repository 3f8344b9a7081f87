// The real program, killed while a till pushes to it.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <future>
#include <signal.h>
#include <sys/wait.h>
#include <thread>

#include "hub/support/hub_process.hpp"
#include "hub/support/socket_carrier.hpp"

namespace mostrador::tests {
namespace {

/// A hub whose clock agrees with that of the program.
struct Shop {
    TestHub hub;
    TestDevice till{hub.clock, 1};

    Shop() {
        base::SystemClock system;
        hub.clock.set(system.now_us());
        till.enrol(hub);
        till.open_register(hub);
    }

    std::int64_t held_by_hub() {
        hub.restart();
        return value(hub.store().log().head(value(till.log().identity()).device)).sequence;
    }
};

/// MOSTRADOR_KILLS makes more of them.
int kill_rounds() {
    const char* text = std::getenv("MOSTRADOR_KILLS");
    return text == nullptr ? 25 : std::atoi(text);
}

TEST_CASE("a hub killed in the middle of pushes has all that it acknowledged, once", "[kill]") {
    const int rounds = kill_rounds();
    Shop shop;
    base::SeededRandom random(11);
    for (int round = 0; round < rounds; ++round) {
        HubProcess process(shop.hub);
        SocketCarrier carrier(shop.till, process.port());
        const auto moment = std::chrono::microseconds(base::random_below(random, 60'000));
        auto killer = std::async(std::launch::async, [&] {
            std::this_thread::sleep_for(moment);
            process.end(SIGKILL);
        });
        while (killer.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
            shop.till.sell_coffee(shop.hub);
            shop.hub.clock.advance(61'000'000);  // no back-off between two tries
            carrier.work();
        }
        killer.get();
        const auto acknowledged = value(shop.till.log().acknowledged());
        CAPTURE(round, acknowledged);
        CHECK(shop.held_by_hub() >= acknowledged);
    }

    HubProcess process(shop.hub);
    SocketCarrier carrier(shop.till, process.port());
    for (int i = 0; i < 5; ++i) {
        shop.hub.clock.advance(61'000'000);
        carrier.work();
    }
    CHECK(shop.till.replica.connection().pending == 0);
    CHECK(WIFEXITED(process.end(SIGTERM)));  // gracefully
    shop.hub.restart();
    CHECK(shop.till.state() == state(shop.hub));
    const auto verified = value(shop.hub.store().verify());
    CHECK(verified.integrity == "ok");
    CHECK(verified.parked == 0);
}

}  // namespace
}  // namespace mostrador::tests
