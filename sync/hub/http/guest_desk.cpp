#include "hub/http/guest_desk.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <nlohmann/json.hpp>

#include "base/concat.hpp"
#include "guests/state.hpp"
#include "guests/visit.hpp"
#include "hub/http/guest_page.hpp"
#include "hub/http/gzip.hpp"
#include "orders/views.hpp"

namespace mostrador::hub {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using guests::CartLine;
using guests::Session;
using namespace std::chrono_literals;

constexpr std::string_view kCalls = "/m/api/";
/// How long a request waits for news; less than what phones and proxies let stand.
constexpr auto kLongestWait = 20s;
/// What happens in a row is told at once.
constexpr auto kGather = 120ms;
/// A state shows the word, which changes by itself.
constexpr std::int64_t kFreshUs = 15'000'000;
constexpr std::size_t kTagLetters = 16;

/// A message of a phone that joined.
struct Ask {
    std::string end;  ///< of the tenant's id
    std::string secret;
    std::optional<std::string> since;
    std::optional<std::vector<CartLine>> lines;
    std::optional<Id> order;
    std::optional<Id> call;
    std::optional<guests::Call> what;

    static constexpr auto fields() {
        using T = Ask;
        return base::fields(base::field("end", &T::end), base::field("secret", &T::secret),
                            base::field("since", &T::since), base::field("lines", &T::lines),
                            base::field("order", &T::order), base::field("call", &T::call),
                            base::field("what", &T::what));
    }
};

/// Who asks: a phone, and the visit in which its tab's lines stand.
struct Guest {
    Id tenant;
    Session session;
    Id visit;
};

base::Error too_many(std::int64_t seconds) {
    return {Code::sync_rate_limited, {{"retryAfter", std::to_string(seconds)}}, {}};
}

std::unexpected<base::Error> missing(std::string_view field) {
    return base::fail(Code::input_missing, {{"field", std::string(field)}});
}

/// The hub itself asks, for nobody: what guests may is decided by the visit (shared/guests).
Result<command::Context> context_of(log::Log& log) {
    MOSTRADOR_TRY(self, log.identity());
    return command::Context{.log = log,
                            .database = log.database(),
                            .now_us = log.now_us(),
                            .identity = self,
                            .person = std::nullopt,
                            .origin = {},
                            .changed = {}};
}

template <class Message>
Result<Message> read(base::ByteView body) {
    if (body.size() > kMaxGuestBytes) {
        return base::fail(Code::sync_too_large, {{"limit", std::to_string(kMaxGuestBytes)}});
    }
    const auto json = base::Json::parse(body.begin(), body.end(), nullptr, false);
    if (json.is_discarded()) return base::fail(Code::input_malformed, {{"field", ""}});
    return base::decode<base::Form::text, Message>(json);
}

net::awaitable<Result<std::vector<Id>>> tenants_of(Context& context, std::string end) {
    const auto tenants = co_await run_on(context.pool.get_executor(),
                                         [&context] { return context.hub.directory().tenants(); });
    if (!tenants) co_return std::unexpected(tenants.error());
    std::vector<Id> found;
    for (const auto& tenant : *tenants)
        if (guests::tenant_end(tenant.id) == end) found.push_back(tenant.id);
    co_return found;
}

// ---- the menu ----------------------------------------------------------------------------------

/// A code that is what it says, of a table that stands on the plan.
struct Seat {
    Id tenant;
    guests::Table table;
};

Result<guests::Table> table_at(log::Log& log, const guests::TableAddress& address) {
    auto& database = log.database();
    MOSTRADOR_TRY(self, log.identity());
    MOSTRADOR_TRY(settings, guests::settings(database));
    const bool genuine = settings.key && guests::is_genuine(address, *settings.key, self.tenant);
    if (!genuine) return base::fail(Code::guests_no_table);
    return guests::table(database, address.table);
}

net::awaitable<Result<Seat>> seat_at(Context& context, std::string_view path) {
    const auto address = guests::parse_table_path(path);
    if (!address) co_return base::fail(Code::guests_no_table);
    const auto tenants = co_await tenants_of(context, address->end);
    if (!tenants) co_return std::unexpected(tenants.error());
    for (const auto& tenant : *tenants) {
        auto table = co_await context.lane(tenant).use(
            [&](TenantStore& store) { return table_at(store.log(), *address); });
        if (table) co_return Seat{tenant, *std::move(table)};
        if (table.error().code != Code::guests_no_table) co_return std::unexpected(table.error());
    }
    co_return base::fail(Code::guests_no_table);
}

GuestAssets assets_of(const Context& context) {
    const auto style = context.files.find_built("menu", ".css");
    const auto script = context.files.find_built("menu", ".js");
    return {style.file ? base::as_text(*style.file->plain) : std::string_view{}, script.path};
}

std::shared_ptr<const base::Bytes> bytes_of(std::string_view text) {
    const auto bytes = base::as_bytes(text);
    return std::make_shared<const base::Bytes>(bytes.begin(), bytes.end());
}

/// The menu changes seldom and is read often: what was packed once is kept.
net::awaitable<std::shared_ptr<const base::Bytes>> packed(Context& context, const GuestPage& page) {
    auto& known = context.guests.packed_menus;
    if (const auto found = known.find(page.etag); found != known.end()) co_return found->second;
    auto bytes = co_await run_on(context.pool.get_executor(), [plain = page.plain] {
        return std::make_shared<const base::Bytes>(gzip(*plain));
    });
    if (known.size() >= GuestRoom::kMostMenus) known.clear();
    known.emplace(page.etag, bytes);
    co_return bytes;
}

// ---- messages ----------------------------------------------------------------------------------

/// Who the secret belongs to; before anything is written, and after.
Result<Guest> guest_in(TenantStore& store, const Id& tenant, const std::string& secret) {
    MOSTRADOR_TRY(context, context_of(store.log()));
    MOSTRADOR_TRY(session, guests::session_of(context, secret));
    MOSTRADOR_TRY(visit, guests::visit_of(context, session));
    return Guest{tenant, session, visit.id};
}

net::awaitable<Result<Guest>> guest_of(Context& context, const Ask& ask) {
    const auto tenants = co_await tenants_of(context, ask.end);
    if (!tenants) co_return std::unexpected(tenants.error());
    for (const auto& tenant : *tenants) {
        auto guest = co_await context.lane(tenant).use(
            [&](TenantStore& store) { return guest_in(store, tenant, ask.secret); });
        if (guest) co_return guest;
        if (guest.error().code != Code::guests_no_session) co_return std::unexpected(guest.error());
    }
    co_return base::fail(Code::guests_no_session);
}

/// What the phone may ask this second.
Status check_rates(Context& context, const Guest& guest) {
    const auto now = context.hub.clock().now_us();
    if (const auto wait = context.guests.sessions.refuse(guest.session.id, now))
        return std::unexpected(too_many(wait));
    if (const auto wait = context.guests.tables.refuse(guest.visit, now))
        return std::unexpected(too_many(wait));
    return {};
}

/// Writes in the hub's own chain; gives the head that it made.
using Write = std::function<Status(command::Context&)>;

net::awaitable<Status> write(Context& context, const Id& tenant, Write work) {
    const auto head =
        co_await context.lane(tenant).use([&work](TenantStore& store) -> Result<std::int64_t> {
            MOSTRADOR_CHECK(store.write([&](log::Log& log) -> Status {
                MOSTRADOR_TRY(inside, context_of(log));
                return work(inside);
            }));
            MOSTRADOR_TRY(overview, store.overview());
            return overview.head;
        });
    if (!head) co_return std::unexpected(head.error());
    notify_live(context, tenant, *head);
    co_return Status{};
}

GuestState made_of(const guests::State& state) {
    GuestState made{.json = base::encode<base::Form::text>(state).dump(
                        -1, ' ', false, base::Json::error_handler_t::replace)};
    made.tag = base::to_hex(base::blake2b(base::as_bytes(made.json))).substr(0, kTagLetters);
    return made;
}

Result<GuestState> state_in(TenantStore& store, const Id& tab, const guests::Cart& cart) {
    MOSTRADOR_TRY(context, context_of(store.log()));
    MOSTRADOR_TRY(visit, guests::visit_of(context, {Id::nil(), tab}));
    MOSTRADOR_TRY(state, guests::state_of(context, visit, cart));
    return made_of(state);
}

/// The visit's present state; what one phone made is the others', too.
net::awaitable<Result<GuestState>> state_of(Context& context, const Guest& guest) {
    const auto now = context.hub.clock().now_us();
    const auto& visit = context.guests.visit(guest.visit, now);
    const auto news = context.guests.news(guest.tenant);
    const auto revision = visit.cart_revision;
    const bool fresh = visit.state.news == news && visit.state.cart == revision &&
                       now - visit.state.made_at < kFreshUs && now >= visit.state.made_at;
    if (fresh) co_return visit.state;
    auto made = co_await context.lane(guest.tenant)
                    .use([tab = guest.visit, cart = visit.cart](TenantStore& store) {
                        return state_in(store, tab, cart);
                    });
    if (!made) co_return std::unexpected(made.error());
    made->made_at = now;
    made->news = news;
    made->cart = revision;
    context.guests.visit(guest.visit, now).state = *made;
    co_return *std::move(made);
}

std::string answer_of(const Guest& guest, const GuestState& state) {
    return base::concat(R"({"tag":")", state.tag, R"(","me":")", guest.session.id.text(),
                        R"(","state":)", state.json, "}");
}

