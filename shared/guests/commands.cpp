#include "guests/commands.hpp"

#include "base/concat.hpp"
#include "documents/qr.hpp"
#include "documents/svg.hpp"
#include "guests/settings.hpp"
#include "log/link.hpp"
#include "orders/find.hpp"
#include "orders/views.hpp"

namespace mostrador::guests {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostReason = 200;
constexpr std::int64_t kWordQrMm = 50;

/// How guests order. `new_key` makes every printed code void.
struct Choice {
    Ordering ordering = Ordering::off;
    std::optional<bool> new_key;

    static constexpr auto fields() {
        return base::fields(base::field("ordering", &Choice::ordering),
                            base::field("newKey", &Choice::new_key));
    }
};

struct OfTab {
    Id tab;

    static constexpr auto fields() { return base::fields(base::field("tab", &OfTab::tab)); }
};

/// What a guest has to show to join a visit, and the address that carries it.
struct Invitation {
    static constexpr std::string_view kType = "GuestInvitation";
    std::string word;
    std::string address;  ///< empty: the tab is at no table
    std::string qr;       ///< of the address, as SVG

    static constexpr auto fields() {
        using T = Invitation;
        return base::fields(base::field("word", &T::word), base::field("address", &T::address),
                            base::field("qr", &T::qr));
    }
};

struct WaitingLine {
    static constexpr std::string_view kType = "GuestLine";
    Id id;
    std::string name;
    base::Decimal quantity;
    std::string wishes;
    std::string note;

    static constexpr auto fields() {
        using T = WaitingLine;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("quantity", &T::quantity),
                            base::field("wishes", &T::wishes), base::field("note", &T::note));
    }
};

/// What guests ordered and nobody accepted or declined.
struct WaitingOrder {
    static constexpr std::string_view kType = "GuestOrder";
    Id id;
    Id tab;
    std::optional<Id> table;
    std::string title;  ///< "Mesa 5 · TA12"
    std::string guest;
    std::int64_t at = 0;
    std::vector<WaitingLine> lines;

    static constexpr auto fields() {
        using T = WaitingOrder;
        return base::fields(base::field("id", &T::id), base::field("tab", &T::tab),
                            base::field("table", &T::table), base::field("title", &T::title),
                            base::field("guest", &T::guest), base::field("at", &T::at),
                            base::field("lines", &T::lines));
    }
};

struct WaitingCall {
    static constexpr std::string_view kType = "GuestCall";
    Id id;
    Id tab;
    std::optional<Id> table;
    std::string title;
    Call what = Call::waiter;
    std::int64_t at = 0;

    static constexpr auto fields() {
        using T = WaitingCall;
        return base::fields(base::field("id", &T::id), base::field("tab", &T::tab),
                            base::field("table", &T::table), base::field("title", &T::title),
                            base::field("what", &T::what), base::field("at", &T::at));
    }
};

struct Waiting {
    Ordering ordering = Ordering::off;
    std::vector<WaitingOrder> orders;
    std::vector<WaitingCall> calls;

    static constexpr auto fields() {
        using T = Waiting;
        return base::fields(base::field("ordering", &T::ordering),
                            base::field("orders", &T::orders), base::field("calls", &T::calls));
    }
};

struct OfOrder {
    Id order;
    std::optional<std::string> reason;  ///< of declining it

    static constexpr auto fields() {
        return base::fields(base::field("order", &OfOrder::order),
                            base::field("reason", &OfOrder::reason));
    }
};

struct OfCall {
    Id call;

    static constexpr auto fields() { return base::fields(base::field("call", &OfCall::call)); }
};

template <class Payload>
Status append(Context& context, const Payload& payload) {
    for (const auto* topic : {"guests", "orders", "sync"})
        context.touch(topic);
    return context.log.append(context.person->id, payload);
}

/// Each id has 62 random bits, which make 248 together.
std::string new_key(Context& context) {
    base::Hasher key;
    for (int i = 0; i < 4; ++i)
        key.add(context.log.make_id().bytes);
    return base::to_hex(key.finish());
}

Result<Choice> show(Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(now, settings(context.database));
    return Choice{now.ordering, std::nullopt};
}

