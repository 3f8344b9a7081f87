#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/reflect.hpp"

namespace mostrador::documents {

/// Characters of one byte, as printers and PDF's standard fonts have them. PC437 has no euro sign
/// and not every Spanish capital.
enum class CodePage : std::uint8_t { pc437, pc858, wpc1252 };

/// `text` (UTF-8) in one byte a character. What the page lacks becomes the nearest that it has
/// ("–" is "-", "Á" is "A", "€" is "EUR"), or "?". Control characters become blanks, so that no
/// product's name can command a printer.
std::string in_code_page(std::string_view text, CodePage page);

}  // namespace mostrador::documents

template <>
struct mostrador::base::EnumNames<mostrador::documents::CodePage> {
    using enum mostrador::documents::CodePage;
    static constexpr std::array names{
        std::pair{pc437, std::string_view("pc437")},
        std::pair{pc858, std::string_view("pc858")},
        std::pair{wpc1252, std::string_view("wpc1252")},
    };
};
