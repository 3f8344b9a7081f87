#include "sales/cart.hpp"

#include <algorithm>

#include "catalog/sellable.hpp"
#include "organization/licence.hpp"
#include "organization/queries.hpp"
#include "payments/charge.hpp"
#include "sales/goods.hpp"
#include "sales/tenders.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Decimal;
using base::Json;
using base::Result;
using base::Status;
using command::Context;

constexpr std::int64_t kMaxLines = 500;
/// Thousandths, and finer where a label tells a price (scanning/scale_code.hpp).
constexpr int kMaxQuantityScale = 6;
constexpr std::int64_t kMaxQuantity = 1'000'000;
/// More than a person taps while the tab that led is replaced.
constexpr std::int64_t kCommandsRemembered = 64;

struct Add {
    std::optional<base::Id> product;
    std::optional<std::string> barcode;
    std::optional<Decimal> quantity;
    std::optional<std::vector<base::Id>> modifiers;
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(
            base::field("product", &Add::product), base::field("barcode", &Add::barcode),
            base::field("quantity", &Add::quantity), base::field("modifiers", &Add::modifiers),
            base::field("commandId", &Add::command_id));
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

/// What a person can say about a line besides its quantity. It replaces what was said before.
struct ChangeLine {
    std::int64_t line = 0;
    std::optional<std::int64_t> unit_price;  ///< nothing: the catalogue's
    std::optional<Discount> discount;
    std::optional<std::string> note;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = ChangeLine;
        return base::fields(base::field("line", &T::line), base::field("unitPrice", &T::unit_price),
                            base::field("discount", &T::discount), base::field("note", &T::note),
                            base::field("approval", &T::approval));
    }
};

/// The same about the whole ticket.
struct Change {
    std::optional<Discount> discount;
    std::optional<std::string> note;
    std::optional<Mark> mark;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = Change;
        return base::fields(base::field("discount", &T::discount), base::field("note", &T::note),
                            base::field("mark", &T::mark), base::field("approval", &T::approval));
    }
};

struct Hold {
    std::optional<std::string> name;
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(base::field("name", &Hold::name),
                            base::field("commandId", &Hold::command_id));
    }
};

struct Resume {
    base::Id cart;
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(base::field("cart", &Resume::cart),
                            base::field("commandId", &Resume::command_id));
    }
};

struct SetCustomer {
    std::optional<base::Id> customer;  ///< nothing: nobody in particular
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(base::field("customer", &SetCustomer::customer),
                            base::field("commandId", &SetCustomer::command_id));
    }
};

struct SetType {
    orders::Type type = orders::Type::counter;
    std::optional<base::Id> command_id;

    static constexpr auto fields() {
        return base::fields(base::field("type", &SetType::type),
                            base::field("commandId", &SetType::command_id));
    }
};

struct HeldCart {
    static constexpr std::string_view kType = "HeldCart";
    base::Id id;
    std::string name;
    std::int64_t held_at = 0;
    std::int64_t lines = 0;
    std::string first;  ///< the first line's product
    std::int64_t total = 0;

    static constexpr auto fields() {
        using T = HeldCart;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("heldAt", &T::held_at), base::field("lines", &T::lines),
                            base::field("first", &T::first), base::field("total", &T::total));
    }
};

struct HeldCarts {
    std::vector<HeldCart> carts;

    static constexpr auto fields() { return base::fields(base::field("carts", &HeldCarts::carts)); }
};

constexpr std::size_t kMostNote = 200;
constexpr std::int64_t kMaxPrice = 1'000'000'000;

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

Status check_note(const std::optional<std::string>& note) {
    if (note && note->size() > kMostNote) return out_of_range("note");
    return {};
}

Status check_discount(const std::optional<Discount>& discount) {
    if (!discount) return {};
    const auto& [percent, amount] = *discount;
    const bool fits = percent.has_value() != amount.has_value() && amount.value_or(0) >= 0 &&
                      !percent.value_or(Decimal(0)).is_negative() &&
                      percent.value_or(Decimal(0)) <= Decimal(100);
    if (!fits) return out_of_range("discount");
    return {};
}