net::awaitable<Result<std::string>> present(Context& context, const Guest& guest) {
    const auto state = co_await state_of(context, guest);
    if (!state) co_return std::unexpected(state.error());
    co_return answer_of(guest, *state);
}

/// Until something happens in the shop, or long enough.
net::awaitable<void> wait_for_news(Context& context, const Guest& guest,
                                   std::chrono::steady_clock::time_point until) {
    net::steady_timer timer(co_await net::this_coro::executor, until);
    const auto place = context.guests.add(guest.tenant, {&timer, guest.session.id});
    --context.requests_under_way;  // it holds up nothing
    co_await timer.async_wait(net::as_tuple(net::use_awaitable));
    ++context.requests_under_way;
    context.guests.remove(guest.tenant, place);
    timer.expires_after(kGather);
    co_await timer.async_wait(net::as_tuple(net::use_awaitable));
}

net::awaitable<Result<std::string>> watch(Context& context, const Guest& guest, const Ask& ask) {
    const auto until = std::chrono::steady_clock::now() + kLongestWait;
    for (;;) {
        const auto state = co_await state_of(context, guest);
        if (!state) co_return std::unexpected(state.error());
        const bool same = ask.since && state->tag == *ask.since;
        const bool over = context.stopping || std::chrono::steady_clock::now() >= until;
        if (!same || over) co_return answer_of(guest, *state);
        if (context.guests.news(guest.tenant) == state->news)
            co_await wait_for_news(context, guest, until);
    }
}