/// The first choice makes the key of the tables' codes.
Result<Choice> choose(Context& context, const Choice& wanted) {
    MOSTRADOR_TRY(now, settings(context.database));
    SettingsRow row{.id = context.identity->tenant,
                    .create = {},
                    .ordering = std::string(base::enum_name(wanted.ordering)),
                    .key = {}};
    if (!now.key) row.create = true;
    if (!now.key || wanted.new_key.value_or(false)) row.key = new_key(context);
    MOSTRADOR_CHECK(append(context, SettingsPut{{{std::move(row)}}}));
    return show(context, {});
}

/// MENU-3: what the waiter shows to whoever sits down.
Result<Invitation> invite(Context& context, const OfTab& request) {
    MOSTRADOR_TRY(now, settings(context.database));
    if (now.ordering == Ordering::off || !now.key) return base::fail(Code::guests_off);
    MOSTRADOR_TRY(tab, orders::find(context, request.tab));
    if (tab.state() != orders::State::open) return base::fail(Code::guests_visit_over);
    Invitation out{.word = word_at(*now.key, tab.id, context.now_us), .address = {}, .qr = {}};
    if (tab.place.is_nil()) return out;
    MOSTRADOR_TRY(menu, table_address(context, tab.place));
    out.address = base::concat(menu, "#", out.word);
    MOSTRADOR_TRY(code, documents::qr_code(out.address));
    out.qr = documents::svg(code, kWordQrMm);
    return out;
}

/// The lines of a tab that guests ordered and that wait for an answer, order by order.
Status add_orders(Context& context, const orders::Tab& tab, const std::string& title,
                  std::vector<WaitingOrder>& out) {
    for (const auto& line : tab.lines) {
        if (!line.is_live() || line.level) continue;
        std::optional<WaitingOrder> of;
        MOSTRADOR_CHECK(context.database.each(
            "SELECT o.id, o.at, coalesce(s.name, '') FROM guest_line l "
            "JOIN guest_order o ON o.id = l.order_id LEFT JOIN guest_session s ON s.id = o.session "
            "WHERE l.line = ?1",
            line.id, [&](const store::Row& row) {
                of = WaitingOrder{.id = row.id(0),
                                  .tab = tab.id,
                                  .table = std::nullopt,
                                  .title = title,
                                  .guest = row.get<std::string>(2),
                                  .at = row.integer(1),
                                  .lines = {}};
            }));
        if (!of) continue;
        if (!tab.place.is_nil()) of->table = tab.place;
        auto at = std::ranges::find(out, of->id, &WaitingOrder::id);
        if (at == out.end()) at = out.insert(out.end(), std::move(*of));
        MOSTRADOR_TRY(quantity, orders::quantity_of(line.quantity));
        std::string wishes;
        for (const auto& modifier : line.modifiers)
            wishes += base::concat(wishes.empty() ? "" : ", ", modifier.name);
        at->lines.push_back(
            {line.id, line.name, quantity, std::move(wishes), line.note.value_or("")});
    }
    return {};
}

Status add_calls(Context& context, const orders::Tab& tab, const std::string& title,
                 std::vector<WaitingCall>& out) {
    return context.database.each(
        "SELECT id, what, at FROM guest_call c WHERE tab = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM guest_answer a WHERE a.call = c.id) ORDER BY at, id",
        tab.id, [&](const store::Row& row) {
            WaitingCall call{.id = row.id(0),
                             .tab = tab.id,
                             .table = std::nullopt,
                             .title = title,
                             .what = base::enum_value<Call>(row.text(1)).value_or(Call::waiter),
                             .at = row.integer(2)};
            if (!tab.place.is_nil()) call.table = tab.place;
            out.push_back(std::move(call));
        });
}

Result<std::string> title_of(Context& context, const orders::Tab& tab) {
    MOSTRADOR_TRY(table, context.database.one<std::string>(
                             "SELECT name FROM floor_table WHERE id = ?1", tab.place));
    const auto& whom = table && !table->empty() ? *table : tab.name;
    return whom.empty() ? tab.number : base::concat(whom, " · ", tab.number);
}

