#include "hub/http/server.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <chrono>
#include <format>
#include <functional>
#include <tuple>

#include "hub/http/context.hpp"
#include "hub/http/guest_desk.hpp"
#include "hub/http/gzip.hpp"
#include "hub/http/live.hpp"
#include "hub/http/log_line.hpp"
#include "hub/http/print_queue.hpp"
#include "hub/http/receipt_page.hpp"
#include "hub/http/trust_page.hpp"
#include "hub/http/wire.hpp"
#include "hub/tls/tls.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "staff/pin.hpp"

namespace mostrador::hub {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using net::ip::tcp;
using namespace std::chrono_literals;
using base::Code;
using Steady = std::chrono::steady_clock;

constexpr auto quietly = net::as_tuple(net::use_awaitable);

constexpr std::uint32_t kMaxHeaderBytes = 8 * 1024;
constexpr int kMaxConnections = 4000;
constexpr auto kHandshakeTimeout = 10s;
constexpr auto kRequestTimeout = 30s;
constexpr auto kIdleTimeout = 75s;
constexpr auto kStopTimeout = 5s;
/// A shorter answer gains nothing from gzip.
constexpr std::size_t kCompressFromBytes = 512;
/// So little is packed or unpacked at once: the way to another thread and back takes longer.
constexpr std::size_t kAtOnceBytes = 1024;
/// No clock is further ahead (about the year 9999).
constexpr std::int64_t kLatestClockUs = 253'000'000'000'000'000;
/// What the answer to one pushed operation takes.
constexpr std::size_t kResultBytes = 64;
/// What is still read of a request that was refused, so that its sender gets to see the answer.
constexpr std::size_t kMaxDrainBytes = 8 * 1024 * 1024;

constexpr std::string_view kCbor = "application/cbor";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kGuestPrefix = "/m/";
constexpr std::string_view kPrintPath = "/v1/print", kPrintersPath = "/v1/printers";
constexpr std::string_view kDevicesPath = "/v1/devices", kInvitePath = "/v1/devices/invite",
                           kRevokePath = "/v1/devices/revoke";

// The core compiles WebAssembly; everything else comes from files of our own.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; frame-src 'self' blob:; media-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'";

using HeadParser = http::request_parser<http::empty_body>;
using BodyParser = http::request_parser<http::vector_body<std::uint8_t>>;
using Response = http::response<http::span_body<const std::uint8_t>>;

/// Where a connection came in.
enum class Door {
    shop,  ///< everything
    help,  ///< plain HTTP beside TLS: how to trust this hub, and the way to the shop
};

struct Incoming {
    std::string id;
    std::string address;
    http::request<http::vector_body<std::uint8_t>> request;
    Door door = Door::shop;

    std::string_view path() const {
        const std::string_view target = request.target();
        return target.substr(0, target.find('?'));
    }

