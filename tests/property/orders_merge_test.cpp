// What several waiters, cooks and cashiers do to a few tabs without knowing of each other: whatever
// comes first, every replica has the same tabs, the same tabs open, and no line is lost or doubled.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "orders/operations.hpp"
#include "orders/tab.hpp"
#include "support/payload.hpp"
#include "support/replica.hpp"

namespace mostrador::tests {
namespace {

using base::Id;

constexpr std::uint64_t kTabs = 4;
constexpr std::uint64_t kLines = 12;
constexpr std::uint64_t kDevices = 3;

/// Makes random operations of three devices about the same few tabs and lines.
class Evening {
public:
    explicit Evening(std::uint64_t seed) : random_(seed) {}

    std::vector<log::Operation> operations() {
        for (std::uint64_t i = 0; i < kTabs; ++i)
            put({.id = tab(i),
                 .create = true,
                 .branch = base::derived_id("test", "branch"),
                 .type = any_type(),
                 .opened_at = static_cast<std::int64_t>(i)});
        for (std::uint64_t i = 0; i < kLines; ++i)
            add_line(i);
        for (int i = 0; i < 60; ++i)
            happen();
        return std::move(all_);
    }

private:
    std::uint64_t below(std::uint64_t most) { return base::random_below(random_, most); }

    Id tab(std::uint64_t i) { return base::derived_id("tab", std::to_string(i)); }

    Id line(std::uint64_t i) { return base::derived_id("line", std::to_string(i)); }

    orders::Type any_type() {
        using enum orders::Type;
        return std::array{dine_in, dine_in, to_go, delivery}[static_cast<std::size_t>(below(4))];
    }

    Id any_tab() { return tab(below(kTabs)); }

    Id any_line() { return line(below(kLines)); }

    std::int64_t now() { return static_cast<std::int64_t>(below(50)); }

    template <class Payload>
    void write(const Payload& payload) {
        log::Operation operation;
        operation.device = base::derived_id("device", std::to_string(below(kDevices)));
        operation.stamp = ++stamp_ / 3;  // some at the same time, on different devices
        while (std::ranges::any_of(all_, [&](const auto& other) {
            return other.device == operation.device && other.stamp == operation.stamp;
        }))
            operation.stamp = ++stamp_;
        if (below(2) == 0) operation.person = base::derived_id("person", std::to_string(below(2)));
        operation.kind = Payload::kKind;
        operation.version = Payload::kVersion;
        operation.payload = payload_of(payload);
        all_.push_back(std::move(operation));
    }

    void put(orders::TabRow row) { write(orders::TabsPut{{{std::move(row)}}}); }

    void add_line(std::uint64_t i) {
        orders::AddedLine added{.id = line(i),
                                .product = base::derived_id("product", "coffee"),
                                .name = "Café",
                                .unit = "und",
                                .quantity = base::Decimal(1),
                                .price = 100,
                                .amount = 100};
        if (below(2) == 0) added.station = base::derived_id("station", "kitchen");
        if (below(2) == 0)
            added.modifiers = {{base::derived_id("modifier", "ice"), "Con hielo", 20}};
        write(orders::LinesAdded{any_tab(), now(), {added}});
    }

    void happen() {
        switch (below(8)) {
            case 0:
                return put({.id = any_tab(), .merged = below(4) == 0 ? Id::nil() : any_tab()});
            case 1:
                return put({.id = any_tab(), .guests = now()});
            case 2:
                return put({.id = any_tab(), .cancelled = "se fueron"});
            case 3:
                return write(orders::LinesVoided{now(), {{any_line(), now() % 8}}, "error", {}});
            case 4:
                return write(orders::LinesMoved{any_tab(), {any_line(), any_line()}});
            case 5:
                return write(orders::LinesStaged{now(),
                                                 now() % 2,
                                                 static_cast<orders::Stage>(below(5)),
                                                 {any_line(), any_line()}});
            case 6:
                return write(
                    orders::TabCarried{any_tab(), now(), static_cast<orders::Journey>(below(5)),
                                       base::derived_id("person", "courier"), std::nullopt});
            default:
                return write(orders::Paid{base::derived_id("receipt", std::to_string(all_.size())),
                                          now(),
                                          {{any_line(), base::Decimal(1), 40 * (1 + now() % 3)}}});
        }
    }

