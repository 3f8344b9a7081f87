#include "catalog/search/search_index.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace mostrador::catalog {
namespace {

using Rows = std::vector<std::int64_t>;

SearchIndex small_shop() {
    SearchIndex index;
    index.put({.row = 1, .name = "Café molido natural 250 g", .codes = "CAF-001\n8410000000017"});
    index.put({.row = 2, .name = "Leche entera 1 l", .codes = "LEC-1"});
    index.put({.row = 3, .name = "Arroz con leche", .codes = "ARR-1"});
    index.put({.row = 4, .name = "Batido lechero", .codes = "7"});
    index.put({.row = 5, .name = "Crema achocolatada", .codes = "77\n0412345678903"});
    index.put({.row = 6, .name = "Coca-Cola 33 cl", .codes = "COC"});
    return index;
}

Rows rows(SearchIndex& index, std::string_view query, Match match = Match::any) {
    auto hits = index.search(query, 20, match);
    CHECK(hits.total == std::ssize(hits.rows));
    return hits.rows;
}

}  // namespace

TEST_CASE("Search: accents and case do not matter") {
    auto index = small_shop();
    CHECK(rows(index, "cafe") == Rows{1});
    CHECK(rows(index, "CAFÉ  Móli") == Rows{1});
}

TEST_CASE("Search: whole word first, then start of the name, of a word, inside") {
    auto index = small_shop();
    CHECK(rows(index, "leche") == Rows{2, 3, 4});
    CHECK(rows(index, "lech") == Rows{2, 4, 3});  // starts of words: the shorter name first
    CHECK(rows(index, "ola") == Rows{6, 5});      // inside
}

TEST_CASE("Search: all words must be found, in any order") {
    auto index = small_shop();
    CHECK(rows(index, "leche arroz") == Rows{3});
    CHECK(rows(index, "leche cafe", Match::substring).empty());
    CHECK(rows(index, "1 leche") == Rows{2});
}

TEST_CASE("Search: a hyphen in a name or a query separates words") {
    auto index = small_shop();
    CHECK(rows(index, "coca cola") == Rows{6});
    CHECK(rows(index, "coca-cola") == Rows{6});
    CHECK(rows(index, "coca - cola") == Rows{6});
}

TEST_CASE("Search: by part of SKU or barcode, the whole code first") {
    auto index = small_shop();
    CHECK(rows(index, "8410000000017") == Rows{1});
    CHECK(rows(index, "000017") == Rows{1});
    CHECK(rows(index, "caf-001") == Rows{1});
    CHECK(rows(index, "af001") == Rows{1});
    CHECK(rows(index, "7") == Rows{4});
    CHECK(rows(index, "77") == Rows{5});
    CHECK(rows(index, "412345678903") == Rows{5});
    CHECK(rows(index, "cafe 0017") == Rows{1});
}

TEST_CASE("Search: prefix finds starts of words and codes only") {
    auto index = small_shop();
    CHECK(rows(index, "ola", Match::prefix).empty());
    CHECK(rows(index, "cola", Match::prefix) == Rows{6});
    CHECK(rows(index, "841", Match::prefix) == Rows{1});
    CHECK(rows(index, "410", Match::prefix).empty());
}

TEST_CASE("Search: one typo is forgiven when nothing else was found") {
    auto index = small_shop();
    CHECK(rows(index, "lehce") == Rows{2, 4, 3});   // swapped
    CHECK(rows(index, "arrroz") == Rows{3});        // one too many
    CHECK(rows(index, "aroz") == Rows{3});          // one too few
    CHECK(rows(index, "batiso") == Rows{4});        // another one
    CHECK(rows(index, "natural cafw") == Rows{1});  // the other word as typed
    CHECK(rows(index, "bateso").empty());           // two
    CHECK(rows(index, "lehce", Match::substring).empty());
}

TEST_CASE("Search: nothing is found for nothing") {
    auto index = small_shop();
    CHECK(rows(index, "").empty());
    CHECK(rows(index, "  - ").empty());
    SearchIndex empty;
    CHECK(rows(empty, "leche").empty());
    CHECK(rows(empty, "8410").empty());
}

TEST_CASE("Search: the total counts what the limit leaves out") {
    auto index = small_shop();
    const auto hits = index.search("e", 2, Match::any);
    CHECK(hits.total == 5);
    CHECK(hits.rows.size() == 2);
    CHECK(index.search("e", 0, Match::any).total == 5);
}

TEST_CASE("Search: a product is replaced and removed") {
    auto index = small_shop();
    index.put({.row = 2, .name = "Queso fresco", .codes = "LEC-1"});
    CHECK(rows(index, "leche") == Rows{3, 4});
    CHECK(rows(index, "queso") == Rows{2});
    CHECK(rows(index, "lec-1") == Rows{2});
    index.put({.row = 2, .name = "Queso curado", .codes = "QUE-1"});
    CHECK(rows(index, "lec-1", Match::substring).empty());
    index.remove(2);
    CHECK(rows(index, "queso", Match::substring).empty());
    index.remove(99);
    CHECK(index.size() == 5);
}

TEST_CASE("Search: finds what a search through every text finds") {
    // Words from few letters, so that parts of words occur often and in many places.
    SearchIndex index;
    std::vector<std::string> texts;
    std::uint32_t state = 7;
    const auto next = [&state] { return state = state * 1664525U + 1013904223U, state >> 16; };
    for (std::int64_t row = 0; row < 500; ++row) {
        std::string name;
        for (int letter = 0; letter < 14; ++letter)
            name += letter % 5 == 4 ? ' ' : static_cast<char>('a' + next() % 3);
        std::string code;
        for (int digit = 0; digit < 8; ++digit)
            code += static_cast<char>('0' + next() % 4);
        index.put({.row = row, .name = name, .codes = code});
        texts.push_back(name + "\n" + code);
    }
    for (const auto* query : {"ab", "abc", "cab", "aaaa", "01", "0123", "330", "b", "abc 01"}) {
        const std::string_view whole = query;
        const auto first = whole.substr(0, whole.find(' '));
        const auto second = whole.substr(whole.size() == first.size() ? 0 : first.size() + 1);
        const auto expected = std::ranges::count_if(texts, [&](const std::string& text) {
            return text.contains(first) && text.contains(second);
        });
        INFO(query);
        CHECK(index.search(query, 1000, Match::substring).total == expected);
    }
}

}  // namespace mostrador::catalog
