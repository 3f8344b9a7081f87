#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/cbor_writer.hpp"
#include "protocol/messages.hpp"

namespace mostrador::protocol {

namespace detail {
/// Checks encoding and limits, not yet the shape.
base::Result<base::Json> parse(std::span<const std::uint8_t> bytes, std::size_t max_bytes);
base::Error as_sync_error(base::Error error);
}  // namespace detail

/// The one encoding of a message.
template <class Message>
base::Bytes encode(const Message& message) {
    return base::cbor_of(message);
}

/// Reads a message from outside. Errors: `sync.malformed{field}`, `sync.too_large{limit}`.
///
///   MOSTRADOR_TRY(auto push, decode<PushRequest>(body, kMaxRequestBytes));
template <class Message>
base::Result<Message> decode(std::span<const std::uint8_t> bytes, std::size_t max_bytes) {
    auto json = detail::parse(bytes, max_bytes);
    if (!json) return std::unexpected(std::move(json.error()));
    auto message = base::decode<base::Form::binary, Message>(*json);
    if (!message) return std::unexpected(detail::as_sync_error(std::move(message.error())));
    return message;
}

base::Hash push_checksum(const std::vector<base::Bytes>& operations);
base::Hash pull_checksum(const std::vector<PullEntry>& entries);

/// `sync.malformed{field}`.
std::unexpected<base::Error> malformed(std::string field);

/// What the hub answers instead of a result, and what the device makes of it. A code that this
/// version does not know becomes `sync.internal` with the code as its detail.
Problem problem_of(const base::Error& error, std::string request_id);
base::Error error_of(const Problem& problem);

/// The HTTP status of an error, docs/protocol.md §6.
int http_status(base::Code code);

}  // namespace mostrador::protocol
