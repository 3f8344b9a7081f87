#include "guests/state.hpp"

#include <map>

#include "base/concat.hpp"
#include "documents/money_text.hpp"
#include "orders/views.hpp"
#include "orders/wish.hpp"
#include "organization/queries.hpp"

namespace mostrador::guests {
namespace {

using base::Id;
using base::Result;
using base::Status;
using command::Context;

/// How a tenant's amounts are written.
struct Prices {
    const organization::Tenant& tenant;

    std::string operator()(std::int64_t minor) const {
        return documents::price_text(minor, tenant.currency, tenant.country);
    }
};

std::string wishes_of(const std::vector<catalog::Modifier>& modifiers) {
    std::string text;
    for (const auto& modifier : modifiers)
        text += base::concat(text.empty() ? "" : ", ", modifier.name);
    return text;
}

Progress progress_of(const orders::Line& line) {
    if (!line.is_live()) return Progress::declined;
    const auto stage = line.stage();
    if (!stage) return Progress::waiting;
    switch (*stage) {
        case orders::Stage::fired:
        case orders::Stage::accepted:
            return Progress::received;
        case orders::Stage::preparing:
            return Progress::preparing;
        case orders::Stage::ready:
            return Progress::ready;
        case orders::Stage::served:
            return Progress::served;
    }
    return Progress::waiting;
}

/// Who ordered what of the tab.
Result<std::map<Id, Id>> authors_of(Context& context, const orders::Tab& tab) {
    std::map<Id, Id> authors;
    for (const auto& line : tab.lines) {
        MOSTRADOR_TRY(session, context.database.one<Id>(
                                   "SELECT session FROM guest_line WHERE line = ?1", line.id));
        if (session) authors.emplace(line.id, *session);
    }
    return authors;
}

Status add_lines(Context& context, const orders::Tab& tab, const Prices& prices, State& state) {
    MOSTRADOR_TRY(authors, authors_of(context, tab));
    for (const auto& line : tab.lines) {
        const auto author = authors.find(line.id);
        const bool of_guest = author != authors.end();
        // What a waiter corrected is nobody's business at the table.
        if (!line.is_live() && !of_guest) continue;
        MOSTRADOR_TRY(quantity, orders::quantity_of(line.quantity));
        OrderedLine out{.id = line.id,
                        .name = line.name,
                        .quantity = documents::decimal_text(quantity, prices.tenant.country),
                        .wishes = wishes_of(line.modifiers),
                        .note = line.note.value_or(""),
                        .amount = prices(line.amount),
                        .by = std::nullopt,
                        .progress = progress_of(line),
                        .reason = line.void_reason.value_or("")};
        if (of_guest) out.by = author->second;
        state.lines.push_back(std::move(out));
    }
    return {};
}

/// Gives what the line costs; nothing when it cannot be ordered.
std::int64_t add_wanted(Context& context, const Cart::Entry& entry, const Prices& prices,
                        State& state) {
    WantedLine out{.line = entry.line, .name = {}, .wishes = {}, .amount = {}, .by = entry.by};
    const auto frozen = orders::frozen(context, orders::Type::dine_in,
                                       {.line = entry.line.id,
                                        .product = entry.line.product,
                                        .quantity = base::Decimal(entry.line.quantity),
                                        .note = entry.line.note,
                                        .course = std::nullopt,
                                        .seat = std::nullopt,
                                        .modifiers = entry.line.modifiers});
    if (frozen) {
        out.name = frozen->name;
        out.wishes = wishes_of(frozen->modifiers.value_or(std::vector<catalog::Modifier>{}));
        out.amount = prices(frozen->amount);
    } else {
        out.problem = base::code_name(frozen.error().code);
    }
    state.cart.push_back(std::move(out));
    return frozen ? frozen->amount : 0;
}

Status add_cart(Context& context, const Cart& cart, const Prices& prices, State& state) {
    std::int64_t total = 0;
    for (const auto* entry : cart.lines()) {
        MOSTRADOR_TRY(sum, base::checked_add(total, add_wanted(context, *entry, prices, state)));
        total = sum;
    }
    state.cart_total = prices(total);
    return {};
}

}  // namespace

Result<State> state_of(Context& context, const orders::Tab& tab, const Cart& cart) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(settings, guests::settings(context.database));
    MOSTRADOR_TRY(view, orders::view_of(context, tab, orders::Detail::summary));
    const Prices prices{tenant};
    State state{.table = view.table_name.empty() ? view.name : view.table_name,
                .number = view.number,
                .word = {},
                .ordering = settings.ordering,
                .people = {},
                .cart = {},
                .cart_total = {},
                .lines = {},
                .total = prices(view.total),
                .due = prices(view.due),
                .calls = {}};
    if (settings.key) state.word = word_at(*settings.key, tab.id, context.now_us);
    MOSTRADOR_CHECK(
        context.database.each("SELECT id, name FROM guest_session WHERE tab = ?1 ORDER BY at, id",
                              tab.id, [&](const store::Row& row) {
                                  state.people.push_back({row.id(0), row.get<std::string>(1)});
                              }));
    MOSTRADOR_CHECK(context.database.each(
        "SELECT DISTINCT what FROM guest_call c WHERE tab = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM guest_answer a WHERE a.call = c.id) ORDER BY what DESC",
        tab.id, [&](const store::Row& row) {
            if (const auto what = base::enum_value<Call>(row.text(0))) state.calls.push_back(*what);
        }));
    MOSTRADOR_CHECK(add_lines(context, tab, prices, state));
    MOSTRADOR_CHECK(add_cart(context, cart, prices, state));
    return state;
}

}  // namespace mostrador::guests
