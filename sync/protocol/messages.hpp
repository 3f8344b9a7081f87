#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/reflect.hpp"
#include "base/signature.hpp"

// The messages of docs/protocol.md §5. Times are UTC microseconds.
namespace mostrador::protocol {

/// 256 random bits; whoever shows them is the device.
using Token = base::Hash;

struct EnrolRequest {
    std::string code;
    std::string name;  ///< what the device is called, for people
    base::Id attempt;  ///< made by the device: the same attempt again is a repetition
    std::optional<base::PublicKey> key = {};  ///< what the device will sign its pushes with

    static constexpr auto fields() {
        return base::fields(
            base::field("code", &EnrolRequest::code), base::field("name", &EnrolRequest::name),
            base::field("attempt", &EnrolRequest::attempt), base::field("key", &EnrolRequest::key));
    }
};

struct EnrolAnswer {
    std::vector<base::Id> hubs;  ///< whose grants count; the present one last
    base::Id epoch;
    base::Id tenant;
    std::string tenant_name;
    std::optional<base::Id> branch;
    std::optional<base::Id> register_id;
    base::Id device;
    std::string name;
    Token token{};
    std::int64_t head = 0;
    std::int64_t time = 0;
    std::optional<base::PublicKey> key;  ///< the device's, by which the hub knows it from now on

    static constexpr auto fields() {
        return base::fields(
            base::field("hubs", &EnrolAnswer::hubs), base::field("epoch", &EnrolAnswer::epoch),
            base::field("tenant", &EnrolAnswer::tenant),
            base::field("tenantName", &EnrolAnswer::tenant_name),
            base::field("branch", &EnrolAnswer::branch),
            base::field("register", &EnrolAnswer::register_id),
            base::field("device", &EnrolAnswer::device), base::field("name", &EnrolAnswer::name),
            base::field("token", &EnrolAnswer::token), base::field("head", &EnrolAnswer::head),
            base::field("time", &EnrolAnswer::time), base::field("key", &EnrolAnswer::key));
    }
};

struct PushRequest {
    base::Id epoch;
    std::int64_t first = 0;  ///< sequence of the first operation; the rest follow without a gap
    std::vector<base::Bytes> operations;
    std::optional<base::Hash> checksum;    ///< see seal.hpp
    std::optional<base::Bytes> signature;  ///< see seal.hpp

    static constexpr auto fields() {
        return base::fields(base::field("epoch", &PushRequest::epoch),
                            base::field("first", &PushRequest::first),
                            base::field("operations", &PushRequest::operations),
                            base::field("checksum", &PushRequest::checksum),
                            base::field("signature", &PushRequest::signature));
    }
};

enum class Outcome { applied, duplicate, parked };

/// What became of one pushed operation.
struct PushResult {
    std::int64_t sequence = 0;
    std::int64_t position = 0;
    Outcome outcome = Outcome::applied;
    std::optional<std::string> code;  ///< why it is parked

    static constexpr auto fields() {
        return base::fields(base::field("sequence", &PushResult::sequence),
                            base::field("position", &PushResult::position),
                            base::field("outcome", &PushResult::outcome),
                            base::field("code", &PushResult::code));
    }
};

struct PushAnswer {
    base::Id epoch;
    std::int64_t acknowledged = 0;
    std::int64_t head = 0;
    std::int64_t time = 0;
    std::vector<PushResult> results;

    static constexpr auto fields() {
        return base::fields(base::field("epoch", &PushAnswer::epoch),
                            base::field("acknowledged", &PushAnswer::acknowledged),
                            base::field("head", &PushAnswer::head),
                            base::field("time", &PushAnswer::time),
                            base::field("results", &PushAnswer::results));
    }
};

struct PullRequest {
    base::Id epoch;
    std::int64_t after = 0;
    std::int64_t acknowledged = 0;  ///< own sequence that the device believes durable at the hub
    std::int64_t max_bytes = 0;
    std::string core;                         ///< version of the device's software
    std::optional<std::int64_t> time = {};    ///< the device's clock
    std::optional<std::int64_t> unsent = {};  ///< own operations that wait to be pushed

    static constexpr auto fields() {
        return base::fields(
            base::field("epoch", &PullRequest::epoch), base::field("after", &PullRequest::after),
            base::field("acknowledged", &PullRequest::acknowledged),
            base::field("maxBytes", &PullRequest::max_bytes),
            base::field("core", &PullRequest::core), base::field("time", &PullRequest::time),
            base::field("unsent", &PullRequest::unsent));
    }
};

struct PullEntry {
    std::int64_t position = 0;
    base::Bytes body;

    static constexpr auto fields() {
        return base::fields(base::field("position", &PullEntry::position),
                            base::field("body", &PullEntry::body));
    }
};

/// Everything of other devices at the positions after < p <= next.
struct PullAnswer {
    base::Id epoch;
    std::int64_t after = 0;
    std::int64_t next = 0;
    std::int64_t head = 0;
    std::int64_t acknowledged = 0;
    std::int64_t time = 0;
    std::vector<PullEntry> entries;
    base::Hash checksum{};  ///< pull_checksum(entries)

