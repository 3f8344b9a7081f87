#include "replica/replica.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ranges>
#include <tuple>

#include "organization/clock.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/seal.hpp"
#include "store/transaction.hpp"

namespace mostrador::replica {
namespace {

using base::Code;
using base::Status;
using store::Durability;
using store::Transaction;

constexpr std::int64_t kSecondUs = 1'000'000;
/// How long an answer is waited for; a large batch over a bad network takes its time.
constexpr std::int64_t kAnswerTimeoutUs = 60 * kSecondUs;
constexpr std::int64_t kPollAloneUs = 15 * kSecondUs;
/// With a live connection the poll is only a safety net.
constexpr std::int64_t kPollWithLiveUs = 300 * kSecondUs;
/// A contact without news is written down this often, so that an idle tablet does not write.
constexpr std::int64_t kKeepContactUs = 60 * kSecondUs;
constexpr std::int64_t kForeverUs = 3600 * kSecondUs;

/// Errors after which trying again is of no use: a person has to act.
bool stops(Code code) {
    switch (code) {
        case Code::sync_unauthorized:
        case Code::device_revoked:
        case Code::sync_foreign_tenant:
        case Code::sync_foreign_device:
        case Code::sync_foreign_grant:
        case Code::sync_not_found:
        case Code::sync_method_not_allowed:
        case Code::sync_protocol_version:
        case Code::sync_rolled_back:
        case Code::log_forked:
        case Code::log_chain_broken:
            return true;
        default:
            return false;
    }
}

/// Reads what the hub answered; what is no message of ours (a proxy's page) counts as no answer.
template <class Answer>
base::Result<Answer> read_answer(int status, base::ByteView body) {
    if (status == 0) return base::fail(Code::sync_unreachable);
    if (status == 200) return protocol::decode<Answer>(body, protocol::kMaxAnswerBytes);
    auto problem = protocol::decode<protocol::Problem>(body, protocol::kMaxAnswerBytes);
    if (!problem) return base::fail(Code::sync_unreachable, {{"status", std::to_string(status)}});
    return std::unexpected(protocol::error_of(*problem));
}

std::optional<std::int64_t> number_parameter(const base::Error& error, const std::string& name) {
    const auto found = error.parameters.find(name);
    if (found == error.parameters.end()) return std::nullopt;
    std::int64_t value = 0;
    const auto& text = found->second;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

std::optional<base::Id> id_parameter(const base::Error& error, const std::string& name) {
    const auto found = error.parameters.find(name);
    if (found == error.parameters.end()) return std::nullopt;
    const auto id = base::Id::parse(found->second);
    return id ? std::optional(*id) : std::nullopt;
}

std::string live_url(const std::string& hub) {
    constexpr std::string_view http = "http";
    if (!hub.starts_with(http)) return hub + "/v1/live";
    return "ws" + hub.substr(http.size()) + "/v1/live";  // http → ws, https → wss
}

}  // namespace

Replica::Replica(log::Log& log, base::Clock& clock, base::Random& random, Options options)
    : log_(log),
      clock_(clock),
      random_(random),
      options_(std::move(options)),
      push_bytes_(options_.push_bytes) {
    if (const auto link = log::load_link(log_.database())) link_ = *link;
    take_key();
    if (const auto self = log_.identity()) device_ = self->device;
    if (const auto acknowledged = log_.acknowledged()) acknowledged_ = *acknowledged;
    if (!link_) return;
    kept_contact_ = link_->last_contact;
    std::ignore = expect_arrival();  // without it the device pulls
    std::ignore = retry_parked();    // tried again at the next start
}

void Replica::take_key() {
    key_.reset();
    if (link_ && link_->key) key_.emplace(*link_->key);
}

/// This version may know what an older one had to park.
Status Replica::retry_parked() {
    MOSTRADOR_TRY(parked, log_.parked_count());
    if (parked == 0) return {};
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database(), Durability::written));
    MOSTRADOR_CHECK(log_.retry_parked());
    return transaction.commit();
}

