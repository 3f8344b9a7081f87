#include "simulation/hub_node.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {

using base::Code;
using base::Result;
using base::Status;
using tests::value;

HubNode::HubNode(const Parts& parts, std::unique_ptr<HubStorage> storage, std::uint64_t seed)
    : parts_(parts), storage_(std::move(storage)), clock_(parts.schedule), random_(seed) {}

bool HubNode::start(bool older) {
    auto opened = storage_->open(clock_, random_, older ? parts_.older_registry : parts_.registry);
    if (opened) hub_ = std::move(*opened);
    return opened && (tenant == base::Id{} || hub_->tenant(tenant));
}

void HubNode::stop(bool lose) {
    storage_->power_off();
    auto sockets = std::exchange(sessions_, {});
    hub_.reset();
    storage_->power_on(lose);
    parts_.behaviour.hub_stopped();
    for (const auto& [connection, session] : sockets)
        session.socket.close();
}

/// A hub whose disk lost its power is down from that moment on.
void HubNode::check_power() {
    if (hub_ && !storage_->has_power()) stop(true);
}

hub::TenantStore& HubNode::store() {
    // Whoever looks from outside asks again after a broken connection, of which there are a few.
    constexpr int kTries = 8;
    for (int tries = 1;; ++tries) {
        auto store = hub_->tenant(tenant);
        if (store && ((*store)->overview() || tries == kTries)) return **store;
        if (!store && tries == kTries) return *value(std::move(store));
    }
}

// ---- requests ----------------------------------------------------------------------------------

Answer HubNode::answer(const replica::Request& request) {
    if (!hub_) return {};
    storage_->request_begins();
    const auto result = call(request);
    check_power();
    if (!hub_) return {};
    if (result) return {200, *result};
    return {protocol::http_status(result.error().code),
            protocol::encode(protocol::problem_of(result.error(), "simulated"))};
}

Result<base::Bytes> HubNode::call(const replica::Request& request) {
    if (request.url.ends_with("/v1/enrol")) return enrol(request.body);
    MOSTRADOR_TRY(device, device_of(request));
    if (request.url.ends_with("/v1/push")) return push(device, request.body);
    if (request.url.ends_with("/v1/image")) return image(device, request.body);
    if (request.url.ends_with("/v1/image/part")) return image_part(device, request.body);
    return pull(device, request.body);
}

Result<hub::Device> HubNode::device_of(const replica::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    for (const auto& [name, text] : request.headers) {
        if (name != "Authorization") continue;
        protocol::Token token{};
        std::ranges::copy(value(base::from_hex(text.substr(scheme.size()))), token.begin());
        return parts_.behaviour.authenticate(hub_->directory(), token);
    }
    return base::fail(Code::sync_unauthorized);
}

Result<base::Bytes> HubNode::enrol(base::ByteView body) {
    MOSTRADOR_TRY(request,
                  protocol::decode<protocol::EnrolRequest>(body, protocol::kMaxEnrolBytes));
    MOSTRADOR_TRY(admission, hub_->directory().admit(request));
    parts_.behaviour.enrolling(store(), admission.device);
    MOSTRADOR_TRY(answer, hub_->welcome(admission));
    notify(answer.head);
    return protocol::encode(answer);
}

Result<base::Bytes> HubNode::push(const hub::Device& device, base::ByteView body) {
    MOSTRADOR_TRY(request,
                  protocol::decode<protocol::PushRequest>(body, protocol::kMaxRequestBytes));
    MOSTRADOR_TRY(answer, parts_.behaviour.push(store(), {&device, &request}));
    notify(device.id, answer);
    return protocol::encode(answer);
}

Result<base::Bytes> HubNode::pull(const hub::Device& device, base::ByteView body) {
    MOSTRADOR_TRY(request, protocol::decode<protocol::PullRequest>(body, protocol::kMaxEnrolBytes));
    MOSTRADOR_TRY(answer, parts_.behaviour.pull(store(), device, request));
    return protocol::encode(answer);
}

Result<base::Bytes> HubNode::image(const hub::Device& device, base::ByteView body) {
    MOSTRADOR_TRY(request,
                  protocol::decode<protocol::ImageRequest>(body, protocol::kMaxEnrolBytes));
    MOSTRADOR_TRY(answer, hub_->image(device, request));
    return protocol::encode(answer);
}

Result<base::Bytes> HubNode::image_part(const hub::Device& device, base::ByteView body) {
    MOSTRADOR_TRY(request,
                  protocol::decode<protocol::ImagePartRequest>(body, protocol::kMaxEnrolBytes));
    return hub_->image_part(device, request);
}