/// An empty note or a discount of nothing says nothing.
template <class T>
void drop_empty(T& request) {
    if (request.note && request.note->empty()) request.note.reset();
    const auto& discount = request.discount;
    if (!discount) return;
    const bool nothing =
        discount->percent ? discount->percent->is_zero() : discount->amount.value_or(0) == 0;
    if (nothing) request.discount.reset();
}

Status check_quantity(const Decimal& quantity) {
    const bool fits = !quantity.is_negative() &&
                      quantity.normalized().scale() <= kMaxQuantityScale &&
                      quantity <= Decimal(kMaxQuantity);
    if (!fits) return base::fail(Code::input_out_of_range, {{"field", "quantity"}});
    return {};
}

Result<std::optional<base::Id>> current_cart(store::Database& database) {
    return database.one<base::Id>(
        "SELECT id FROM cart WHERE held_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1");
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

/// CAT-6: the price that a line keeps, whatever the hour is when it is paid.
Status set_offer(store::Database& database, const base::Id& cart, std::int64_t line,
                 const std::optional<prices::Offer>& offer) {
    if (!offer) {
        return database.run(
            "UPDATE cart_line SET list = NULL, list_name = NULL, list_price = NULL "
            "WHERE cart = ?1 AND line = ?2 AND list IS NOT NULL",
            cart, line);
    }
    return database.run(
        "UPDATE cart_line SET list = ?3, list_name = ?4, list_price = ?5 "
        "WHERE cart = ?1 AND line = ?2",
        cart, line, offer->list, offer->name, offer->price);
}

Status append_line(Context& context, const base::Id& cart, const Item& item) {
    MOSTRADOR_TRY(last, context.database.one<std::int64_t>(
                            "SELECT coalesce(max(line), 0) FROM cart_line WHERE cart = ?1", cart));
    if (last.value_or(0) >= kMaxLines) {
        return base::fail(Code::input_out_of_range, {{"field", "lines"}});
    }
    MOSTRADOR_CHECK(context.database.run(
        "INSERT INTO cart_line (cart, line, product, quantity, modifiers, added_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        cart, last.value_or(0) + 1, item.product, item.quantity, catalog::ids_text(item.modifiers),
        item.added_at));
    return set_offer(context.database, cart, last.value_or(0) + 1, item.offer);
}

/// Another tap on a product raises its line; it does not make a second one, unless something was
/// said about that line.
Status add_to(Context& context, const base::Id& cart, const Item& wanted) {
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, cart));
    if (ticket.items.empty()) MOSTRADOR_CHECK(organization::check_licence(context));
    for (const auto& item : ticket.items) {
        const bool same = item.product == wanted.product && item.modifiers == wanted.modifiers &&
                          item.offer == wanted.offer;
        const bool said = item.unit_price || item.discount || item.note || item.source;
        if (!same || said) continue;
        MOSTRADOR_TRY(sum, base::add(item.quantity, wanted.quantity));
        MOSTRADOR_CHECK(check_quantity(sum));
        return set_line(context, cart, item.line, sum.normalized());
    }
    return append_line(context, cart, wanted);
}

Result<orders::Type> type_of(store::Database& database, const base::Id& cart) {
    MOSTRADOR_TRY(name, database.one<std::string>(
                            "SELECT type FROM cart WHERE id = ?1 AND type IS NOT NULL", cart));
    return base::enum_value<orders::Type>(name.value_or("")).value_or(orders::Type::counter);
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
    if (product.has_variants)
        return base::fail(Code::catalog_variant_needed, {{"product", product.id.text()}});
    Item item{.product = id, .quantity = quantity};
    item.modifiers = request.modifiers.value_or(std::vector<base::Id>{});
    if (product.has_choices || !item.modifiers.empty()) {
        MOSTRADOR_CHECK(catalog::check_choices(context.database, id, item.modifiers));
    }
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(type, type_of(context.database, cart));
    MOSTRADOR_TRY(offer, prices::offer_at(context, type, context.now_us, product));
    item.added_at = context.now_us;
    item.offer = std::move(offer);
    MOSTRADOR_CHECK(add_to(context, cart, item));
    return check_cart(context, cart);
}

