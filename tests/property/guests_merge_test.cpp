// What hubs wrote for guests, and staff answered, in any order and again: the same tables.

#include <catch2/catch_test_macros.hpp>

#include "guests/operations.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"

namespace mostrador::tests {
namespace {

using base::Id;

constexpr std::uint64_t kThings = 5;

/// A few sessions, orders, lines and calls, each written several times with other words: a hub that
/// was put back writes again what it had lost.
class Evening {
public:
    explicit Evening(std::uint64_t seed) : random_(seed) {}

    std::vector<log::Operation> operations() {
        for (int i = 0; i < 60; ++i)
            happen();
        return std::move(all_);
    }

private:
    std::uint64_t below(std::uint64_t most) { return base::random_below(random_, most); }

    Id some(std::string_view kind) {
        return base::derived_id(kind, std::to_string(below(kThings)));
    }

    std::int64_t now() { return static_cast<std::int64_t>(below(4)); }

    template <class Payload>
    void write(const Payload& payload) {
        log::Operation operation;
        operation.device = base::derived_id("device", std::to_string(below(3)));
        operation.stamp = ++stamp_;
        if (below(2) == 0) operation.person = some("person");
        operation.kind = Payload::kKind;
        operation.version = Payload::kVersion;
        operation.payload = payload_of(payload);
        all_.push_back(std::move(operation));
    }

    void happen() {
        const auto word = std::to_string(below(2));
        switch (below(5)) {
            case 0:
                return write(guests::SettingsPut{{{{.id = some("tenant"),
                                                    .create = below(2) == 0,
                                                    .ordering = "staff",
                                                    .key = word}}}});
            case 1:
                return write(guests::Joined{some("session"), some("tab"), word, word, now(), 9});
            case 2:
                return write(guests::Ordered{some("order"),
                                             some("tab"),
                                             some("session"),
                                             now(),
                                             {some("line"), some("line")},
                                             {some("session")}});
            case 3:
                return write(guests::Called{
                    some("call"), some("tab"), some("session"),
                    below(2) == 0 ? guests::Call::bill : guests::Call::waiter, now()});
            default:
                return write(guests::Answered{some("call"), now()});
        }
    }

    base::SeededRandom random_;
    log::Stamp stamp_ = 0;
    std::vector<log::Operation> all_;
};

TEST_CASE("What guests did is the same on every replica, whatever comes first, and again",
          "[property][guests][MENU-2]") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Evening evening(seed);
        auto operations = evening.operations();
        base::SeededRandom random(seed * 17);
        std::string expected;
        for (int round = 0; round < 4; ++round) {
            INFO("seed " << seed << ", round " << round);
            Replica replica;
            for (const auto& operation : operations)
                replica.apply(operation);
            if (round == 3)
                for (const auto& operation : operations)
                    replica.apply(operation);
            if (round == 0) expected = replica.state();
            REQUIRE(replica.state() == expected);
            for (auto i = operations.size(); i > 1; --i)
                std::swap(operations[i - 1],
                          operations[static_cast<std::size_t>(base::random_below(random, i))]);
        }
    }
}

TEST_CASE("A guest's session counts only from a hub", "[property][guests][MENU-3]") {
    const auto* kind = till::registry().find(guests::Joined::kKind, guests::Joined::kVersion);
    REQUIRE(kind != nullptr);
    CHECK(kind->family == log::Family::grant);
}

}  // namespace
}  // namespace mostrador::tests
