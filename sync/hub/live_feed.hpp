#pragma once

#include <cstdint>
#include <optional>

#include "protocol/messages.hpp"

namespace mostrador::hub {

/// What one device on the live socket is told and when, without the socket (docs/protocol.md §7.4).
/// At most one batch is on its way to it; beyond that only the latest head waits, so a slow device
/// costs the hub nothing.
///
///   feed.grew(head);
///   while (feed.has_news()) {
///       std::optional<protocol::PullAnswer> batch;
///       if (const auto request = feed.wanted()) batch = pull(*request);
///       send(feed.notice(std::move(batch)));
///   }
class LiveFeed {
public:
    LiveFeed() = default;

    /// A device that said hello.
    LiveFeed(const base::Id& epoch, std::int64_t cursor, std::int64_t head)
        : epoch_(epoch), cursor_(cursor), head_(head) {}

    void grew(std::int64_t head);

    /// The device itself pushed these: when nothing of others lies in between it knows them
    /// already.
    void pushed(const protocol::PushAnswer& answer);

    /// The device told how far it has applied.
    void applied(std::int64_t cursor);

    bool has_news() const { return told_ < head_; }

    std::int64_t head() const { return head_; }

    /// What to pull for the next notice; nothing while a batch is on its way.
    std::optional<protocol::PullRequest> wanted() const;

    /// What to send: the news itself when it is small and complete; otherwise that there is some.
    protocol::LiveNotice notice(std::optional<protocol::PullAnswer> batch);

private:
    base::Id epoch_;
    std::int64_t cursor_ = 0;       ///< what the device has applied
    std::int64_t head_ = 0;         ///< what there is
    std::int64_t told_ = -1;        ///< the head it was told last
    std::int64_t batch_until_ = 0;  ///< end of the batch that is on its way
};

}  // namespace mostrador::hub
