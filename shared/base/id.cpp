#include "base/id.hpp"

#include <algorithm>

#include "base/hash.hpp"

namespace mostrador::base {

namespace {

constexpr std::size_t kTextSize = 36;

bool is_hyphen_place(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

void set_version(Id& id, std::uint8_t version) {
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | version << 4);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
}

// RFC 9562 section 6.2, method 3: the 12 bits after the milliseconds hold a fraction of one.
// Here they are the microseconds (0..999), so that a tick of the clock is one step of the prefix.
Id id_at(std::int64_t time_us, Random& random) {
    const auto time = static_cast<std::uint64_t>(time_us);
    const std::uint64_t milliseconds = time / 1000;
    const std::uint64_t microseconds = time % 1000;
    Id id;
    for (std::size_t i = 0; i < 6; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * i));
    }
    id.bytes[6] = static_cast<std::uint8_t>(microseconds >> 8);
    id.bytes[7] = static_cast<std::uint8_t>(microseconds);
    random.fill(std::span(id.bytes).subspan(8));
    set_version(id, 7);
    return id;
}

}  // namespace

std::string Id::text() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(kTextSize, '-');
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < kTextSize; ++i) {
        if (is_hyphen_place(i)) continue;
        const std::uint8_t byte = bytes[nibble / 2];
        text[i] = digits[nibble % 2 == 0 ? byte >> 4 : byte & 15];
        ++nibble;
    }
    return text;
}

Result<Id> Id::parse(std::string_view text) {
    if (text.size() != kTextSize) return fail(Code::input_malformed, {{"field", "id"}});
    std::string digits;
    for (std::size_t i = 0; i < kTextSize; ++i) {
        if (!is_hyphen_place(i))
            digits += text[i];
        else if (text[i] != '-')
            return fail(Code::input_malformed, {{"field", "id"}});
    }
    const Result<Bytes> bytes = from_hex(digits);
    if (!bytes) return fail(Code::input_malformed, {{"field", "id"}});
    return from_bytes(*bytes);
}

Result<Id> Id::from_bytes(ByteView bytes) {
    Id id;
    if (bytes.size() != id.bytes.size()) return fail(Code::input_malformed, {{"field", "id"}});
    std::ranges::copy(bytes, id.bytes.begin());
    return id;
}

Id make_id(Clock& clock, Random& random) {
    return id_at(clock.now_us(), random);
}

Id IdSource::next() {
    last_ = std::max(clock_->now_us(), last_ + 1);
    return id_at(last_, *random_);
}

Id derived_id(std::string_view name_space, std::string_view name) {
    constexpr std::uint8_t separator[] = {0};
    const Hash hash =
        Hasher().add(as_bytes(name_space)).add(separator).add(as_bytes(name)).finish();
    Id id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    set_version(id, 8);
    return id;
}

}  // namespace mostrador::base
