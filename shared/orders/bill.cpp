#include "orders/bill.hpp"

#include <algorithm>

#include "base/money.hpp"
#include "orders/find.hpp"
#include "orders/views.hpp"
#include "organization/queries.hpp"
#include "stock/movements.hpp"

namespace mostrador::orders {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;
using sales::Item;
using sales::Ticket;

constexpr std::int64_t kMostParts = 99;
/// Shares of a line are told in thousandths, in millionths of its unit.
constexpr std::int64_t kLeastShare = 1000;

/// ORD-4: what is paid now. Of the lines named, or of all: the whole, one of `parts` equal shares,
/// or `amount` with taxes.
struct Bill {
    Id tab;
    std::optional<std::vector<Id>> lines;
    std::optional<std::int64_t> parts;
    std::optional<std::int64_t> amount;

    static constexpr auto fields() {
        using T = Bill;
        return base::fields(base::field("tab", &T::tab), base::field("lines", &T::lines),
                            base::field("parts", &T::parts), base::field("amount", &T::amount));
    }
};

Result<Item> item_of(const Line& line, std::int64_t number, std::int64_t quantity,
                     std::int64_t amount) {
    MOSTRADOR_TRY(decimal, quantity_of(quantity));
    std::optional<sales::Origin> list;
    if (line.list) list = sales::Origin{*line.list, line.list_name};
    return Item{.line = number,
                .product = line.product,
                .quantity = decimal,
                .unit_price = std::nullopt,
                .discount = std::nullopt,
                .note = line.note,
                .source = sales::Source{.line = line.id,
                                        .name = line.name,
                                        .price = line.price,
                                        .tax = line.tax,
                                        .amount = amount,
                                        .part = amount != line.amount,
                                        .modifiers = line.modifiers,
                                        .list = std::move(list)}};
}

/// What is left of a line's quantity; never nothing, while some of its amount is left.
std::int64_t quantity_left(const Line& line) {
    return std::max(line.quantity - line.paid_quantity, kLeastShare);
}

/// Takes `wanted` of what the items cost in the terms of their prices, from each in proportion, so
/// that the parts add up to it exactly.
Result<Ticket> part_of(const Ticket& whole, std::int64_t wanted) {
    std::vector<std::int64_t> weights;
    for (const auto& item : whole.items)
        weights.push_back(item.source->amount);
    MOSTRADOR_TRY(parts, base::distribute(wanted, weights));
    Ticket ticket;
    for (std::size_t i = 0; i < whole.items.size(); ++i) {
        auto item = whole.items[i];
        if (parts[i] == 0) continue;
        if (parts[i] != item.source->amount) {
            MOSTRADOR_TRY(all, item.quantity.rescaled(stock::kQuantityScale, base::Rounding::down));
            MOSTRADOR_TRY(share, base::multiply_divide(all.mantissa(), parts[i],
                                                       item.source->amount, base::Rounding::down));
            const auto thousandths = share - share % kLeastShare;
            MOSTRADOR_TRY(quantity, quantity_of(std::max(thousandths, kLeastShare)));
            item.quantity = quantity;
            item.source->amount = parts[i];
            item.source->part = true;
        }
        item.line = std::ssize(ticket.items) + 1;
        ticket.items.push_back(std::move(item));
    }
    return ticket;
}

/// What the request takes of the due, with taxes.
Result<std::int64_t> wanted_of(const Bill& request, std::int64_t due) {
    if (request.amount) {
        if (*request.amount <= 0)
            return base::fail(Code::input_out_of_range, {{"field", "amount"}});
        if (*request.amount > due)
            return base::fail(Code::orders_share_over, {{"due", std::to_string(due)}});
        return *request.amount;
    }
    const auto parts = *request.parts;
    if (parts < 1 || parts > kMostParts)
        return base::fail(Code::input_out_of_range, {{"field", "parts"}});
    return base::multiply_divide(due, 1, parts, base::Rounding::ceiling);
}

/// The share of a ticket. Where prices are without taxes, its amount is in proportion.
Result<Ticket> share_of(Context& context, const Bill& request, const Ticket& whole) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(priced, sales::price_items(context, tenant, whole));
    MOSTRADOR_TRY(wanted, wanted_of(request, priced.total));
    if (wanted == priced.total) return whole;
    std::int64_t amount = 0;
    for (const auto& item : whole.items)
        amount += item.source->amount;
    MOSTRADOR_TRY(part,
                  base::multiply_divide(wanted, amount, priced.total, base::Rounding::half_away));
    return part_of(whole, std::min(part, amount));
}

Result<sales::CartView> bill(Context& context, const Bill& request) {
    MOSTRADOR_TRY(tab, find(context, request.tab));
    const auto lines = request.lines.value_or(std::vector<Id>{});
    MOSTRADOR_TRY(ticket, due_ticket(tab, lines));
    if (ticket.items.empty()) return base::fail(Code::cart_empty);
    if (request.parts || request.amount) {
        MOSTRADOR_TRY(share, share_of(context, request, ticket));
        ticket = std::move(share);
    }
    MOSTRADOR_TRY(view, view_of(context, tab, Detail::summary));
    ticket.order = tab.id;
    ticket.type = tab.type;
    ticket.note = title_of(view);
    MOSTRADOR_CHECK(sales::bill_order(context, ticket));
    return sales::cart_view(context);
}

}  // namespace

Result<Ticket> whole_ticket(const Tab& tab) {
    Ticket ticket;
    for (const auto& line : tab.lines) {
        if (!line.is_live()) continue;
        MOSTRADOR_TRY(item,
                      item_of(line, std::ssize(ticket.items) + 1, line.quantity, line.amount));
        ticket.items.push_back(std::move(item));
    }
    return ticket;
}

Result<Ticket> due_ticket(const Tab& tab, std::span<const Id> lines) {
    Ticket ticket;
    for (const auto& line : tab.lines) {
        if (!line.is_due() || (!lines.empty() && !std::ranges::contains(lines, line.id))) continue;
        MOSTRADOR_TRY(item, item_of(line, std::ssize(ticket.items) + 1, quantity_left(line),
                                    line.due_amount()));
        ticket.items.push_back(std::move(item));
    }
    return ticket;
}

Status note_payment(Context& context, const sales::Sold& sold) {
    const auto& [ticket, sale, yields_ticket] = sold;
    if (sale.mark == sales::Mark::test) return {};
    Paid paid{.receipt = sale.receipt, .at_us = sale.at_us, .lines = {}};
    for (const auto& item : ticket.items) {
        if (!item.source) continue;
        paid.lines.push_back({item.source->line, item.quantity, item.source->amount});
    }
    if (paid.lines.empty()) return {};
    MOSTRADOR_CHECK(context.log.append(context.person->id, paid));
    context.touch("orders");
    return {};
}

command::Commands bill_commands() {
    using enum command::Access;
    using enum command::Effect;
    return {command::command<Bill, sales::CartView>(
        "orders.bill", {person, local, staff::Permission::sell}, bill)};
}

}  // namespace mostrador::orders
