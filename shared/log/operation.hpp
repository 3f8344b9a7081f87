#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/reflect.hpp"
#include "log/stamp.hpp"

namespace mostrador::log {

/// One entry of the log: the only way in which state changes. Ids, times and document numbers are
/// fixed before it is written. It is stored exactly as it travels: `encode` is canonical, and the
/// hash of those bytes is the next operation's `previous`.
struct Operation {
    base::Id id;
    base::Id tenant;
    std::optional<base::Id> branch;
    std::optional<base::Id> register_id;
    base::Id device;
    std::int64_t sequence = 0;  ///< gapless per device, from 1
    Stamp stamp = 0;
    std::optional<base::Id> person;
    std::string kind;  ///< "sales.completed"
    int version = 1;
    base::Json payload;
    base::Hash previous{};  ///< hash of the device's operation before; zeros for the first
};

/// The largest operation that is written or accepted, in encoded bytes.
constexpr std::size_t kMaxOperationBytes = 256 * 1024;
/// How deep a payload may nest; deeper input is refused before it is parsed into memory.
constexpr int kMaxPayloadDepth = 16;

/// The canonical CBOR array [format, id, tenant, branch, register, device, sequence, stamp, person,
/// kind, version, payload, previous].
base::Bytes encode(const Operation& operation);

/// The same with the payload already written, whatever `operation.payload` holds.
base::Bytes encode(const Operation& operation, base::ByteView payload);

/// A payload that cbor_writer.hpp wrote. Errors: `input.malformed`, `sync.too_large{limit}`.
base::Result<base::Json> decode_payload(base::ByteView payload);

/// Reads what `encode` wrote. Anything else is `input.malformed{field}` or `sync.too_large{limit}`.
base::Result<Operation> decode(std::span<const std::uint8_t> body);

/// BLAKE2b-256 of the encoded bytes.
base::Hash hash_of(std::span<const std::uint8_t> body);

}  // namespace mostrador::log
