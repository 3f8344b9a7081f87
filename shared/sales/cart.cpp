#include "sales/cart.hpp"

#include "catalog/sellable.hpp"
#include "organization/queries.hpp"
#include "payments/method.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Decimal;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMaxLines = 500;
constexpr int kMaxQuantityScale = 3;
constexpr std::int64_t kMaxQuantity = 1'000'000;
/// More than a person taps while the tab that led is replaced.
constexpr std::int64_t kCommandsRemembered = 64;

struct Add {
    std::optional<base::Id> product;
    std::optional<std::string> barcode;
    std::optional<Decimal> quantity;
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(
            base::field("product", &Add::product), base::field("barcode", &Add::barcode),
            base::field("quantity", &Add::quantity), base::field("commandId", &Add::command_id));
    }
};

struct SetQuantity {
    std::int64_t line = 0;
    Decimal quantity;
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(base::field("line", &SetQuantity::line),
                            base::field("quantity", &SetQuantity::quantity),
                            base::field("commandId", &SetQuantity::command_id));
    }
};

struct Remove {
    std::int64_t line = 0;
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(base::field("line", &Remove::line),
                            base::field("commandId", &Remove::command_id));
    }
};

struct Clear {
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(base::field("commandId", &Clear::command_id));
    }
};

Status check_quantity(const Decimal& quantity) {
    const bool fits = !quantity.is_negative() &&
                      quantity.normalized().scale() <= kMaxQuantityScale &&
                      quantity <= Decimal(kMaxQuantity);
    if (!fits) return base::fail(Code::input_out_of_range, {{"field", "quantity"}});
    return {};
}

Result<std::optional<base::Id>> current_cart(store::Database& database) {
    return database.one<base::Id>("SELECT id FROM cart ORDER BY created_at DESC, id DESC LIMIT 1");
}

Result<base::Id> product_of(Context& context, const Add& request) {
    if (request.product) return *request.product;
    if (request.barcode) return catalog::product_of_code(context.database, *request.barcode);
    return base::fail(Code::input_missing, {{"field", "product"}});
}

Status set_line(Context& context, const base::Id& cart, std::int64_t line,
                const Decimal& quantity) {
    if (quantity.is_zero()) {
        return context.database.run("DELETE FROM cart_line WHERE cart = ?1 AND line = ?2", cart,
                                    line);
    }
    return context.database.run("UPDATE cart_line SET quantity = ?3 WHERE cart = ?1 AND line = ?2",
                                cart, line, quantity);
}

Status append_line(Context& context, const base::Id& cart, const base::Id& product,
                   const Decimal& quantity) {
    MOSTRADOR_TRY(last, context.database.one<std::int64_t>(
                            "SELECT coalesce(max(line), 0) FROM cart_line WHERE cart = ?1", cart));
    if (last.value_or(0) >= kMaxLines) {
        return base::fail(Code::input_out_of_range, {{"field", "lines"}});
    }
    return context.database.run(
        "INSERT INTO cart_line (cart, line, product, quantity) VALUES (?1, ?2, ?3, ?4)", cart,
        last.value_or(0) + 1, product, quantity);
}

/// Another tap on a product raises its line; it does not make a second one.
Status add_to(Context& context, const base::Id& cart, const base::Id& product,
              const Decimal& quantity) {
    MOSTRADOR_TRY(items, cart_items(context.database, cart));
    for (const auto& item : items) {
        if (item.product != product) continue;
        MOSTRADOR_TRY(sum, base::add(item.quantity, quantity));
        MOSTRADOR_CHECK(check_quantity(sum));
        return set_line(context, cart, item.line, sum.normalized());
    }
    return append_line(context, cart, product, quantity);
}

Status add(Context& context, const Add& request) {
    const auto quantity = request.quantity.value_or(Decimal(1));
    if (quantity.is_zero()) return base::fail(Code::input_out_of_range, {{"field", "quantity"}});
    MOSTRADOR_CHECK(check_quantity(quantity));
    MOSTRADOR_TRY(id, product_of(context, request));
    MOSTRADOR_TRY(product, catalog::sellable(context.database, id));
    if (!product.active) {
        return base::fail(Code::catalog_product_archived, {{"name", product.name}});
    }
    MOSTRADOR_TRY(cart, open_cart(context));
    return add_to(context, cart, id, quantity);
}

Status set_quantity(Context& context, const SetQuantity& request) {
    MOSTRADOR_CHECK(check_quantity(request.quantity));
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_CHECK(set_line(context, cart, request.line, request.quantity.normalized()));
    if (context.database.changes() == 0) return base::fail(Code::cart_line_not_found);
    return {};
}

