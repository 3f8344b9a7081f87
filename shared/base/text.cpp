#include "base/text.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace mostrador::base {

namespace {

constexpr char32_t kFirstFolded = 0xC0;

// Latin-1 letters and Latin Extended-A, in lower case without accents; empty: it stays as it is.
constexpr auto kFolded = std::to_array<std::string_view>({
    // clang-format off
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",  // U+00C0
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "ss",  // U+00D0
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",  // U+00E0
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",  // U+00F0
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",  // U+0100
    "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",  // U+0110
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",  // U+0120
    "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",  // U+0130
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o",  // U+0140
    "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",  // U+0150
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",  // U+0160
    "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s",  // U+0170
    // clang-format on
});

struct CodePoint {
    char32_t value;
    std::size_t size;  // bytes in UTF-8
};

std::size_t sequence_size(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

char32_t least_value(std::size_t size) {
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    return least[size];
}

// The first character of a text that is not empty; nothing when it is malformed.
std::optional<CodePoint> decode(std::string_view text) {
    const auto lead = static_cast<std::uint8_t>(text.front());
    const std::size_t size = sequence_size(lead);
    if (size == 0 || size > text.size()) return std::nullopt;
    if (size == 1) return CodePoint{lead, 1};
    char32_t value = lead & (0x7Fu >> size);
    for (const char character : text.substr(1, size - 1)) {
        const auto byte = static_cast<std::uint8_t>(character);
        if ((byte & 0xC0) != 0x80) return std::nullopt;
        value = value << 6 | (byte & 0x3Fu);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < least_value(size) || value > 0x10FFFF || surrogate) return std::nullopt;
    return CodePoint{value, size};
}

bool is_space(char32_t value) {
    return value == ' ' || (value >= '\t' && value <= '\r') || value == 0xA0 ||
           (value >= 0x2000 && value <= 0x200A) || value == 0x202F || value == 0x3000;
}

bool is_combining_mark(char32_t value) {
    return value >= 0x300 && value <= 0x36F;
}

// `original` is the character's own UTF-8.
void append_folded(std::string& folded, char32_t value, std::string_view original) {
    if (value >= 'A' && value <= 'Z') {
        folded += static_cast<char>(value - 'A' + 'a');
        return;
    }
    const bool listed = value >= kFirstFolded && value < kFirstFolded + kFolded.size();
    const std::string_view letters = listed ? kFolded[value - kFirstFolded] : std::string_view();
    folded += letters.empty() ? original : letters;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::optional<CodePoint> point = decode(text);
        if (!point) return false;
        text.remove_prefix(point->size);
    }
    return true;
}

std::string fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    bool space_waits = false;
    while (!text.empty()) {
        const std::optional<CodePoint> point = decode(text);
        const std::string_view original = text.substr(0, point ? point->size : 1);
        text.remove_prefix(original.size());
        if (!point) continue;
        if (is_space(point->value)) {
            space_waits = !folded.empty();
            continue;
        }
        // It leaves no letter, so the space goes on waiting for one.
        if (is_combining_mark(point->value)) continue;
        if (space_waits) folded += ' ';
        space_waits = false;
        append_folded(folded, point->value, original);
    }
    return folded;
}

}  // namespace mostrador::base
