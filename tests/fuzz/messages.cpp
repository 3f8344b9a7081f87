// Every message of the protocol from outside. The first byte chooses which.
#include "fuzz/fuzz.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

namespace {

using namespace mostrador::protocol;

/// What was understood is written and understood again as the same.
template <class Message>
void read(mostrador::base::ByteView bytes, std::size_t most) {
    const auto message = decode<Message>(bytes, most);
    if (!message) return;
    const auto once = encode(*message);
    const auto again = decode<Message>(once, most);
    mostrador::fuzz::demand(again.has_value());
    mostrador::fuzz::demand(encode(*again) == once);
}

}  // namespace

const mostrador::fuzz::Shape mostrador::fuzz::kShape{.before = 1};

void mostrador::fuzz::take(base::ByteView bytes) {
    if (bytes.empty()) return;
    const auto rest = bytes.subspan(1);
    switch (bytes[0] % 8) {
        case 0:
            return read<EnrolRequest>(rest, kMaxEnrolBytes);
        case 1:
            return read<EnrolAnswer>(rest, kMaxAnswerBytes);
        case 2:
            return read<PushRequest>(rest, kMaxRequestBytes);
        case 3:
            return read<PushAnswer>(rest, kMaxAnswerBytes);
        case 4:
            return read<PullRequest>(rest, kMaxEnrolBytes);
        case 5:
            return read<PullAnswer>(rest, kMaxAnswerBytes);
        case 6:
            return read<LiveRequest>(rest, kMaxLiveRequestBytes);
        default:
            return read<LiveNotice>(rest, kMaxLiveNoticeBytes);
    }
}
