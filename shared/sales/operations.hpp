#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/kinds.hpp"
#include "payments/method.hpp"

namespace mostrador::sales {

/// A part of a line's total that is a tax. `tax` is the position in the sale's `taxes`.
struct LineTax {
    std::int64_t tax = 0;
    std::int64_t base = 0;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        using T = LineTax;
        return base::fields(base::field("tax", &T::tax), base::field("base", &T::base),
                            base::field("amount", &T::amount));
    }
};

/// A sold line: a snapshot of what the product was called and cost. Minor units.
struct SoldLine {
    base::Id product;
    std::string name;
    std::string unit;
    base::Decimal quantity;
    std::int64_t unit_price = 0;
    std::int64_t base = 0;   ///< without taxes
    std::int64_t total = 0;  ///< with taxes
    std::vector<LineTax> taxes;

    static constexpr auto fields() {
        using T = SoldLine;
        return base::fields(base::field("product", &T::product), base::field("name", &T::name),
                            base::field("unit", &T::unit), base::field("quantity", &T::quantity),
                            base::field("price", &T::unit_price), base::field("base", &T::base),
                            base::field("total", &T::total), base::field("taxes", &T::taxes));
    }
};

/// What one tax takes of the whole sale.
struct SoldTax {
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
    payments::Method method = payments::Method::cash;
    std::int64_t amount = 0;
    std::int64_t tendered = 0;
    std::int64_t change = 0;
    std::string reference;

    static constexpr auto fields() {
        using T = Paid;
        return base::fields(base::field("method", &T::method), base::field("amount", &T::amount),
                            base::field("tendered", &T::tendered),
                            base::field("change", &T::change),
                            base::field("reference", &T::reference));
    }
};

/// SALE-2: the whole check-out is one fact, so that it exists wholly or not at all, everywhere.
/// Σ lines.total = total = Σ payments.amount; subtotal + tax = total.
struct SaleCompleted {
    static constexpr std::string_view kKind = "sales.completed";
    static constexpr int kVersion = 1;
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
    std::int64_t subtotal = 0;
    std::int64_t tax = 0;
    std::int64_t total = 0;

    static constexpr auto fields() {
        using T = SaleCompleted;
        return base::fields(base::field("receipt", &T::receipt),
                            base::field("session", &T::session), base::field("series", &T::series),
                            base::field("number", &T::number), base::field("text", &T::number_text),
                            base::field("at", &T::at_us), base::field("lines", &T::lines),
                            base::field("taxes", &T::taxes), base::field("payments", &T::payments),
                            base::field("subtotal", &T::subtotal), base::field("tax", &T::tax),
                            base::field("total", &T::total));
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
    std::string document;  ///< "receipt"
    std::string prefix;    ///< "R001-"
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
