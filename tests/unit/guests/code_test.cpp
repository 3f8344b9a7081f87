#include "guests/code.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Id;

const auto kKey = *guests::key_of(std::string(63, '0') + "7");
const auto kOther = *guests::key_of(std::string(63, '0') + "8");
const auto kTenant = *Id::parse("0190a4c2-7e1f-7c3a-9d54-2f0c7b6a1e88");
const auto kTable = *Id::parse("0190a4c2-7e1f-7c3a-9d54-2f0c00000005");
const auto kTab = *Id::parse("0190a4c2-7e1f-7c3a-9d54-2f0c00000009");

TEST_CASE("A table's code names the shop and the table, and is signed", "[guests][MENU-3]") {
    const auto path = guests::table_path(kKey, kTenant, kTable);
    CHECK(path.size() == 44);
    CHECK(path.starts_with("/m/7b6a1e88/"));
    const auto address = guests::parse_table_path(path);
    REQUIRE(address);
    CHECK(address->table == kTable);
    CHECK(address->end == guests::tenant_end(kTenant));
    CHECK(guests::is_genuine(*address, kKey, kTenant));
    CHECK_FALSE(guests::is_genuine(*address, kOther, kTenant));
    CHECK_FALSE(guests::is_genuine(*address, kKey, kTable));
}

TEST_CASE("No letter of a code can be changed", "[guests][MENU-3]") {
    const auto path = guests::table_path(kKey, kTenant, kTable);
    for (std::size_t at = 12; at < path.size(); ++at) {
        auto other = path;
        other[at] = other[at] == 'A' ? 'B' : 'A';
        const auto address = guests::parse_table_path(other);
        CAPTURE(other);
        CHECK_FALSE((address && guests::is_genuine(*address, kKey, kTenant)));
    }
    for (const auto* wrong :
         {"", "/m/", "/m/7b6a1e88/", "/r/7b6a1e88/AZCkwn4f", "/m/7b6a1e88/../.."})
        CHECK_FALSE(guests::parse_table_path(wrong));
    CHECK_FALSE(guests::parse_table_path(path + "A"));
    CHECK_FALSE(guests::parse_table_path(path.substr(0, path.size() - 1) + "+"));
}

TEST_CASE("A visit's word is good for its window and the next", "[guests][MENU-3]") {
    const std::int64_t now = 1000 * guests::kWordUs;
    const auto word = guests::word_at(kKey, kTab, now);
    CHECK(word.size() == 4);
    CHECK(guests::word_at(kKey, kTab, now + guests::kWordUs - 1) == word);
    CHECK(guests::is_word(kKey, kTab, word, now));
    CHECK(guests::is_word(kKey, kTab, word, now + 2 * guests::kWordUs - 1));
    CHECK_FALSE(guests::is_word(kKey, kTab, word, now + 2 * guests::kWordUs));
    CHECK_FALSE(guests::is_word(kKey, kTab, word, now - 1));
    CHECK_FALSE(guests::is_word(kKey, kTable, word, now));
    CHECK_FALSE(guests::is_word(kOther, kTab, word, now));
}

TEST_CASE("A word may be typed in any way that is read as it", "[guests][MENU-3]") {
    // A word with a zero and a one, which some read as letters.
    std::int64_t now = 0;
    std::string word;
    while (!word.contains('0') || !word.contains('1'))
        word = guests::word_at(kKey, kTab, now += guests::kWordUs);
    auto typed = word;
    for (auto& letter : typed) {
        if (letter == '0') letter = 'o';
        if (letter == '1') letter = 'l';
    }
    CHECK(guests::is_word(kKey, kTab, typed, now));
    CHECK(guests::is_word(kKey, kTab, " " + word.substr(0, 2) + "-" + word.substr(2), now));
    CHECK_FALSE(guests::is_word(kKey, kTab, word + word, now));
    CHECK_FALSE(guests::is_word(kKey, kTab, "", now));
}

TEST_CASE("Of a secret only a hash is kept", "[guests][MENU-3]") {
    const std::string secret(64, 'a');
    const auto hash = guests::secret_hash(secret);
    REQUIRE(hash);
    CHECK(hash->size() == 64);
    CHECK(*hash != secret);
    CHECK_FALSE(guests::secret_hash(std::string(62, 'a')));
    CHECK_FALSE(guests::secret_hash(std::string(64, 'x')));
}

}  // namespace
}  // namespace mostrador::tests
