#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "base/signing_key.hpp"
#include "log/link.hpp"
#include "log/log.hpp"
#include "protocol/messages.hpp"
#include "replica/arrival.hpp"
#include "replica/backoff.hpp"

namespace mostrador::replica {

/// Something the carrier (the browser's worker, a test) shall do.
///
///   POST   fetch `url` with `headers` and `body`; then answer(id, status, body)
///   OPEN   open a WebSocket at `url` with the sub-protocol of header `Sec-WebSocket-Protocol`;
///   when
///          it is open send `body` as one binary message and call answer(id, 101, {}); each message
///          that comes goes to on_live(); when it closes, or never opens, answer(id, 0, {})
///   SEND   send `body` on that WebSocket; no answer
///   CLOSE  close that WebSocket; its OPEN is then answered with 0
struct Request {
    std::int64_t id = 0;
    std::string method;
    std::string url;  ///< absolute, or a path when the hub is the page's own origin
    std::vector<std::pair<std::string, std::string>> headers;
    base::Bytes body;
};

/// What a person may see of the connection. Times are UTC microseconds.
struct Connection {
    bool enrolled = false;
    bool arrived =
        false;  ///< has applied all that the hub had when the device was enrolled or last heard
    bool online = false;  ///< the last exchange with the hub worked
    bool live = false;    ///< the hub tells of news by itself
    std::int64_t pending = 0;
    std::optional<std::int64_t> oldest_pending;
    std::optional<std::int64_t> last_contact;
    std::int64_t cursor = 0;
    std::int64_t head = 0;
    std::int64_t clock_offset = 0;  ///< hub's clock minus ours
    /// Of the image that a new device takes; both 0 otherwise.
    std::int64_t image_bytes = 0;
    std::int64_t image_bytes_of = 0;
    std::optional<base::Error> error;

    static constexpr std::string_view kType = "SyncConnection";

    static constexpr auto fields() {
        using T = Connection;
        return base::fields(
            base::field("enrolled", &T::enrolled), base::field("arrived", &T::arrived),
            base::field("online", &T::online), base::field("live", &T::live),
            base::field("pending", &T::pending), base::field("oldestPending", &T::oldest_pending),
            base::field("lastContact", &T::last_contact), base::field("cursor", &T::cursor),
            base::field("head", &T::head), base::field("clockOffset", &T::clock_offset),
            base::field("imageBytes", &T::image_bytes),
            base::field("imageBytesOf", &T::image_bytes_of));
    }
};

/// The device's side of docs/protocol.md without any input or output of its own: the carrier asks
/// `next()` until there is nothing, does what it says, hands back what came, and asks again at the
/// latest after `wake_in_us()`.
///
///   while (auto request = replica.next()) carry(*request);
class Replica {
public:
    struct Options {
        std::string core;  ///< version of this software, for the hub's board
        std::size_t push_bytes = 256 * 1024;
        std::size_t push_operations = 200;
        std::int64_t pull_bytes = 512 * 1024;
        bool live = true;
    };

    Replica(log::Log& log, base::Clock& clock, base::Random& random, Options options);

    /// Asks the hub at `hub` (an origin; empty for the page's own) to let this device in. The
    /// result shows in connection(): `enrolled`, or `error`. The same code again after a lost
    /// answer is a repetition. A device that the hub does not know any more (it was restored from
    /// a backup that is older) is enrolled anew and keeps what it has.
    /// Errors: `device.already_enrolled`.
    base::Status enrol(std::string hub, std::string code, std::string name);

    std::optional<Request> next();

    /// What became of a request: the HTTP status and body, or status 0 when there was no answer.
    /// An answer that is not waited for any more is ignored.
    void answer(std::int64_t id, int status, base::ByteView body);

    void on_live(base::ByteView message);

    /// A request to this path of the hub in this device's name, for what is no synchronisation
    /// (printing through the hub): the carrier adds the body. Nothing before the device is
    /// enrolled.
    std::optional<Request> to_hub(std::string_view path) const;

    /// The network may be back (the browser says so): ends every wait.
    void on_network();

    /// Microseconds until next() has something again by itself, 0 for now. Local operations and
    /// answers may make it earlier: ask next() after each of them.
    std::int64_t wake_in_us();

    Connection connection();

    /// Capabilities ("catalog", "sales", …) that operations of others changed since the last call.
    std::set<std::string, std::less<>> take_changes();