// ---- live --------------------------------------------------------------------------------------

void HubNode::hello(int connection, base::ByteView message, Socket socket) {
    if (!hub_) return socket.close();
    auto& session = sessions_[connection];
    session.socket = std::move(socket);
    const auto greeted = greet(session, message);
    if (!greeted) return say_goodbye(connection, greeted.error());
    tell_soon(connection);
}

Status HubNode::greet(Session& session, base::ByteView message) {
    MOSTRADOR_TRY(hello,
                  protocol::decode<protocol::LiveRequest>(message, protocol::kMaxLiveRequestBytes));
    if (!hello.token || !hello.epoch) return protocol::malformed("hello");
    session.token = *hello.token;
    MOSTRADOR_TRY(device, parts_.behaviour.authenticate(hub_->directory(), session.token));
    MOSTRADOR_TRY(overview, store().overview());
    session.device = std::move(device);
    session.feed = hub::LiveFeed(*hello.epoch, hello.cursor, overview.head);
    return {};
}

void HubNode::heard(int connection, base::ByteView message) {
    const auto found = sessions_.find(connection);
    if (found == sessions_.end()) return;
    const auto request =
        protocol::decode<protocol::LiveRequest>(message, protocol::kMaxLiveRequestBytes);
    if (!request) return say_goodbye(connection, request.error());
    found->second.feed.applied(request->cursor);
    if (found->second.feed.has_news()) tell_soon(connection);
}

void HubNode::notify(const base::Id& origin, const protocol::PushAnswer& answer) {
    for (auto& [connection, session] : sessions_) {
        if (session.device.id == origin)
            session.feed.pushed(answer);
        else
            session.feed.grew(answer.head);
        if (session.feed.has_news()) tell_soon(connection);
    }
}

void HubNode::notify(std::int64_t head) {
    for (auto& [connection, session] : sessions_) {
        session.feed.grew(head);
        if (session.feed.has_news()) tell_soon(connection);
    }
}

void HubNode::tell_soon(int connection) {
    parts_.schedule.in(kMillisecond, [this, connection] { tell(connection); });
}

void HubNode::tell(int connection) {
    const auto found = sessions_.find(connection);
    if (found == sessions_.end() || !hub_) return;
    auto& session = found->second;
    const auto now = parts_.schedule.now_us();
    if (!session.feed.has_news() && now < session.next_heartbeat) return;
    const auto device = parts_.behaviour.authenticate(hub_->directory(), session.token);
    if (!device) return say_goodbye(connection, device.error());
    std::optional<protocol::PullAnswer> batch;
    if (const auto wanted = session.feed.wanted()) {
        auto pulled = parts_.behaviour.pull(store(), session.device, *wanted);
        if (!pulled) return say_goodbye(connection, pulled.error());
        batch = *std::move(pulled);
    }
    auto notice = session.feed.notice(std::move(batch));
    notice.time = clock_.now_us();
    session.next_heartbeat = now + protocol::kLiveHeartbeatUs;
    parts_.schedule.in(protocol::kLiveHeartbeatUs, [this, connection] { tell(connection); });
    session.socket.send(protocol::encode(notice));
}

void HubNode::say_goodbye(int connection, const base::Error& error) {
    const auto session = sessions_.extract(connection);
    if (session.empty()) return;
    const protocol::LiveNotice bye{.kind = protocol::LiveNoticeKind::bye,
                                   .head = session.mapped().feed.head(),
                                   .time = clock_.now_us(),
                                   .problem = protocol::problem_of(error, "simulated")};
    session.mapped().socket.send(protocol::encode(bye));
    session.mapped().socket.close();
}

// ---- the admin ---------------------------------------------------------------------------------

std::string HubNode::invite(const base::Id& of_tenant, const base::Id& register_id) {
    const hub::Invitation invitation{of_tenant, std::nullopt, register_id,
                                     clock_.now_us() + 24 * kHour};
    auto code = hub_->directory().invite(invitation);
    check_power();
    return code.value_or("");
}

Status HubNode::write(const std::function<Status(log::Log&)>& work) {
    const auto written = store().write(work);
    check_power();
    if (!written || !hub_) return written;
    if (const auto overview = store().overview()) notify(overview->head);
    return {};
}

void HubNode::revoke(const base::Id& device) {
    std::ignore = hub_->directory().revoke(device);
    std::ignore = store().revoke(device);
    check_power();
    if (!hub_) return;
    if (const auto overview = store().overview()) notify(overview->head);
}

}  // namespace mostrador::simulation
