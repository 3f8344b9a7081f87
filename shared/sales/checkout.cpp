#include "sales/checkout.hpp"

#include "sales/goods.hpp"
#include "sales/receipt.hpp"
#include "sales/tenders.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

struct Checkout {
    base::Id cart;
    std::vector<Tender> tenders;
    std::optional<std::int64_t> tip;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = Checkout;
        return base::fields(base::field("cart", &T::cart), base::field("tenders", &T::tenders),
                            base::field("tip", &T::tip), base::field("approval", &T::approval));
    }
};

/// `tickets`: whether the sale may have issued tickets (tickets.of_receipt); nothing when it had
/// been sold before.
struct CheckoutView {
    ReceiptView receipt;
    CartView cart;
    std::optional<bool> tickets;

    static constexpr auto fields() {
        using T = CheckoutView;
        return base::fields(base::field("receipt", &T::receipt), base::field("cart", &T::cart),
                            base::field("tickets", &T::tickets));
    }
};

struct RecordLine {
    base::Id product;
    base::Decimal quantity;
    std::optional<std::int64_t> unit_price;

    static constexpr auto fields() {
        return base::fields(base::field("product", &RecordLine::product),
                            base::field("quantity", &RecordLine::quantity),
                            base::field("unitPrice", &RecordLine::unit_price));
    }
};

struct Record {
    base::Id id;
    std::optional<std::int64_t> at;
    std::vector<RecordLine> lines;
    std::vector<Tender> tenders;

    static constexpr auto fields() {
        return base::fields(base::field("id", &Record::id), base::field("at", &Record::at),
                            base::field("lines", &Record::lines),
                            base::field("tenders", &Record::tenders));
    }
};

struct Recorded {
    base::Id id;
    std::string number;
    std::int64_t total = 0;
    std::int64_t change = 0;

    static constexpr auto fields() {
        return base::fields(
            base::field("id", &Recorded::id), base::field("number", &Recorded::number),
            base::field("total", &Recorded::total), base::field("change", &Recorded::change));
    }
};

/// What is sold, under which id and when.
struct Sale {
    base::Id receipt;
    std::int64_t at_us = 0;
    const Ticket& ticket;
    const std::vector<Tender>& tenders;
    std::int64_t tip = 0;
    const std::optional<staff::Approval>& approval;
};

/// What a plain sale does not have.
void add_rare(SaleCompleted& completed, const Sale& sale, const Settled& settled) {
    completed.mark = sale.ticket.mark;
    completed.note = sale.ticket.note;
    completed.customer = sale.ticket.customer;
    completed.rounding = rounding_of(settled.sums);
    if (sale.ticket.type != orders::Type::counter) completed.type = sale.ticket.type;
    if (sale.tip != 0) completed.tip = sale.tip;
}

struct Completed {
    SaleCompleted sale;
    bool yields_ticket = false;
};

/// SALE-2: prices, settles, numbers and books the sale; one operation, in the caller's transaction.
Result<Completed> complete(Context& context, const Sale& sale) {
    if (sale.ticket.items.empty()) return base::fail(Code::cart_empty);
    if (sale.tip < 0) return base::fail(Code::input_out_of_range, {{"field", "tip"}});
    MOSTRADOR_TRY(session, session_of(context));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(priced, price_items(context, tenant, sale.ticket));
    MOSTRADOR_CHECK(take_goods(context, sale.ticket, priced));
    MOSTRADOR_TRY(allowed,
                  authorise_ticket(context, sale.receipt, sale.ticket, priced, sale.approval));
    MOSTRADOR_TRY(due, base::checked_add(owed(sale.ticket, priced.total), sale.tip));
    MOSTRADOR_TRY(settled, settle_fully(context, tenant, {sale.receipt, due, sale.tenders}));
    MOSTRADOR_TRY(number, next_number(context, "receipt"));
    SaleCompleted completed{.receipt = sale.receipt,
                            .session = session,
                            .series = number.series,
                            .number = number.number,
                            .number_text = number.text,
                            .at_us = sale.at_us,
                            .lines = std::move(priced.lines),
                            .taxes = std::move(priced.taxes),
                            .payments = std::move(settled.payments),
                            .total = priced.total};
    add_rare(completed, sale, settled);
    if (priced.discount != 0) completed.discount = priced.discount;
    if (!allowed.empty()) completed.allowed = std::move(allowed);
    MOSTRADOR_CHECK(context.log.append(context.person->id, completed));
    context.touch("receipts");
    context.touch("session");
    context.touch("sync");
    return Completed{std::move(completed), priced.yields_ticket};
}

