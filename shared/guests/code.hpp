#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"

namespace mostrador::guests {

/// What signs the codes of a shop's tables and makes their words (docs/guests.md).
using Key = std::array<std::uint8_t, 32>;

/// The key of 64 hexadecimal digits; nothing for anything else.
std::optional<Key> key_of(std::string_view text);

/// The end of a tenant's id by which the hub finds it, without looking through every company.
std::string tenant_end(const base::Id& tenant);

/// The path behind a table's code: "/m/1a2b3c4d/AZCkwn4f…".
std::string table_path(const Key& key, const base::Id& tenant, const base::Id& table);

/// A path of that form, before its signature was looked at.
struct TableAddress {
    std::string end;  ///< of the tenant's id
    base::Id table;
    std::array<std::uint8_t, 8> mark{};
};

std::optional<TableAddress> parse_table_path(std::string_view path);

/// Whether the address was signed with this key, in a time that tells nothing.
bool is_genuine(const TableAddress& address, const Key& key, const base::Id& tenant);

/// How long a table's word is the present one; the one before it counts as long.
constexpr std::int64_t kWordUs = 10LL * 60 * 1'000'000;

/// MENU-3: the word of a visit now, four letters and digits ("K7QM").
std::string word_at(const Key& key, const base::Id& tab, std::int64_t now_us);

/// Whether `typed` is the visit's word now, or was in the window before. Case, spaces and letters
/// that are read as another do not matter.
bool is_word(const Key& key, const base::Id& tab, std::string_view typed, std::int64_t now_us);

/// What is kept of a phone's secret of 64 hexadecimal digits. Error: input.malformed{field}.
base::Result<std::string> secret_hash(std::string_view secret);

}  // namespace mostrador::guests
