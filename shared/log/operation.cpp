#include "log/operation.hpp"

#include "base/cbor.hpp"
#include "base/cbor_writer.hpp"

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
    return encode(operation, base::cbor_of(operation.payload));
}

base::Bytes encode(const Operation& operation, base::ByteView payload) {
    base::Bytes out;
    out.reserve(kUsualBytes);
    base::detail::cbor_head(out, base::detail::CborMajor::array, kFields);
    base::cbor_write(out, kFormat);
    each_field(operation, [&](std::string_view, const auto& value) {
        if constexpr (std::same_as<decltype(value), const Json&>)
            out.insert(out.end(), payload.begin(), payload.end());
        else
            base::cbor_write(out, value);
    });
    return out;
}

base::Result<Json> decode_payload(base::ByteView payload) {
    auto limits = kLimits;
    limits.depth = kMaxPayloadDepth;
    return base::cbor_decode(payload, limits);
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
