#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace mostrador::base {

namespace detail {

inline void append(std::string& out, std::string_view text) {
    out += text;
}

template <std::integral T>
void append(std::string& out, T number) {
    out += std::to_string(number);
}

}  // namespace detail

/// Texts and whole numbers, one after the other: `concat("line ", 3, " of ", name)`. The core has
/// no use for more, and std::format would bring its locales and floating point along, a tenth of
/// what the browser loads.
template <class... Parts>
std::string concat(const Parts&... parts) {
    std::string out;
    (detail::append(out, parts), ...);
    return out;
}

/// A number that is not negative, with zeros before it to at least `width` digits: padded(7, 2) is
/// "07".
inline std::string padded(std::int64_t number, std::size_t width) {
    auto digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

}  // namespace mostrador::base
