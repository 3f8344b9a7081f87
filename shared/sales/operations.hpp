#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/kinds.hpp"
#include "orders/type.hpp"
#include "payments/method.hpp"
#include "staff/permissions.hpp"
#include "stock/movements.hpp"

namespace mostrador::sales {

/// PRICE-5: a sale that is not revenue. `courtesy` costs nothing; `test` moves neither money nor
/// stock; `no_revenue` moves stock at its price, and nobody pays.
enum class Mark : std::uint8_t { courtesy, test, no_revenue };

/// A part of a line's total that is a tax. `tax` is the position in the sale's `taxes`.
struct LineTax {
    static constexpr bool kAsList = true;
    std::int64_t tax = 0;
    std::int64_t base = 0;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        using T = LineTax;
        return base::fields(base::field("tax", &T::tax), base::field("base", &T::base),
                            base::field("amount", &T::amount));
    }
};

/// A modifier as it was chosen: its name and what it added to the unit price.
struct SoldModifier {
    static constexpr bool kAsList = true;
    base::Id id;
    std::string name;
    std::int64_t price = 0;

    static constexpr auto fields() {
        using T = SoldModifier;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("price", &T::price));
    }
};

/// Something that a line came from, as it was called then.
struct Origin {
    static constexpr std::string_view kType = "Origin";
    base::Id id;
    std::string name;

    static constexpr auto fields() {
        return base::fields(base::field("id", &Origin::id), base::field("name", &Origin::name));
    }

    bool operator==(const Origin&) const = default;
};

/// Why a line costs what it costs; a plain line has none.
struct LineOrigin {
    static constexpr std::string_view kType = "LineOrigin";
    std::optional<Origin> list;  ///< CAT-6: the price list that its price is of
    /// CAT-2: the combo that it is a component of. Lines of one number were sold as one.
    std::optional<Origin> combo = std::nullopt;
    std::optional<std::int64_t> combo_number = std::nullopt;
    std::optional<Origin> promotion = std::nullopt;       ///< PRICE-3: within the line's discount
    std::optional<std::int64_t> promoted = std::nullopt;  ///< what it took off
    std::optional<bool> service = std::nullopt;  ///< PRICE-4: it is no product, but the service

    static constexpr auto fields() {
        using T = LineOrigin;
        return base::fields(
            base::field("list", &T::list), base::field("combo", &T::combo),
            base::field("comboNumber", &T::combo_number), base::field("promotion", &T::promotion),
            base::field("promoted", &T::promoted), base::field("service", &T::service));
    }
};

/// A sold line: a snapshot of what the product was called and cost. Minor units.
struct SoldLine {
    static constexpr bool kAsList = true;
    base::Id product;
    std::string name;
    std::string unit;
    base::Decimal quantity;
    std::int64_t unit_price = 0;
    std::int64_t base = 0;   ///< without taxes
    std::int64_t total = 0;  ///< with taxes
    std::vector<LineTax> taxes;
    // since version 2
    std::optional<std::int64_t> list_price;  ///< of the catalogue, where the price was overridden
    std::optional<std::int64_t> discount;    ///< the line's own, in the terms of its price
    std::optional<std::string> note;
    std::optional<std::int64_t> source;  ///< of a refund: the line of the receipt that comes back
    // since version 3
    std::optional<std::vector<SoldModifier>> modifiers;  ///< within the price
    // since version 4
    std::optional<std::vector<stock::Used>> uses;  ///< what its recipe took, as it was then
    std::optional<LineOrigin> origin;

    static constexpr auto fields() {
        using T = SoldLine;
        return base::fields(base::field("product", &T::product), base::field("name", &T::name),
                            base::field("unit", &T::unit), base::field("quantity", &T::quantity),
                            base::field("price", &T::unit_price), base::field("base", &T::base),
                            base::field("total", &T::total), base::field("taxes", &T::taxes),
                            base::field("list", &T::list_price),
                            base::field("discount", &T::discount), base::field("note", &T::note),
                            base::field("source", &T::source),
                            base::field("modifiers", &T::modifiers), base::field("uses", &T::uses),
                            base::field("origin", &T::origin));
    }
};

/// What one tax takes of the whole sale.
struct SoldTax {
    static constexpr bool kAsList = true;
    std::string code;
    std::string name;
    base::Decimal rate;
    std::int64_t base = 0;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        using T = SoldTax;
        return base::fields(base::field("code", &T::code), base::field("name", &T::name),
                            base::field("rate", &T::rate), base::field("base", &T::base),
                            base::field("amount", &T::amount));
    }
};

/// `amount` stays in the drawer or on the card; `tendered` was handed over, `change` came back.
struct Paid {
    static constexpr bool kAsList = true;
    payments::Method method = payments::Method::cash;
    std::int64_t amount = 0;
    std::int64_t tendered = 0;
    std::int64_t change = 0;
    std::string reference;         ///< of the terminal's slip; a voucher's code
    std::optional<base::Id> card;  ///< the card charge that it was (payments/operations.hpp)

    static constexpr auto fields() {
        using T = Paid;
        return base::fields(base::field("method", &T::method), base::field("amount", &T::amount),
                            base::field("tendered", &T::tendered),
                            base::field("change", &T::change),
                            base::field("reference", &T::reference), base::field("card", &T::card));
    }
};

/// STAFF-3: what the seller's own role does not allow, and who allowed it.
struct Allowed {
    staff::Permission action = staff::Permission::none;
    base::Id person;

