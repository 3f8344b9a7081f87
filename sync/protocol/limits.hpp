#pragma once

#include <cstddef>
#include <cstdint>

// Every limit of docs/protocol.md §4 that both sides must agree on.
namespace mostrador::protocol {

inline constexpr int kVersion = 1;
inline constexpr int kMinVersion = 1;
inline constexpr int kMaxVersion = 1;

inline constexpr std::size_t kMaxRequestBytes = 2 * 1024 * 1024;
inline constexpr std::size_t kMaxEnrolBytes = 4 * 1024;
inline constexpr std::size_t kMaxAnswerBytes = 2 * 1024 * 1024;
inline constexpr std::size_t kMaxLiveRequestBytes = 4 * 1024;
/// A live batch may carry this many bytes of operations; more becomes a notice.
inline constexpr std::size_t kMaxLiveBatchBytes = 32 * 1024;
inline constexpr std::size_t kMaxLiveNoticeBytes = 64 * 1024;

inline constexpr std::size_t kMaxPushOperations = 500;
/// What a device puts into one push. Half of a request's limit, since one operation may go past it.
inline constexpr std::size_t kMaxPushBytes = 1024 * 1024;
inline constexpr std::size_t kMaxPullOperations = 2000;
inline constexpr std::size_t kMaxPullBytes = 1024 * 1024;

/// A database travels to a new device in parts of this size, the last one smaller.
inline constexpr std::size_t kImagePartBytes = 1024 * 1024;
/// A larger database is pulled.
inline constexpr std::size_t kMaxImageBytes = 192 * 1024 * 1024;

constexpr std::size_t image_parts(std::int64_t bytes) {
    return (static_cast<std::size_t>(bytes) + kImagePartBytes - 1) / kImagePartBytes;
}

inline constexpr int kMaxDepth = 8;
inline constexpr std::size_t kMaxItems = 32 * 1024;
inline constexpr std::size_t kMaxTextBytes = 256;

/// The hub repeats its head this often; a device that hears nothing for kLiveSilence reconnects.
inline constexpr std::int64_t kLiveHeartbeatUs = 20'000'000;
inline constexpr std::int64_t kLiveSilenceUs = 45'000'000;

}  // namespace mostrador::protocol