Status Replica::enrol(std::string hub, std::string code, std::string name) {
    const bool unknown = stopped_ && stopped_->code == Code::sync_unauthorized;
    if (link_ && !unknown) return base::fail(Code::device_already_enrolled);
    const bool repeated = enrolment_ && enrolment_->hub == hub && enrolment_->code == code;
    const auto attempt = repeated ? enrolment_->attempt : base::make_id(clock_, random_);
    const auto key = repeated ? enrolment_->key : base::SigningKey::make(random_);
    enrolment_ = Enrolment{std::move(hub), std::move(code), std::move(name), attempt, key};
    enrol_ = {};
    return {};
}

// ---- what to send ------------------------------------------------------------------------------

std::optional<Request> Replica::next() {
    const auto now = clock_.now_us();
    if (!outbox_.empty()) {
        auto request = std::move(outbox_.front());
        outbox_.pop_front();
        return request;
    }
    for (auto* lane : {&enrol_, &push_, &pull_})
        give_up_slow(*lane, now);
    if (!link_ || enrolment_) return next_enrol(now);
    if (stopped_) return std::nullopt;
    if (arrival_) return next_image(now);
    if (auto request = next_push(now)) return request;
    if (auto request = next_pull(now)) return request;
    return next_live(now);
}

std::optional<Request> Replica::next_enrol(std::int64_t now) {
    if (!enrolment_ || !enrolment_->wanted || !ready(enrol_, now)) return std::nullopt;
    const protocol::EnrolRequest request{enrolment_->code, enrolment_->name, enrolment_->attempt,
                                         enrolment_->key.public_key()};
    return post(enrol_, "/v1/enrol", protocol::encode(request), now);
}

std::optional<Request> Replica::next_push(std::int64_t now) {
    if (!ready(push_, now)) return std::nullopt;
    const log::Limit limit{push_bytes_, static_cast<std::int64_t>(options_.push_operations)};
    auto own = log_.own_after(acknowledged_, limit);
    if (!own) {
        failed(push_, std::move(own.error()));
        return std::nullopt;
    }
    if (own->empty()) return next_hand_back(now);
    std::vector<base::Bytes> operations;
    operations.reserve(own->size());
    for (auto& operation : *own)
        operations.push_back(std::move(operation.body));
    return post_push(own->front().sequence, std::move(operations), now);
}

/// What others wrote and the restored hub may have lost; the hub takes what it lacks.
std::optional<Request> Replica::next_hand_back(std::int64_t now) {
    if (!may_hand_back()) return std::nullopt;
    const log::Limit limit{push_bytes_, static_cast<std::int64_t>(options_.push_operations)};
    auto unplaced = log::unplaced_after(log_, handed_back_, limit);
    if (!unplaced) {
        failed(push_, std::move(unplaced.error()));
        return std::nullopt;
    }
    if (unplaced->bodies.empty()) {
        if (const auto ended = end_hand_back(); !ended) failed(push_, ended.error());
        return std::nullopt;
    }
    handing_back_ = unplaced->last_row;
    return post_push(0, std::move(unplaced->bodies), now);
}

Request Replica::post_push(std::int64_t first, std::vector<base::Bytes> operations,
                           std::int64_t now) {
    protocol::PushRequest push{
        .epoch = link_->epoch, .first = first, .operations = std::move(operations)};
    protocol::seal(push, key_ ? &*key_ : nullptr);
    return post(push_, "/v1/push", protocol::encode(push), now);
}

Status Replica::end_hand_back() {
    auto link = *link_;
    link.handing_back = false;
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database(), Durability::written));
    MOSTRADOR_CHECK(log::save_link(log_.database(), link));
    MOSTRADOR_CHECK(transaction.commit());
    link_ = std::move(link);
    push_.error.reset();
    return {};
}