    /// Whether the database was replaced by an image since the last call: nothing that was read
    /// of it before counts any more.
    bool take_replacement() { return std::exchange(replaced_, false); }

private:
    /// One direction of the exchange: at most one request under way.
    struct Lane {
        std::int64_t request = 0;  ///< 0 for none
        std::int64_t sent_at = 0;
        Backoff backoff{};
        std::optional<base::Error> error;

        bool busy() const { return request != 0; }
    };

    /// A question about the image that was not answered yet.
    struct Awaited {
        std::int64_t request = 0;
        std::int64_t sent_at = 0;
        std::optional<std::size_t> part;
    };

    enum class Live { closed, opening, open };
    /// A socket that fails costs the hub next to nothing, and people wait for what it tells.
    static constexpr std::int64_t kLongestLiveWaitUs = 4'000'000;

    std::optional<Request> next_enrol(std::int64_t now);
    std::optional<Request> next_push(std::int64_t now);
    std::optional<Request> next_hand_back(std::int64_t now);
    Request post_push(std::int64_t first, std::vector<base::Bytes> operations, std::int64_t now);
    std::optional<Request> next_pull(std::int64_t now);
    std::optional<Request> next_image(std::int64_t now);
    std::optional<Request> next_live(std::int64_t now);
    void address(Request& request, const std::string& hub, std::string_view path) const;
    Request post(Lane& lane, std::string_view path, base::Bytes body, std::int64_t now);
    Request post(std::string_view path, base::Bytes body);
    bool ready(const Lane& lane, std::int64_t now) const;
    void give_up_slow(Lane& lane, std::int64_t now);

    void take_key();
    base::Status retry_parked();
    void enrol_answered(int status, base::ByteView body);
    void push_answered(int status, base::ByteView body);
    void pull_answered(int status, base::ByteView body);
    void live_answered(int status);

    void give_up_slow_parts(std::int64_t now);
    std::int64_t next_image_at(std::int64_t now) const;
    void image_answered(const Awaited& awaited, int status, base::ByteView body);
    base::Status take_image(const Awaited& awaited, int status, base::ByteView body);
    base::Status install_image();
    void image_failed(base::Error error);
    void end_arrival();
    base::Status install(const protocol::EnrolAnswer& answer);
    base::Status expect_arrival();
    base::Status take_push(const protocol::PushAnswer& answer);
    base::Status end_hand_back();
    bool may_hand_back() const;
    void start_anew();
    base::Status take_pull(const protocol::PullAnswer& answer);
    base::Status apply(const protocol::PullAnswer& answer);
    base::Status check_own_history(std::int64_t acknowledged);
    base::Status rewind(const base::Error& restored);

    void succeeded(Lane& lane, std::int64_t hub_time);
    void reached();
    void tell_clock();
    void failed(Lane& lane, base::Error error);
    void close_live();
    void tell_cursor();
    void heard_head(std::int64_t head);
    void plan_poll();
    base::Status keep_link();
    base::Status keep_revocation();

    log::Log& log_;
    base::Clock& clock_;
    base::Random& random_;
    Options options_;
    std::optional<log::Link> link_;
    std::optional<base::SigningKey> key_;  ///< of link_
    std::optional<base::Id> device_;
    std::int64_t acknowledged_ = 0;  ///< own sequence that the hub holds durably
    bool arrived_ = false;           ///< has pulled to the hub's head since it was started
    std::int64_t handed_back_ = 0;   ///< row of the log up to which the hub got back what it lost
    std::int64_t handing_back_ = 0;  ///< the same once the push under way is answered; 0 for none

    struct Enrolment {
        std::string hub, code, name;
        base::Id attempt;
        base::SigningKey key;
        bool wanted = true;
    };

    std::optional<Enrolment> enrolment_;
    std::optional<Arrival> arrival_;  ///< while the device takes an image; pulls come after it
    std::vector<Awaited> awaited_;    ///< of the arrival
    bool replaced_ = false;

    Lane enrol_;
    Lane push_;
    Lane pull_;
    Lane live_lane_{.backoff = Backoff(kLongestLiveWaitUs)};
    Live live_ = Live::closed;
    std::int64_t live_heard_at_ = 0;
    std::deque<Request> outbox_;

    std::optional<base::Error> stopped_;  ///< only a person can help
    std::int64_t next_request_ = 1;
    std::int64_t next_poll_ = 0;
    std::int64_t kept_contact_ = 0;
    std::size_t push_bytes_;
    std::int64_t clock_offset_ = 0;
    std::optional<std::int64_t> told_offset_;  ///< that was looked at last
    bool online_ = false;
    std::set<std::string, std::less<>> changes_;
};

}  // namespace mostrador::replica
