#pragma once

#include <string>
#include <string_view>

#include "guests/code.hpp"
#include "guests/menu.hpp"

namespace mostrador::hub {

enum class GuestLanguage : std::uint8_t { spanish, english };

/// What `?l=` asks for, or else the first of the phone's languages that we speak.
GuestLanguage guest_language(std::string_view target, std::string_view accept_language);

/// What the build gives to the page: its style sheet, and where its script is. Both may be empty.
struct GuestAssets {
    std::string_view style;
    std::string_view script;
};

/// The menu of a table, readable before any script (docs/guests.md). `address` is what follows
/// "/m/" in its code.
std::string guest_html(const guests::Menu& menu, const guests::Table& table,
                       std::string_view address, GuestLanguage language, const GuestAssets& assets);

/// The page's content security policy.
std::string guest_policy(std::string_view style);

}  // namespace mostrador::hub