/// Only once all that the hub has is here: what has no place then, it lacks.
bool Replica::may_hand_back() const {
    return link_->handing_back && arrived_ && link_->cursor >= link_->head;
}

std::optional<Request> Replica::next_pull(std::int64_t now) {
    if (!ready(pull_, now) || now < next_poll_) return std::nullopt;
    const auto waiting = log::pending(log_);
    const protocol::PullRequest pull{.epoch = link_->epoch,
                                     .after = link_->cursor,
                                     .acknowledged = acknowledged_,
                                     .max_bytes = options_.pull_bytes,
                                     .core = options_.core,
                                     .time = now,
                                     .unsent = waiting ? waiting->count : 0};
    return post(pull_, "/v1/pull", protocol::encode(pull), now);
}

std::optional<Request> Replica::next_image(std::int64_t now) {
    give_up_slow_parts(now);
    if (!pull_.backoff.over(now)) return std::nullopt;
    if (arrival_->is_complete()) {  // there was no room for it the last time
        if (auto installed = install_image(); !installed) image_failed(installed.error());
        return next();
    }
    auto question = arrival_->ask(log_.database(), link_->epoch);
    if (!question) {
        failed(pull_, std::move(question.error()));
        return std::nullopt;
    }
    if (!*question) return std::nullopt;
    auto request = post((*question)->path, std::move((*question)->body));
    awaited_.push_back({request.id, now, (*question)->part});
    return request;
}

void Replica::give_up_slow_parts(std::int64_t now) {
    const auto slow = [now](const Awaited& each) { return now - each.sent_at >= kAnswerTimeoutUs; };
    if (std::ranges::none_of(awaited_, slow)) return;
    for (const auto& each : awaited_ | std::views::filter(slow))
        arrival_->missed(each.part);
    std::erase_if(awaited_, slow);
    failed(pull_, {Code::sync_unreachable, {}, "no answer in time"});
}

/// When next_image() has something to do.
std::int64_t Replica::next_image_at(std::int64_t now) const {
    auto when = now + kForeverUs;
    for (const auto& each : awaited_)
        when = std::min(when, each.sent_at + kAnswerTimeoutUs);
    const bool wanted = arrival_->may_ask() || arrival_->is_complete();
    return wanted ? std::min(when, std::max(pull_.backoff.not_before(), now)) : when;
}

std::optional<Request> Replica::next_live(std::int64_t now) {
    if (!options_.live) return std::nullopt;
    if (live_ != Live::closed && now - live_heard_at_ >= protocol::kLiveSilenceUs) {
        close_live();
        return next();
    }
    if (live_ != Live::closed || !ready(live_lane_, now)) return std::nullopt;
    live_ = Live::opening;
    live_heard_at_ = now;
    const protocol::LiveRequest hello{.kind = protocol::LiveRequestKind::hello,
                                      .token = link_->token,
                                      .epoch = link_->epoch,
                                      .cursor = link_->cursor};
    Request request{next_request_++, "OPEN", live_url(link_->hub), {}, protocol::encode(hello)};
    request.headers.emplace_back("Sec-WebSocket-Protocol",
                                 "mostrador.v" + std::to_string(protocol::kVersion));
    live_lane_.request = request.id;
    return request;
}

Request Replica::post(Lane& lane, std::string_view path, base::Bytes body, std::int64_t now) {
    auto request = post(path, std::move(body));
    lane.request = request.id;
    lane.sent_at = now;
    return request;
}

Request Replica::post(std::string_view path, base::Bytes body) {
    Request request{next_request_++, "POST", {}, {}, std::move(body)};
    address(request, enrolment_ ? enrolment_->hub : link_->hub, path);
    request.headers.emplace_back("Content-Type", "application/cbor");
    return request;
}

