#include "base/cbor_writer.hpp"

#include <bit>
#include <utility>

namespace mostrador::base::detail {
namespace {

constexpr std::uint8_t kFalse = 0xf4;
constexpr std::uint8_t kTrue = 0xf5;
constexpr std::uint8_t kNull = 0xf6;

/// The first byte's low bits for an argument that follows in so many bytes (a power of two).
constexpr std::uint8_t follows_in(std::size_t width) {
    return static_cast<std::uint8_t>(24 + std::countr_zero(width));
}

constexpr std::size_t width_of(std::uint64_t argument) {
    if (argument <= 0xff) return 1;
    if (argument <= 0xffff) return 2;
    return argument <= 0xffffffff ? 4 : 8;
}

}  // namespace

void cbor_head(Bytes& out, CborMajor major, std::uint64_t argument) {
    const auto high = static_cast<std::uint8_t>(std::to_underlying(major) << 5);
    if (argument < 24) {
        out.push_back(static_cast<std::uint8_t>(high | argument));
        return;
    }
    const auto width = width_of(argument);
    out.push_back(high | follows_in(width));
    for (auto left = width; left > 0; --left) {
        out.push_back(static_cast<std::uint8_t>(argument >> (8 * (left - 1))));
    }
}

void cbor_integer(Bytes& out, std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    if (value >= 0) return cbor_head(out, CborMajor::unsigned_integer, bits);
    cbor_head(out, CborMajor::negative_integer, ~bits);
}

void cbor_boolean(Bytes& out, bool value) {
    out.push_back(value ? kTrue : kFalse);
}

void cbor_null(Bytes& out) {
    out.push_back(kNull);
}

void cbor_text(Bytes& out, std::string_view text) {
    cbor_head(out, CborMajor::text, text.size());
    out.insert(out.end(), text.begin(), text.end());
}

void cbor_bytes(Bytes& out, ByteView bytes) {
    cbor_head(out, CborMajor::bytes, bytes.size());
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void cbor_text_map(Bytes& out, const std::map<std::string, std::string>& map) {
    cbor_head(out, CborMajor::map, map.size());
    for (const auto& [key, value] : map) {
        cbor_text(out, key);
        cbor_text(out, value);
    }
}

void cbor_record(Bytes& out, std::span<const CborField> fields, const void* owner) {
    const auto is_present = [owner](const CborField& field) {
        return field.present == nullptr || field.present(owner);
    };
    cbor_head(out, CborMajor::map,
              static_cast<std::uint64_t>(std::ranges::count_if(fields, is_present)));
    for (const auto& field : fields) {
        if (!is_present(field)) continue;
        cbor_text(out, field.name);
        field.write(out, owner);
    }
}

void cbor_list(Bytes& out, std::span<const CborField> items, const void* owner) {
    while (!items.empty() && !items.back().present(owner))
        items = items.first(items.size() - 1);
    cbor_head(out, CborMajor::array, items.size());
    for (const auto& item : items)
        item.write(out, owner);
}

}  // namespace mostrador::base::detail
