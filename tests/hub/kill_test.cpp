// The real program, killed while a till pushes to it.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "hub/support/socket_carrier.hpp"

extern char** environ;

namespace mostrador::tests {
namespace {

/// `mostrador-hub serve` over what a test's hub has, on a free port.
class HubProcess {
public:
    explicit HubProcess(const TestHub& hub) {
        std::array<int, 2> out{};
        REQUIRE(pipe(out.data()) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 0x1, 0);
        posix_spawn_file_actions_addclose(&actions, out[0]);
        std::vector<std::string> words{MOSTRADOR_HUB, "serve", "--data", hub.data(), "--port", "0"};
        if (hub.database() != nullptr) {
            const auto file = hub.folder / "conninfo";
            std::ofstream(file) << hub.database()->hub_conninfo();
            std::filesystem::permissions(
                file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
            words.insert(words.end(), {"--postgres", file});
        }
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        REQUIRE(posix_spawn(&pid_, MOSTRADOR_HUB, &actions, nullptr, arguments.data(), environ) ==
                0);
        posix_spawn_file_actions_destroy(&actions);
        close(out[1]);
        port_ = read_port(out[0]);
        close(out[0]);
    }

    ~HubProcess() {
        if (pid_ > 0) end(SIGKILL);
    }

    HubProcess(const HubProcess&) = delete;
    HubProcess& operator=(const HubProcess&) = delete;

    /// The status it ended with, as waitpid gives it.
    int end(int signal) {
        ::kill(pid_, signal);
        int status = 0;
        waitpid(pid_, &status, 0);
        pid_ = 0;
        return status;
    }

    std::uint16_t port() const { return port_; }

private:
    /// It prints its address, "http://127.0.0.1:40123/", when it serves.
    static std::uint16_t read_port(int file) {
        std::string line;
        char letter = 0;
        while (read(file, &letter, 1) == 1 && letter != '\n')
            line += letter;
        std::uint16_t port = 0;
        const auto colon = line.rfind(':') + 1;
        std::from_chars(line.data() + colon, line.data() + line.size(), port);
        REQUIRE(port > 0);
        return port;
    }

    pid_t pid_ = 0;
    std::uint16_t port_ = 0;
};

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