    base::SeededRandom random_;
    log::Stamp stamp_ = 3;
    std::vector<log::Operation> all_;
};

/// What a person sees of the tabs.
std::map<Id, std::vector<Id>> open_tabs_of(Replica& replica) {
    std::map<Id, std::vector<Id>> seen;
    const auto branch = base::derived_id("test", "branch");
    for (const auto& tab : value(orders::open_tabs(replica.database, branch)))
        for (const auto& line : tab.lines)
            seen[tab.id].push_back(line.id);
    return seen;
}

/// The same, without the list of those that may be open.
std::map<Id, std::vector<Id>> all_open_of(Replica& replica) {
    std::map<Id, std::vector<Id>> seen;
    for (std::uint64_t i = 0; i < kTabs; ++i) {
        const auto id = base::derived_id("tab", std::to_string(i));
        const auto tab = value(orders::load(replica.database, id));
        if (!tab || tab->state() != orders::State::open || seen.contains(tab->id)) continue;
        for (const auto& line : tab->lines)
            seen[tab->id].push_back(line.id);
    }
    return seen;
}

/// Every line stands in exactly one tab.
std::size_t lines_of(Replica& replica) {
    std::map<Id, Id> places;
    for (std::uint64_t i = 0; i < kTabs; ++i) {
        const auto tab =
            value(orders::load(replica.database, base::derived_id("tab", std::to_string(i))));
        REQUIRE(tab.has_value());
        for (const auto& line : tab->lines) {
            const auto [known, fresh] = places.emplace(line.id, tab->id);
            REQUIRE(known->second == tab->id);
        }
    }
    return places.size();
}

TEST_CASE("Tabs merge alike on every replica, whatever comes first", "[property][orders][ORD-2]") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Evening evening(seed);
        auto operations = evening.operations();
        base::SeededRandom random(seed * 31);
        std::string expected;
        std::map<Id, std::vector<Id>> open;
        for (int round = 0; round < 4; ++round) {
            INFO("seed " << seed << ", round " << round);
            Replica replica;
            for (const auto& operation : operations)
                replica.apply(operation);
            if (round == 0) {
                expected = replica.state();
                open = open_tabs_of(replica);
            }
            REQUIRE(replica.state() == expected);
            REQUIRE(open_tabs_of(replica) == open);
            REQUIRE(all_open_of(replica) == open);
            REQUIRE(lines_of(replica) == kLines);
            for (auto i = operations.size(); i > 1; --i)
                std::swap(operations[i - 1],
                          operations[static_cast<std::size_t>(base::random_below(random, i))]);
        }
    }
}

TEST_CASE("Two tabs that are merged into each other apart stand in the one opened first",
          "[property][orders][ORD-2]") {
    const auto branch = base::derived_id("test", "branch");
    const std::vector ids{base::derived_id("tab", "0"), base::derived_id("tab", "1"),
                          base::derived_id("tab", "2")};
    Replica replica;
    log::Operation operation;
    operation.kind = orders::TabsPut::kKind;
    operation.device = branch;
    const auto put = [&](orders::TabRow row) {
        ++operation.stamp;
        operation.payload = payload_of(orders::TabsPut{{{std::move(row)}}});
        replica.apply(operation);
    };
    for (const auto& id : ids)
        put({.id = id, .create = true, .branch = branch});
    for (std::size_t i = 0; i < ids.size(); ++i)
        put({.id = ids[i], .merged = ids[(i + 1) % ids.size()]});
    for (const auto& id : ids)
        CHECK(value(orders::root_of(replica.database, id)) == std::ranges::min(ids));
    CHECK(value(orders::open_tabs(replica.database, branch)).size() == 1);
}

}  // namespace
}  // namespace mostrador::tests
