// The body of a request as the server takes it: inflated within its limit, then read as a push.
#include "fuzz/fuzz.hpp"
#include "hub/http/gzip.hpp"
#include "log/operation.hpp"
#include "protocol/codec.hpp"
#include "protocol/seal.hpp"

namespace mostrador::fuzz {

const Shape kShape{.gzip = true};

void take(base::ByteView bytes) {
    constexpr std::size_t kLimit = 64 * 1024;
    const auto body = hub::gunzip(bytes, kLimit);
    if (!body) return;
    demand(body->size() <= kLimit);
    const auto push = protocol::decode<protocol::PushRequest>(*body, kLimit);
    if (!push) return;
    if (push->operations.empty()) return;
    std::ignore = protocol::check_seal(*push, std::nullopt);
    std::ignore = protocol::check_seal(*push, base::PublicKey{1});
    for (const auto& operation : push->operations)
        std::ignore = log::decode(operation);
}

}  // namespace mostrador::fuzz
