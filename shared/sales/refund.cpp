#include "sales/refund.hpp"

#include <algorithm>
#include <map>

#include "organization/queries.hpp"
#include "sales/receipt.hpp"
#include "sales/tenders.hpp"
#include "sales/voucher.hpp"
#include "staff/commands.hpp"
#include "stock/movements.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Decimal;
using base::Result;
using base::Status;
using command::Context;

struct LineQuantity {
    std::int64_t line = 0;
    Decimal quantity;

    static constexpr auto fields() {
        return base::fields(base::field("line", &LineQuantity::line),
                            base::field("quantity", &LineQuantity::quantity));
    }
};

struct Ask {
    base::Id receipt;
    std::optional<std::vector<LineQuantity>> lines;  ///< nothing: all that is left

    static constexpr auto fields() {
        return base::fields(base::field("receipt", &Ask::receipt),
                            base::field("lines", &Ask::lines));
    }
};

struct RefundableLine {
    static constexpr std::string_view kType = "RefundableLine";
    std::int64_t line = 0;
    std::string name;
    std::string unit;
    Decimal sold;
    Decimal left;            ///< what this device knows can still come back
    Decimal quantity;        ///< of this refund
    std::int64_t total = 0;  ///< of this refund, with taxes
    std::vector<catalog::Modifier> modifiers;

    static constexpr auto fields() {
        using T = RefundableLine;
        return base::fields(base::field("line", &T::line), base::field("name", &T::name),
                            base::field("unit", &T::unit), base::field("sold", &T::sold),
                            base::field("left", &T::left), base::field("quantity", &T::quantity),
                            base::field("total", &T::total),
                            base::field("modifiers", &T::modifiers));
    }
};

struct Refundable {
    static constexpr std::string_view kType = "Refundable";
    std::vector<RefundableLine> lines;
    std::int64_t total = 0;
    std::int64_t cash = 0;  ///< the same in coins that exist

    static constexpr auto fields() {
        using T = Refundable;
        return base::fields(base::field("lines", &T::lines), base::field("total", &T::total),
                            base::field("cash", &T::cash));
    }
};

struct Refund {
    base::Id refund;  ///< made by who asks, becomes the credit note's id: asking twice refunds once
    base::Id receipt;
    std::optional<std::vector<LineQuantity>> lines;
    payments::Method method = payments::Method::cash;
    std::optional<std::string> reference;  ///< of the terminal's slip
    std::optional<std::string> reason;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = Refund;
        return base::fields(base::field("refund", &T::refund), base::field("receipt", &T::receipt),
                            base::field("lines", &T::lines), base::field("method", &T::method),
                            base::field("reference", &T::reference),
                            base::field("reason", &T::reason),
                            base::field("approval", &T::approval));
    }
};

/// A sold line with what came back of it so far.
struct Sold {
    std::int64_t number = 0;
    SoldLine line;
    Decimal refunded;
    Decimal wanted;
};

/// The part of an amount that stands for `quantity` of a line's whole quantity, rounded once. Parts
/// are differences of such sums, so that all of them together are the whole amount.
Result<std::int64_t> share(std::int64_t amount, const Decimal& quantity, const Decimal& whole) {
    const auto scale = std::max(quantity.scale(), whole.scale());
    MOSTRADOR_TRY(part, quantity.rescaled(scale, base::Rounding::down));
    MOSTRADOR_TRY(all, whole.rescaled(scale, base::Rounding::down));
    return base::multiply_divide(amount, part.mantissa(), all.mantissa(),
                                 base::Rounding::half_away);
}

/// What is paid back of an amount when `sold.wanted` comes back after `sold.refunded`; negative.
Result<std::int64_t> back(std::int64_t amount, const Sold& sold) {
    MOSTRADOR_TRY(until, base::add(sold.refunded, sold.wanted));
    MOSTRADOR_TRY(before, share(amount, sold.refunded, sold.line.quantity));
    MOSTRADOR_TRY(after, share(amount, until, sold.line.quantity));
    return before - after;
}