Status set_quantity(Context& context, const SetQuantity& request) {
    MOSTRADOR_CHECK(check_quantity(request.quantity));
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(ordered,
                  context.database.one<std::int64_t>("SELECT 1 FROM cart_line WHERE cart = ?1 AND "
                                                     "line = ?2 AND source IS NOT NULL",
                                                     cart, request.line));
    if (ordered && !request.quantity.is_zero()) return out_of_range("quantity");
    MOSTRADOR_TRY(before, context.database.one<Decimal>(
                              "SELECT quantity FROM cart_line WHERE cart = ?1 AND line = ?2", cart,
                              request.line));
    MOSTRADOR_CHECK(set_line(context, cart, request.line, request.quantity.normalized()));
    if (context.database.changes() == 0) return base::fail(Code::cart_line_not_found);
    // Fewer is always allowed.
    if (request.quantity <= before.value_or(Decimal(0))) return {};
    return check_cart(context, cart);
}

Status remove(Context& context, const Remove& request) {
    return set_quantity(context, {request.line, Decimal(0), std::nullopt});
}

Status clear(Context& context, const Clear&) {
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(charges, payments::open_charges(context.database, cart));
    // What the terminal took for it must find its cart again.
    if (charges.empty()) return delete_cart(context.database, cart);
    return base::fail(Code::payments_charge_open, {{"charge", charges.front().id.text()}});
}

Result<bool> is_empty(store::Database& database, const base::Id& cart) {
    MOSTRADOR_TRY(line, database.one<std::int64_t>(
                            "SELECT line FROM cart_line WHERE cart = ?1 LIMIT 1", cart));
    return !line.has_value();
}

Status hold(Context& context, const Hold& request) {
    MOSTRADOR_CHECK(check_note(request.name));
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(empty, is_empty(context.database, cart));
    if (empty) return base::fail(Code::cart_empty);
    return context.database.run("UPDATE cart SET held_at = ?2, name = ?3 WHERE id = ?1", cart,
                                context.now_us, request.name);
}

/// The open cart, if there is something in it, changes places with the one that waited.
Status resume(Context& context, const Resume& request) {
    MOSTRADOR_TRY(known,
                  context.database.one<base::Id>(
                      "SELECT id FROM cart WHERE id = ?1 AND held_at IS NOT NULL", request.cart));
    if (!known) return base::fail(Code::cart_not_found);
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(empty, is_empty(context.database, cart));
    MOSTRADOR_CHECK(empty ? delete_cart(context.database, cart)
                          : hold(context, {std::nullopt, std::nullopt}));
    return context.database.run("UPDATE cart SET held_at = NULL WHERE id = ?1", request.cart);
}

Status set_customer(Context& context, const SetCustomer& request) {
    if (request.customer) {
        MOSTRADOR_CHECK(customers::known_customer(context.database, *request.customer));
    }
    MOSTRADOR_TRY(cart, open_cart(context));
    return context.database.run("UPDATE cart SET customer = ?2 WHERE id = ?1", cart,
                                request.customer);
}

/// ORD-1: how it is ordered. Lines are priced again as they would have been when they were added;
/// those of an order keep what they cost there.
Status set_type(Context& context, const SetType& request) {
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_CHECK(context.database.run("UPDATE cart SET type = ?2 WHERE id = ?1", cart,
                                         base::enum_name(request.type)));
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, cart));
    for (const auto& item : ticket.items) {
        if (item.source) continue;
        MOSTRADOR_TRY(product, catalog::sellable(context.database, item.product));
        MOSTRADOR_TRY(offer, prices::offer_at(context, request.type, item.added_at, product));
        MOSTRADOR_CHECK(set_offer(context.database, cart, item.line, offer));
    }
    return {};
}