Result<Waiting> waiting(Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(now, settings(context.database));
    Waiting out{.ordering = now.ordering, .orders = {}, .calls = {}};
    if (!now.key) return out;
    MOSTRADOR_TRY(
        tabs, orders::open_tabs(context.database, context.identity->branch.value_or(Id::nil())));
    for (const auto& tab : tabs) {
        MOSTRADOR_TRY(title, title_of(context, tab));
        MOSTRADOR_CHECK(add_orders(context, tab, title, out.orders));
        MOSTRADOR_CHECK(add_calls(context, tab, title, out.calls));
    }
    return out;
}

/// The lines of an order that nobody answered yet. Error: guests.order_not_found.
Result<std::vector<Id>> unanswered(Context& context, const Id& order) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                             "SELECT 1 FROM guest_order WHERE id = ?1", order));
    if (!known) return base::fail(Code::guests_order_not_found);
    std::vector<Id> lines;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT l.id FROM guest_line g JOIN tab_line l ON l.id = g.line WHERE g.order_id = ?1 AND "
        "l.level IS NULL AND NOT EXISTS (SELECT 1 FROM tab_line_void v WHERE v.line = l.id)",
        order, [&](const store::Row& row) { lines.push_back(row.id(0)); }));
    return lines;
}

Result<Waiting> accept(Context& context, const OfOrder& request) {
    MOSTRADOR_TRY(lines, unanswered(context, request.order));
    if (!lines.empty()) {
        MOSTRADOR_CHECK(append(context, orders::LinesStaged{context.now_us, 0, orders::Stage::fired,
                                                            std::move(lines)}));
    }
    return waiting(context, {});
}

/// With a reason, which the guests read.
Result<Waiting> decline(Context& context, const OfOrder& request) {
    const auto reason = request.reason.value_or("");
    if (reason.empty()) return base::fail(Code::input_missing, {{"field", "reason"}});
    if (reason.size() > kMostReason)
        return base::fail(Code::input_out_of_range, {{"field", "reason"}});
    MOSTRADOR_TRY(lines, unanswered(context, request.order));
    orders::LinesVoided voided{
        .at_us = context.now_us, .lines = {}, .reason = reason, .allowed = {}};
    for (const auto& line : lines)
        voided.lines.push_back({line, std::nullopt});
    if (!voided.lines.empty()) MOSTRADOR_CHECK(append(context, voided));
    return waiting(context, {});
}

Result<Waiting> answer(Context& context, const OfCall& request) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                             "SELECT 1 FROM guest_call WHERE id = ?1", request.call));
    if (!known) return base::fail(Code::guests_call_not_found);
    MOSTRADOR_TRY(done, context.database.one<std::int64_t>(
                            "SELECT 1 FROM guest_answer WHERE call = ?1", request.call));
    if (!done) MOSTRADOR_CHECK(append(context, Answered{request.call, context.now_us}));
    return waiting(context, {});
}

}  // namespace

/// At the hub that this device belongs to, or at the one that its shell came from.
Result<std::string> table_address(Context& context, const Id& table) {
    MOSTRADOR_TRY(now, settings(context.database));
    if (!now.key) return std::string();
    MOSTRADOR_TRY(link, log::load_link(context.database));
    const bool elsewhere = link && !link->hub.empty();
    return base::concat(elsewhere ? std::string_view(link->hub) : context.origin,
                        table_path(*now.key, context.identity->tenant, table));
}

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using command::command;
    using command::Nothing;
    using staff::Permission;
    const command::Rule look{person, query, Permission::sell};
    const command::Rule serve{person, durable, Permission::sell};
    return {
        command<Nothing, Choice>("guests.settings", {person, query}, show),
        command<Choice, Choice>("guests.choose", {person, durable, Permission::edit_floor}, choose),
        command<OfTab, Invitation>("guests.invite", look, invite),
        command<Nothing, Waiting>("guests.waiting", look, waiting),
        command<OfOrder, Waiting>("guests.accept", serve, accept),
        command<OfOrder, Waiting>("guests.decline", serve, decline),
        command<OfCall, Waiting>("guests.answer", serve, answer),
    };
}

}  // namespace mostrador::guests