Result<bool> is_sold(store::Database& database, const base::Id& receipt) {
    MOSTRADOR_TRY(found,
                  database.one<std::int64_t>("SELECT 1 FROM receipt WHERE id = ?1", receipt));
    return found.has_value();
}

Result<CheckoutView> answer(Context& context, const base::Id& receipt) {
    MOSTRADOR_TRY(view, receipt_view(context, receipt));
    MOSTRADOR_TRY(cart, cart_view(context));
    return CheckoutView{std::move(view), std::move(cart), std::nullopt};
}

/// Repeating it (a lost answer, a second tap, another tab) gives the receipt that already is.
Result<CheckoutView> checkout(Context& context, const Checkout& request, OnSold on_sold) {
    MOSTRADOR_TRY(sold, is_sold(context.database, request.cart));
    if (sold) return answer(context, request.cart);
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, request.cart));
    const Sale sale{.receipt = request.cart,
                    .at_us = context.now_us,
                    .ticket = ticket,
                    .tenders = request.tenders,
                    .tip = request.tip.value_or(0),
                    .approval = request.approval};
    MOSTRADOR_TRY(completed, complete(context, sale));
    MOSTRADOR_CHECK(on_sold(context, {ticket, completed.sale, completed.yields_ticket}));
    MOSTRADOR_CHECK(delete_cart(context.database, request.cart));
    context.touch("cart");
    MOSTRADOR_TRY(view, answer(context, request.cart));
    view.tickets = completed.yields_ticket;
    return view;
}

Result<Recorded> recorded(store::Database& database, const base::Id& id) {
    Recorded out{.id = id};
    MOSTRADOR_CHECK(database.each(
        "SELECT r.number_text, r.total, (SELECT sum(change) FROM payment WHERE receipt = r.id) "
        "FROM receipt r WHERE r.id = ?1",
        id, [&](const store::Row& row) {
            out.number = row.get<std::string>(0);
            out.total = row.integer(1);
            out.change = row.integer(2);
        }));
    return out;
}

Result<Recorded> record(Context& context, const Record& request) {
    MOSTRADOR_TRY(sold, is_sold(context.database, request.id));
    if (sold) return recorded(context.database, request.id);
    Ticket ticket;
    for (const auto& line : request.lines) {
        if (line.quantity.is_negative() || line.quantity.is_zero()) {
            return base::fail(Code::input_out_of_range, {{"field", "quantity"}});
        }
        ticket.items.push_back(
            {0, line.product, line.quantity, line.unit_price, std::nullopt, std::nullopt});
        ticket.items.back().added_at = request.at.value_or(context.now_us);
    }
    const std::optional<staff::Approval> nobody;
    const Sale sale{.receipt = request.id,
                    .at_us = request.at.value_or(context.now_us),
                    .ticket = ticket,
                    .tenders = request.tenders,
                    .approval = nobody};
    MOSTRADOR_TRY(completed, complete(context, sale));
    std::int64_t change = 0;
    for (const auto& paid : completed.sale.payments)
        change += paid.change;
    return Recorded{request.id, completed.sale.number_text, completed.sale.total, change};
}

}  // namespace

command::Commands checkout_commands(OnSold on_sold) {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule sell{person, durable, staff::Permission::sell};
    const auto check_out = [on_sold](Context& context, const Checkout& request) {
        return checkout(context, request, on_sold);
    };
    return {
        command::command<Checkout, CheckoutView>("sales.checkout", sell, check_out),
        command::command<Record, Recorded>("sales.record", sell, record),
    };
}

}  // namespace mostrador::sales