Result<HeldCarts> held(Context& context, const command::Nothing&) {
    HeldCarts out;
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, coalesce(name, ''), held_at FROM cart WHERE held_at IS NOT NULL "
        "ORDER BY held_at",
        [&](const store::Row& row) -> Status {
            HeldCart cart{.id = row.id(0),
                          .name = row.get<std::string>(1),
                          .held_at = row.integer(2),
                          .first = {}};
            MOSTRADOR_TRY(ticket, cart_ticket(context.database, cart.id));
            MOSTRADOR_TRY(priced, price_items(context, tenant, ticket));
            cart.lines = std::ssize(ticket.items);
            if (!priced.lines.empty()) cart.first = priced.lines.front().name;
            cart.total = priced.total;
            out.carts.push_back(std::move(cart));
            return {};
        }));
    return out;
}

/// What the ticket needs that the person's own role does not allow.
std::vector<staff::Permission> needed(const Ticket& ticket, const PricedItems& priced) {
    std::vector<staff::Permission> needs;
    if (priced.over_limit) needs.push_back(staff::Permission::discount_over_limit);
    if (std::ranges::any_of(ticket.items,
                            [](const Item& item) { return item.unit_price.has_value(); })) {
        needs.push_back(staff::Permission::override_price);
    }
    if (ticket.mark) needs.push_back(staff::Permission::mark_sale);
    return needs;
}

Status remember(Context& context, const base::Id& cart, staff::Permission action,
                const base::Id& by) {
    return context.database.run(
        "INSERT INTO cart_allowed (cart, action, person) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (cart, action) DO UPDATE SET person = excluded.person",
        cart, base::enum_name(action), by);
}

/// Asks for the permission that a change itself needs, before it is made.
Status authorise_change(Context& context, const base::Id& cart, staff::Permission action,
                        const std::optional<staff::Approval>& approval) {
    MOSTRADOR_TRY(by, staff::authorise(context, action, approval));
    if (!by) return {};
    return remember(context, cart, action, *by);
}

/// The cart with a change in it, priced: so it is known whether the change needs a supervisor
/// before anything is written.
Status authorise_discount(Context& context, const base::Id& cart, const Ticket& changed,
                          const std::optional<staff::Approval>& approval) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(priced, price_items(context, tenant, changed));
    if (!priced.over_limit) return {};
    return authorise_change(context, cart, staff::Permission::discount_over_limit, approval);
}

Result<CartView> change_line(Context& context, ChangeLine request) {
    drop_empty(request);
    MOSTRADOR_CHECK(check_note(request.note));
    MOSTRADOR_CHECK(check_discount(request.discount));
    const auto price = request.unit_price.value_or(0);
    if (price < 0 || price > kMaxPrice) return out_of_range("unitPrice");
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, cart));
    const auto item = std::ranges::find(ticket.items, request.line, &Item::line);
    if (item == ticket.items.end()) return base::fail(Code::cart_line_not_found);
    const bool new_price = request.unit_price && request.unit_price != item->unit_price;
    item->unit_price = request.unit_price;
    item->discount = request.discount;
    if (request.discount) {
        const Ticket alone{.items = {*item}};
        MOSTRADOR_CHECK(authorise_discount(context, cart, alone, request.approval));
    }
    if (new_price) {
        MOSTRADOR_CHECK(
            authorise_change(context, cart, staff::Permission::override_price, request.approval));
    }
    const auto discount = request.discount.value_or(Discount{});
    MOSTRADOR_CHECK(context.database.run(
        "UPDATE cart_line SET price = ?3, discount_percent = ?4, discount_amount = ?5, note = ?6 "
        "WHERE cart = ?1 AND line = ?2",
        cart, request.line, request.unit_price, discount.percent, discount.amount, request.note));
    context.touch("cart");
    return cart_view(context);
}