Result<std::vector<Sold>> sold_lines(store::Database& database, const base::Id& receipt) {
    std::vector<Sold> lines;
    MOSTRADOR_CHECK(database.each(
        "SELECT line, product, name, unit, quantity, unit_price, base, total, taxes, modifiers, "
        "origin "
        "FROM receipt_line WHERE receipt = ?1 ORDER BY line",
        receipt, [&](const store::Row& row) -> Status {
            const auto taxes = base::Json::parse(row.text(8), nullptr, false);
            MOSTRADOR_TRY(shares, (base::decode<base::Form::text, std::vector<LineTax>>(taxes)));
            Sold sold{.number = row.integer(0), .line = {}, .refunded = {}, .wanted = {}};
            sold.line = SoldLine{.product = row.id(1),
                                 .name = row.get<std::string>(2),
                                 .unit = row.get<std::string>(3),
                                 .quantity = row.decimal(4),
                                 .unit_price = row.integer(5),
                                 .base = row.integer(6),
                                 .total = row.integer(7),
                                 .taxes = std::move(shares),
                                 .list_price = std::nullopt,
                                 .discount = std::nullopt,
                                 .note = std::nullopt,
                                 .source = row.integer(0),
                                 .modifiers = std::nullopt,
                                 .uses = std::nullopt,
                                 .origin = std::nullopt};
            if (!row.is_null(9)) {
                const auto chosen = base::Json::parse(row.text(9), nullptr, false);
                MOSTRADOR_TRY(modifiers,
                              (base::decode<base::Form::text, std::vector<SoldModifier>>(chosen)));
                sold.line.modifiers = std::move(modifiers);
            }
            if (!row.is_null(10)) {
                const auto origin = base::Json::parse(row.text(10), nullptr, false);
                MOSTRADOR_TRY(known, (base::decode<base::Form::text, LineOrigin>(origin)));
                sold.line.origin = std::move(known);
            }
            lines.push_back(std::move(sold));
            return {};
        }));
    return lines;
}

/// What every known credit note of the receipt took back, in this device's order.
Status add_refunded(store::Database& database, const base::Id& receipt, std::vector<Sold>& lines) {
    return database.each(
        "SELECT l.source, l.quantity FROM receipt r JOIN receipt_line l ON l.receipt = r.id "
        "WHERE r.original = ?1",
        receipt, [&](const store::Row& row) -> Status {
            const auto line = std::ranges::find(lines, row.integer(0), &Sold::number);
            if (line == lines.end()) return {};
            MOSTRADOR_TRY(sum, base::subtract(line->refunded, row.decimal(1)));
            line->refunded = sum;
            return {};
        });
}

Result<Decimal> left_of(const Sold& sold) {
    MOSTRADOR_TRY(left, base::subtract(sold.line.quantity, sold.refunded));
    return left.is_negative() ? Decimal(0) : left.normalized();
}

Status want(Sold& sold, const Decimal& quantity) {
    MOSTRADOR_TRY(left, left_of(sold));
    if (quantity.is_negative() || quantity > left) {
        return base::fail(Code::sales_refund_over,
                          {{"line", sold.line.name}, {"left", left.text()}});
    }
    sold.wanted = quantity.normalized();
    return {};
}

/// The lines of a receipt with what is asked to come back.
Result<std::vector<Sold>> asked_lines(Context& context, const Ask& ask) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                             "SELECT original IS NULL FROM receipt WHERE id = ?1", ask.receipt));
    if (known != 1) return base::fail(Code::sales_receipt_not_found);
    MOSTRADOR_TRY(lines, sold_lines(context.database, ask.receipt));
    MOSTRADOR_CHECK(add_refunded(context.database, ask.receipt, lines));
    for (auto& sold : lines) {
        MOSTRADOR_TRY(uses, stock::uses_of(context.database, ask.receipt, sold.number));
        if (!uses.empty()) sold.line.uses = std::move(uses);
    }
    if (!ask.lines) {
        for (auto& sold : lines) {
            MOSTRADOR_TRY(left, left_of(sold));
            sold.wanted = left;
        }
        return lines;
    }
    for (const auto& wanted : *ask.lines) {
        const auto sold = std::ranges::find(lines, wanted.line, &Sold::number);
        if (sold == lines.end()) return base::fail(Code::cart_line_not_found);
        MOSTRADOR_CHECK(want(*sold, wanted.quantity));
    }
    return lines;
}

