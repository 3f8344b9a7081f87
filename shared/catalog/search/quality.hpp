#pragma once

#include <cstdint>

namespace mostrador::catalog {

/// Where a search word may stand in what it finds.
enum class Match : std::uint8_t {
    any,        ///< anywhere; with one typo when nothing else was found
    prefix,     ///< at the start of a word or code
    substring,  ///< anywhere, as typed
};

/// How well one search word fits one product; zero is not at all. The sum over the words ranks.
using Quality = std::uint8_t;

namespace quality {
constexpr Quality kNone = 0;
constexpr Quality kInside = 1;
constexpr Quality kWordStart = 2;
constexpr Quality kWord = 3;
constexpr Quality kNameStart = 4;
constexpr Quality kFirstWord = 5;
constexpr Quality kCode = 6;
constexpr Quality kBest = kCode;
}  // namespace quality

/// Position of a product in the index, from 0.
using Ordinal = std::uint32_t;

/// Letters and digits, and every byte of a character beyond ASCII; the rest separates words.
constexpr bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace mostrador::catalog