/// Where it goes and who asks.
void Replica::address(Request& request, const std::string& hub, std::string_view path) const {
    request.url = hub + std::string(path);
    request.headers = {{"Mostrador-Protocol", std::to_string(protocol::kVersion)}};
    if (link_)
        request.headers.emplace_back("Authorization", "Bearer " + base::to_hex(link_->token));
}

std::optional<Request> Replica::to_hub(std::string_view path) const {
    if (!link_) return std::nullopt;
    Request request{0, "POST", {}, {}, {}};
    address(request, link_->hub, path);
    return request;
}

bool Replica::ready(const Lane& lane, std::int64_t now) const {
    return !lane.busy() && lane.backoff.over(now);
}

void Replica::give_up_slow(Lane& lane, std::int64_t now) {
    if (!lane.busy() || now - lane.sent_at < kAnswerTimeoutUs) return;
    lane.request = 0;
    failed(lane, {Code::sync_unreachable, {}, "no answer in time"});
}

std::int64_t Replica::wake_in_us() {
    const auto now = clock_.now_us();
    if (!outbox_.empty()) return 0;
    auto when = now + kForeverUs;
    const auto consider = [&](const Lane& lane, bool wanted, std::int64_t earliest) {
        if (lane.busy())
            when = std::min(when, lane.sent_at + kAnswerTimeoutUs);
        else if (wanted)
            when = std::min(when, std::max(lane.backoff.not_before(), earliest));
    };
    if (!link_ || enrolment_) {
        consider(enrol_, enrolment_ && enrolment_->wanted, now);
    } else if (!stopped_) {
        if (arrival_) return std::max<std::int64_t>(0, next_image_at(now) - now);
        const auto waiting = log::pending(log_);
        consider(push_, may_hand_back() || (waiting && waiting->count > 0), now);
        consider(pull_, true, next_poll_);
        if (live_ != Live::closed)
            when = std::min(when, live_heard_at_ + protocol::kLiveSilenceUs);
        else if (options_.live)
            when = std::min(when, live_lane_.backoff.not_before());
    }
    return std::max<std::int64_t>(0, when - now);
}

// ---- what came back ----------------------------------------------------------------------------

void Replica::answer(std::int64_t id, int status, base::ByteView body) {
    if (id == 0) return;
    if (id == live_lane_.request) return live_answered(status);
    for (auto* lane : {&enrol_, &push_, &pull_}) {
        if (lane->request != id) continue;
        lane->request = 0;
        if (lane == &enrol_) return enrol_answered(status, body);
        if (lane == &push_) return push_answered(status, body);
        return pull_answered(status, body);
    }
    const auto asked = std::ranges::find(awaited_, id, &Awaited::request);
    if (asked == awaited_.end()) return;
    const auto awaited = *asked;
    awaited_.erase(asked);
    image_answered(awaited, status, body);
}

void Replica::enrol_answered(int status, base::ByteView body) {
    enrolment_->wanted = false;  // a person types the code: a person decides to try again
    const auto answer = read_answer<protocol::EnrolAnswer>(status, body);
    if (!answer) return failed(enrol_, answer.error());
    if (auto installed = install(*answer); !installed) return failed(enrol_, installed.error());
    succeeded(enrol_, answer->time);
    enrolment_.reset();
}

Status Replica::install(const protocol::EnrolAnswer& answer) {
    if (answer.hubs.empty()) return protocol::malformed("hubs");
    log::Link link{.hub = enrolment_->hub,
                   .token = answer.token,
                   .epoch = answer.epoch,
                   .head = answer.head,
                   .last_contact = clock_.now_us(),
                   .handing_back = link_.has_value()};
    // An older hub keeps no key, and takes no push without a checksum.
    if (answer.key == enrolment_->key.public_key()) link.key = enrolment_->key.seed();
    const log::Identity identity{.tenant = answer.tenant,
                                 .device = answer.device,
                                 .hub = answer.hubs.back(),
                                 .branch = answer.branch,
                                 .register_id = answer.register_id};
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database()));
    MOSTRADOR_CHECK(link_ ? log_.become_anew(identity) : log_.become(identity));
    MOSTRADOR_CHECK(log::forget_positions(log_.database(), 0));
    for (const auto& hub : answer.hubs)
        MOSTRADOR_CHECK(log_.trust_hub(hub));
    MOSTRADOR_CHECK(log::save_link(log_.database(), link));
    MOSTRADOR_CHECK(transaction.commit());
    link_ = std::move(link);
    take_key();
    device_ = answer.device;
    start_anew();
    changes_.emplace("organization");
    return expect_arrival();
}