    static constexpr auto fields() {
        return base::fields(
            base::field("epoch", &PullAnswer::epoch), base::field("after", &PullAnswer::after),
            base::field("next", &PullAnswer::next), base::field("head", &PullAnswer::head),
            base::field("acknowledged", &PullAnswer::acknowledged),
            base::field("time", &PullAnswer::time), base::field("entries", &PullAnswer::entries),
            base::field("checksum", &PullAnswer::checksum));
    }
};

/// The body of every answer that is not 2xx.
struct Problem {
    std::string code;
    std::map<std::string, std::string> parameters;
    std::string detail;
    std::string request;  ///< the request id, as in the hub's log

    static constexpr auto fields() {
        return base::fields(
            base::field("code", &Problem::code), base::field("parameters", &Problem::parameters),
            base::field("detail", &Problem::detail), base::field("request", &Problem::request));
    }
};

/// A new device asks for the tenant's database instead of the log that led to it.
struct ImageRequest {
    base::Id epoch;
    std::int64_t schema = 0;      ///< of the device's database
    std::int64_t page_bytes = 0;  ///< of the device's database

    static constexpr auto fields() {
        return base::fields(base::field("epoch", &ImageRequest::epoch),
                            base::field("schema", &ImageRequest::schema),
                            base::field("pageBytes", &ImageRequest::page_bytes));
    }
};

/// The tenant's database as it was at `position`. No parts: pulling is as quick.
struct ImageAnswer {
    base::Id image;
    base::Id epoch;
    std::int64_t position = 0;
    std::int64_t bytes = 0;
    std::vector<base::Hash> parts;  ///< hash of each; all but the last have kImagePartBytes
    std::int64_t time = 0;

    static constexpr auto fields() {
        return base::fields(
            base::field("image", &ImageAnswer::image), base::field("epoch", &ImageAnswer::epoch),
            base::field("position", &ImageAnswer::position),
            base::field("bytes", &ImageAnswer::bytes), base::field("parts", &ImageAnswer::parts),
            base::field("time", &ImageAnswer::time));
    }
};

/// The answer is the part's bytes and nothing else.
struct ImagePartRequest {
    base::Id image;
    std::int64_t part = 0;  ///< from 0

    static constexpr auto fields() {
        return base::fields(base::field("image", &ImagePartRequest::image),
                            base::field("part", &ImagePartRequest::part));
    }
};

enum class LiveRequestKind { hello, cursor };

/// What a device says on the live socket: first hello, then how far it has applied.
struct LiveRequest {
    LiveRequestKind kind = LiveRequestKind::hello;
    std::optional<Token> token;
    std::optional<base::Id> epoch;
    std::int64_t cursor = 0;

    static constexpr auto fields() {
        return base::fields(
            base::field("kind", &LiveRequest::kind), base::field("token", &LiveRequest::token),
            base::field("epoch", &LiveRequest::epoch), base::field("cursor", &LiveRequest::cursor));
    }
};

enum class LiveNoticeKind { head, batch, bye };

/// What the hub says on the live socket.
struct LiveNotice {
    LiveNoticeKind kind = LiveNoticeKind::head;
    std::int64_t head = 0;
    std::int64_t time = 0;
    std::optional<PullAnswer> batch;
    std::optional<Problem> problem;

    static constexpr auto fields() {
        return base::fields(
            base::field("kind", &LiveNotice::kind), base::field("head", &LiveNotice::head),
            base::field("time", &LiveNotice::time), base::field("batch", &LiveNotice::batch),
            base::field("problem", &LiveNotice::problem));
    }
};

}  // namespace mostrador::protocol

namespace mostrador::base {

template <>
struct EnumNames<protocol::Outcome> {
    static constexpr std::array names{
        std::pair{protocol::Outcome::applied, std::string_view("applied")},
        std::pair{protocol::Outcome::duplicate, std::string_view("duplicate")},
        std::pair{protocol::Outcome::parked, std::string_view("parked")}};
};

template <>
struct EnumNames<protocol::LiveRequestKind> {
    static constexpr std::array names{
        std::pair{protocol::LiveRequestKind::hello, std::string_view("hello")},
        std::pair{protocol::LiveRequestKind::cursor, std::string_view("cursor")}};
};

template <>
struct EnumNames<protocol::LiveNoticeKind> {
    static constexpr std::array names{
        std::pair{protocol::LiveNoticeKind::head, std::string_view("head")},
        std::pair{protocol::LiveNoticeKind::batch, std::string_view("batch")},
        std::pair{protocol::LiveNoticeKind::bye, std::string_view("bye")}};
};

}  // namespace mostrador::base
