#pragma once

#include <string>
#include <vector>

#include "command/command.hpp"
#include "sales/operations.hpp"

namespace mostrador::sales {

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

    static constexpr auto fields() {
        using T = CartLineView;
        return base::fields(base::field("line", &T::line), base::field("product", &T::product),
                            base::field("name", &T::name), base::field("quantity", &T::quantity),
                            base::field("unit", &T::unit), base::field("unitPrice", &T::unit_price),
                            base::field("total", &T::total), base::field("taxRate", &T::tax_rate),
                            base::field("color", &T::color));
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

    static constexpr auto fields() {
        using T = CartView;
        return base::fields(base::field("id", &T::id), base::field("lines", &T::lines),
                            base::field("subtotal", &T::subtotal), base::field("tax", &T::tax),
                            base::field("taxes", &T::taxes), base::field("total", &T::total),
                            base::field("count", &T::count),
                            base::field("quickCash", &T::quick_cash));
    }
};

/// What is asked to be sold: a product, how much of it, and a price that overrides the catalogue's.
struct Item {
    std::int64_t line = 0;
    base::Id product;
    base::Decimal quantity;
    std::optional<std::int64_t> unit_price;
};

/// Lines and taxes as they go into the sale, with each line's colour for the screen.
struct PricedItems {
    std::vector<SoldLine> lines;
    std::vector<SoldTax> taxes;
    std::vector<std::string> colors;
    std::int64_t subtotal = 0;
    std::int64_t tax = 0;
    std::int64_t total = 0;
};

/// Prices items with today's catalogue and the tenant's rules.
base::Result<PricedItems> price_items(command::Context& context, std::span<const Item> items);

/// The open cart's id; made when there is none.
base::Result<base::Id> open_cart(command::Context& context);
base::Result<std::vector<Item>> cart_items(store::Database& database, const base::Id& cart);
base::Result<CartView> cart_view(command::Context& context);
base::Status delete_cart(store::Database& database, const base::Id& cart);

command::Commands cart_commands();

}  // namespace mostrador::sales