/// A device that has nothing yet asks for everything at once.
Status Replica::expect_arrival() {
    end_arrival();
    if (link_->cursor > 0) return {};
    MOSTRADOR_TRY(wanted, Arrival::is_wanted(log_.database()));
    if (wanted) arrival_.emplace();
    return {};
}

/// Nothing of an earlier enrolment counts any more.
void Replica::start_anew() {
    acknowledged_ = handed_back_ = handing_back_ = next_poll_ = 0;
    arrived_ = false;
    told_offset_.reset();
    stopped_.reset();
    push_ = {};
    pull_ = {};
}

void Replica::push_answered(int status, base::ByteView body) {
    const auto handed_back = std::exchange(handing_back_, 0);
    const auto answer = read_answer<protocol::PushAnswer>(status, body);
    if (!answer) return failed(push_, answer.error());
    if (auto taken = take_push(*answer); !taken) return failed(push_, taken.error());
    handed_back_ = std::max(handed_back_, handed_back);
    push_bytes_ = options_.push_bytes;
    succeeded(push_, answer->time);
}

Status Replica::take_push(const protocol::PushAnswer& answer) {
    if (answer.epoch != link_->epoch) return {};  // from before a restore; the push is repeated
    MOSTRADOR_CHECK(check_own_history(answer.acknowledged));
    auto link = *link_;
    link.head = std::max(link.head, answer.head);
    link.last_contact = clock_.now_us();
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database(), Durability::written));
    for (const auto& result : answer.results) {
        MOSTRADOR_CHECK(log::place(log_.database(), *device_, result.sequence, result.position));
        // Nothing of others in between: no need to pull what is our own.
        if (result.position == link.cursor + 1) link.cursor = result.position;
    }
    MOSTRADOR_CHECK(log_.acknowledge(answer.acknowledged));
    MOSTRADOR_CHECK(log::save_link(log_.database(), link));
    MOSTRADOR_CHECK(transaction.commit());
    acknowledged_ = answer.acknowledged;
    const bool moved = link.cursor != link_->cursor;
    link_ = std::move(link);
    kept_contact_ = link_->last_contact;
    changes_.emplace("sync");
    if (moved) tell_cursor();
    heard_head(answer.head);
    return {};
}

void Replica::image_answered(const Awaited& awaited, int status, base::ByteView body) {
    if (auto taken = take_image(awaited, status, body); !taken) return image_failed(taken.error());
    succeeded(pull_, clock_.now_us() + clock_offset_);
}

Status Replica::take_image(const Awaited& awaited, int status, base::ByteView body) {
    if (status != 200) {
        arrival_->missed(awaited.part);
        return std::unexpected(read_answer<protocol::ImageAnswer>(status, body).error());
    }
    MOSTRADOR_CHECK(arrival_->take(awaited.part, body));
    changes_.emplace("sync");
    return arrival_->is_complete() ? install_image() : Status{};
}

Status Replica::install_image() {
    MOSTRADOR_TRY(link, arrival_->install(log_, *link_));
    link_ = std::move(link);
    end_arrival();
    replaced_ = true;
    next_poll_ = 0;
    for (const auto& capability : log_.registry().capabilities())
        changes_.emplace(capability.name);
    return {};
}

