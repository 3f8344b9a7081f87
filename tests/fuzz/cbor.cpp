// The reader below all messages: it must hold its limits whatever comes.
#include "base/cbor.hpp"

#include <algorithm>

#include "base/cbor_writer.hpp"
#include "base/text.hpp"
#include "fuzz/fuzz.hpp"

namespace mostrador::fuzz {
namespace {

/// Text that is no UTF-8 would end the program of whoever writes it as JSON.
bool can_be_told(const nlohmann::json& value) {
    if (value.is_string()) return base::is_valid_utf8(value.get_ref<const std::string&>());
    if (!value.is_structured()) return true;
    if (value.is_array()) return std::ranges::all_of(value, can_be_told);
    return std::ranges::all_of(
        value.get_ref<const nlohmann::json::object_t&>(), [](const auto& member) {
            return base::is_valid_utf8(member.first) && can_be_told(member.second);
        });
}

}  // namespace

const Shape kShape{};

void take(base::ByteView bytes) {
    const base::CborLimits limits{.bytes = 64 * 1024, .depth = 12, .items = 4096};
    const auto value = base::cbor_decode(bytes, limits);
    if (!value) return;
    demand(can_be_told(*value));
    // A double may be written shorter than it came, so the bytes need not be the same; the second
    // time they are.
    const auto once = base::cbor_of(*value);
    const auto again = base::cbor_decode(once, {.bytes = 2 * once.size() + 64});
    demand(again.has_value());
    demand(base::cbor_of(*again) == once);
}

}  // namespace mostrador::fuzz