/// What the line's recipe took comes back in the same share.
Result<std::optional<std::vector<stock::Used>>> uses_back(const Sold& sold) {
    if (!sold.line.uses) return std::nullopt;
    std::vector<stock::Used> uses;
    for (const auto& used : *sold.line.uses) {
        MOSTRADOR_TRY(all, stock::millionths(used.quantity));
        MOSTRADOR_TRY(quantity, back(all, sold));
        uses.push_back({used.item, stock::quantity_of(quantity)});
    }
    return uses;
}

/// The line of the credit note, every amount of it negative.
Result<SoldLine> credit_line(const Sold& sold) {
    auto line = sold.line;
    MOSTRADOR_TRY(quantity, sold.wanted.negated());
    MOSTRADOR_TRY(base, back(line.base, sold));
    line.quantity = quantity;
    line.base = line.total = base;
    MOSTRADOR_TRY(uses, uses_back(sold));
    line.uses = std::move(uses);
    for (auto& tax : line.taxes) {
        MOSTRADOR_TRY(tax_base, back(tax.base, sold));
        MOSTRADOR_TRY(amount, back(tax.amount, sold));
        tax.base = tax_base;
        tax.amount = amount;
        line.total += amount;
    }
    return line;
}

/// The taxes of the receipt, with nothing taken back yet.
Result<std::vector<SoldTax>> taxes_of(store::Database& database, const base::Id& receipt) {
    std::vector<SoldTax> taxes;
    MOSTRADOR_CHECK(database.each(
        "SELECT code, name, rate FROM receipt_tax WHERE receipt = ?1 ORDER BY position", receipt,
        [&](const store::Row& row) {
            taxes.push_back(
                {row.get<std::string>(0), row.get<std::string>(1), row.decimal(2), 0, 0});
        }));
    return taxes;
}

Result<Refundable> refundable(Context& context, const Ask& ask) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(lines, asked_lines(context, ask));
    Refundable view;
    for (const auto& sold : lines) {
        MOSTRADOR_TRY(left, left_of(sold));
        MOSTRADOR_TRY(credit, credit_line(sold));
        view.total -= credit.total;
        view.lines.push_back({sold.number, sold.line.name, sold.line.unit, sold.line.quantity, left,
                              sold.wanted, -credit.total, modifier_views(credit.modifiers)});
    }
    view.cash = view.total;
    if (const auto& rounding = cash_rounding(tenant.country)) {
        MOSTRADOR_TRY(coins, pricing::round_to_cash(view.total, *rounding));
        view.cash = coins;
    }
    return view;
}

/// The credit note before it has a number and a session.
Result<SaleRefunded> credit_note(Context& context, const Refund& request) {
    MOSTRADOR_TRY(lines, asked_lines(context, {request.receipt, request.lines}));
    MOSTRADOR_TRY(taxes, taxes_of(context.database, request.receipt));
    MOSTRADOR_TRY(mark,
                  context.database.one<std::string>(
                      "SELECT coalesce(mark, '') FROM receipt WHERE id = ?1", request.receipt));
    SaleRefunded note;
    note.receipt = request.refund;
    note.original = request.receipt;
    note.at_us = context.now_us;
    note.note = request.reason;
    note.mark = base::enum_value<Mark>(mark.value_or(""));
    for (const auto& sold : lines) {
        if (sold.wanted.is_zero()) continue;
        MOSTRADOR_TRY(line, credit_line(sold));
        note.total += line.total;
        for (const auto& share : line.taxes) {
            auto& tax = taxes.at(static_cast<std::size_t>(share.tax));
            tax.base += share.base;
            tax.amount += share.amount;
        }
        note.lines.push_back(std::move(line));
    }
    if (note.lines.empty()) return base::fail(Code::sales_refund_over, {{"left", "0"}});
    note.taxes = std::move(taxes);
    return note;
}