void Replica::image_failed(base::Error error) {
    const bool gone = error.code == Code::sync_image_gone;
    if (gone && arrival_->has_begun()) {
        awaited_.clear();
        if (arrival_->start_over()) return;
    }
    // Nothing to take, or a hub that knows no images: pulls everything.
    const bool older_hub =
        error.code == Code::sync_not_found || error.code == Code::sync_method_not_allowed;
    if (gone || older_hub) return end_arrival();
    // What was under way at once also fails at once, and is one failure.
    if (pull_.backoff.over(clock_.now_us())) failed(pull_, std::move(error));
}

void Replica::end_arrival() {
    arrival_.reset();
    awaited_.clear();
}

void Replica::pull_answered(int status, base::ByteView body) {
    const auto answer = read_answer<protocol::PullAnswer>(status, body);
    if (!answer) return failed(pull_, answer.error());
    if (auto taken = take_pull(*answer); !taken) return failed(pull_, taken.error());
    succeeded(pull_, answer->time);
    tell_clock();
    plan_poll();
}

/// At once while there is more, otherwise after a pause.
void Replica::plan_poll() {
    const bool more = link_->cursor < link_->head;
    const auto pause = live_ == Live::open ? kPollWithLiveUs : kPollAloneUs;
    next_poll_ = more ? 0 : clock_.now_us() + pause;
}

Status Replica::take_pull(const protocol::PullAnswer& answer) {
    if (answer.epoch != link_->epoch) return {};  // from before a restore
    MOSTRADOR_CHECK(check_own_history(answer.acknowledged));
    link_->head = std::max(link_->head, answer.head);
    const bool fresh = answer.after <= link_->cursor && answer.next > link_->cursor;
    MOSTRADOR_CHECK(fresh ? apply(answer) : keep_link());
    arrived_ = arrived_ || link_->cursor >= link_->head;
    return {};
}

/// The whole batch and its cursor, or nothing.
Status Replica::apply(const protocol::PullAnswer& answer) {
    if (protocol::pull_checksum(answer.entries) != answer.checksum) {
        return protocol::malformed("checksum");
    }
    auto link = *link_;
    link.cursor = answer.next;
    link.last_contact = clock_.now_us();
    std::vector<log::Arriving> arriving;
    arriving.reserve(answer.entries.size());
    auto position = answer.after;
    for (const auto& entry : answer.entries) {
        if (entry.position <= position || entry.position > answer.next) {
            return protocol::malformed("position");
        }
        position = entry.position;
        if (position <= link_->cursor) continue;  // applied with an earlier batch
        arriving.push_back({entry.body, position});
    }
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database(), Durability::written));
    MOSTRADOR_CHECK(log_.receive_all(arriving));
    MOSTRADOR_CHECK(log_.database().each(
        "SELECT DISTINCT substr(kind, 1, instr(kind, '.') - 1) FROM operation "
        "WHERE position > ?1 AND position <= ?2",
        link_->cursor, link.cursor,
        [&](const store::Row& row) { changes_.emplace(row.get<std::string>(0)); }));
    MOSTRADOR_CHECK(log::save_link(log_.database(), link));
    MOSTRADOR_CHECK(transaction.commit());
    link_ = std::move(link);
    kept_contact_ = link_->last_contact;
    tell_cursor();
    return {};
}

/// The hub cannot hold more of us than we have, unless this database is an old copy of itself.
Status Replica::check_own_history(std::int64_t acknowledged) {
    MOSTRADOR_TRY(own, log_.head(*device_));
    if (acknowledged <= own.sequence) return {};
    return base::fail(Code::sync_rolled_back, {{"acknowledged", std::to_string(acknowledged)}});
}

