#include "sales/checkout.hpp"

#include "base/concat.hpp"
#include "cash/session.hpp"
#include "pricing/settlement.hpp"
#include "sales/cart.hpp"
#include "sales/receipt.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

/// No amount means exactly what is due when this tender's turn comes.
struct Tender {
    payments::Method method = payments::Method::cash;
    std::optional<std::int64_t> amount;
    std::optional<std::string> reference;

    static constexpr auto fields() {
        return base::fields(base::field("method", &Tender::method),
                            base::field("amount", &Tender::amount),
                            base::field("reference", &Tender::reference));
    }
};

struct Checkout {
    base::Id cart;
    std::vector<Tender> tenders;

    static constexpr auto fields() {
        return base::fields(base::field("cart", &Checkout::cart),
                            base::field("tenders", &Checkout::tenders));
    }
};

struct CheckoutView {
    ReceiptView receipt;
    CartView cart;

    static constexpr auto fields() {
        return base::fields(base::field("receipt", &CheckoutView::receipt),
                            base::field("cart", &CheckoutView::cart));
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

/// The series this device may number receipts from; the latest lease counts.
struct Series {
    base::Id id;
    std::int64_t next = 1;
    std::string text;
};

Result<Series> next_number(Context& context) {
    std::optional<Series> series;
    std::int64_t latest = 0;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, last_number + 1, prefix, width, epoch FROM series WHERE device = ?1 "
        "AND register = ?2 AND document = 'receipt' ORDER BY id",
        context.identity->device, context.identity->register_id, [&](const store::Row& row) {
            if (series && row.integer(4) < latest) return;
            latest = row.integer(4);
            const auto digits = base::padded(row.integer(1), row.get<std::size_t>(3));
            series = Series{row.id(0), row.integer(1), row.get<std::string>(2) + digits};
        }));
    if (!series) return base::fail(Code::sales_no_series);
    return *series;
}

Result<base::Id> session_of(Context& context) {
    if (!context.identity->register_id) return base::fail(Code::device_not_enrolled);
    MOSTRADOR_TRY(session, cash::open_session(context.database, *context.identity->register_id));
    if (!session) return base::fail(Code::cash_session_not_open);
    return *session;
}

/// Change is taken from the cash that was handed over, last tender first.
Status take_change(std::vector<Paid>& payments, std::int64_t change) {
    for (auto paid = payments.rbegin(); paid != payments.rend() && change > 0; ++paid) {
        if (paid->method != payments::Method::cash) continue;
        paid->change = std::min(change, paid->tendered);
        paid->amount = paid->tendered - paid->change;
        change -= paid->change;
    }
    if (change > 0) return base::fail(Code::sales_tender_over, {{"method", "cash"}});
    return {};
}

Result<std::vector<Paid>> pay(std::int64_t total, const std::vector<Tender>& tenders) {
    std::vector<pricing::Tender> offered;
    for (const auto& tender : tenders) {
        if (tender.amount && *tender.amount < 0) {
            return base::fail(Code::input_out_of_range, {{"field", "tenders"}});
        }
        offered.push_back({tender.method == payments::Method::cash, tender.amount});
    }
    MOSTRADOR_TRY(settled, pricing::settle(total, offered));
    MOSTRADOR_CHECK(pricing::check_closed(settled));
    std::vector<Paid> payments;
    for (std::size_t i = 0; i < tenders.size(); ++i) {
        const auto amount = settled.payments[i].amount;
        payments.push_back(
            {tenders[i].method, amount, amount, 0, tenders[i].reference.value_or("")});
    }
    MOSTRADOR_CHECK(take_change(payments, settled.change));
    return payments;
}

/// What is sold, under which id and when.
struct Sale {
    base::Id receipt;
    std::int64_t at_us = 0;
    std::span<const Item> items;
    const std::vector<Tender>& tenders;
};

/// SALE-2: prices, settles, numbers and books the sale; one operation, in the caller's transaction.
Result<SaleCompleted> complete(Context& context, const Sale& sale) {
    if (sale.items.empty()) return base::fail(Code::cart_empty);
    MOSTRADOR_TRY(session, session_of(context));
    MOSTRADOR_TRY(priced, price_items(context, sale.items));
    MOSTRADOR_TRY(payments, pay(priced.total, sale.tenders));
    MOSTRADOR_TRY(series, next_number(context));
    SaleCompleted completed{.receipt = sale.receipt,
                            .session = session,
                            .series = series.id,
                            .number = series.next,
                            .number_text = series.text,
                            .at_us = sale.at_us,
                            .lines = std::move(priced.lines),
                            .taxes = std::move(priced.taxes),
                            .payments = std::move(payments),
                            .subtotal = priced.subtotal,
                            .tax = priced.tax,
                            .total = priced.total};
    MOSTRADOR_CHECK(context.log.append(context.person->id, completed));
    context.touch("receipts");
    context.touch("session");
    context.touch("sync");
    return completed;
}

Result<bool> is_sold(store::Database& database, const base::Id& receipt) {
    MOSTRADOR_TRY(found,
                  database.one<std::int64_t>("SELECT 1 FROM receipt WHERE id = ?1", receipt));
    return found.has_value();
}

Result<CheckoutView> answer(Context& context, const base::Id& receipt) {
    MOSTRADOR_TRY(view, receipt_view(context, receipt));
    MOSTRADOR_TRY(cart, cart_view(context));
    return CheckoutView{std::move(view), std::move(cart)};
}

/// Repeating it (a lost answer, a second tap, another tab) gives the receipt that already is.
Result<CheckoutView> checkout(Context& context, const Checkout& request) {
    MOSTRADOR_TRY(sold, is_sold(context.database, request.cart));
    if (sold) return answer(context, request.cart);
    MOSTRADOR_TRY(items, cart_items(context.database, request.cart));
    const Sale sale{request.cart, context.now_us, items, request.tenders};
    MOSTRADOR_CHECK(complete(context, sale));
    MOSTRADOR_CHECK(delete_cart(context.database, request.cart));
    context.touch("cart");
    return answer(context, request.cart);
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
    std::vector<Item> items;
    for (const auto& line : request.lines) {
        if (line.quantity.is_negative() || line.quantity.is_zero()) {
            return base::fail(Code::input_out_of_range, {{"field", "quantity"}});
        }
        items.push_back({0, line.product, line.quantity, line.unit_price});
    }
    const Sale sale{request.id, request.at.value_or(context.now_us), items, request.tenders};
    MOSTRADOR_TRY(completed, complete(context, sale));
    std::int64_t change = 0;
    for (const auto& paid : completed.payments)
        change += paid.change;
    return Recorded{request.id, completed.number_text, completed.total, change};
}

}  // namespace

command::Commands checkout_commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule sell{person, durable, staff::Permission::sell};
    return {
        command::command<Checkout, CheckoutView>("sales.checkout", sell, checkout),
        command::command<Record, Recorded>("sales.record", sell, record),
    };
}

}  // namespace mostrador::sales
