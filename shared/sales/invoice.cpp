#include "sales/invoice.hpp"

#include "customers/customer.hpp"
#include "sales/receipt.hpp"
#include "sales/tenders.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

struct Invoice {
    base::Id invoice;  ///< made by who asks: asking twice makes one
    base::Id receipt;
    std::optional<base::Id> customer;  ///< nothing: whom it was sold to

    static constexpr auto fields() {
        using T = Invoice;
        return base::fields(base::field("invoice", &T::invoice),
                            base::field("receipt", &T::receipt),
                            base::field("customer", &T::customer));
    }
};

/// The customer as they are now. An invoice names somebody: error sales.customer_needed.
Result<customers::Customer> customer_of(Context& context, const Invoice& request) {
    auto id = request.customer;
    if (!id) {
        MOSTRADOR_TRY(sold_to, context.database.one<std::optional<base::Id>>(
                                   "SELECT customer FROM receipt WHERE id = ?1", request.receipt));
        id = sold_to.value_or(std::nullopt);
    }
    if (!id) return base::fail(Code::sales_customer_needed);
    MOSTRADOR_TRY(customer, customers::known_customer(context.database, *id));
    if (customer.document.empty()) return base::fail(Code::sales_customer_needed);
    return customer;
}

/// Credit notes are no sales, and a test is none either.
Status check_receipt(store::Database& database, const base::Id& receipt) {
    MOSTRADOR_TRY(
        sold, database.one<std::int64_t>("SELECT 1 FROM receipt WHERE id = ?1 AND original IS NULL "
                                         "AND coalesce(mark, '') <> 'test'",
                                         receipt));
    if (!sold) return base::fail(Code::sales_receipt_not_found);
    return {};
}

Result<ReceiptView> invoice(Context& context, const Invoice& request) {
    MOSTRADOR_CHECK(check_receipt(context.database, request.receipt));
    MOSTRADOR_TRY(made_before, context.database.one<std::int64_t>(
                                   "SELECT 1 FROM invoice WHERE id = ?1", request.invoice));
    if (made_before) return receipt_view(context, request.receipt);
    MOSTRADOR_TRY(known, invoice_of(context.database, request.receipt));
    if (known) return base::fail(Code::sales_already_invoiced, {{"number", known->number}});
    MOSTRADOR_TRY(customer, customer_of(context, request));
    MOSTRADOR_TRY(number, next_number(context, "invoice"));
    const SaleInvoiced made{.invoice = request.invoice,
                            .receipt = request.receipt,
                            .series = number.series,
                            .number = number.number,
                            .number_text = number.text,
                            .at_us = context.now_us,
                            .customer = customer.id,
                            .buyer = {customer.name, customer.document_kind, customer.document,
                                      customer.address, customer.email}};
    MOSTRADOR_CHECK(context.log.append(context.person->id, made));
    context.touch("receipts");
    context.touch("sync");
    return receipt_view(context, request.receipt);
}

}  // namespace

Result<std::optional<InvoiceView>> invoice_of(store::Database& database, const base::Id& receipt) {
    std::optional<InvoiceView> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT id, number_text, at, customer, name, document_kind, document, address, email "
        "FROM invoice WHERE receipt = ?1 ORDER BY id LIMIT 1",
        receipt, [&](const store::Row& row) {
            found = InvoiceView{
                .id = row.id(0),
                .number = row.get<std::string>(1),
                .at_us = row.integer(2),
                .local_time = {},
                .customer = row.get<std::optional<base::Id>>(3),
                .buyer = {row.get<std::string>(4), row.get<std::string>(5), row.get<std::string>(6),
                          row.get<std::string>(7), row.get<std::string>(8)}};
        }));
    return found;
}

Result<std::vector<tasks::Found>> invoice_tasks(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT a.receipt, max(a.at, b.at), coalesce(r.number_text, ''), a.number_text, "
        "b.number_text FROM invoice a JOIN invoice b ON b.receipt = a.receipt AND b.id > a.id "
        "LEFT JOIN receipt r ON r.id = a.receipt ORDER BY a.receipt, a.id, b.id",
        [&](const store::Row& row) {
            found.push_back({"invoiced_twice",
                             row.id(0),
                             row.integer(1),
                             {{"number", row.get<std::string>(2)},
                              {"first", row.get<std::string>(3)},
                              {"second", row.get<std::string>(4)}}});
        }));
    return found;
}

tasks::Source invoice_source() {
    return {invoice_tasks,
            {{.name = "invoiced_twice",
              .detail = "",
              .sides = "SELECT 'invoice' AS role, i.receipt AS document, i.number_text AS number, "
                       "i.at, i.person, i.device, NULL AS session, r.total AS amount, "
                       "NULL AS quantity FROM task t JOIN invoice i ON i.receipt = t.subject "
                       "LEFT JOIN receipt r ON r.id = i.receipt",
              .choices = {"told", "no_effect"}}}};
}

command::Commands invoice_commands() {
    using enum command::Access;
    using enum command::Effect;
    return {command::command<Invoice, ReceiptView>(
        "sales.invoice", {person, durable, staff::Permission::sell}, invoice)};
}

}  // namespace mostrador::sales