/// Lines of a phone join those of the table, but for what was ordered meanwhile.
net::awaitable<Status> take(Context& context, const Guest& guest, std::vector<CartLine> lines) {
    if (lines.empty()) co_return Status{};
    auto fresh = co_await context.lane(guest.tenant)
                     .use([&lines](TenantStore& store) -> Result<std::vector<CartLine>> {
                         MOSTRADOR_TRY(inside, context_of(store.log()));
                         return guests::not_ordered(inside, lines);
                     });
    if (!fresh) co_return std::unexpected(fresh.error());
    auto& visit = context.guests.visit(guest.visit, context.hub.clock().now_us());
    const auto changed = visit.cart.merge(*fresh, guest.session.id);
    if (!changed) co_return std::unexpected(changed.error());
    if (!*changed) co_return Status{};
    ++visit.cart_revision;
    context.guests.tell(guest.tenant);
    co_return Status{};
}

/// The lines of the order as the table has them now: the latest version of each.
std::vector<guests::Cart::Entry> latest(const guests::Cart& cart,
                                        const std::vector<CartLine>& lines) {
    const auto known = cart.lines();
    std::vector<guests::Cart::Entry> out;
    for (const auto& line : lines) {
        const auto found = std::ranges::find_if(
            known, [&](const auto* entry) { return entry->line.id == line.id; });
        if (found != known.end()) out.push_back(**found);
    }
    return out;
}

