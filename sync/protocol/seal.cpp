#include "protocol/seal.hpp"

#include "protocol/codec.hpp"

namespace mostrador::protocol {
namespace {

using base::Code;

/// The hash of the last operation stands for its device's whole chain up to there: each operation
/// carries the hash of the one before.
base::Bytes signed_message(const PushRequest& push) {
    constexpr std::string_view purpose = "mostrador push 1";
    const auto last = base::blake2b(push.operations.back());
    base::Bytes message(purpose.begin(), purpose.end());
    message.insert(message.end(), last.begin(), last.end());
    return message;
}

}  // namespace

void seal(PushRequest& push, const base::SigningKey* key) {
    if (key != nullptr) push.signature = key->sign(signed_message(push));
    if (!push.signature || push.operations.size() > 1) {
        push.checksum = push_checksum(push.operations);
    }
}

base::Status check_seal(const PushRequest& push, const std::optional<base::PublicKey>& key) {
    const bool by_signature_alone = key && push.signature && push.operations.size() == 1;
    if (!by_signature_alone && push.checksum != push_checksum(push.operations)) {
        return malformed("checksum");
    }
    if (!key) return {};
    if (!push.signature) return base::fail(Code::sync_signature_missing);
    if (base::is_signed(*key, signed_message(push), *push.signature)) return {};
    return base::fail(Code::sync_signature_invalid);
}

}  // namespace mostrador::protocol
