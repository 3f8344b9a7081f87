#include "log/operation.hpp"

#include "base/cbor.hpp"

namespace mostrador::log {
namespace {

using base::Form;
using base::Json;

constexpr int kFormat = 1;
constexpr base::CborLimits kLimits{
    .bytes = kMaxOperationBytes, .depth = kMaxPayloadDepth, .items = 100'000};

/// The fields in their order on the wire; the same list writes and reads.
template <class Op, class Visit>
void each_field(Op& operation, Visit visit) {
    visit("id", operation.id);
    visit("tenant", operation.tenant);
    visit("branch", operation.branch);
    visit("register", operation.register_id);
    visit("device", operation.device);
    visit("sequence", operation.sequence);
    visit("stamp", operation.stamp);
    visit("person", operation.person);
    visit("kind", operation.kind);
    visit("version", operation.version);
    visit("payload", operation.payload);
    visit("previous", operation.previous);
}

constexpr std::size_t kFields = 13;  // with the format
/// CBOR's head of an array of so many.
constexpr std::uint8_t kArrayHead = 0x80 | kFields;
static_assert(kFields < 24);
/// A sale of three lines fits.
constexpr std::size_t kUsualBytes = 2048;

base::Status plausible(const Operation& operation) {
    const auto refuse = [](std::string_view field) {
        return base::fail(base::Code::input_malformed, {{"field", std::string(field)}});
    };
    if (operation.sequence < 1) return refuse("sequence");
    if (operation.stamp < 1) return refuse("stamp");
    if (operation.version < 1) return refuse("version");
    if (operation.kind.empty() || operation.kind.size() > 64) return refuse("kind");
    if (!operation.payload.is_object()) return refuse("payload");
    return {};
}

}  // namespace

base::Bytes encode(const Operation& operation) {
    base::Bytes out;
    out.reserve(kUsualBytes);
    out.push_back(kArrayHead);
    base::cbor_append(out, kFormat);
    each_field(operation, [&](std::string_view, const auto& value) {
        // The payload as it stands: a copy of it would cost more than all the rest.
        if constexpr (std::same_as<decltype(value), const Json&>)
            base::cbor_append(out, value);
        else
            base::cbor_append(out, base::encode<Form::binary>(value));
    });
    return out;
}

base::Result<Operation> decode(std::span<const std::uint8_t> body) {
    MOSTRADOR_TRY(json, base::cbor_decode(body, kLimits));
    if (!json.is_array() || json.size() != kFields || json[0] != kFormat) {
        return base::fail(base::Code::input_malformed, {{"field", "format"}});
    }
    Operation operation;
    base::Status status;
    std::size_t index = 0;
    each_field(operation, [&](std::string_view name, auto& value) {
        ++index;
        if (!status) return;
        status = base::decode_into<Form::binary>(json[index], value);
        if (!status) status.error() = base::detail::at(name, std::move(status.error()));
    });
    MOSTRADOR_CHECK(status);
    MOSTRADOR_CHECK(plausible(operation));
    return operation;
}

base::Hash hash_of(std::span<const std::uint8_t> body) {
    return base::blake2b(body);
}

}  // namespace mostrador::log
