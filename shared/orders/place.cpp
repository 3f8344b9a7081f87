#include "orders/place.hpp"

#include "orders/find.hpp"
#include "orders/limits.hpp"
#include "orders/opening.hpp"
#include "orders/views.hpp"
#include "orders/wish.hpp"
#include "sales/cart.hpp"

namespace mostrador::orders {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

/// `tab` is the new tab's id, made by who asks: to ask twice opens one.
struct Place {
    Id tab;
    Type type = Type::counter;
    std::optional<std::string> name;

    static constexpr auto fields() {
        return base::fields(base::field("tab", &Place::tab), base::field("type", &Place::type),
                            base::field("name", &Place::name));
    }
};

/// The cart's lines at the catalogue's prices. What was discounted, or is a bill, is paid as a
/// sale.
Result<LinesAdded> lines_of(Context& context, const Place& request, const sales::Ticket& ticket) {
    LinesAdded added{.tab = request.tab, .at_us = context.now_us, .lines = {}};
    for (const auto& item : ticket.items) {
        if (item.source || item.unit_price || item.discount)
            return base::fail(Code::orders_wrong_state, {{"state", "bill"}});
        MOSTRADOR_TRY(line, frozen(context, request.type,
                                   {.line = context.log.make_id(),
                                    .product = item.product,
                                    .quantity = item.quantity,
                                    .note = item.note,
                                    .course = std::nullopt,
                                    .seat = std::nullopt,
                                    .modifiers = item.modifiers}));
        added.lines.push_back(std::move(line));
    }
    return added;
}

Result<TabView> place(Context& context, const Place& request) {
    MOSTRADOR_TRY(known, load(context.database, request.tab));
    if (known) return view_of(context, *known, Detail::lines);
    MOSTRADOR_CHECK(check_text("name", request.name));
    MOSTRADOR_TRY(cart, sales::open_cart(context));
    MOSTRADOR_TRY(ticket, sales::cart_ticket(context.database, cart));
    if (ticket.items.empty()) return base::fail(Code::cart_empty);
    MOSTRADOR_TRY(added, lines_of(context, request, ticket));
    MOSTRADOR_CHECK(
        open_row(context, {.id = request.tab, .type = request.type, .name = request.name}));
    MOSTRADOR_CHECK(context.log.append(context.person->id, added));
    MOSTRADOR_CHECK(sales::delete_cart(context.database, cart));
    context.touch("cart");
    context.touch("orders");
    context.touch("sync");
    MOSTRADOR_TRY(tab, find(context, request.tab));
    return view_of(context, tab, Detail::lines);
}

}  // namespace

command::Commands place_commands() {
    using enum command::Access;
    using enum command::Effect;
    return {command::command<Place, TabView>("orders.place",
                                             {person, durable, staff::Permission::sell}, place)};
}

}  // namespace mostrador::orders
