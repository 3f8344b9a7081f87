#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/choices.hpp"
#include "command/command.hpp"
#include "customers/customer.hpp"
#include "organization/queries.hpp"
#include "prices/offer.hpp"
#include "sales/operations.hpp"
#include "staff/commands.hpp"
#include "stock/check.hpp"

namespace mostrador::sales {

/// Percent (0 to 100) or an amount off; one of them. An amount never takes more than there is.
struct Discount {
    static constexpr std::string_view kType = "Discount";
    std::optional<base::Decimal> percent;
    std::optional<std::int64_t> amount;

    static constexpr auto fields() {
        return base::fields(base::field("percent", &Discount::percent),
                            base::field("amount", &Discount::amount));
    }
};

/// What a line is taken from that was ordered before, with its name, price, tax and modifiers of
/// then (ORD-4). `amount` is how much of it is paid, in the terms of the price; where `part` is set
/// it is that amount that is charged, and not quantity times price.
struct Source {
    base::Id line;
    std::string name;
    std::int64_t price = 0;
    std::optional<base::Id> tax;
    std::int64_t amount = 0;
    bool part = false;
    std::vector<catalog::Modifier> modifiers = {};  ///< within the price
    std::optional<Origin> list = std::nullopt;      ///< the price list that the price was of
};

struct CartLineView {
    static constexpr std::string_view kType = "CartLineView";
    std::int64_t line = 0;
    base::Id product;
    std::string name;
    base::Decimal quantity;
    std::string unit;
    std::int64_t unit_price = 0;
    std::int64_t total = 0;
    base::Decimal tax_rate;
    std::string color;
    std::optional<std::int64_t> list_price;  ///< the catalogue's, where it was overridden
    std::optional<Discount> discount;
    std::optional<std::int64_t> discounted;  ///< what the line's discount takes off
    std::optional<std::string> note;
    std::optional<base::Id> source;  ///< a line of an order: its quantity stands
    std::vector<catalog::Modifier> modifiers;
    std::optional<std::string> price_list;  ///< what the list is called that the price is of
    std::optional<std::string> promotion = std::nullopt;  ///< what took off `promoted` by itself
    std::optional<std::int64_t> promoted = std::nullopt;

    static constexpr auto fields() {
        using T = CartLineView;
        return base::fields(
            base::field("line", &T::line), base::field("product", &T::product),
            base::field("name", &T::name), base::field("quantity", &T::quantity),
            base::field("unit", &T::unit), base::field("unitPrice", &T::unit_price),
            base::field("total", &T::total), base::field("taxRate", &T::tax_rate),
            base::field("color", &T::color), base::field("listPrice", &T::list_price),
            base::field("discount", &T::discount), base::field("discounted", &T::discounted),
            base::field("note", &T::note), base::field("source", &T::source),
            base::field("modifiers", &T::modifiers), base::field("priceList", &T::price_list),
            base::field("promotion", &T::promotion), base::field("promoted", &T::promoted));
    }
};

struct TaxView {
    static constexpr std::string_view kType = "TaxView";
    std::string name;
    base::Decimal rate;
    std::int64_t base = 0;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        using T = TaxView;
        return base::fields(base::field("name", &T::name), base::field("rate", &T::rate),
                            base::field("base", &T::base), base::field("amount", &T::amount));
    }
};

/// PRICE-4.
struct ServiceView {
    static constexpr std::string_view kType = "ServiceView";
    std::string name;
    std::int64_t amount = 0;  ///< with its taxes

    static constexpr auto fields() {
        return base::fields(base::field("name", &ServiceView::name),
                            base::field("amount", &ServiceView::amount));
    }
};

/// The open cart, priced. Minor units; `subtotal` is without taxes.
struct CartView {
    static constexpr std::string_view kType = "CartView";
    base::Id id;
    std::vector<CartLineView> lines;
    std::int64_t subtotal = 0;
    std::int64_t tax = 0;
    std::vector<TaxView> taxes;
    std::int64_t total = 0;
    base::Decimal count;
    std::vector<std::int64_t> quick_cash;
    std::optional<Discount> discount;
    std::optional<std::int64_t> discounted;  ///< what the ticket's discount takes off, with taxes
    std::optional<std::string> note;
    std::optional<Mark> mark;
    std::int64_t held = 0;          ///< how many other carts wait
    std::optional<base::Id> order;  ///< whose bill it is
    std::optional<customers::Customer> customer;
    std::vector<stock::Short> shorts;  ///< of what there is less than the cart takes (SALE-7)
    orders::Type type = orders::Type::counter;
    std::optional<ServiceView> service = std::nullopt;

