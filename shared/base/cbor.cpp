#include "base/cbor.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace mostrador::base {
namespace {

enum Major : std::uint8_t {
    unsigned_integer,
    negative_integer,
    byte_string,
    text_string,
    array,
    map,
    tag,
    simple
};

struct Head {
    std::uint8_t major;
    std::uint64_t argument;
};

/// Walks over a value's heads without recursion.
class Walker {
public:
    explicit Walker(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    bool at_end() const { return next_ == bytes_.size(); }

    /// False for a truncated head, an indefinite length or a reserved form.
    bool read(Head& head) {
        if (at_end()) return false;
        const auto first = bytes_[next_++];
        head = {static_cast<std::uint8_t>(first >> 5), static_cast<std::uint64_t>(first & 0x1f)};
        if (head.argument < 24) return true;
        if (head.argument > 27) return false;
        const std::size_t width = std::size_t{1} << (head.argument - 24);
        if (bytes_.size() - next_ < width) return false;
        head.argument = 0;
        for (std::size_t i = 0; i < width; ++i)
            head.argument = head.argument << 8 | bytes_[next_++];
        return true;
    }

    /// The content of a string; nothing when it is truncated.
    std::optional<ByteView> take(std::uint64_t count) {
        if (bytes_.size() - next_ < count) return std::nullopt;
        const auto content = bytes_.subspan(next_, static_cast<std::size_t>(count));
        next_ += content.size();
        return content;
    }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t next_ = 0;
};

std::unexpected<Error> too_large(std::size_t limit) {
    return fail(Code::sync_too_large, {{"limit", std::to_string(limit)}});
}

std::unexpected<Error> malformed() {
    return fail(Code::input_malformed, {{"field", ""}});
}

/// Text must be UTF-8, since whoever tells it as JSON could not go on; and a negative number must
/// be one of 64 bits, since it would be read as another.
bool is_readable(const Head& head, Walker& walker) {
    if (head.major == negative_integer) return std::in_range<std::int64_t>(head.argument);
    if (head.major != byte_string && head.major != text_string) return true;
    const auto content = walker.take(head.argument);
    return content && (head.major == byte_string || is_valid_utf8(as_text(*content)));
}

constexpr int kDepthCeiling = 64;

Status check(std::span<const std::uint8_t> bytes, const CborLimits& limits) {
    std::array<std::uint64_t, kDepthCeiling> open{1};  // values still expected at each depth
    int depth = 0;
    std::size_t items = 0;
    Walker walker(bytes);
    while (depth >= 0) {
        if (open[static_cast<std::size_t>(depth)] == 0) {
            --depth;
            continue;
        }
        --open[static_cast<std::size_t>(depth)];
        if (++items > limits.items) return too_large(limits.items);
        Head head{};
        if (!walker.read(head) || head.major == tag) return malformed();
        if (!is_readable(head, walker)) return malformed();
        if (head.major != array && head.major != map) continue;
        if (head.argument > bytes.size()) return malformed();
        if (++depth >= std::min(limits.depth, kDepthCeiling)) {
            return too_large(static_cast<std::size_t>(limits.depth));
        }
        open[static_cast<std::size_t>(depth)] = head.argument * (head.major == map ? 2 : 1);
    }
    return walker.at_end() ? Status{} : malformed();
}

}  // namespace

Result<nlohmann::json> cbor_decode(std::span<const std::uint8_t> bytes, const CborLimits& limits) {
    if (bytes.size() > limits.bytes) return too_large(limits.bytes);
    MOSTRADOR_CHECK(check(bytes, limits));
    auto value = nlohmann::json::from_cbor(bytes.begin(), bytes.end(), true, false);
    if (value.is_discarded()) return malformed();
    return value;
}

Bytes cbor_encode(const nlohmann::json& value) {
    return nlohmann::json::to_cbor(value);
}

}  // namespace mostrador::base