    bool accepts(std::string_view encoding) const {
        const std::string_view header = request[http::field::accept_encoding];
        for (const auto& each : http::ext_list(header)) {
            if (std::string_view(each.first) == encoding) return true;
        }
        return false;
    }
};

struct Reply {
    int status = 200;
    std::string type;
    std::shared_ptr<const base::Bytes> body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string route;                                                ///< for the metrics
    nlohmann::ordered_json notes = nlohmann::ordered_json::object();  ///< for the log line
};

std::shared_ptr<const base::Bytes> shared(base::Bytes bytes) {
    return std::make_shared<const base::Bytes>(std::move(bytes));
}

Reply text_reply(int status, std::string type, std::string_view text) {
    const auto bytes = base::as_bytes(text);
    return {.status = status,
            .type = std::move(type),
            .body = shared({bytes.begin(), bytes.end()}),
            .headers = {{"Cache-Control", "no-store"}}};
}

Reply problem_reply(const base::Error& error, const std::string& request_id) {
    Reply reply{.status = protocol::http_status(error.code),
                .type = std::string(kCbor),
                .body = shared(protocol::encode(protocol::problem_of(error, request_id))),
                .headers = {{"Cache-Control", "no-store"}}};
    reply.notes["error"] = base::code_name(error.code);
    if (!error.parameters.empty()) reply.notes["parameters"] = error.parameters;
    if (!error.detail.empty()) reply.notes["detail"] = error.detail;
    if (const auto wait = error.parameters.find("retryAfter"); wait != error.parameters.end()) {
        reply.headers.emplace_back("Retry-After", wait->second);
    }
    return reply;
}

/// The same for what the shell asks without the core between, as JSON.
Reply json_problem_reply(const base::Error& error, const std::string& request_id) {
    auto reply = problem_reply(error, request_id);
    reply.type = kJson;
    const auto text =
        nlohmann::json{
            {"code", base::code_name(error.code)}, {"parameters", error.parameters}, {"detail", ""}}
            .dump();
    const auto bytes = base::as_bytes(text);
    reply.body = shared({bytes.begin(), bytes.end()});
    return reply;
}

/// What a request to this path may hold.
std::size_t body_limit(std::string_view path) {
    if (path == "/v1/push" || path == "/v1/pull") return protocol::kMaxRequestBytes;
    if (path == kPrintPath) return PrintDesk::kMaxJobBytes;
    if (path.starts_with(kGuestPrefix)) return kMaxGuestBytes;
    return protocol::kMaxEnrolBytes;
}

base::Error too_many(std::int64_t seconds) {
    return {Code::sync_rate_limited, {{"retryAfter", std::to_string(seconds)}}, {}};
}

bool is_printing(std::string_view path) {
    return path == kPrintPath || path == kPrintersPath;
}

bool is_about_devices(std::string_view path) {
    return path == kDevicesPath || path == kInvitePath || path == kRevokePath;
}

/// What the shell asks without the core between.
bool speaks_json(std::string_view path) {
    return is_printing(path) || is_about_devices(path);
}

bool is_call(std::string_view path) {
    constexpr std::array<std::string_view, 5> calls{"/v1/enrol", "/v1/push", "/v1/pull",
                                                    "/v1/image", "/v1/image/part"};
    return speaks_json(path) || std::ranges::contains(calls, path);
}

base::Status check_version(std::string_view header) {
    for (int version = protocol::kMinVersion; version <= protocol::kMaxVersion; ++version) {
        if (header == std::to_string(version)) return {};
    }
    return base::fail(Code::sync_protocol_version,
                      {{"min", std::to_string(protocol::kMinVersion)},
                       {"max", std::to_string(protocol::kMaxVersion)}});
}

base::Result<protocol::Token> bearer_token(std::string_view header) {
    constexpr std::string_view scheme = "Bearer ";
    protocol::Token token{};
    if (!header.starts_with(scheme)) return base::fail(Code::sync_unauthorized);
    const auto bytes = base::from_hex(header.substr(scheme.size()));
    if (!bytes || bytes->size() != token.size()) return base::fail(Code::sync_unauthorized);
    std::ranges::copy(*bytes, token.begin());
    return token;
}

bool is_upgrade_to_live(const http::request<http::empty_body>& request) {
    return beast::websocket::is_upgrade(request) && request.target() == "/v1/live";
}

/// What came is not HTTP; as opposed to a connection that broke or was closed.
bool is_bad_http(const boost::system::error_code& error) {
    return error.category() == http::make_error_code(http::error::bad_method).category() &&
           error != http::error::end_of_stream && error != http::error::partial_message;
}

/// A page of another origin must not open a socket in the name of a device.
template <class Body>
bool is_foreign_origin(const http::request<Body>& request) {
    const std::string_view origin = request[http::field::origin];
    const std::string_view host = request[http::field::host];
    return !origin.empty() && !origin.ends_with(std::string("://") + std::string(host));
}

void set_security_headers(Response& response) {
    response.set("Content-Security-Policy", kContentSecurityPolicy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Permissions-Policy",
                 "camera=(self), microphone=(), geolocation=(), payment=(), browsing-topics=()");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Embedder-Policy", "require-corp");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace

// ---- one request -------------------------------------------------------------------------------

class Server::Implementation {
public:
    Implementation(Hub& hub, StaticFiles files, ServerOptions options)
        : context_(hub, std::move(files), options),
          options_(std::move(options)),
          shop_(io_),
          help_(io_),
          signals_(io_),
          tick_(io_) {
        std::array<std::uint8_t, 4> start{};
        base::SystemRandom().fill(start);
        id_prefix_ = base::to_hex(start);
    }

    ~Implementation() { context_.pool.join(); }

    base::Status bind();
    void run();

    void stop() {
        net::post(io_, [this] { begin_stop(); });
    }

    std::uint16_t port() const { return shop_.local_endpoint().port(); }

    std::uint16_t help_port() const {
        return help_.is_open() ? help_.local_endpoint().port() : std::uint16_t{0};
    }

    base::Result<std::string> fingerprint() const {
        if (!tls_ || tls_->authority() == nullptr) return std::string{};
        return tls_->authority()->fingerprint();
    }

private:
    base::Status bind(tcp::acceptor& acceptor, std::uint16_t port);
    net::awaitable<void> accept(tcp::acceptor& acceptor, Door door);
    net::awaitable<void> serve(tcp::socket socket, Door door);
    net::awaitable<bool> shake_hands(Wire& stream);
    net::awaitable<void> close(Wire& stream);
    net::awaitable<bool> exchange(Wire& stream, const std::string& address, Door door);
    net::awaitable<bool> answer_one(Wire& stream, beast::flat_buffer& buffer, HeadParser& head,
                                    Incoming incoming);
    net::awaitable<bool> refuse(Wire& stream, std::string target, const base::Error& error);
    net::awaitable<bool> write(Wire& stream, Incoming incoming, Reply reply,
                               Steady::time_point started);
    net::awaitable<Reply> answer(Incoming& incoming);
    net::awaitable<Reply> answer_ready(const Incoming& incoming);
    net::awaitable<Reply> answer_api(Incoming& incoming);
    net::awaitable<base::Result<Reply>> call_api(Incoming& incoming);
    net::awaitable<base::Result<Reply>> call_as(Incoming& incoming, Device device);
    net::awaitable<base::Result<Reply>> enrol(Incoming& incoming);
    net::awaitable<base::Result<Reply>> push(Incoming& incoming, Device device);
    net::awaitable<base::Result<Reply>> pull(Incoming& incoming, Device device);
    net::awaitable<base::Result<Reply>> image(Incoming& incoming, Device device);
    net::awaitable<base::Result<Reply>> image_part(Incoming& incoming, Device device);
    net::awaitable<base::Status> unpack(Incoming& incoming);
    /// Work on so many bytes: away from the network thread, unless it is next to nothing.
    template <class Work>
    net::awaitable<std::invoke_result_t<Work>> work_on(std::size_t bytes, Work work);
    template <class Message>
    net::awaitable<Reply> cbor_reply(const Incoming& incoming, Message message, std::size_t about);
    net::awaitable<base::Result<Reply>> answer_printing(Incoming& incoming, Device device);
    net::awaitable<base::Result<Reply>> answer_devices(Incoming& incoming, Device device);
    net::awaitable<base::Status> check_manager(const Incoming& incoming, const Device& device,
                                               const DeviceQuestion& question);
    net::awaitable<Reply> answer_receipt(const Incoming& incoming);
    net::awaitable<base::Result<base::Bytes>> find_receipt(const ReceiptAddress& address);
    net::awaitable<Reply> answer_guest(const Incoming& incoming);
    net::awaitable<base::Result<std::string>> call_of_guest(const Incoming& incoming);
    net::awaitable<Reply> answer_menu(const Incoming& incoming);
    Reply answer_static(const Incoming& incoming);
    Reply answer_help(const Incoming& incoming);
    void refresh_tls();
    void log_request(const Incoming& incoming, const Reply& reply, Steady::time_point started);
    net::awaitable<void> watch();
    net::awaitable<void> look_at(base::Id tenant);
    void begin_stop();
    net::awaitable<void> finish_stop();
    net::awaitable<void> sleep(Steady::duration time);

    std::string next_id() { return std::format("{}-{:06x}", id_prefix_, ++last_id_); }

    Context context_;
    PrintQueue print_queue_{context_};
    ServerOptions options_;
    std::string id_prefix_;
    std::uint64_t last_id_ = 0;
    std::unique_ptr<Tls> tls_;
    std::string tls_trouble_;  ///< what was logged last about it
    // Last, so that it goes first: it holds the connections, which use all of the above.
    net::io_context io_{1};
    tcp::acceptor shop_;
    tcp::acceptor help_;
    net::signal_set signals_;
    net::steady_timer tick_;
};

net::awaitable<Reply> Server::Implementation::answer(Incoming& incoming) {
    const auto path = incoming.path();
    const auto method = incoming.request.method();
    const bool reads = method == http::verb::get || method == http::verb::head;
    if (incoming.door == Door::help && reads) co_return answer_help(incoming);
    if (incoming.door == Door::shop && path.starts_with("/v1/"))
        co_return co_await answer_api(incoming);
    if (incoming.door == Door::shop && is_guest_call(path))
        co_return co_await answer_guest(incoming);
    if (!reads) {
        auto reply = problem_reply({Code::sync_method_not_allowed, {}, {}}, incoming.id);
        reply.headers.emplace_back("Allow", "GET, HEAD");
        co_return reply;
    }
    if (path == "/health") {
        auto reply = text_reply(
            200, "application/json",
            nlohmann::json{{"status", "ok"}, {"version", context_.version}}.dump() + "\n");
        reply.route = path;
        co_return reply;
    }
    if (path == "/ready") co_return co_await answer_ready(incoming);
    if (path == "/metrics") {
        auto reply =
            text_reply(200, "text/plain; version=0.0.4; charset=utf-8", context_.metrics.text());
        reply.route = path;
        co_return reply;
    }
    if (path.starts_with("/r/")) co_return co_await answer_receipt(incoming);
    if (path.starts_with(kGuestPrefix)) co_return co_await answer_menu(incoming);
    co_return answer_static(incoming);
}

net::awaitable<Reply> Server::Implementation::answer_ready(const Incoming& incoming) {
    base::Status ready = base::fail(Code::sync_stopping);
    if (!context_.stopping) {
        ready = co_await run_on(context_.pool.get_executor(),
                                [this] { return context_.hub.directory().check_writable(); });
    }
    nlohmann::json body{{"status", ready ? "ready" : "not ready"}};
    if (!ready) body["code"] = base::code_name(ready.error().code);
    auto reply = text_reply(ready ? 200 : 503, "application/json", body.dump() + "\n");
    reply.route = incoming.path();
    co_return reply;
}

Reply Server::Implementation::answer_static(const Incoming& incoming) {
    const auto* file = context_.files.find(incoming.path());
    if (file == nullptr) {
        auto reply = text_reply(404, "text/plain; charset=utf-8", "Not found\n");
        reply.route = "unknown";
        return reply;
    }
    Reply reply{.type = file->type,
                .headers = {{"ETag", file->etag},
                            {"Cache-Control", file->cache},
                            {"Vary", "Accept-Encoding"}},
                .route = "static"};
    const std::string_view known = incoming.request[http::field::if_none_match];
    if (known.contains(file->etag)) {
        reply.status = 304;
        return reply;
    }
    reply.body = file->plain;
    if (file->brotli && incoming.accepts("br")) {
        reply.body = file->brotli;
        reply.headers.emplace_back("Content-Encoding", "br");
    } else if (file->gzip && incoming.accepts("gzip")) {
        reply.body = file->gzip;
        reply.headers.emplace_back("Content-Encoding", "gzip");
    }
    return reply;
}

/// Everything but the way to trust us is elsewhere.
Reply Server::Implementation::answer_help(const Incoming& incoming) {
    const auto host = plain_host(incoming.request[http::field::host]);
    const auto origin = secure_origin(host, port());
    const auto* authority = tls_ ? tls_->authority() : nullptr;
    const auto path = incoming.path();
    Reply reply;
    if (host.empty()) {
        reply = text_reply(400, "text/plain; charset=utf-8", "Bad host\n");
    } else if (authority != nullptr && path == "/") {
        const auto language = page_language(incoming.request.target(),
                                            incoming.request[http::field::accept_language]);
        const TrustPage page{authority->fingerprint().value_or(""), origin + "/"};
        reply = text_reply(200, "text/html; charset=utf-8", trust_html(page, language));
    } else if (authority != nullptr && path == "/mostrador.crt") {
        reply =
            text_reply(200, "application/x-x509-ca-cert", authority->authority_der().value_or(""));
    } else if (path == "/trust.css") {
        reply = text_reply(200, "text/css; charset=utf-8", trust_css());
    } else {
        reply = text_reply(308, "text/plain; charset=utf-8", "Moved\n");
        reply.headers.emplace_back("Location", origin + std::string(incoming.request.target()));
    }
    reply.route = "help";
    return reply;
}

net::awaitable<Reply> Server::Implementation::answer_api(Incoming& incoming) {
    auto reply = co_await call_api(incoming);
    const auto path = incoming.path();
    const auto refused = speaks_json(path) ? json_problem_reply : problem_reply;
    auto done = reply ? *std::move(reply) : refused(reply.error(), incoming.id);
    done.route = is_call(path) ? std::string(path) : "unknown";
    co_return done;
}

net::awaitable<base::Result<Reply>> Server::Implementation::call_api(Incoming& incoming) {
    auto& request = incoming.request;
    const auto path = incoming.path();
    if (context_.stopping) co_return base::fail(Code::sync_stopping);
    if (!is_call(path)) co_return base::fail(Code::sync_not_found);
    if (request.method() != http::verb::post) co_return base::fail(Code::sync_method_not_allowed);
    if (auto spoken = check_version(request["Mostrador-Protocol"]); !spoken) {
        co_return std::unexpected(spoken.error());
    }
    if (!speaks_json(path) && request[http::field::content_type] != kCbor) {
        co_return protocol::malformed("Content-Type");
    }
    if (path == "/v1/enrol") co_return co_await enrol(incoming);

    const auto token = bearer_token(request[http::field::authorization]);
    if (!token) co_return std::unexpected(token.error());
    auto device = co_await context_.authenticate(*token);
    if (!device) co_return std::unexpected(device.error());
    if (const auto wait = context_.limits.refuse(*device, context_.hub.clock().now_us())) {
        co_return std::unexpected(too_many(wait));
    }
    if (auto unpacked = co_await unpack(incoming); !unpacked) {
        co_return std::unexpected(unpacked.error());
    }
    if (is_printing(path)) co_return co_await answer_printing(incoming, *std::move(device));
    if (is_about_devices(path)) co_return co_await answer_devices(incoming, *std::move(device));
    const nlohmann::ordered_json who{{"tenant", device->tenant.text()},
                                     {"device", device->id.text()}};
    auto reply = co_await call_as(incoming, *std::move(device));
    if (!reply) reply = problem_reply(reply.error(), incoming.id);
    reply->notes.update(who);
    co_return reply;
}

/// DOC-3: the names of the tenant's printers, or a paper to one of them. A device says which
/// printer; where that is, only the hub knows.
net::awaitable<base::Result<Reply>> Server::Implementation::answer_printing(Incoming& incoming,
                                                                            Device device) {
    if (incoming.path() == kPrintersPath) {
        const auto printers = context_.printers.of(device.tenant);
        if (!printers) co_return std::unexpected(printers.error());
        auto names = nlohmann::json::array();
        auto states = nlohmann::json::object();
        for (const auto& each : *printers) {
            names.push_back(each.name);
            states[each.name] = print_queue_.state_of(device.tenant, each.name);
        }
        co_return text_reply(200, std::string(kJson),
                             nlohmann::json{{"printers", names}, {"states", states}}.dump());
    }
    // A name may have any letter, a header's value not.
    const auto name = base::from_hex(std::string_view(incoming.request["Mostrador-Printer"]));
    const auto job = base::Id::parse(std::string_view(incoming.request["Mostrador-Job"]));
    if (!name || !job) co_return protocol::malformed("headers");
    auto printer = context_.printers.find(device.tenant, base::as_text(*name));
    if (!printer) co_return std::unexpected(printer.error());
    const auto printed = co_await context_.print_desk.print(
        *std::move(printer), device.id.text() + job->text(), incoming.request.body());
    if (!printed) co_return std::unexpected(printed.error());
    auto reply = text_reply(200, std::string(kJson), nlohmann::json{{"printed", *printed}}.dump());
    reply.notes = {
        {"tenant", device.tenant.text()}, {"device", device.id.text()}, {"job", job->text()}};
    co_return reply;
}

/// REP-3, ORG-3: the board of devices, and letting them in and stopping them.
net::awaitable<base::Result<Reply>> Server::Implementation::answer_devices(Incoming& incoming,
                                                                           Device device) {
    const auto question = read_question(incoming.request.body());
    if (!question) co_return std::unexpected(question.error());
    const auto managed = co_await check_manager(incoming, device, *question);
    if (!managed) co_return std::unexpected(managed.error());
    const auto path = incoming.path();
    const auto live = connected_devices(context_, device.tenant);
    auto& lane = context_.lane(device.tenant);
    auto answer = co_await lane.read([&](TenantStore& store) {
        if (path == kInvitePath) return invite(context_.hub, store, device, *question);
        if (path == kRevokePath) return revoke(context_.hub, store, device, *question);
        return board(context_.hub, store, device, live);
    });
    if (!answer) co_return std::unexpected(answer.error());
    if (path == kRevokePath) {
        if (const auto head = co_await lane.head()) notify_live(context_, device.tenant, *head);
        co_await check_live_devices(context_);
    }
    Reply reply{.type = std::string(kJson),
                .body = shared(*std::move(answer)),
                .headers = {{"Cache-Control", "no-store"}}};
    reply.notes = {{"tenant", device.tenant.text()},
                   {"device", device.id.text()},
                   {"person", question->person.text()}};
    co_return reply;
}

/// The device says who asks; for what changes something the person proves it.
net::awaitable<base::Status> Server::Implementation::check_manager(const Incoming& incoming,
                                                                   const Device& device,
                                                                   const DeviceQuestion& question) {
    const auto hash =
        co_await context_.lane(device.tenant).read([person = question.person](TenantStore& store) {
            return pin_hash_of_manager(store, person);
        });
    if (!hash) co_return std::unexpected(hash.error());
    if (incoming.path() == kDevicesPath) co_return base::Status{};
    if (!question.pin) {
        co_return base::fail(Code::staff_approval_needed, {{"permission", "manage_devices"}});
    }
    const auto begun = context_.pin_guard.begin(question.person, context_.hub.clock().now_us());
    if (!begun) co_return begun;
    const bool right = co_await run_on(context_.pool.get_executor(), [&] {
        return staff::verify_pin(std::string(base::as_text(*hash)), *question.pin);
    });
    if (!right) co_return std::unexpected(context_.pin_guard.failed(question.person));
    context_.pin_guard.succeeded(question.person);
    co_return base::Status{};
}

/// DOC-1: the page behind a receipt's code. Whoever guesses waits.
net::awaitable<Reply> Server::Implementation::answer_receipt(const Incoming& incoming) {
    const auto now = context_.hub.clock().now_us();
    if (const auto wait = context_.receipt_guard.refuse(incoming.address, now)) {
        auto reply = text_reply(429, "text/plain; charset=utf-8", "Too many requests\n");
        reply.headers.emplace_back("Retry-After", std::to_string(wait));
        reply.route = "/r/";
        co_return reply;
    }
    const auto address = parse_receipt_address(incoming.path());
    base::Result<base::Bytes> page = base::fail(Code::sales_receipt_not_found);
    if (address) page = co_await find_receipt(*address);
    auto reply = text_reply(404, "text/plain; charset=utf-8", "Not found\n");
    if (page) {
        context_.receipt_guard.succeeded(incoming.address);
        reply.status = 200;
        reply.type = address->pdf ? "application/pdf" : "text/html; charset=utf-8";
        reply.body = shared(*std::move(page));
        reply.headers.emplace_back("Content-Security-Policy", receipt_page_policy());
    }
    reply.headers.emplace_back("X-Robots-Tag", "noindex");
    reply.route = "/r/";
    co_return reply;
}

net::awaitable<base::Result<base::Bytes>> Server::Implementation::find_receipt(
    const ReceiptAddress& address) {
    auto tenants = co_await run_on(context_.pool.get_executor(),
                                   [this] { return context_.hub.directory().tenants(); });
    if (!tenants) co_return std::unexpected(tenants.error());
    for (const auto& tenant : *tenants) {
        if (!tenant.id.text().ends_with(address.tenant_end)) continue;
        auto page = co_await context_.lane(tenant.id).read(
            [&address](TenantStore& store) { return receipt_page(store, address); });
        if (page) co_return page;
    }
    co_return base::fail(Code::sales_receipt_not_found);
}

/// MENU-1: the menu behind a table's code. Whoever guesses waits.
net::awaitable<Reply> Server::Implementation::answer_menu(const Incoming& incoming) {
    const auto now = context_.hub.clock().now_us();
    Reply reply;
    if (const auto wait = context_.menu_guard.refuse(incoming.address, now)) {
        reply = text_reply(429, "text/plain; charset=utf-8", "Too many requests\n");
        reply.headers.emplace_back("Retry-After", std::to_string(wait));
        reply.route = "/m/";
        co_return reply;
    }
    const auto& request = incoming.request;
    const auto page =
        co_await guest_page(context_, request.target(), request[http::field::accept_language]);
    reply = text_reply(404, "text/plain; charset=utf-8", "Not found\n");
    reply.route = "/m/";
    if (!page) co_return reply;
    context_.menu_guard.succeeded(incoming.address);
    reply = Reply{.type = "text/html; charset=utf-8",
                  .headers = {{"ETag", page->etag},
                              {"Cache-Control", "private, no-cache"},
                              {"Vary", "Accept-Encoding, Accept-Language"},
                              {"X-Robots-Tag", "noindex"},
                              {"Content-Security-Policy", page->policy}},
                  .route = "/m/"};
    const std::string_view known = request[http::field::if_none_match];
    if (known.contains(page->etag)) {
        reply.status = 304;
        co_return reply;
    }
    const bool pack = incoming.accepts("gzip");
    reply.body = pack ? page->gzip : page->plain;
    if (pack) reply.headers.emplace_back("Content-Encoding", "gzip");
    co_return reply;
}

/// MENU-2: what a phone at a table asks.
net::awaitable<Reply> Server::Implementation::answer_guest(const Incoming& incoming) {
    const auto answer = co_await call_of_guest(incoming);
    auto reply = answer ? text_reply(200, std::string(kJson), *answer)
                        : json_problem_reply(answer.error(), incoming.id);
    reply.route = incoming.path();
    if (!answer || !incoming.accepts("gzip") || answer->size() < kCompressFromBytes)
        co_return reply;
    reply.body = shared(gzip(*reply.body, Effort::quick));
    reply.headers.emplace_back("Content-Encoding", "gzip");
    co_return reply;
}

net::awaitable<base::Result<std::string>> Server::Implementation::call_of_guest(
    const Incoming& incoming) {
    const auto& request = incoming.request;
    if (request.method() != http::verb::post) co_return base::fail(Code::sync_method_not_allowed);
    if (is_foreign_origin(request)) co_return base::fail(Code::sync_unauthorized);
    const std::string_view type = request[http::field::content_type];
    if (type != kJson) co_return protocol::malformed("Content-Type");
    co_return co_await answer_guest_call(context_, incoming.path(), incoming.address,
                                         request.body());
}

template <class Work>
net::awaitable<std::invoke_result_t<Work>> Server::Implementation::work_on(std::size_t bytes,
                                                                           Work work) {
    if (bytes <= kAtOnceBytes) co_return work();
    co_return co_await run_on(context_.pool.get_executor(), std::move(work));
}

net::awaitable<base::Result<Reply>> Server::Implementation::call_as(Incoming& incoming,
                                                                    Device device) {
    const auto path = incoming.path();
    if (path == "/v1/push") co_return co_await push(incoming, std::move(device));
    if (path == "/v1/image") co_return co_await image(incoming, std::move(device));
    if (path == "/v1/image/part") co_return co_await image_part(incoming, std::move(device));
    co_return co_await pull(incoming, std::move(device));
}

/// Inflates the body.
net::awaitable<base::Status> Server::Implementation::unpack(Incoming& incoming) {
    auto& request = incoming.request;
    const std::string_view encoding = request[http::field::content_encoding];
    if (encoding.empty() || encoding == "identity") co_return base::Status{};
    if (encoding != "gzip") co_return protocol::malformed("Content-Encoding");
    auto body = co_await work_on(
        request.body().size(), [&] { return gunzip(request.body(), body_limit(incoming.path())); });
    if (!body) co_return std::unexpected(body.error());
    request.body() = *std::move(body);
    co_return base::Status{};
}

net::awaitable<base::Result<Reply>> Server::Implementation::enrol(Incoming& incoming) {
    const auto now = context_.hub.clock().now_us();
    if (const auto wait = context_.enrol_guard.refuse(incoming.address, now)) {
        co_return std::unexpected(too_many(wait));
    }
    if (auto unpacked = co_await unpack(incoming); !unpacked) {
        co_return std::unexpected(unpacked.error());
    }
    const auto request =
        protocol::decode<protocol::EnrolRequest>(incoming.request.body(), protocol::kMaxEnrolBytes);
    if (!request) co_return std::unexpected(request.error());
    auto admission = co_await run_on(context_.pool.get_executor(),
                                     [&] { return context_.hub.directory().admit(*request); });
    if (!admission) {
        co_await sleep(std::chrono::milliseconds(context_.enrol_guard.failed(incoming.address)));
        co_return std::unexpected(admission.error());
    }
    context_.enrol_guard.succeeded(incoming.address);
    auto& lane = context_.lane(admission->device.tenant);
    auto answer = co_await lane.welcome(*std::move(admission));
    if (!answer) co_return std::unexpected(answer.error());
    notify_live(context_, answer->tenant, answer->head);
    const nlohmann::ordered_json who{{"tenant", answer->tenant.text()},
                                     {"device", answer->device.text()}};
    auto reply = co_await cbor_reply(incoming, *std::move(answer), 0);
    reply.notes.update(who);
    co_return reply;
}

net::awaitable<base::Result<Reply>> Server::Implementation::push(Incoming& incoming,
                                                                 Device device) {
    const auto tenant = device.tenant;
    const auto origin = device.id;
    auto request = co_await work_on(incoming.request.body().size(), [&] {
        return protocol::decode<protocol::PushRequest>(incoming.request.body(),
                                                       protocol::kMaxRequestBytes);
    });
    if (!request) co_return std::unexpected(request.error());
    const auto first = request->first;
    auto answer = co_await context_.lane(tenant).push(std::move(device), *std::move(request));
    if (!answer) co_return std::unexpected(answer.error());

    std::int64_t fresh = 0, parked = 0;
    for (const auto& result : answer->results) {
        fresh += result.outcome != protocol::Outcome::duplicate;
        parked += result.outcome == protocol::Outcome::parked;
    }
    context_.metrics.pushed(fresh, parked);
    // What is handed back after a restore (first 0) has no results, but may have made news.
    if (fresh > 0 || first == 0) notify_live(context_, tenant, origin, *answer);
    const nlohmann::ordered_json notes{{"first", first},
                                       {"operations", answer->results.size()},
                                       {"fresh", fresh},
                                       {"parked", parked},
                                       {"head", answer->head}};
    const auto about = answer->results.size() * kResultBytes;
    auto reply = co_await cbor_reply(incoming, *std::move(answer), about);
    reply.notes = notes;
    co_return reply;
}

net::awaitable<base::Result<Reply>> Server::Implementation::pull(Incoming& incoming,
                                                                 Device device) {
    auto request =
        protocol::decode<protocol::PullRequest>(incoming.request.body(), protocol::kMaxEnrolBytes);
    if (!request) co_return std::unexpected(request.error());
    const auto id = device.id;
    Sighting sighting{context_.hub.clock().now_us(), request->after, request->core,
                      request->unsent};
    if (request->time) {
        const auto told = std::clamp<std::int64_t>(*request->time, 0, kLatestClockUs);
        sighting.clock_offset = told - sighting.at;
    }
    auto answer =
        co_await context_.lane(device.tenant).pull(std::move(device), *std::move(request));
    if (!answer) co_return std::unexpected(answer.error());
    const auto seen = co_await run_on(context_.pool.get_executor(),
                                      [&] { return context_.hub.directory().saw(id, sighting); });
    context_.metrics.pulled(static_cast<std::int64_t>(answer->entries.size()));
    nlohmann::ordered_json notes{{"after", answer->after},
                                 {"next", answer->next},
                                 {"operations", answer->entries.size()},
                                 {"head", answer->head}};
    // Nobody is worse off for it, but the disk that did not take it will not take a sale either.
    if (!seen) notes["sighting"] = base::code_name(seen.error().code);
    const auto about = answer->entries.size() * kAtOnceBytes;
    auto reply = co_await cbor_reply(incoming, *std::move(answer), about);
    reply.notes = std::move(notes);
    co_return reply;
}

net::awaitable<base::Result<Reply>> Server::Implementation::image(Incoming& incoming,
                                                                  Device device) {
    auto request =
        protocol::decode<protocol::ImageRequest>(incoming.request.body(), protocol::kMaxEnrolBytes);
    if (!request) co_return std::unexpected(request.error());
    auto answer = co_await context_.lane(device.tenant).image(std::move(device), *request);
    if (!answer) co_return std::unexpected(answer.error());
    const auto about = answer->parts.size() * sizeof(base::Hash);
    const nlohmann::ordered_json notes{{"position", answer->position}, {"bytes", answer->bytes}};
    auto reply = co_await cbor_reply(incoming, *std::move(answer), about);
    reply.notes = notes;
    co_return reply;
}

net::awaitable<base::Result<Reply>> Server::Implementation::image_part(Incoming& incoming,
                                                                       Device device) {
    const auto request = protocol::decode<protocol::ImagePartRequest>(incoming.request.body(),
                                                                      protocol::kMaxEnrolBytes);
    if (!request) co_return std::unexpected(request.error());
    Image::Pack pack;
    if (incoming.accepts("gzip"))
        pack = [](base::ByteView part) { return gzip(part, Effort::quick); };
    auto part = co_await run_on(context_.pool.get_executor(),
                                [&] { return context_.hub.image_part(device, *request, pack); });
    if (!part) co_return std::unexpected(part.error());
    Reply reply{.type = "application/octet-stream",
                .body = shared(*std::move(part)),
                .headers = {{"Cache-Control", "no-store"}}};
    if (pack) reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.notes["part"] = request->part;
    co_return reply;
}

/// Encodes and compresses a message of about so many bytes.
template <class Message>
net::awaitable<Reply> Server::Implementation::cbor_reply(const Incoming& incoming, Message message,
                                                         std::size_t about) {
    Reply reply{.type = std::string(kCbor), .headers = {{"Cache-Control", "no-store"}}};
    const bool compress = incoming.accepts("gzip");
    bool compressed = false;
    reply.body = co_await work_on(about, [&] {
        auto body = protocol::encode(message);
        compressed = compress && body.size() >= kCompressFromBytes;
        return shared(compressed ? gzip(body) : std::move(body));
    });
    if (compressed) reply.headers.emplace_back("Content-Encoding", "gzip");
    co_return reply;
}

// ---- one connection ----------------------------------------------------------------------------

net::awaitable<void> Server::Implementation::serve(tcp::socket socket, Door door) {
    if (++context_.connections > kMaxConnections) {
        --context_.connections;
        co_return;
    }
    boost::system::error_code problem;
    const auto address = socket.remote_endpoint(problem).address().to_string();
    socket.set_option(tcp::no_delay(true), problem);
    beast::tcp_stream plain(std::move(socket));
    const bool secure = tls_ && door == Door::shop;
    auto stream = secure ? Wire(std::move(plain), tls_->context()) : Wire(std::move(plain));
    try {
        const bool good = co_await shake_hands(stream);
        if (good && co_await exchange(stream, address, door)) co_await close(stream);
    } catch (const std::exception& error) {
        log_line("error", "connection", {{"detail", error.what()}});
    }
    --context_.connections;
}

net::awaitable<bool> Server::Implementation::shake_hands(Wire& stream) {
    auto* secure = stream.secure();
    if (secure == nullptr) co_return true;
    stream.next_layer().expires_after(kHandshakeTimeout);
    const auto [error] = co_await secure->async_handshake(net::ssl::stream_base::server, quietly);
    co_return !error;
}

net::awaitable<void> Server::Implementation::close(Wire& stream) {
    if (auto* secure = stream.secure()) {
        stream.next_layer().expires_after(1s);
        std::ignore = co_await secure->async_shutdown(quietly);
    }
    boost::system::error_code problem;
    stream.next_layer().socket().shutdown(tcp::socket::shutdown_send, problem);
}

/// Request after request. False when the connection became somebody else's.
net::awaitable<bool> Server::Implementation::exchange(Wire& stream, const std::string& address,
                                                      Door door) {
    beast::flat_buffer buffer;
    for (;;) {
        HeadParser head;
        head.header_limit(kMaxHeaderBytes);
        head.body_limit(boost::none);  // checked below, where an answer can be given
        stream.next_layer().expires_after(kIdleTimeout);
        const auto [error, size] = co_await http::async_read_header(stream, buffer, head, quietly);
        if (is_bad_http(error)) {
            co_await refuse(stream, "", protocol::malformed("http").error());
            co_return true;
        }
        if (error) co_return true;
        if (const auto wait = context_.limits.refuse(address, context_.hub.clock().now_us())) {
            co_await refuse(stream, std::string(head.get().target()), too_many(wait));
            co_return true;
        }
        if (door == Door::shop && is_upgrade_to_live(head.get())) {
            const bool foreign = is_foreign_origin(head.get());
            if (foreign || context_.stopping) {
                const auto code = foreign ? Code::sync_unauthorized : Code::sync_stopping;
                co_await refuse(stream, "/v1/live", base::Error{code, {}, {}});
                co_return true;
            }
            co_await serve_live(context_, std::move(stream), head.release(), next_id());
            co_return false;
        }
        if (!co_await answer_one(stream, buffer, head, {next_id(), address, {}, door})) {
            co_return true;
        }
    }
}

net::awaitable<bool> Server::Implementation::answer_one(Wire& stream, beast::flat_buffer& buffer,
                                                        HeadParser& head, Incoming incoming) {
    stream.next_layer().expires_after(kRequestTimeout);
    const std::string target(head.get().target());
    const auto limit = body_limit(std::string_view(target).substr(0, target.find('?')));
    const base::Error too_large{Code::sync_too_large, {{"limit", std::to_string(limit)}}, {}};
    if (head.content_length().value_or(0) > limit)
        co_return co_await refuse(stream, target, too_large);

    BodyParser parser(std::move(head));
    parser.body_limit(limit);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go_on{http::status::continue_, 11};
        co_await http::async_write(stream, go_on, quietly);
    }
    const auto [error, size] = co_await http::async_read(stream, buffer, parser, quietly);
    if (error == http::error::body_limit) co_return co_await refuse(stream, target, too_large);
    if (error) co_return false;

    const auto started = Steady::now();
    incoming.request = parser.release();
    stream.next_layer().expires_never();  // the storage takes the time it needs
    ++context_.requests_under_way;
    auto reply = co_await answer(incoming);
    const bool goes_on = co_await write(stream, std::move(incoming), std::move(reply), started);
    --context_.requests_under_way;
    co_return goes_on;
}

/// Answers a request that is not read to its end, and closes.
net::awaitable<bool> Server::Implementation::refuse(Wire& stream, std::string target,
                                                    const base::Error& error) {
    Incoming incoming{next_id(), {}, {}};
    incoming.request.method(http::verb::post);
    incoming.request.target(target);
    incoming.request.keep_alive(false);
    auto reply = problem_reply(error, incoming.id);
    reply.route = "refused";
    co_await write(stream, std::move(incoming), std::move(reply), Steady::now());
    boost::system::error_code problem;
    stream.next_layer().socket().shutdown(tcp::socket::shutdown_send, problem);
    std::array<char, 4096> rest;
    stream.next_layer().expires_after(2s);
    for (std::size_t drained = 0; drained < kMaxDrainBytes;) {
        const auto [end, size] = co_await stream.async_read_some(net::buffer(rest), quietly);
        if (end) break;
        drained += size;
    }
    co_return false;
}

net::awaitable<bool> Server::Implementation::write(Wire& stream, Incoming incoming, Reply reply,
                                                   Steady::time_point started) {
    const auto& request = incoming.request;
    Response response{static_cast<http::status>(reply.status), 11};
    set_security_headers(response);
    if (tls_ && tls_->is_proper()) response.set("Strict-Transport-Security", "max-age=31536000");
    for (const auto& [name, value] : reply.headers)
        response.set(name, value);
    response.set("X-Request-Id", incoming.id);
    if (!reply.type.empty()) response.set(http::field::content_type, reply.type);
    if (reply.type == kCbor) {
        response.set("Mostrador-Protocol", std::to_string(protocol::kVersion));
    }
    const auto size = reply.body ? reply.body->size() : 0;
    const bool sends_body = reply.body && request.method() != http::verb::head;
    if (sends_body) response.body() = {reply.body->data(), size};
    if (reply.status != 304) response.content_length(size);
    response.keep_alive(request.keep_alive() && !context_.stopping);

    log_request(incoming, reply, started);
    stream.next_layer().expires_after(kRequestTimeout);
    http::response_serializer<http::span_body<const std::uint8_t>> serializer(response);
    // The answer to HEAD names a length but has no body.
    const auto [error, sent] = request.method() == http::verb::head
                                   ? co_await http::async_write_header(stream, serializer, quietly)
                                   : co_await http::async_write(stream, serializer, quietly);
    co_return !error && response.keep_alive();
}

void Server::Implementation::log_request(const Incoming& incoming, const Reply& reply,
                                         Steady::time_point started) {
    const std::chrono::duration<double> seconds = Steady::now() - started;
    context_.metrics.request(reply.route, reply.status, seconds.count());
    nlohmann::ordered_json line{{"id", incoming.id},
                                {"method", std::string_view(incoming.request.method_string())},
                                {"path", incoming.path()},
                                {"status", reply.status},
                                {"ms", std::round(seconds.count() * 100'000) / 100},
                                {"in", incoming.request.body().size()},
                                {"out", reply.body ? reply.body->size() : 0},
                                {"address", incoming.address}};
    line.update(reply.notes);
    const auto level = reply.status >= 500 ? "error" : reply.status >= 400 ? "warning" : "info";
    log_line(level, "request", std::move(line));
}

// ---- the whole ---------------------------------------------------------------------------------

base::Status Server::Implementation::bind() {
    if (options_.tls.is_on()) {
        MOSTRADOR_TRY(tls, Tls::open(options_.tls, context_.hub.clock()));
        tls_ = std::move(tls);
    }
    MOSTRADOR_CHECK(bind(shop_, options_.port));
    if (!tls_ || !options_.help_port) return {};
    return bind(help_, *options_.help_port);
}

base::Status Server::Implementation::bind(tcp::acceptor& acceptor, std::uint16_t port) {
    boost::system::error_code problem;
    const auto address = net::ip::make_address(options_.address, problem);
    const tcp::endpoint endpoint(address, port);
    if (!problem) acceptor.open(endpoint.protocol(), problem);
    if (!problem) acceptor.set_option(tcp::acceptor::reuse_address(true), problem);
    if (!problem) acceptor.bind(endpoint, problem);
    if (!problem) acceptor.listen(net::socket_base::max_listen_connections, problem);
    if (!problem) return {};
    return base::fail(Code::store_cannot_open, {},
                      std::format("{}:{}: {}", options_.address, port, problem.message()));
}

void Server::Implementation::run() {
    if (options_.handle_signals) {
        signals_.add(SIGINT);
        signals_.add(SIGTERM);
        signals_.async_wait([this](const auto& error, int) {
            if (!error) begin_stop();
        });
    }
    net::co_spawn(io_, accept(shop_, Door::shop), net::detached);
    if (help_.is_open()) net::co_spawn(io_, accept(help_, Door::help), net::detached);
    net::co_spawn(io_, watch(), net::detached);
    net::co_spawn(io_, print_queue_.run(), net::detached);
    context_.hub.on_growth(
        [this](const base::Id& tenant) { net::co_spawn(io_, look_at(tenant), net::detached); });
    io_.run();
    context_.hub.on_growth({});
    for (const auto& tenant : context_.hub.open_tenants()) {
        if (const auto store = context_.hub.tenant(tenant)) std::ignore = (*store)->rest();
    }
}

net::awaitable<void> Server::Implementation::accept(tcp::acceptor& acceptor, Door door) {
    while (!context_.stopping) {
        auto [error, socket] = co_await acceptor.async_accept(quietly);
        if (context_.stopping) co_return;
        if (error) {  // out of file handles: those in use will be given back
            co_await sleep(100ms);
            continue;
        }
        net::co_spawn(io_, serve(std::move(socket), door), net::detached);
    }
}

/// A certificate that changed is taken without a restart; one that does not fit is told once.
void Server::Implementation::refresh_tls() {
    if (!tls_) return;
    const auto refreshed = tls_->refresh();
    if (refreshed && *refreshed) log_line("info", "certificate", {{"state", "renewed"}});
    auto trouble = refreshed ? std::string{} : refreshed.error().detail;
    if (trouble == tls_trouble_) return;
    tls_trouble_ = std::move(trouble);
    if (!tls_trouble_.empty()) log_line("error", "certificate", {{"detail", tls_trouble_}});
}

/// Another process wrote: its news are for our live devices too.
net::awaitable<void> Server::Implementation::look_at(base::Id tenant) {
    const auto lane = context_.lanes.find(tenant);
    if (lane == context_.lanes.end()) co_return;
    if (const auto head = co_await lane->second->head()) notify_live(context_, tenant, *head);
}

/// Sees once a second what other processes did (import, revoke), and tidies up when nobody waits.
net::awaitable<void> Server::Implementation::watch() {
    std::int64_t revision = 0;
    while (!context_.stopping) {
        co_await sleep(1s);
        refresh_tls();
        const auto now = co_await run_on(context_.pool.get_executor(),
                                         [this] { return context_.hub.directory().revision(); });
        if (now && *now != revision) {
            revision = *now;
            co_await check_live_devices(context_);
        }
        for (const auto& [tenant, lane] : context_.lanes) {
            if (const auto head = co_await lane->head()) notify_live(context_, tenant, *head);
            if (context_.requests_under_way == 0) std::ignore = co_await lane->rest();
        }
    }
}

void Server::Implementation::begin_stop() {
    if (context_.stopping) return;
    log_line("info", "stopping", {{"requests", context_.requests_under_way}});
    context_.stopping = true;
    boost::system::error_code problem;
    shop_.close(problem);
    help_.close(problem);
    signals_.cancel(problem);
    say_goodbye(context_);
    context_.guests.tell_all();
    net::co_spawn(io_, finish_stop(), net::detached);
}

/// Waits for the requests under way and lets the goodbyes go out.
net::awaitable<void> Server::Implementation::finish_stop() {
    const auto deadline = Steady::now() + kStopTimeout;
    co_await sleep(50ms);
    while (context_.requests_under_way > 0 && Steady::now() < deadline)
        co_await sleep(10ms);
    log_line("info", "stopped", nlohmann::ordered_json::object());
    io_.stop();
}

net::awaitable<void> Server::Implementation::sleep(Steady::duration time) {
    net::steady_timer timer(io_, time);
    co_await timer.async_wait(quietly);
}

Server::Server(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Server::~Server() = default;

base::Result<std::unique_ptr<Server>> Server::open(Hub& hub, ServerOptions options) {
    MOSTRADOR_TRY(files, StaticFiles::load(options.web));
    auto implementation =
        std::make_unique<Implementation>(hub, std::move(files), std::move(options));
    MOSTRADOR_CHECK(implementation->bind());
    return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

std::uint16_t Server::port() const {
    return implementation_->port();
}

std::uint16_t Server::help_port() const {
    return implementation_->help_port();
}

base::Result<std::string> Server::fingerprint() const {
    return implementation_->fingerprint();
}

void Server::run() {
    implementation_->run();
}

void Server::stop() {
    implementation_->stop();
}

}  // namespace mostrador::hub