    static constexpr auto fields() {
        using T = CartView;
        return base::fields(
            base::field("id", &T::id), base::field("lines", &T::lines),
            base::field("subtotal", &T::subtotal), base::field("tax", &T::tax),
            base::field("taxes", &T::taxes), base::field("total", &T::total),
            base::field("count", &T::count), base::field("quickCash", &T::quick_cash),
            base::field("discount", &T::discount), base::field("discounted", &T::discounted),
            base::field("note", &T::note), base::field("mark", &T::mark),
            base::field("held", &T::held), base::field("order", &T::order),
            base::field("customer", &T::customer), base::field("shorts", &T::shorts),
            base::field("type", &T::type), base::field("service", &T::service));
    }
};

/// What is asked to be sold: a product, how much of it, and what the catalogue does not say.
struct Item {
    std::int64_t line = 0;
    base::Id product;
    base::Decimal quantity;
    std::optional<std::int64_t> unit_price;  ///< overrides the catalogue's
    std::optional<Discount> discount;
    std::optional<std::string> note;
    std::optional<Source> source = std::nullopt;
    std::vector<base::Id> modifiers = {};
    std::int64_t added_at = 0;                          ///< UTC microseconds
    std::optional<prices::Offer> offer = std::nullopt;  ///< of the moment when it was added
};

/// What was chosen with a sold line, as the screens show it.
std::vector<catalog::Modifier> modifier_views(
    const std::optional<std::vector<SoldModifier>>& modifiers);

/// Items that are sold together.
struct Ticket {
    std::vector<Item> items;
    std::optional<Discount> discount;
    std::optional<std::string> note;
    std::optional<Mark> mark;
    std::int64_t held = 0;          ///< how many other carts wait
    std::optional<base::Id> order;  ///< whose bill it is
    std::optional<base::Id> customer;
    orders::Type type = orders::Type::counter;
};

/// What somebody has to pay of a total.
inline std::int64_t owed(const Ticket& ticket, std::int64_t total) {
    return ticket.mark == Mark::no_revenue ? 0 : total;
}

/// Lines and taxes as they go into the sale, with each line's colour for the screen.
struct PricedItems {
    std::vector<SoldLine> lines;
    std::vector<SoldTax> taxes;
    std::vector<std::string> colors;
    /// Of each line, the item it is (a part) of: combos have many. The service charge, which is
    /// the last line, is of none.
    std::vector<std::size_t> items;
    std::int64_t subtotal = 0;
    std::int64_t tax = 0;
    std::int64_t total = 0;
    std::int64_t discount = 0;   ///< off the ticket, with taxes
    bool over_limit = false;     ///< a discount beyond what the person's role may give
    bool yields_ticket = false;  ///< something of it may be handed over against a ticket (QRT-1)
};

/// Of which of the ticket's items each line of its sale is: the components of a combo are of one,
/// the service charge is of none, which is the number of items.
std::vector<std::size_t> items_of(const std::vector<SoldLine>& lines);

/// Prices a ticket with today's catalogue, the tenant's and the country's rules.
base::Result<PricedItems> price_items(command::Context& context, const organization::Tenant& tenant,
                                      const Ticket& ticket);

/// The open cart's id; made when there is none.
base::Result<base::Id> open_cart(command::Context& context);
base::Result<Ticket> cart_ticket(store::Database& database, const base::Id& cart);
base::Result<CartView> cart_view(command::Context& context);
base::Status delete_cart(store::Database& database, const base::Id& cart);

/// ORD-4: opens a cart with what of an order is to be paid now; a cart that was open waits. An
/// earlier bill of the same order that was not paid is taken back.
/// Error: payments.charge_open{charge} when the terminal took money for that bill.
base::Status bill_order(command::Context& context, const Ticket& bill);

/// Asks for the permissions that a ticket needs and that nobody gave for this cart yet (STAFF-3);
/// gives all that supervisors allowed. Errors: as staff::authorise.
base::Result<std::vector<Allowed>> authorise_ticket(command::Context& context, const base::Id& cart,
                                                    const Ticket& ticket, const PricedItems& priced,
                                                    const std::optional<staff::Approval>& approval);

command::Commands cart_commands();

}  // namespace mostrador::sales
