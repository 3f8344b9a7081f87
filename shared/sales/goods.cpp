#include "sales/goods.hpp"

namespace mostrador::sales {
namespace {

using base::Status;

/// With what was chosen, at the counter or when it was ordered.
stock::Wanted wanted(const Item& item) {
    stock::Wanted wanted{item.product, item.quantity, item.modifiers};
    if (!item.source) return wanted;
    for (const auto& modifier : item.source->modifiers)
        wanted.modifiers.push_back(modifier.id);
    return wanted;
}

std::vector<stock::Wanted> wanted(const Ticket& ticket) {
    std::vector<stock::Wanted> all;
    for (const auto& item : ticket.items)
        all.push_back(wanted(item));
    return all;
}

Status check(command::Context& context, const Ticket& ticket) {
    return stock::check_enough(context.database, stock::own_warehouse(*context.identity),
                               wanted(ticket));
}

}  // namespace

Status take_goods(command::Context& context, const Ticket& ticket, PricedItems& priced) {
    if (ticket.mark == Mark::test) return {};
    MOSTRADOR_TRY(rules, stock::rules(context.database));
    // What was ordered before has been eaten: its bill is taken in any case.
    if (rules.on_short == stock::OnShort::block && !ticket.order)
        MOSTRADOR_CHECK(check(context, ticket));
    if (!rules.has_recipes) return {};
    for (std::size_t i = 0; i < priced.lines.size(); ++i) {
        auto& line = priced.lines[i];
        if (line.product.is_nil()) continue;  // the service charge
        const bool component = line.origin && line.origin->combo;
        MOSTRADOR_TRY(uses, stock::uses(context.database,
                                        component ? stock::Wanted{line.product, line.quantity, {}}
                                                  : wanted(ticket.items[priced.items[i]])));
        if (!uses.empty()) line.uses = std::move(uses);
    }
    return {};
}

base::Result<std::vector<stock::Short>> short_goods(command::Context& context,
                                                    const Ticket& ticket) {
    MOSTRADOR_TRY(rules, stock::rules(context.database));
    if (rules.on_short == stock::OnShort::ignore || ticket.mark == Mark::test)
        return std::vector<stock::Short>{};
    return stock::shorts(context.database, stock::own_warehouse(*context.identity), wanted(ticket));
}

Status check_cart(command::Context& context, const base::Id& cart) {
    MOSTRADOR_TRY(rules, stock::rules(context.database));
    if (rules.on_short != stock::OnShort::block) return {};
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, cart));
    if (ticket.mark == Mark::test) return {};
    return check(context, ticket);
}

}  // namespace mostrador::sales