/// How the money goes back; a voucher is made for it.
Status pay_back(Context& context, const Refund& request, SaleRefunded& note) {
    if (note.mark == Mark::no_revenue || note.total == 0) return {};
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    const bool voucher = request.method == payments::Method::voucher;
    const std::vector<Tender> tenders{
        {.method = request.method,
         .amount = std::nullopt,
         .reference = voucher ? make_voucher_code(context.log.make_id()) : request.reference,
         .card = std::nullopt}};
    MOSTRADOR_TRY(settled, settle_fully(context, tenant, {request.refund, note.total, tenders}));
    note.rounding = rounding_of(settled.sums);
    note.payments = std::move(settled.payments);
    return {};
}

Result<ReceiptView> refund(Context& context, const Refund& request) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>("SELECT 1 FROM receipt WHERE id = ?1",
                                                            request.refund));
    if (known) return receipt_view(context, request.refund);
    MOSTRADOR_TRY(session, session_of(context));
    MOSTRADOR_TRY(note, credit_note(context, request));
    MOSTRADOR_CHECK(pay_back(context, request, note));
    MOSTRADOR_TRY(number, next_number(context, "credit_note"));
    MOSTRADOR_TRY(by, staff::authorise(context, staff::Permission::refund, request.approval));
    note.session = session;
    note.series = number.series;
    note.number = number.number;
    note.number_text = number.text;
    add_allowed(note, staff::Permission::refund, by);
    MOSTRADOR_CHECK(context.log.append(context.person->id, note));
    context.touch("receipts");
    context.touch("session");
    context.touch("sync");
    return receipt_view(context, request.refund);
}

}  // namespace

Result<std::vector<tasks::Found>> refund_tasks(store::Database& database) {
    // Quantities are texts; a stock movement has the same quantity in whole millionths.
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT r.original, max(r.at), o.number_text, s.name, sum(m.quantity) + b.quantity, s.line "
        "FROM receipt r JOIN receipt_line l ON l.receipt = r.id "
        "JOIN receipt o ON o.id = r.original "
        "JOIN receipt_line s ON s.receipt = r.original AND s.line = l.source "
        "JOIN stock_movement m ON m.document = l.receipt AND m.line = l.line "
        "JOIN stock_movement b ON b.document = s.receipt AND b.line = s.line "
        "WHERE r.original IS NOT NULL GROUP BY r.original, s.line "
        "HAVING sum(m.quantity) + b.quantity > 0 ORDER BY r.original, s.line",
        [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(over, Decimal::scaled(row.integer(4), stock::kQuantityScale));
            found.push_back({"refund_over",
                             row.id(0),
                             row.integer(1),
                             {{"number", row.get<std::string>(2)},
                              {"name", row.get<std::string>(3)},
                              {"line", std::to_string(row.integer(5))},
                              {"quantity", over.normalized().text()}}});
            return {};
        }));
    return found;
}

tasks::Source refund_source() {
    return {refund_tasks,
            {{.name = "refund_over",
              .detail = "line",
              .sides = "SELECT iif(r.original IS NULL, 'sold', 'refund') AS role, r.id AS "
                       "document, r.number_text AS "
                       "number, r.at, r.person, r.device, r.session, l.total AS amount, l.quantity "
                       "FROM task t JOIN receipt r ON r.id = t.subject OR r.original = t.subject "
                       "JOIN receipt_line l ON l.receipt = r.id "
                       "AND iif(r.original IS NULL, l.line, l.source) = CAST(t.detail AS INTEGER)",
              .choices = {"recovered", "written_off"}}}};
}

command::Commands refund_commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    return {
        command::command<Ask, Refundable>("sales.refundable",
                                          {person, query, Permission::see_receipts}, refundable),
        command::command<Refund, ReceiptView>("sales.refund", {person, durable, Permission::sell},
                                              refund),
    };
}

}  // namespace mostrador::sales