/// MENU-4: once, whatever is repeated.
net::awaitable<Status> order(Context& context, const Guest& guest, const Ask& ask) {
    if (!ask.order || !ask.lines) co_return missing(ask.order ? "lines" : "order");
    const auto now = context.hub.clock().now_us();
    if (const auto wait = context.guests.orders.refuse(guest.visit, now))
        co_return std::unexpected(too_many(wait));
    if (auto taken = co_await take(context, guest, *ask.lines); !taken) co_return taken;
    const auto lines = latest(context.guests.visit(guest.visit, now).cart, *ask.lines);
    std::vector<Id> ordered;
    auto written = co_await write(context, guest.tenant, [&](command::Context& inside) -> Status {
        MOSTRADOR_TRY(ids, guests::order(inside, guest.session, *ask.order, lines));
        ordered = std::move(ids);
        return {};
    });
    if (!written) co_return written;
    auto& visit = context.guests.visit(guest.visit, now);
    visit.cart.forget(ordered);
    ++visit.cart_revision;
    context.guests.tell(guest.tenant);
    co_return Status{};
}

net::awaitable<Status> call(Context& context, const Guest& guest, const Ask& ask) {
    if (!ask.call || !ask.what) co_return missing(ask.call ? "what" : "call");
    co_return co_await write(context, guest.tenant, [&](command::Context& inside) {
        return guests::call(inside, guest.session, *ask.call, *ask.what);
    });
}

net::awaitable<Result<std::string>> pay(Context& context, const Guest& guest) {
    if (!context.pay_links) co_return base::fail(Code::guests_pay_not_set_up);
    auto request =
        co_await context.lane(guest.tenant).use([&guest](TenantStore& store) -> Result<PayRequest> {
            MOSTRADOR_TRY(inside, context_of(store.log()));
            MOSTRADOR_TRY(tab, guests::visit_of(inside, guest.session));
            MOSTRADOR_TRY(view, orders::view_of(inside, tab, orders::Detail::summary));
            MOSTRADOR_TRY(tenant, organization::tenant(inside.database));
            return PayRequest{guest.tenant, tab.id, orders::title_of(view), view.due,
                              std::string(tenant.currency.name())};
        });
    if (!request) co_return std::unexpected(request.error());
    const auto link = context.pay_links->link_for(*request);
    if (!link) co_return std::unexpected(link.error());
    co_return nlohmann::json{{"address", *link}}.dump();
}

