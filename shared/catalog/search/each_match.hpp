#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "catalog/search/quality.hpp"

namespace mostrador::catalog {

namespace detail {

/// Sixteen characters at once; the compilers of both targets make vector instructions of it.
using Block = unsigned char __attribute__((vector_size(16)));

inline Block block_at(const char* text) {
    Block block;
    std::memcpy(&block, text, sizeof block);
    return block;
}

inline Block all(char c) {
    return Block{} + static_cast<unsigned char>(c);
}

}  // namespace detail

/// Calls `visit(position)` for each place where `sought` (not empty) stands in `text`, in order,
/// overlapping ones too. Looks for the first and the last character together: in a text of many
/// short words, the first alone is found all the time.
template <class Visit>
void each_match(std::string_view text, std::string_view sought, Visit visit) {
    static_assert(std::endian::native == std::endian::little);
    constexpr std::size_t width = sizeof(detail::Block);
    const std::size_t last = sought.size() - 1;
    const auto first_character = detail::all(sought.front());
    const auto last_character = detail::all(sought.back());
    const auto check = [&](std::size_t at) {
        if (text.substr(at, sought.size()) == sought) visit(at);
    };
    std::size_t at = 0;
    for (; at + last + width <= text.size(); at += width) {
        const auto both = (detail::block_at(text.data() + at) == first_character) &
                          (detail::block_at(text.data() + at + last) == last_character);
        const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(both);
        for (std::size_t half = 0; half < halves.size(); ++half) {
            for (auto bits = halves[half]; bits != 0;) {
                const auto byte = static_cast<std::size_t>(std::countr_zero(bits)) / 8;
                bits &= ~(std::uint64_t{0xff} << (8 * byte));
                check(at + 8 * half + byte);
            }
        }
    }
    for (; at + last < text.size(); ++at)
        check(at);
}

/// The same in a text of entries, which begin at `starts` and whose items each stand behind a line
/// break: `visit(entry, position)`. With Match::prefix only where an item begins with it.
template <class Visit>
void each_match_in_entries(std::string_view text, std::span<const std::uint32_t> starts,
                           std::string_view sought, Match match, Visit visit) {
    const bool anchored = match == Match::prefix;
    const auto line = anchored ? "\n" + std::string(sought) : std::string(sought);
    std::uint32_t entry = 0;
    each_match(text, line, [&](std::size_t at) {
        const std::size_t position = at + (anchored ? 1 : 0);
        while (entry + 1 < starts.size() && starts[entry + 1] <= position)
            ++entry;
        visit(entry, position);
    });
}

}  // namespace mostrador::catalog