Status remove(Context& context, const Remove& request) {
    return set_quantity(context, {request.line, Decimal(0), std::nullopt});
}

Status clear(Context& context, const Clear&) {
    MOSTRADOR_TRY(cart, open_cart(context));
    return context.database.run("DELETE FROM cart_line WHERE cart = ?1", cart);
}

/// Whether this was asked and done before; if not, it is remembered.
Result<bool> is_repeated(store::Database& database, const base::Id& command) {
    MOSTRADOR_TRY(
        known, database.one<std::int64_t>("SELECT row FROM cart_command WHERE id = ?1", command));
    if (known) return true;
    MOSTRADOR_CHECK(database.run("INSERT INTO cart_command (id) VALUES (?1)", command));
    MOSTRADOR_CHECK(database.run("DELETE FROM cart_command WHERE row <= ?1",
                                 database.last_insert_rowid() - kCommandsRemembered));
    return false;
}

/// A change of the open cart that counts once, however often it is asked: when the tab that led
/// dies, the others ask its successor again for what it had not answered.
template <class Request>
auto once(Status (*change)(Context&, const Request&)) {
    return [change](Context& context, const Request& request) -> Result<CartView> {
        bool repeated = false;
        if (request.command_id) {
            MOSTRADOR_TRY(known, is_repeated(context.database, *request.command_id));
            repeated = known;
        }
        if (!repeated) MOSTRADOR_CHECK(change(context, request));
        context.touch("cart");
        return cart_view(context);
    };
}

Result<CartView> view(Context& context, const command::Nothing&) {
    return cart_view(context);
}

/// The rate shown beside a line: the sum of its percent taxes.
Result<Decimal> rate_of(const SoldLine& line, const std::vector<SoldTax>& taxes) {
    Decimal sum;
    for (const auto& share : line.taxes) {
        MOSTRADOR_TRY(next, base::add(sum, taxes[static_cast<std::size_t>(share.tax)].rate));
        sum = next;
    }
    return sum;
}

}  // namespace

Result<base::Id> open_cart(Context& context) {
    MOSTRADOR_TRY(current, current_cart(context.database));
    if (current) return *current;
    const auto id = context.log.make_id();
    MOSTRADOR_CHECK(context.database.run("INSERT INTO cart (id, created_at) VALUES (?1, ?2)", id,
                                         context.now_us));
    return id;
}

Result<std::vector<Item>> cart_items(store::Database& database, const base::Id& cart) {
    std::vector<Item> items;
    MOSTRADOR_CHECK(database.each(
        "SELECT line, product, quantity FROM cart_line WHERE cart = ?1 ORDER BY line", cart,
        [&](const store::Row& row) {
            items.push_back({row.integer(0), row.id(1), row.decimal(2), std::nullopt});
        }));
    return items;
}

Result<CartView> cart_view(Context& context) {
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(items, cart_items(context.database, cart));
    MOSTRADOR_TRY(priced, price_items(context, items));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    CartView view{.id = cart,
                  .subtotal = priced.subtotal,
                  .tax = priced.tax,
                  .total = priced.total,
                  .quick_cash = payments::quick_cash(priced.total, tenant.currency.name())};
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& line = priced.lines[i];
        MOSTRADOR_TRY(rate, rate_of(line, priced.taxes));
        MOSTRADOR_TRY(count, base::add(view.count, items[i].quantity));
        view.count = count;
        view.lines.push_back({items[i].line, line.product, line.name, line.quantity, line.unit,
                              line.unit_price, line.total, rate, priced.colors[i]});
    }
    for (const auto& tax : priced.taxes) {
        view.taxes.push_back({tax.name, tax.rate, tax.base, tax.amount});
    }
    return view;
}

Status delete_cart(store::Database& database, const base::Id& cart) {
    MOSTRADOR_CHECK(database.run("DELETE FROM cart_line WHERE cart = ?1", cart));
    return database.run("DELETE FROM cart WHERE id = ?1", cart);
}

command::Commands cart_commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule change{person, local, staff::Permission::sell};
    return {
        command::command<command::Nothing, CartView>("cart.view", change, view),
        command::command<Add, CartView>("cart.add", change, once(add)),
        command::command<SetQuantity, CartView>("cart.set_quantity", change, once(set_quantity)),
        command::command<Remove, CartView>("cart.remove", change, once(remove)),
        command::command<Clear, CartView>("cart.clear", change, once(clear)),
    };
}

}  // namespace mostrador::sales
