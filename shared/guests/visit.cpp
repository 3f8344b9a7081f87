#include "guests/visit.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "orders/wish.hpp"

namespace mostrador::guests {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostName = 40;

/// Written by the hub itself: no person stands behind it.
template <class Payload>
Status append(Context& context, const Payload& payload) {
    return context.log.append(std::nullopt, payload);
}

Status check_on(const Settings& settings) {
    if (settings.ordering == Ordering::off || !settings.key) return base::fail(Code::guests_off);
    return {};
}

/// The open tabs at a table, by their own rows: lines follow a tab that was merged.
Result<std::vector<Id>> open_tabs_at(Context& context, const Id& table) {
    std::vector<Id> roots;
    MOSTRADOR_CHECK(
        context.database.each("SELECT t.id FROM tab_open o JOIN tab t ON t.id = o.tab "
                              "WHERE t.place = ?1 AND t.type = 'dine_in' AND t.stamp > 0",
                              table, [&](const store::Row& row) { roots.push_back(row.id(0)); }));
    std::vector<Id> open;
    for (const auto& root : roots) {
        MOSTRADOR_TRY(tab, orders::load(context.database, root));
        const bool here = tab && tab->state() == orders::State::open && tab->place == table;
        if (here && !std::ranges::contains(open, tab->id)) open.push_back(tab->id);
    }
    return open;
}

Result<Id> tab_of_word(Context& context, const Settings& settings, const Id& table,
                       std::string_view word) {
    MOSTRADOR_TRY(tabs, open_tabs_at(context, table));
    for (const auto& tab : tabs)
        if (is_word(*settings.key, tab, word, context.now_us)) return tab;
    return base::fail(Code::guests_word_wrong);
}

Status check_room(Context& context, const Id& tab) {
    MOSTRADOR_TRY(count, context.database.one<std::int64_t>(
                             "SELECT count(*) FROM guest_session WHERE tab = ?1", tab));
    if (count.value_or(0) < kMostSessions) return {};
    return base::fail(Code::guests_too_many, {{"what", "phones"}});
}

Status check_name(const std::string& name) {
    const bool fits = name.size() <= kMostName && base::is_valid_utf8(name) &&
                      std::ranges::none_of(name, [](char c) { return c >= 0 && c < ' '; });
    if (!fits) return base::fail(Code::input_out_of_range, {{"field", "name"}});
    return {};
}

Result<bool> is_ordered(Context& context, const Id& line) {
    MOSTRADOR_TRY(known,
                  context.database.one<std::int64_t>("SELECT 1 FROM tab_line WHERE id = ?1", line));
    return known.has_value();
}

Result<orders::AddedLine> line_of(Context& context, const CartLine& line) {
    return orders::frozen(context, orders::Type::dine_in,
                          {.line = line.id,
                           .product = line.product,
                           .quantity = base::Decimal(line.quantity),
                           .note = line.note,
                           .course = std::nullopt,
                           .seat = std::nullopt,
                           .modifiers = line.modifiers});
}

Status check_lines(Context& context, const orders::Tab& tab, std::size_t more) {
    MOSTRADOR_TRY(there, context.database.one<std::int64_t>(
                             "SELECT count(*) FROM guest_line g JOIN tab_line l ON l.id = g.line "
                             "WHERE l.place = ?1",
                             tab.id));
    if (there.value_or(0) + static_cast<std::int64_t>(more) <= kMostGuestLines) return {};
    return base::fail(Code::guests_too_many, {{"what", "lines"}});
}

/// What is ordered, and for each line the phone that wanted it.
struct Chosen {
    std::vector<orders::AddedLine> lines;
    std::vector<Id> wanted_by;
};

/// What nobody ordered before, with its price as it is now.
Result<Chosen> chosen(Context& context, std::span<const Cart::Entry> wanted) {
    Chosen out;
    for (const auto& each : wanted) {
        MOSTRADOR_TRY(known, is_ordered(context, each.line.id));
        if (known || each.line.quantity == 0) continue;
        MOSTRADOR_TRY(frozen, line_of(context, each.line));
        out.lines.push_back(std::move(frozen));
        out.wanted_by.push_back(each.by);
    }
    return out;
}

Status write_order(Context& context, Ordered ordered, std::vector<orders::AddedLine> lines,
                   Ordering ordering) {
    for (const auto& line : lines)
        ordered.lines.push_back(line.id);
    MOSTRADOR_CHECK(append(context, ordered));
    MOSTRADOR_CHECK(
        append(context, orders::LinesAdded{ordered.tab, ordered.at_us, std::move(lines)}));
    if (ordering != Ordering::automatic) return {};
    return append(context, orders::LinesStaged{ordered.at_us, 0, orders::Stage::fired,
                                               std::move(ordered.lines)});
}

}  // namespace