Result<CartView> change(Context& context, Change request) {
    drop_empty(request);
    MOSTRADOR_CHECK(check_note(request.note));
    MOSTRADOR_CHECK(check_discount(request.discount));
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, cart));
    if (request.discount) {
        // Alone: what the lines' own discounts needed was asked for with them.
        for (auto& item : ticket.items)
            item.discount.reset();
        ticket.discount = request.discount;
        MOSTRADOR_CHECK(authorise_discount(context, cart, ticket, request.approval));
    }
    if (request.mark && request.mark != ticket.mark) {
        MOSTRADOR_CHECK(
            authorise_change(context, cart, staff::Permission::mark_sale, request.approval));
    }
    const auto discount = request.discount.value_or(Discount{});
    std::optional<std::string_view> mark;
    if (request.mark) mark = base::enum_name(*request.mark);
    MOSTRADOR_CHECK(context.database.run(
        "UPDATE cart SET discount_percent = ?2, discount_amount = ?3, note = ?4, mark = ?5 "
        "WHERE id = ?1",
        cart, discount.percent, discount.amount, request.note, mark));
    context.touch("cart");
    return cart_view(context);
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

namespace {

std::optional<Discount> discount_of(const store::Row& row, int percent, int amount) {
    if (row.is_null(percent) && row.is_null(amount)) return std::nullopt;
    return Discount{row.get<std::optional<Decimal>>(percent),
                    row.get<std::optional<std::int64_t>>(amount)};
}

/// The seven columns of a source from `first` on.
Result<std::optional<Source>> source_of(const store::Row& row, int first) {
    if (row.is_null(first)) return std::nullopt;
    MOSTRADOR_TRY(modifiers, (base::decode<base::Form::text, std::vector<catalog::Modifier>>(
                                 Json::parse(row.text(first + 6), nullptr, false))));
    return Source{row.id(first),          row.get<std::string>(first + 1),
                  row.integer(first + 2), row.get<std::optional<base::Id>>(first + 3),
                  row.integer(first + 4), row.get<bool>(first + 5),
                  std::move(modifiers)};
}

/// The four columns from when a line was added on: of an order's line, the list is its source's.
void add_list(const store::Row& row, Item& item) {
    if (row.is_null(16)) return;
    if (item.source) {
        item.source->list = Origin{row.id(16), row.get<std::string>(17)};
    } else {
        item.offer = prices::Offer{row.id(16), row.get<std::string>(17), row.integer(18)};
    }
}

/// A combo is one line of the cart.
void add_component(CartLineView& combo, const SoldLine& component) {
    combo.unit_price += component.unit_price;
    combo.total += component.total;
    if (!component.discount) return;
    combo.discounted = combo.discounted.value_or(0) + *component.discount;
}

Status insert_ordered(Context& context, const base::Id& cart, const Item& item) {
    const auto& source = *item.source;
    std::optional<base::Id> list_id;
    std::optional<std::string> list_name;
    if (source.list) {
        list_id = source.list->id;
        list_name = source.list->name;
    }
    return context.database.run(
        "INSERT INTO cart_line (cart, line, product, quantity, note, source, source_name, "
        "source_price, source_tax, source_amount, source_part, source_modifiers, list, list_name) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        cart, item.line, item.product, item.quantity, item.note, source.line, source.name,
        source.price, source.tax, source.amount, source.part,
        base::encode<base::Form::text>(source.modifiers).dump(), list_id, list_name);
}

/// Carts of a bill that nobody paid.
Status take_back(Context& context, const base::Id& order) {
    std::vector<base::Id> carts;
    MOSTRADOR_CHECK(
        context.database.each("SELECT id FROM cart WHERE source = ?1", order,
                              [&](const store::Row& row) { carts.push_back(row.id(0)); }));
    for (const auto& cart : carts) {
        MOSTRADOR_TRY(charges, payments::open_charges(context.database, cart));
        if (!charges.empty())
            return base::fail(Code::payments_charge_open, {{"charge", charges.front().id.text()}});
        MOSTRADOR_CHECK(delete_cart(context.database, cart));
    }
    return {};
}

}  // namespace

std::vector<catalog::Modifier> modifier_views(
    const std::optional<std::vector<SoldModifier>>& modifiers) {
    std::vector<catalog::Modifier> views;
    for (const auto& each : modifiers.value_or(std::vector<SoldModifier>{}))
        views.push_back({each.id, each.name, each.price});
    return views;
}