/// MENU-3: the word is guessed at slowly, from one address and at one table.
net::awaitable<Result<std::string>> join(Context& context, std::string_view address,
                                         base::ByteView body) {
    const auto wanted = read<guests::Join>(body);
    if (!wanted) co_return std::unexpected(wanted.error());
    const auto now = context.hub.clock().now_us();
    const std::string from(address);
    const auto seat = co_await seat_at(context, base::concat("/m/", wanted->address));
    if (!seat) co_return std::unexpected(seat.error());
    const auto table = seat->table.id.text();
    if (const auto wait = context.guests.word_guard.refuse(from, now))
        co_return std::unexpected(too_many(wait));
    if (const auto wait = context.guests.table_guard.refuse(table, now))
        co_return std::unexpected(too_many(wait));
    std::optional<Session> session;
    const auto written =
        co_await write(context, seat->tenant, [&](command::Context& inside) -> Status {
            inside.identity->branch = seat->table.branch;
            MOSTRADOR_TRY(joined, guests::join(inside, seat->table, *wanted));
            session = joined;
            return {};
        });
    if (!written) co_return std::unexpected(written.error());
    context.guests.word_guard.succeeded(from);
    context.guests.table_guard.succeeded(table);
    const auto guest = co_await context.lane(seat->tenant).use([&](TenantStore& store) {
        return guest_in(store, seat->tenant, wanted->secret);
    });
    if (!guest) co_return std::unexpected(guest.error());
    co_return co_await present(context, *guest);
}

}  // namespace

bool is_guest_call(std::string_view path) {
    constexpr std::array<std::string_view, 6> calls{"join",  "state", "cart",
                                                    "order", "call",  "pay"};
    return path.starts_with(kCalls) && std::ranges::contains(calls, path.substr(kCalls.size()));
}

net::awaitable<Result<std::string>> answer_guest_call(Context& context, std::string_view path,
                                                      std::string_view address,
                                                      base::ByteView body) {
    if (context.stopping) co_return base::fail(Code::sync_stopping);
    const auto now = context.hub.clock().now_us();
    if (const auto wait = context.guests.addresses.refuse(std::string(address), now))
        co_return std::unexpected(too_many(wait));
    const auto what = path.substr(kCalls.size());
    if (what == "join") co_return co_await join(context, address, body);
    const auto ask = read<Ask>(body);
    if (!ask) co_return std::unexpected(ask.error());
    const auto guest = co_await guest_of(context, *ask);
    if (!guest) co_return std::unexpected(guest.error());
    if (auto allowed = check_rates(context, *guest); !allowed)
        co_return std::unexpected(allowed.error());
    if (what == "state") co_return co_await watch(context, *guest, *ask);
    if (what == "pay") co_return co_await pay(context, *guest);
    Status done;
    if (what == "cart")
        done = co_await take(context, *guest, ask->lines.value_or(std::vector<CartLine>{}));
    if (what == "order") done = co_await order(context, *guest, *ask);
    if (what == "call") done = co_await call(context, *guest, *ask);
    if (!done) co_return std::unexpected(done.error());
    co_return co_await present(context, *guest);
}

net::awaitable<Result<GuestPage>> guest_page(Context& context, std::string_view target,
                                             std::string_view accept_language) {
    const auto path = target.substr(0, target.find('?'));
    const auto seat = co_await seat_at(context, path);
    if (!seat) co_return std::unexpected(seat.error());
    const auto language = guest_language(target, accept_language);
    const auto assets = assets_of(context);
    auto page =
        co_await context.lane(seat->tenant).use([&](TenantStore& store) -> Result<GuestPage> {
            MOSTRADOR_TRY(inside, context_of(store.log()));
            inside.identity->branch = seat->table.branch;
            MOSTRADOR_TRY(when, prices::occasion(inside, orders::Type::dine_in, inside.now_us));
            MOSTRADOR_TRY(menu, guests::menu(inside.database, when));
            const auto html = guest_html(
                menu, seat->table, path.substr(std::string_view("/m/").size()), language, assets);
            const auto plain = bytes_of(html);
            const auto hash = base::to_hex(base::blake2b(*plain));
            return GuestPage{plain, nullptr, base::concat("\"", hash.substr(0, 32), "\""), {}};
        });
    if (!page) co_return std::unexpected(page.error());
    page->policy = guest_policy(assets.style);
    page->gzip = co_await packed(context, *page);
    co_return page;
}

}  // namespace mostrador::hub