Result<Session> join(Context& context, const Table& table, const Join& wanted) {
    MOSTRADOR_TRY(settings, guests::settings(context.database));
    MOSTRADOR_CHECK(check_on(settings));
    MOSTRADOR_TRY(hash, secret_hash(wanted.secret));
    const auto name = wanted.name.value_or("");
    MOSTRADOR_CHECK(check_name(name));
    // Joined already, and the answer was lost.
    if (const auto known = session_of(context, wanted.secret); known && known->id == wanted.session)
        return *known;
    MOSTRADOR_TRY(tab, tab_of_word(context, settings, table.id, wanted.word));
    MOSTRADOR_CHECK(check_room(context, tab));
    MOSTRADOR_TRY(taken, context.database.one<std::int64_t>(
                             "SELECT 1 FROM guest_session WHERE id = ?1 OR secret = ?2",
                             wanted.session, hash));
    if (taken) return base::fail(Code::guests_no_session);
    MOSTRADOR_CHECK(append(context, Joined{wanted.session, tab, hash, name, context.now_us,
                                           context.now_us + kSessionUs}));
    return Session{wanted.session, tab};
}

Result<Session> session_of(Context& context, std::string_view secret) {
    const auto hash = secret_hash(secret);
    if (!hash) return base::fail(Code::guests_no_session);
    std::optional<Session> found;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, tab FROM guest_session WHERE secret = ?1 AND ends > ?2 AND at <= ends", *hash,
        context.now_us, [&](const store::Row& row) { found = Session{row.id(0), row.id(1)}; }));
    if (!found) return base::fail(Code::guests_no_session);
    return *found;
}

Result<orders::Tab> visit_of(Context& context, const Session& session) {
    MOSTRADOR_TRY(tab, orders::load(context.database, session.tab));
    if (!tab || tab->state() != orders::State::open) return base::fail(Code::guests_visit_over);
    context.identity->branch = tab->branch;
    return std::move(*tab);
}

Result<std::vector<CartLine>> not_ordered(Context& context, std::span<const CartLine> lines) {
    std::vector<CartLine> rest;
    for (const auto& line : lines) {
        MOSTRADOR_TRY(known, is_ordered(context, line.id));
        if (!known) rest.push_back(line);
    }
    return rest;
}

Result<std::vector<Id>> order(Context& context, const Session& session, const Id& id,
                              std::span<const Cart::Entry> wanted) {
    std::vector<Id> ids;
    for (const auto& each : wanted)
        ids.push_back(each.line.id);
    MOSTRADOR_TRY(
        known, context.database.one<std::int64_t>("SELECT 1 FROM guest_order WHERE id = ?1", id));
    if (known) return ids;
    MOSTRADOR_TRY(settings, guests::settings(context.database));
    MOSTRADOR_CHECK(check_on(settings));
    MOSTRADOR_TRY(tab, visit_of(context, session));
    MOSTRADOR_TRY(rest, chosen(context, wanted));
    if (rest.lines.empty()) return ids;
    MOSTRADOR_CHECK(check_lines(context, tab, rest.lines.size()));
    Ordered ordered{.order = id,
                    .tab = tab.id,
                    .session = session.id,
                    .at_us = context.now_us,
                    .lines = {},
                    .wanted_by = std::move(rest.wanted_by)};
    MOSTRADOR_CHECK(
        write_order(context, std::move(ordered), std::move(rest.lines), settings.ordering));
    return ids;
}

Status call(Context& context, const Session& session, const Id& id, Call what) {
    MOSTRADOR_TRY(tab, visit_of(context, session));
    MOSTRADOR_TRY(open, context.database.one<std::int64_t>(
                            "SELECT 1 FROM guest_call c WHERE (c.tab = ?1 AND c.what = ?2 AND NOT "
                            "EXISTS (SELECT 1 FROM guest_answer a WHERE a.call = c.id)) OR "
                            "c.id = ?3 LIMIT 1",
                            tab.id, base::enum_name(what), id));
    if (open) return {};
    return append(context, Called{id, tab.id, session.id, what, context.now_us});
}

}  // namespace mostrador::guests