Result<Ticket> cart_ticket(store::Database& database, const base::Id& cart) {
    Ticket ticket;
    MOSTRADOR_CHECK(database.each(
        "SELECT discount_percent, discount_amount, note, mark, "
        "(SELECT count(*) FROM cart WHERE held_at IS NOT NULL), source, customer, type FROM cart "
        "WHERE id = ?1",
        cart, [&](const store::Row& row) {
            ticket.discount = discount_of(row, 0, 1);
            ticket.note = row.get<std::optional<std::string>>(2);
            if (!row.is_null(3)) ticket.mark = base::enum_value<Mark>(row.text(3));
            ticket.held = row.integer(4);
            ticket.order = row.get<std::optional<base::Id>>(5);
            ticket.customer = row.get<std::optional<base::Id>>(6);
            if (row.is_null(7)) return;
            ticket.type =
                base::enum_value<orders::Type>(row.text(7)).value_or(orders::Type::counter);
        }));
    MOSTRADOR_CHECK(database.each(
        "SELECT line, product, quantity, price, discount_percent, discount_amount, note, source, "
        "source_name, source_price, source_tax, source_amount, source_part, "
        "coalesce(source_modifiers, '[]'), coalesce(modifiers, ''), added_at, list, list_name, "
        "list_price FROM cart_line WHERE cart = ?1 ORDER BY line",
        cart, [&](const store::Row& row) -> Status {
            MOSTRADOR_TRY(source, source_of(row, 7));
            ticket.items.push_back({row.integer(0), row.id(1), row.decimal(2),
                                    row.get<std::optional<std::int64_t>>(3), discount_of(row, 4, 5),
                                    row.get<std::optional<std::string>>(6), std::move(source),
                                    catalog::ids_of(row.text(14)), row.integer(15)});
            add_list(row, ticket.items.back());
            return {};
        }));
    return ticket;
}

Result<CartView> cart_view(Context& context) {
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, cart));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(priced, price_items(context, tenant, ticket));
    MOSTRADOR_TRY(quick, quick_cash(tenant, ticket.mark == Mark::no_revenue ? 0 : priced.total));
    CartView view{.id = cart,
                  .subtotal = priced.subtotal,
                  .tax = priced.tax,
                  .total = priced.total,
                  .quick_cash = std::move(quick),
                  .discount = ticket.discount,
                  .note = ticket.note,
                  .mark = ticket.mark,
                  .held = ticket.held,
                  .order = ticket.order,
                  .type = ticket.type};
    if (priced.discount != 0) view.discounted = priced.discount;
    if (ticket.customer) {
        MOSTRADOR_TRY(customer, customers::customer(context.database, *ticket.customer));
        view.customer = std::move(customer);
    }
    for (std::size_t i = 0; i < priced.lines.size(); ++i) {
        const auto& line = priced.lines[i];
        if (line.origin && line.origin->service) {
            view.service = ServiceView{line.name, line.total};
            continue;
        }
        const auto& item = ticket.items[priced.items[i]];
        if (i > 0 && priced.items[i] == priced.items[i - 1]) {
            add_component(view.lines.back(), line);
            continue;
        }
        MOSTRADOR_TRY(rate, rate_of(line, priced.taxes));
        MOSTRADOR_TRY(count, base::add(view.count, item.quantity));
        view.count = count;
        view.lines.push_back({item.line, line.product, line.name, line.quantity, line.unit,
                              line.unit_price, line.total, rate, priced.colors[i], line.list_price,
                              item.discount, line.discount, item.note, std::nullopt,
                              modifier_views(line.modifiers), std::nullopt});
        if (item.source) view.lines.back().source = item.source->line;
        if (line.origin && line.origin->combo) {
            auto chosen = item.source ? item.source->modifiers : std::vector<catalog::Modifier>{};
            if (!item.source) {
                MOSTRADOR_TRY(found, catalog::modifiers(context.database, item.modifiers));
                chosen = std::move(found);
            }
            auto& shown = view.lines.back();
            shown.product = line.origin->combo->id;
            shown.name = line.origin->combo->name;
            shown.modifiers = std::move(chosen);
        }
        if (line.origin && line.origin->promotion) {
            view.lines.back().promotion = line.origin->promotion->name;
            view.lines.back().promoted = line.origin->promoted;
        }
        if (line.origin && line.origin->list)
            view.lines.back().price_list = line.origin->list->name;
    }
    for (const auto& tax : priced.taxes) {
        view.taxes.push_back({tax.name, tax.rate, tax.base, tax.amount});
    }
    MOSTRADOR_TRY(shorts, short_goods(context, ticket));
    view.shorts = std::move(shorts);
    return view;
}

