#include "hub/live_feed.hpp"

#include <algorithm>

#include "protocol/limits.hpp"

namespace mostrador::hub {
namespace {

std::size_t size_of(const protocol::PullAnswer& answer) {
    std::size_t bytes = 0;
    for (const auto& entry : answer.entries)
        bytes += entry.body.size();
    return bytes;
}

}  // namespace

void LiveFeed::grew(std::int64_t head) {
    head_ = std::max(head_, head);
}

void LiveFeed::pushed(const protocol::PushAnswer& answer) {
    const bool known = !answer.results.empty() && cursor_ == head_ && batch_until_ <= cursor_ &&
                       answer.results.front().position == cursor_ + 1 &&
                       answer.results.back().position == answer.head;
    if (!known) return grew(answer.head);
    cursor_ = head_ = told_ = answer.head;
}

void LiveFeed::applied(std::int64_t cursor) {
    cursor_ = std::clamp(cursor, cursor_, std::max(head_, cursor_));
}

std::optional<protocol::PullRequest> LiveFeed::wanted() const {
    if (batch_until_ > cursor_) return std::nullopt;
    return protocol::PullRequest{
        .epoch = epoch_, .after = cursor_, .max_bytes = protocol::kMaxLiveBatchBytes};
}

protocol::LiveNotice LiveFeed::notice(std::optional<protocol::PullAnswer> batch) {
    if (batch) head_ = std::max(head_, batch->head);
    protocol::LiveNotice notice{.head = head_};
    told_ = head_;
    if (!batch || batch->next <= batch->after || batch->next != batch->head) return notice;
    if (size_of(*batch) > protocol::kMaxLiveBatchBytes) return notice;
    batch_until_ = batch->next;
    notice.kind = protocol::LiveNoticeKind::batch;
    notice.batch = std::move(batch);
    return notice;
}

}  // namespace mostrador::hub
