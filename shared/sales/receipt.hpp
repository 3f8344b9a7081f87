#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "payments/method.hpp"
#include "sales/cart.hpp"
#include "sales/invoice.hpp"

namespace mostrador::sales {

struct ReceiptLineView {
    static constexpr std::string_view kType = "ReceiptLineView";
    std::int64_t line = 0;
    base::Id product;
    std::string name;
    base::Decimal quantity;
    std::string unit;
    std::int64_t unit_price = 0;
    std::int64_t total = 0;
    std::optional<std::int64_t> list_price;
    std::optional<std::int64_t> discount;
    std::optional<std::string> note;
    std::vector<catalog::Modifier> modifiers;  ///< what was chosen, within the price
    std::optional<LineOrigin> origin;

    static constexpr auto fields() {
        using T = ReceiptLineView;
        return base::fields(
            base::field("line", &T::line), base::field("product", &T::product),
            base::field("name", &T::name), base::field("quantity", &T::quantity),
            base::field("unit", &T::unit), base::field("unitPrice", &T::unit_price),
            base::field("total", &T::total), base::field("listPrice", &T::list_price),
            base::field("discount", &T::discount), base::field("note", &T::note),
            base::field("modifiers", &T::modifiers), base::field("origin", &T::origin));
    }
};

struct PaymentView {
    static constexpr std::string_view kType = "PaymentView";
    payments::Method method = payments::Method::cash;
    std::int64_t amount = 0;
    std::int64_t tendered = 0;
    std::int64_t change = 0;
    std::string reference;

    static constexpr auto fields() {
        using T = PaymentView;
        return base::fields(base::field("method", &T::method), base::field("amount", &T::amount),
                            base::field("tendered", &T::tendered),
                            base::field("change", &T::change),
                            base::field("reference", &T::reference));
    }
};

struct ReceiptSummary {
    static constexpr std::string_view kType = "ReceiptSummary";
    base::Id id;
    std::string number;
    std::int64_t at_us = 0;
    std::string cashier;
    std::int64_t total = 0;
    std::vector<payments::Method> methods;
    base::Id device;
    bool own = false;     ///< sold on this device
    bool synced = false;  ///< the hub has it

    static constexpr auto fields() {
        using T = ReceiptSummary;
        return base::fields(base::field("id", &T::id), base::field("number", &T::number),
                            base::field("at", &T::at_us), base::field("cashier", &T::cashier),
                            base::field("total", &T::total), base::field("methods", &T::methods),
                            base::field("device", &T::device), base::field("own", &T::own),
                            base::field("synced", &T::synced));
    }
};

struct ShopView {
    static constexpr std::string_view kType = "ShopView";
    std::string name;
    std::string legal_name;
    std::string tax_id;
    std::string branch;
    std::string address;

    static constexpr auto fields() {
        using T = ShopView;
        return base::fields(base::field("name", &T::name), base::field("legalName", &T::legal_name),
                            base::field("taxId", &T::tax_id), base::field("branch", &T::branch),
                            base::field("address", &T::address));
    }
};

/// What every paper of a receipt is made of.
struct ReceiptView {
    static constexpr std::string_view kType = "ReceiptView";
    base::Id id;
    std::string number;
    std::int64_t at_us = 0;
    std::string local_time;  ///< "20/11/2026 13:05", on the branch's clock
    std::string cashier;
    std::string register_name;
    base::Id session;
    std::vector<ReceiptLineView> lines;
    std::vector<TaxView> taxes;
    std::vector<PaymentView> payments;
    std::int64_t subtotal = 0;
    std::int64_t tax = 0;
    std::int64_t total = 0;
    std::int64_t change = 0;
    std::optional<Mark> mark;
    std::optional<std::string> note;
    std::optional<std::int64_t> discount;  ///< off the ticket, with taxes
    std::optional<std::int64_t> tip;
    std::optional<std::int64_t> rounding;
    std::optional<base::Id> original;  ///< of a credit note: the receipt it gives back
    std::optional<std::string> original_number;
    orders::Type type = orders::Type::counter;
    std::optional<customers::Customer> customer;  ///< as they are now; nothing once erased
    std::optional<InvoiceView> invoice;
    bool own = false;
    bool synced = false;
    ShopView shop;
    std::string paper;  ///< as HTML (DOC-1), marked when it would be a duplicate
    std::optional<std::string> invoice_paper;  ///< of the invoice, likewise

    static constexpr auto fields() {
        using T = ReceiptView;
        return base::fields(
            base::field("id", &T::id), base::field("number", &T::number),
            base::field("at", &T::at_us), base::field("localTime", &T::local_time),
            base::field("cashier", &T::cashier), base::field("register", &T::register_name),
            base::field("session", &T::session), base::field("lines", &T::lines),
            base::field("taxes", &T::taxes), base::field("payments", &T::payments),
            base::field("subtotal", &T::subtotal), base::field("tax", &T::tax),
            base::field("total", &T::total), base::field("change", &T::change),
            base::field("mark", &T::mark), base::field("note", &T::note),
            base::field("discount", &T::discount), base::field("tip", &T::tip),
            base::field("rounding", &T::rounding), base::field("original", &T::original),
            base::field("originalNumber", &T::original_number), base::field("type", &T::type),
            base::field("customer", &T::customer), base::field("invoice", &T::invoice),
            base::field("own", &T::own), base::field("synced", &T::synced),
            base::field("shop", &T::shop), base::field("paper", &T::paper),
            base::field("invoicePaper", &T::invoice_paper));
    }
};

/// The receipt as it was sold, without what only a device can say (own, synced, paper).
/// Error: sales.receipt_not_found.
base::Result<ReceiptView> stored_receipt(store::Database& database, const base::Id& id);
/// Error: sales.receipt_not_found.
base::Result<ReceiptView> receipt_view(command::Context& context, const base::Id& id);
base::Result<ReceiptSummary> receipt_summary(command::Context& context, const base::Id& id);

command::Commands receipt_commands();

}  // namespace mostrador::sales