/// The hub was restored from a backup: go back to where both tell the same story.
Status Replica::rewind(const base::Error& restored) {
    const auto epoch = id_parameter(restored, "epoch");
    const auto hub = id_parameter(restored, "hub");
    const auto common = number_parameter(restored, "common");
    const auto acknowledged = number_parameter(restored, "acknowledged");
    if (!epoch || !hub || !common || !acknowledged) return protocol::malformed("parameters");
    MOSTRADOR_CHECK(check_own_history(*acknowledged));
    auto link = *link_;
    link.epoch = *epoch;
    link.cursor = std::min(link.cursor, *common);
    link.head = link.cursor;
    link.handing_back = true;
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database()));
    MOSTRADOR_CHECK(log_.trust_hub(*hub));
    MOSTRADOR_CHECK(log::forget_positions(log_.database(), link.cursor));
    // What another device handed back for us is there, but we do not know its place: it is pushed
    // again.
    MOSTRADOR_TRY(placed, log_.placed());
    MOSTRADOR_CHECK(log_.acknowledge(std::min(*acknowledged, placed)));
    MOSTRADOR_CHECK(log::save_link(log_.database(), link));
    MOSTRADOR_CHECK(transaction.commit());
    acknowledged_ = std::min(*acknowledged, placed);
    handed_back_ = 0;
    arrived_ = false;
    link_ = std::move(link);
    next_poll_ = 0;
    close_live();
    changes_.emplace("sync");
    return {};
}

void Replica::succeeded(Lane& lane, std::int64_t hub_time) {
    lane.backoff.reset();
    lane.error.reset();
    clock_offset_ = hub_time - clock_.now_us();
    reached();
}

/// People are told of a clock that is wrong; what cannot be written now is tried with the next
/// answer. A device that still arrives does not know what it told before.
void Replica::tell_clock() {
    constexpr std::int64_t kNothingNewUs = 30 * kSecondUs;
    if (!arrived_ || (told_offset_ && std::abs(*told_offset_ - clock_offset_) < kNothingNewUs))
        return;
    const auto told =
        organization::tell_clock(log_, clock_.now_us() + clock_offset_, clock_offset_);
    if (told) told_offset_ = clock_offset_;
}

/// The hub is there: what waits only because it was not, need not wait any longer.
void Replica::reached() {
    if (online_) return;
    online_ = true;
    for (auto* lane : {&push_, &pull_, &live_lane_}) {
        if (!lane->error) lane->backoff.reset();
    }
}

void Replica::failed(Lane& lane, base::Error error) {
    const auto now = clock_.now_us();
    if (error.code == Code::sync_unreachable) online_ = false;
    if (error.code == Code::sync_hub_restored && link_) {
        auto rewound = rewind(error);
        if (rewound) return;
        error = std::move(rewound.error());  // an old copy of this device, which cannot go on
    }
    if (const auto expected = number_parameter(error, "expected");
        error.code == Code::log_gap && &lane == &push_ && expected > 0) {
        acknowledged_ = *expected - 1;  // kept with the next answer
        lane.backoff.failed(now, random_);
        return;
    }
    if (error.code == Code::sync_too_large) push_bytes_ = std::max<std::size_t>(1, push_bytes_ / 2);
    lane.backoff.failed(now, random_);
    if (const auto seconds = number_parameter(error, "retryAfter")) {
        lane.backoff.wait_until(now + std::min<std::int64_t>(*seconds, 3600) * kSecondUs);
    }
    if (link_ && &lane != &enrol_ && stops(error.code)) {
        stopped_ = error;
        close_live();
        if (error.code == Code::device_revoked)
            std::ignore = keep_revocation();  // told again later
    }
    const bool silent = error.code == Code::sync_unreachable && &lane != &enrol_;
    if (!silent) lane.error = std::move(error);
}

/// Known also when the device starts without a network.
Status Replica::keep_revocation() {
    if (link_->revoked_at > 0) return {};
    auto link = *link_;
    link.revoked_at = clock_.now_us();
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database(), Durability::written));
    MOSTRADOR_CHECK(log::save_link(log_.database(), link));
    MOSTRADOR_CHECK(transaction.commit());
    link_ = std::move(link);
    changes_.emplace("organization");
    return {};
}

