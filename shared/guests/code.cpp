#include "guests/code.hpp"

#include <algorithm>
#include <sodium.h>

#include "base/bytes.hpp"

namespace mostrador::guests {
namespace {

using base::Id;

constexpr std::string_view kPrefix = "/m/";
constexpr std::size_t kEndDigits = 8;
constexpr std::size_t kMarkBytes = 8;
constexpr std::size_t kIdBytes = std::tuple_size_v<decltype(Id::bytes)>;
constexpr std::size_t kTableBytes = kIdBytes + kMarkBytes;
constexpr std::size_t kTableLetters = 32;  // of those bytes in base64
constexpr auto kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

// Crockford's base 32: no letter that is read as another.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kWordLetters = 4;
constexpr unsigned kLetterBits = 5;

std::array<std::uint8_t, kMarkBytes> mark_of(const Key& key, const Id& tenant, const Id& table) {
    const auto hash = base::Hasher()
                          .add(base::as_bytes("mostrador table"))
                          .add(key)
                          .add(tenant.bytes)
                          .add(table.bytes)
                          .finish();
    std::array<std::uint8_t, kMarkBytes> mark{};
    std::copy_n(hash.begin(), mark.size(), mark.begin());
    return mark;
}

std::string word_of(const Key& key, const Id& tab, std::int64_t window) {
    const auto text = std::to_string(window);
    const auto hash = base::Hasher()
                          .add(base::as_bytes("mostrador visit"))
                          .add(key)
                          .add(tab.bytes)
                          .add(base::as_bytes(text))
                          .finish();
    std::uint32_t bits = 0;
    for (const auto byte : std::span(hash).first<sizeof(bits)>())
        bits = bits << 8U | byte;
    std::string word;
    for (std::size_t i = 0; i < kWordLetters; ++i, bits >>= kLetterBits)
        word += kAlphabet[bits % kAlphabet.size()];
    return word;
}

/// As it would be shown; what is no letter of a word makes it another one.
std::string normal_word(std::string_view typed) {
    std::string word;
    for (char letter : typed) {
        if (letter == ' ' || letter == '-') continue;
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        if (letter == 'O') letter = '0';
        if (letter == 'I' || letter == 'L') letter = '1';
        word += letter;
        if (word.size() > kWordLetters) break;
    }
    return word;
}

bool are_equal(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace

std::optional<Key> key_of(std::string_view text) {
    Key key{};
    const auto bytes = base::from_hex(text);
    if (!bytes || bytes->size() != key.size()) return std::nullopt;
    std::ranges::copy(*bytes, key.begin());
    return key;
}

std::string tenant_end(const Id& tenant) {
    const auto text = tenant.text();
    return text.substr(text.size() - kEndDigits);
}

std::string table_path(const Key& key, const Id& tenant, const Id& table) {
    std::array<std::uint8_t, kTableBytes> bytes{};
    std::ranges::copy(mark_of(key, tenant, table),
                      std::ranges::copy(table.bytes, bytes.begin()).out);
    std::array<char, kTableLetters + 1> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kBase64);
    return std::string(kPrefix) + tenant_end(tenant) + "/" + text.data();
}

std::optional<TableAddress> parse_table_path(std::string_view path) {
    if (!path.starts_with(kPrefix)) return std::nullopt;
    path.remove_prefix(kPrefix.size());
    if (path.size() != kEndDigits + 1 + kTableLetters || path[kEndDigits] != '/')
        return std::nullopt;
    std::array<std::uint8_t, kTableBytes> bytes{};
    std::size_t size = 0;
    const auto code = path.substr(kEndDigits + 1);
    const bool fits = sodium_base642bin(bytes.data(), bytes.size(), code.data(), code.size(),
                                        nullptr, &size, nullptr, kBase64) == 0;
    if (!fits || size != bytes.size()) return std::nullopt;
    TableAddress address{.end = std::string(path.substr(0, kEndDigits)), .table = {}};
    const auto halves = std::span(bytes);
    std::ranges::copy(halves.first<kIdBytes>(), address.table.bytes.begin());
    std::ranges::copy(halves.last<kMarkBytes>(), address.mark.begin());
    return address;
}

bool is_genuine(const TableAddress& address, const Key& key, const Id& tenant) {
    const auto mark = mark_of(key, tenant, address.table);
    return sodium_memcmp(mark.data(), address.mark.data(), mark.size()) == 0;
}

std::string word_at(const Key& key, const Id& tab, std::int64_t now_us) {
    return word_of(key, tab, now_us / kWordUs);
}

bool is_word(const Key& key, const Id& tab, std::string_view typed, std::int64_t now_us) {
    const auto word = normal_word(typed);
    const auto window = now_us / kWordUs;
    const bool present = are_equal(word, word_of(key, tab, window));
    const bool last = are_equal(word, word_of(key, tab, window - 1));
    return present || last;
}

base::Result<std::string> secret_hash(std::string_view secret) {
    const auto key = key_of(secret);
    if (!key) return base::fail(base::Code::input_malformed, {{"field", "secret"}});
    return base::to_hex(
        base::Hasher().add(base::as_bytes("mostrador guest secret")).add(*key).finish());
}

}  // namespace mostrador::guests
