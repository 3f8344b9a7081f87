#pragma once

#include <optional>

#include "base/signing_key.hpp"
#include "protocol/messages.hpp"

// What shows that a push is what its device sent (docs/protocol.md §8).
namespace mostrador::protocol {

/// Signs the push with the device's key, or gives it a checksum; both when it has several
/// operations.
void seal(PushRequest& push, const base::SigningKey* key);

/// Whether a push is as the device with this key (or without one) sent it.
/// Errors: `sync.malformed{checksum}`, `sync.signature_missing`, `sync.signature_invalid`.
base::Status check_seal(const PushRequest& push, const std::optional<base::PublicKey>& key);

}  // namespace mostrador::protocol