// ---- live --------------------------------------------------------------------------------------

void Replica::live_answered(int status) {
    const auto now = clock_.now_us();
    if (status == 101) {
        live_ = Live::open;
        live_heard_at_ = now;
        next_poll_ = 0;
        return reached();
    }
    live_ = Live::closed;
    live_lane_.request = 0;
    live_lane_.backoff.failed(now, random_);
    next_poll_ = 0;  // shows at once whether the hub is gone or only the socket
}

void Replica::on_live(base::ByteView message) {
    if (live_ == Live::closed || !link_) return;
    auto notice = protocol::decode<protocol::LiveNotice>(message, protocol::kMaxLiveNoticeBytes);
    if (!notice) return close_live();
    live_ = Live::open;
    live_heard_at_ = clock_.now_us();
    live_lane_.backoff.reset();
    if (notice->kind == protocol::LiveNoticeKind::bye) {
        if (notice->problem) failed(live_lane_, protocol::error_of(*notice->problem));
        return close_live();
    }
    if (notice->batch) {
        if (auto taken = take_pull(*notice->batch); !taken) return failed(pull_, taken.error());
        plan_poll();
    }
    heard_head(notice->head);
}

void Replica::heard_head(std::int64_t head) {
    link_->head = std::max(link_->head, head);
    if (link_->head > link_->cursor) next_poll_ = 0;
}

void Replica::close_live() {
    if (live_ == Live::closed) return;
    live_ = Live::closed;
    live_lane_.request = 0;
    outbox_.clear();
    outbox_.push_back({next_request_++, "CLOSE", {}, {}, {}});
}

/// Tells the hub how far we are, so that it may send the next batch.
void Replica::tell_cursor() {
    if (live_ != Live::open) return;
    const protocol::LiveRequest cursor{.kind = protocol::LiveRequestKind::cursor,
                                       .cursor = link_->cursor};
    std::erase_if(outbox_, [](const Request& request) { return request.method == "SEND"; });
    outbox_.push_back({next_request_++, "SEND", {}, {}, protocol::encode(cursor)});
}

void Replica::on_network() {
    for (auto* lane : {&push_, &pull_, &live_lane_})
        lane->backoff.reset();
    next_poll_ = 0;
}

// ---- what a person sees ------------------------------------------------------------------------

Status Replica::keep_link() {
    link_->last_contact = clock_.now_us();
    if (link_->last_contact - kept_contact_ < kKeepContactUs) return {};
    MOSTRADOR_TRY(transaction, Transaction::begin(log_.database(), Durability::written));
    MOSTRADOR_CHECK(log::save_link(log_.database(), *link_));
    MOSTRADOR_CHECK(transaction.commit());
    kept_contact_ = link_->last_contact;
    return {};
}

Connection Replica::connection() {
    Connection connection{.enrolled = link_.has_value(),
                          .online = online_,
                          .live = live_ == Live::open,
                          .clock_offset = clock_offset_,
                          .error = enrol_.error ? enrol_.error : stopped_};
    for (const auto* lane : {&push_, &pull_}) {
        if (!connection.error) connection.error = lane->error;
    }
    if (!link_) return connection;
    connection.cursor = link_->cursor;
    connection.head = link_->head;
    connection.arrived = !arrival_ && link_->cursor >= link_->head;
    if (arrival_) {
        const auto progress = arrival_->progress();
        connection.image_bytes = progress.bytes;
        connection.image_bytes_of = progress.of;
    }
    if (link_->last_contact > 0) connection.last_contact = link_->last_contact;
    if (const auto waiting = log::pending(log_)) {
        connection.pending = waiting->count;
        connection.oldest_pending = waiting->oldest_us;
    }
    return connection;
}

std::set<std::string, std::less<>> Replica::take_changes() {
    return std::exchange(changes_, {});
}

}  // namespace mostrador::replica
