#include "catalog/search/each_match.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "base/random.hpp"

namespace mostrador::tests {
namespace {

using Places = std::vector<std::size_t>;

Places found(std::string_view text, std::string_view sought) {
    Places places;
    catalog::each_match(text, sought, [&](std::size_t at) { places.push_back(at); });
    return places;
}

Places one_by_one(std::string_view text, std::string_view sought) {
    Places places;
    for (auto at = text.find(sought); at != text.npos; at = text.find(sought, at + 1))
        places.push_back(at);
    return places;
}

TEST_CASE("Every place is found once and in order", "[catalog][CAT-4]") {
    CHECK(found("aaaa", "aa") == Places{0, 1, 2});
    CHECK(found("abc", "abcd").empty());
    CHECK(found("", "a").empty());
    CHECK(found("x", "x") == Places{0});
}

TEST_CASE("In texts of every length it finds what looking one by one finds", "[catalog][CAT-4]") {
    base::SeededRandom random(3);
    for (std::size_t size = 0; size < 120; ++size) {
        std::string text;
        for (std::size_t i = 0; i < size; ++i)
            text += static_cast<char>('a' + base::random_below(random, 2));
        for (const std::string_view sought : {"a", "ab", "aba", "bbbb", "abababababababababab"})
            REQUIRE(found(text, sought) == one_by_one(text, sought));
    }
}

}  // namespace
}  // namespace mostrador::tests
