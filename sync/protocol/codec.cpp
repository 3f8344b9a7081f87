#include "protocol/codec.hpp"

#include <algorithm>
#include <array>

#include "base/cbor.hpp"
#include "protocol/limits.hpp"

namespace mostrador::protocol {
namespace {

using base::Code;
using base::Json;

/// Text of a message is short; what is long travels as bytes.
bool texts_are_short(const Json& json) {
    if (json.is_string()) return json.get_ref<const std::string&>().size() <= kMaxTextBytes;
    if (json.is_array()) return std::ranges::all_of(json, texts_are_short);
    if (!json.is_object()) return true;
    return std::ranges::all_of(json.get_ref<const Json::object_t&>(), [](const auto& member) {
        return member.first.size() <= kMaxTextBytes && texts_are_short(member.second);
    });
}

void add_number(base::Hasher& hasher, std::uint64_t value) {
    std::array<std::uint8_t, 8> bytes{};
    for (auto& byte : bytes) {
        byte = static_cast<std::uint8_t>(value >> 56);
        value <<= 8;
    }
    hasher.add(bytes);
}

}  // namespace

namespace detail {

base::Result<Json> parse(std::span<const std::uint8_t> bytes, std::size_t max_bytes) {
    const base::CborLimits limits{.bytes = max_bytes, .depth = kMaxDepth, .items = kMaxItems};
    auto json = base::cbor_decode(bytes, limits);
    if (!json) return std::unexpected(as_sync_error(std::move(json.error())));
    // One encoding only: a key given twice or a padded number does not come out as it went in.
    if (!std::ranges::equal(base::cbor_of(*json), bytes) || !texts_are_short(*json)) {
        return malformed("encoding");
    }
    return json;
}

base::Error as_sync_error(base::Error error) {
    if (error.code == Code::input_malformed) error.code = Code::sync_malformed;
    return error;
}

}  // namespace detail

base::Hash push_checksum(const std::vector<base::Bytes>& operations) {
    base::Hasher hasher;
    for (const auto& body : operations) {
        add_number(hasher, body.size());
        hasher.add(body);
    }
    return hasher.finish();
}

base::Hash pull_checksum(const std::vector<PullEntry>& entries) {
    base::Hasher hasher;
    for (const auto& entry : entries) {
        add_number(hasher, static_cast<std::uint64_t>(entry.position));
        add_number(hasher, entry.body.size());
        hasher.add(entry.body);
    }
    return hasher.finish();
}

std::unexpected<base::Error> malformed(std::string field) {
    return base::fail(Code::sync_malformed, {{"field", std::move(field)}});
}

Problem problem_of(const base::Error& error, std::string request_id) {
    // The detail may name tables and files of the hub: it stays in the hub's log.
    return {std::string(base::code_name(error.code)), error.parameters, {}, std::move(request_id)};
}

base::Error error_of(const Problem& problem) {
    const auto code = base::code_named(problem.code);
    if (!code) return {Code::core_internal, problem.parameters, problem.code};
    return {*code, problem.parameters, problem.detail};
}

int http_status(Code code) {
    switch (code) {
        case Code::input_malformed:
        case Code::input_missing:
        case Code::input_out_of_range:
        case Code::log_malformed:
        case Code::sync_malformed:
            return 400;
        case Code::sync_unauthorized:
        case Code::guests_no_session:
            return 401;
        case Code::device_revoked:
        case Code::sync_foreign_tenant:
        case Code::sync_foreign_device:
        case Code::sync_foreign_grant:
        case Code::sync_signature_missing:
        case Code::sync_signature_invalid:
        case Code::sync_code_invalid:
        case Code::sync_code_expired:
        case Code::guests_word_wrong:
        case Code::staff_approval_needed:
        case Code::staff_locked:
        case Code::staff_not_allowed:
        case Code::staff_not_found:
        case Code::staff_wrong_pin:
            return 403;
        case Code::device_not_enrolled:
        case Code::sync_not_found:
        case Code::sync_image_gone:
        case Code::print_unknown_printer:
        case Code::guests_no_table:
        case Code::guests_pay_not_set_up:
            return 404;
        case Code::sync_method_not_allowed:
            return 405;
        case Code::log_gap:
        case Code::log_forked:
        case Code::log_chain_broken:
        case Code::sync_rolled_back:
        case Code::sync_hub_restored:
        case Code::guests_off:
        case Code::guests_visit_over:
        case Code::guests_too_many:
        case Code::catalog_product_not_found:
        case Code::catalog_product_archived:
        case Code::catalog_choice_needed:
        case Code::catalog_choice_over:
        case Code::catalog_choice_unknown:
            return 409;
        case Code::sync_too_large:
            return 413;
        case Code::sync_protocol_version:
            return 426;
        case Code::sync_rate_limited:
            return 429;
        case Code::print_unreachable:
        case Code::print_interrupted:
            return 502;
        case Code::print_busy:
        case Code::store_full:
        case Code::store_io:
        case Code::store_busy:
        case Code::sync_stopping:
            return 503;
        default:
            return 500;
    }
}

}  // namespace mostrador::protocol