Result<std::vector<Allowed>> authorise_ticket(Context& context, const base::Id& cart,
                                              const Ticket& ticket, const PricedItems& priced,
                                              const std::optional<staff::Approval>& approval) {
    std::vector<Allowed> all;
    const auto needs = needed(ticket, priced);
    if (needs.empty()) return all;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT action, person FROM cart_allowed WHERE cart = ?1 ORDER BY action", cart,
        [&](const store::Row& row) {
            const auto action = base::enum_value<staff::Permission>(row.text(0));
            if (action && std::ranges::contains(needs, *action)) {
                all.push_back({*action, row.id(1)});
            }
        }));
    for (const auto need : needs) {
        if (std::ranges::contains(all, need, &Allowed::action)) continue;
        MOSTRADOR_TRY(by, staff::authorise(context, need, approval));
        if (by) all.push_back({need, *by});
    }
    return all;
}

Status delete_cart(store::Database& database, const base::Id& cart) {
    MOSTRADOR_CHECK(database.run("DELETE FROM cart_line WHERE cart = ?1", cart));
    MOSTRADOR_CHECK(database.run("DELETE FROM cart_allowed WHERE cart = ?1", cart));
    return database.run("DELETE FROM cart WHERE id = ?1", cart);
}

Status bill_order(Context& context, const Ticket& bill) {
    MOSTRADOR_CHECK(take_back(context, *bill.order));
    MOSTRADOR_TRY(before, open_cart(context));
    MOSTRADOR_TRY(empty, is_empty(context.database, before));
    MOSTRADOR_CHECK(empty ? delete_cart(context.database, before)
                          : hold(context, {std::nullopt, std::nullopt}));
    MOSTRADOR_TRY(cart, open_cart(context));
    MOSTRADOR_CHECK(
        context.database.run("UPDATE cart SET source = ?2, note = ?3, type = ?4 WHERE id = ?1",
                             cart, bill.order, bill.note, base::enum_name(bill.type)));
    for (const auto& item : bill.items)
        MOSTRADOR_CHECK(insert_ordered(context, cart, item));
    context.touch("cart");
    return {};
}

command::Commands cart_commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule tap{person, local, staff::Permission::sell};
    // Flushed, since a supervisor's wrong PIN is counted and may end on the log.
    const command::Rule decide{person, durable, staff::Permission::sell};
    const command::Rule look{person, query, staff::Permission::sell};
    return {
        command::command<command::Nothing, CartView>("cart.view", tap, view),
        command::command<Add, CartView>("cart.add", tap, once(add)),
        command::command<SetQuantity, CartView>("cart.set_quantity", tap, once(set_quantity)),
        command::command<Remove, CartView>("cart.remove", tap, once(remove)),
        command::command<Clear, CartView>("cart.clear", tap, once(clear)),
        command::command<ChangeLine, CartView>("cart.change_line", decide, change_line),
        command::command<Change, CartView>("cart.change", decide, change),
        command::command<Hold, CartView>("cart.hold", tap, once(hold)),
        command::command<Resume, CartView>("cart.resume", tap, once(resume)),
        command::command<SetCustomer, CartView>("cart.set_customer", tap, once(set_customer)),
        command::command<SetType, CartView>("cart.set_type", tap, once(set_type)),
        command::command<command::Nothing, HeldCarts>("cart.held", look, held),
    };
}

}  // namespace mostrador::sales
