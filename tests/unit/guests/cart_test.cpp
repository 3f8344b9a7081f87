#include "guests/cart.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "base/random.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Id;
using guests::Cart;
using guests::CartLine;

Id numbered(std::uint8_t number) {
    Id id;
    id.bytes[15] = number;
    return id;
}

CartLine line(std::uint8_t id, std::int64_t version, std::int64_t quantity) {
    return {.id = numbered(id),
            .version = version,
            .product = numbered(200),
            .quantity = quantity,
            .modifiers = {},
            .note = {}};
}

const Id kAna = numbered(101), kLuis = numbered(102);

/// Everything that a person sees of a cart.
std::string told(const Cart& cart) {
    std::string text;
    for (const auto* entry : cart.lines()) {
        text += entry->line.id.text().substr(34) + ":" + std::to_string(entry->line.quantity) +
                " by " + entry->by.text().substr(34) + "; ";
    }
    return text;
}

TEST_CASE("Both guests' lines are in the cart, and each has its author", "[guests][MENU-2]") {
    Cart cart;
    CHECK(value(cart.merge(std::vector{line(1, 1, 2)}, kAna)));
    CHECK(value(cart.merge(std::vector{line(2, 1, 1)}, kLuis)));
    CHECK(told(cart) == "01:2 by 65; 02:1 by 66; ");
    CHECK(value(cart.merge(std::vector{line(1, 2, 3)}, kLuis)));
    CHECK(told(cart) == "01:3 by 65; 02:1 by 66; ");
    CHECK_FALSE(value(cart.merge(std::vector{line(1, 1, 9)}, kAna)));
    CHECK(value(cart.merge(std::vector{line(2, 2, 0)}, kAna)));
    CHECK(told(cart) == "01:3 by 65; ");
}

TEST_CASE("A cart is the same whatever comes first, and however often", "[guests][MENU-2]") {
    struct Said {
        CartLine line;
        Id by;
    };

    std::vector<Said> said{{line(1, 1, 2), kAna},  {line(1, 2, 5), kLuis}, {line(1, 2, 4), kAna},
                           {line(2, 1, 1), kLuis}, {line(2, 3, 0), kAna},  {line(2, 2, 7), kLuis},
                           {line(3, 1, 1), kAna}};
    base::SeededRandom random(3);
    std::string first;
    for (int round = 0; round < 200; ++round) {
        for (std::size_t i = said.size() - 1; i > 0; --i)
            std::swap(said[i], said[static_cast<std::size_t>(base::random_below(random, i + 1))]);
        Cart cart;
        for (const auto& each : said)
            value(cart.merge(std::vector{each.line}, each.by));
        for (const auto& each : said)
            value(cart.merge(std::vector{each.line}, each.by));
        if (first.empty()) first = told(cart);
        REQUIRE(told(cart) == first);
    }
    CHECK(first == "01:5 by 65; 03:1 by 65; ");
}

TEST_CASE("A cart holds so much, and refuses a message as a whole", "[guests][MENU-3]") {
    Cart cart;
    for (std::uint8_t i = 1; i <= Cart::kMostLines; ++i)
        value(cart.merge(std::vector{line(i, 1, 1)}, kAna));
    CHECK_FALSE(cart.merge(std::vector{line(90, 1, 1)}, kAna));
    // What was taken out makes room.
    value(cart.merge(std::vector{line(1, 2, 0)}, kAna));
    CHECK(cart.merge(std::vector{line(90, 1, 1)}, kAna));
    CHECK(cart.lines().size() == Cart::kMostLines);
    CHECK_FALSE(cart.merge(std::vector{line(2, 2, 5), line(3, 2, 21)}, kAna));
    CHECK(cart.lines().front()->line.quantity == 1);
    for (const auto& wrong : {line(0, 1, 1), line(2, 0, 1), line(2, -1, 1), line(2, 1, -1)})
        CHECK_FALSE(cart.merge(std::vector{wrong}, kAna));
    auto long_note = line(2, 3, 1);
    long_note.note = std::string(Cart::kMostNote + 1, 'a');
    CHECK_FALSE(cart.merge(std::vector{long_note}, kAna));
}

}  // namespace
}  // namespace mostrador::tests