    static constexpr auto fields() {
        return base::fields(base::field("action", &Allowed::action),
                            base::field("person", &Allowed::person));
    }
};

/// SALE-2: the whole check-out is one fact, so that it exists wholly or not at all, everywhere.
/// Σ lines.total = total; total + tip + rounding = Σ payments.amount, where nobody pays for a
/// `no_revenue`. What the lines cost without taxes is Σ lines.base, and the rest of the total is
/// tax. A refund is the same with every amount negative.
///
/// Since version 5 what repeats writes no names (`kAsList`), which a sale that is pushed alone
/// needs most of its bytes for.
struct SaleCompleted {
    static constexpr std::string_view kKind = "sales.completed";
    static constexpr int kVersion = 5;
    static constexpr auto kFamily = log::Family::fact;
    base::Id receipt;  ///< the cart's id: a cart can be sold only once
    base::Id session;
    base::Id series;
    std::int64_t number = 0;
    std::string number_text;
    std::int64_t at_us = 0;
    std::vector<SoldLine> lines;
    std::vector<SoldTax> taxes;
    std::vector<Paid> payments;
    /// Until version 4: what follows from the lines, and has to agree with them.
    std::optional<std::int64_t> subtotal;
    std::optional<std::int64_t> tax;
    std::int64_t total = 0;
    // since version 2; a plain sale has none of them
    std::optional<Mark> mark;
    std::optional<std::string> note;
    std::optional<std::int64_t> discount;  ///< off the ticket, with taxes; within the lines already
    std::optional<std::int64_t> tip;
    std::optional<std::int64_t> rounding;  ///< paid above (or below) because coins end there
    std::optional<base::Id> customer;
    std::optional<base::Id> original;  ///< of a refund: the receipt it gives back
    std::optional<std::vector<Allowed>> allowed;
    // since version 4
    std::optional<orders::Type> type;  ///< ORD-1; nothing: at the counter

    static constexpr auto fields() {
        using T = SaleCompleted;
        return base::fields(base::field("receipt", &T::receipt),
                            base::field("session", &T::session), base::field("series", &T::series),
                            base::field("number", &T::number), base::field("text", &T::number_text),
                            base::field("at", &T::at_us), base::field("lines", &T::lines),
                            base::field("taxes", &T::taxes), base::field("payments", &T::payments),
                            base::field("subtotal", &T::subtotal), base::field("tax", &T::tax),
                            base::field("total", &T::total), base::field("mark", &T::mark),
                            base::field("note", &T::note), base::field("discount", &T::discount),
                            base::field("tip", &T::tip), base::field("rounding", &T::rounding),
                            base::field("customer", &T::customer),
                            base::field("original", &T::original),
                            base::field("allowed", &T::allowed), base::field("type", &T::type));
    }
};

/// SALE-5: goods come back. The credit note has a series of its own.
struct SaleRefunded : SaleCompleted {
    static constexpr std::string_view kKind = "sales.refunded";
    static constexpr int kVersion = 4;  // as sales.completed since version 5
};

/// Whom an invoice is made for, as they were when it was made.
struct Buyer {
    static constexpr std::string_view kType = "Buyer";
    std::string name;
    std::string document_kind;  ///< as customers::CustomerRow
    std::string document;
    std::string address;
    std::string email;

    static constexpr auto fields() {
        using T = Buyer;
        return base::fields(base::field("name", &T::name),
                            base::field("documentKind", &T::document_kind),
                            base::field("document", &T::document),
                            base::field("address", &T::address), base::field("email", &T::email));
    }
};

/// SALE-4: a receipt became an invoice. What was sold stands on the receipt, which never changes.
struct SaleInvoiced {
    static constexpr std::string_view kKind = "sales.invoiced";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id invoice;
    base::Id receipt;
    base::Id series;
    std::int64_t number = 0;
    std::string number_text;
    std::int64_t at_us = 0;
    std::optional<base::Id> customer;
    Buyer buyer;

    static constexpr auto fields() {
        using T = SaleInvoiced;
        return base::fields(base::field("invoice", &T::invoice),
                            base::field("receipt", &T::receipt), base::field("series", &T::series),
                            base::field("number", &T::number), base::field("text", &T::number_text),
                            base::field("at", &T::at_us), base::field("customer", &T::customer),
                            base::field("buyer", &T::buyer));
    }
};

/// SALE-3: the hub leases a numbering series to one device; only that device takes numbers from it.
struct SeriesLeased {
    static constexpr std::string_view kKind = "sales.series_leased";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::grant;
    base::Id series;
    base::Id register_id;
    base::Id device;
    std::string document;  ///< "receipt", "credit_note" or "invoice"
    std::string prefix;    ///< "R001-", "C001-", "F001-"
    std::int64_t width = 8;
    std::int64_t epoch = 1;  ///< grows when a register's documents move to another device

    static constexpr auto fields() {
        using T = SeriesLeased;
        return base::fields(
            base::field("series", &T::series), base::field("register", &T::register_id),
            base::field("device", &T::device), base::field("document", &T::document),
            base::field("prefix", &T::prefix), base::field("width", &T::width),
            base::field("epoch", &T::epoch));
    }
};

log::Capability capability();

}  // namespace mostrador::sales

template <>
struct mostrador::base::EnumNames<mostrador::sales::Mark> {
    using enum mostrador::sales::Mark;
    static constexpr std::array names{
        std::pair{courtesy, std::string_view("courtesy")},
        std::pair{test, std::string_view("test")},
        std::pair{no_revenue, std::string_view("no_revenue")},
    };
};
