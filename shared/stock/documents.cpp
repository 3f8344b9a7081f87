#include <algorithm>

#include "base/concat.hpp"
#include "organization/queries.hpp"
#include "staff/commands.hpp"
#include "stock/commands.hpp"
#include "stock/cost.hpp"
#include "stock/items.hpp"
#include "stock/late.hpp"
#include "stock/operations.hpp"
#include "stock/recipe.hpp"

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostLines = 500;
constexpr std::size_t kMostText = 200;
constexpr std::int64_t kMostQuantity = 1'000'000'000;
constexpr std::int64_t kMostCost = 1'000'000'000'000;
constexpr std::int64_t kMostListed = 100;

struct LineIn {
    Id item;
    Decimal quantity;                 ///< in `unit`; signed for an adjustment only
    std::optional<std::string> unit;  ///< nothing: the item's own
    std::optional<Decimal> cost;      ///< of the line as it is typed: "240.00"

    static constexpr auto fields() {
        using T = LineIn;
        return base::fields(base::field("item", &T::item), base::field("quantity", &T::quantity),
                            base::field("unit", &T::unit), base::field("cost", &T::cost));
    }
};

struct MoveIn {
    Id document;  ///< made by who asks: asking twice moves once
    Reason reason = Reason::purchase;
    std::optional<Id> warehouse;  ///< nothing: the one that this device sells from
    std::vector<LineIn> lines;
    std::optional<Id> to;  ///< of what is sent
    std::optional<std::string> note;
    std::optional<std::string> supplier;
    std::optional<std::string> reference;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = MoveIn;
        return base::fields(
            base::field("document", &T::document), base::field("reason", &T::reason),
            base::field("warehouse", &T::warehouse), base::field("lines", &T::lines),
            base::field("to", &T::to), base::field("note", &T::note),
            base::field("supplier", &T::supplier), base::field("reference", &T::reference),
            base::field("approval", &T::approval));
    }
};

struct ReceiveIn {
    Id document;
    Id transfer;
    std::optional<std::vector<LineIn>> lines;  ///< nothing: all as it was sent
    std::optional<std::string> note;

    static constexpr auto fields() {
        using T = ReceiveIn;
        return base::fields(base::field("document", &T::document),
                            base::field("transfer", &T::transfer), base::field("lines", &T::lines),
                            base::field("note", &T::note));
    }
};

struct EntryView {
    static constexpr std::string_view kType = "StockEntry";
    Id item;
    std::string name;
    std::string unit;
    Decimal quantity;
    std::optional<std::int64_t> cost;
    std::optional<Decimal> received;  ///< of a transfer that arrived

    static constexpr auto fields() {
        using T = EntryView;
        return base::fields(base::field("item", &T::item), base::field("name", &T::name),
                            base::field("unit", &T::unit), base::field("quantity", &T::quantity),
                            base::field("cost", &T::cost), base::field("received", &T::received));
    }
};

struct DocumentView {
    static constexpr std::string_view kType = "StockDocument";
    Id id;
    std::string kind;
    Id warehouse;
    std::optional<Id> other;
    std::int64_t at_us = 0;
    std::string person;
    std::string device;
    std::string note;
    std::string supplier;
    std::string reference;
    std::optional<std::int64_t> cost;  ///< of all lines
    std::int64_t line_count = 0;
    std::vector<EntryView> lines;             ///< of one that was asked for
    std::optional<std::int64_t> received_at;  ///< of what was sent: nothing while on its way

    static constexpr auto fields() {
        using T = DocumentView;
        return base::fields(
            base::field("id", &T::id), base::field("kind", &T::kind),
            base::field("warehouse", &T::warehouse), base::field("other", &T::other),
            base::field("at", &T::at_us), base::field("person", &T::person),
            base::field("device", &T::device), base::field("note", &T::note),
            base::field("supplier", &T::supplier), base::field("reference", &T::reference),
            base::field("cost", &T::cost), base::field("lineCount", &T::line_count),
            base::field("lines", &T::lines), base::field("receivedAt", &T::received_at));
    }
};

struct AskDocuments {
    std::optional<std::string> kind;
    std::optional<bool> on_its_way;  ///< only what was sent and not received
    std::optional<Id> before;        ///< the last of the page before
    std::int64_t limit = 50;

    static constexpr auto fields() {
        using T = AskDocuments;
        return base::fields(base::field("kind", &T::kind), base::field("onItsWay", &T::on_its_way),
                            base::field("before", &T::before), base::field("limit", &T::limit));
    }
};

struct DocumentList {
    std::vector<DocumentView> documents;

    static constexpr auto fields() {
        return base::fields(base::field("documents", &DocumentList::documents));
    }
};

struct AskDocument {
    Id document;

    static constexpr auto fields() {
        return base::fields(base::field("document", &AskDocument::document));
    }
};

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

constexpr std::string_view kDocuments =
    "SELECT d.id, d.kind, d.warehouse, d.other, d.at, coalesce(p.name, ''), coalesce(v.name, ''), "
    "coalesce(d.note, ''), coalesce(d.supplier, ''), coalesce(d.reference, ''), "
    "(SELECT sum(cost) FROM stock_entry WHERE document = d.id), "
    "(SELECT count(*) FROM stock_entry WHERE document = d.id), "
    "(SELECT min(r.at) FROM stock_document r WHERE r.transfer = d.id) "
    "FROM stock_document d LEFT JOIN person p ON p.id = d.person "
    "LEFT JOIN device v ON v.id = d.device ";

DocumentView document_row(const store::Row& row) {
    return {.id = row.id(0),
            .kind = row.get<std::string>(1),
            .warehouse = row.id(2),
            .other = row.get<std::optional<Id>>(3),
            .at_us = row.integer(4),
            .person = row.get<std::string>(5),
            .device = row.get<std::string>(6),
            .note = row.get<std::string>(7),
            .supplier = row.get<std::string>(8),
            .reference = row.get<std::string>(9),
            .cost = row.get<std::optional<std::int64_t>>(10),
            .line_count = row.integer(11),
            .received_at = row.get<std::optional<std::int64_t>>(12)};
}

Result<DocumentView> document(Context& context, const AskDocument& asked) {
    std::optional<DocumentView> found;
    MOSTRADOR_CHECK(
        context.database.each(base::concat(kDocuments, "WHERE d.id = ?1"), asked.document,
                              [&](const store::Row& row) { found = document_row(row); }));
    if (!found) return out_of_range("document");
    MOSTRADOR_CHECK(context.database.each(
        "SELECT e.item, coalesce(nullif(i.name, ''), p.name, ''), coalesce(i.unit, ''), "
        "e.quantity, e.cost, (SELECT sum(x.quantity) FROM stock_document r JOIN stock_entry x "
        "ON x.document = r.id AND x.item = e.item WHERE r.transfer = e.document) "
        "FROM stock_entry e LEFT JOIN stock_item i ON i.id = e.item "
        "LEFT JOIN product p ON p.id = e.item WHERE e.document = ?1 ORDER BY e.line",
        asked.document, [&](const store::Row& row) {
            EntryView entry{row.id(0),
                            row.get<std::string>(1),
                            row.get<std::string>(2),
                            quantity_of(row.integer(3)),
                            row.get<std::optional<std::int64_t>>(4),
                            std::nullopt};
            if (!row.is_null(5)) entry.received = quantity_of(row.integer(5));
            found->lines.push_back(std::move(entry));
        }));
    return std::move(*found);
}

Result<DocumentList> documents(Context& context, const AskDocuments& asked) {
    if (asked.limit < 1 || asked.limit > kMostListed) return out_of_range("limit");
    DocumentList list;
    MOSTRADOR_CHECK(context.database.each(
        base::concat(kDocuments,
                     "WHERE (?1 IS NULL OR d.kind = ?1) AND (?2 IS NULL OR (d.at, d.id) < "
                     "(SELECT at, id FROM stock_document WHERE id = ?2)) AND (?3 = 0 OR (d.kind = "
                     "'sent' AND NOT EXISTS (SELECT 1 FROM stock_document r WHERE r.transfer = "
                     "d.id))) ORDER BY d.at DESC, d.id DESC LIMIT ?4"),
        asked.kind, asked.before, std::int64_t{asked.on_its_way.value_or(false)}, asked.limit,
        [&](const store::Row& row) { list.documents.push_back(document_row(row)); }));
    return list;
}

Status check_texts(const MoveIn& move) {
    for (const auto* text : {&move.note, &move.supplier, &move.reference}) {
        if (*text && (*text)->size() > kMostText) return out_of_range("note");
    }
    if (move.lines.empty()) return base::fail(Code::input_missing, {{"field", "lines"}});
    if (move.lines.size() > kMostLines) return out_of_range("lines");
    return {};
}

/// Minor units of what was typed.
Result<std::int64_t> cost_of(Context& context, const Decimal& typed) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(money, base::to_money(typed, tenant.currency, base::Rounding::half_away));
    if (money.minor < 0 || money.minor > kMostCost) return out_of_range("cost");
    return money.minor;
}

/// A line as it is written: in the item's own unit, with the sign that its reason gives it.
Result<MovedLine> moved_line(Context& context, Reason reason, const LineIn& in) {
    MOSTRADOR_TRY(item, item_of(context.database, in.item));
    if (!item.kept) return base::fail(Code::stock_item_not_found);
    const auto unit = in.unit.value_or(item.units.front().name);
    MOSTRADOR_TRY(own, in_own_unit(item.units, in.quantity, unit));
    MOSTRADOR_TRY(opposite, own.negated());
    const bool adjusts = reason == Reason::adjustment;
    const bool may_be_nothing = reason == Reason::received;
    if (own > Decimal(kMostQuantity) || opposite > Decimal(kMostQuantity) ||
        (own.is_zero() && !may_be_nothing) || (own.is_negative() && !adjusts))
        return out_of_range("quantity");
    const bool leaves = reason == Reason::waste || reason == Reason::sent;
    const bool has_cost = in.cost && !leaves && !own.is_negative();
    MovedLine line{.item = in.item, .quantity = leaves ? opposite : own};
    if (has_cost) {
        MOSTRADOR_TRY(cost, cost_of(context, *in.cost));
        line.cost = cost;
    }
    if (unit != item.units.front().name) {
        line.entered = in.quantity;
        line.unit = unit;
    }
    return line;
}

/// Who may: waste and transfers everybody who works with the goods, the rest who answers for them.
Status authorise(Context& context, const MoveIn& move) {
    if (move.reason == Reason::waste || move.reason == Reason::sent) return {};
    MOSTRADOR_CHECK(staff::authorise(context, staff::Permission::edit_stock, move.approval));
    return {};
}

/// What was made, at the cost of what it took; the recipe of the item says what that was.
Status add_ingredients(Context& context, StockMoved& moved) {
    MOSTRADOR_TRY(costs, Costs::load(context.database));
    std::vector<MovedLine> all;
    for (auto& made : moved.lines) {
        MOSTRADOR_TRY(recipe, recipe_of(context.database, made.item));
        if (recipe.lines.empty()) return out_of_range("item");
        MOSTRADOR_TRY(used, ingredients(context.database, made.item, made.quantity));
        std::int64_t cost = 0;
        std::vector<MovedLine> taken;
        for (const auto& [item, quantity] : used) {
            MOSTRADOR_TRY(left, quantity.negated());
            MOSTRADOR_TRY(amount, millionths(quantity));
            MOSTRADOR_TRY(value, value_of(amount, costs.last(item).value_or(0)));
            cost += value;
            taken.push_back({.item = item, .quantity = left});
        }
        if (cost > 0) made.cost = cost;
        all.push_back(made);
        all.insert(all.end(), taken.begin(), taken.end());
    }
    moved.lines = std::move(all);
    return {};
}

Result<bool> is_known(Context& context, const Id& document) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                             "SELECT 1 FROM stock_document WHERE id = ?1", document));
    return known.has_value();
}

Result<DocumentView> write(Context& context, const StockMoved& moved) {
    MOSTRADOR_CHECK(context.log.append(context.person->id, moved));
    context.touch("stock");
    context.touch("cart");
    context.touch("sync");
    return document(context, {moved.document});
}

Result<DocumentView> move(Context& context, const MoveIn& in) {
    MOSTRADOR_TRY(known, is_known(context, in.document));
    if (known) return document(context, {in.document});
    if (in.reason == Reason::received) return out_of_range("reason");
    MOSTRADOR_CHECK(check_texts(in));
    StockMoved moved{.document = in.document,
                     .reason = in.reason,
                     .warehouse = in.warehouse.value_or(own_warehouse(*context.identity)),
                     .at_us = context.now_us,
                     .note = in.note,
                     .supplier = in.supplier,
                     .reference = in.reference};
    MOSTRADOR_CHECK(check_warehouse(context.database, *context.identity, moved.warehouse));
    if (in.reason == Reason::sent) {
        if (!in.to || *in.to == moved.warehouse) return out_of_range("to");
        MOSTRADOR_CHECK(check_warehouse(context.database, *context.identity, *in.to));
        moved.other = in.to;
    }
    for (const auto& each : in.lines) {
        MOSTRADOR_TRY(line, moved_line(context, in.reason, each));
        moved.lines.push_back(std::move(line));
    }
    MOSTRADOR_CHECK(authorise(context, in));
    if (in.reason == Reason::production) MOSTRADOR_CHECK(add_ingredients(context, moved));
    return write(context, moved);
}

/// What was sent and is not told of was not received.
Result<std::vector<MovedLine>> received_lines(Context& context, const ReceiveIn& in,
                                              const DocumentView& sent) {
    std::vector<MovedLine> lines;
    for (const auto& entry : sent.lines) {
        MOSTRADOR_TRY(all, entry.quantity.negated());
        lines.push_back({.item = entry.item, .quantity = in.lines ? Decimal() : all});
    }
    for (const auto& each : in.lines.value_or(std::vector<LineIn>{})) {
        MOSTRADOR_TRY(line, moved_line(context, Reason::received, each));
        const auto known = std::ranges::find(lines, line.item, &MovedLine::item);
        if (known == lines.end()) return out_of_range("item");
        *known = std::move(line);
        known->cost.reset();
    }
    return lines;
}

Result<DocumentView> receive(Context& context, const ReceiveIn& in) {
    MOSTRADOR_TRY(known, is_known(context, in.document));
    if (known) return document(context, {in.transfer});
    MOSTRADOR_TRY(sent, document(context, {in.transfer}));
    if (sent.kind != "sent" || !sent.other) return out_of_range("transfer");
    if (sent.received_at) return base::fail(Code::stock_already_received);
    if (in.note && in.note->size() > kMostText) return out_of_range("note");
    MOSTRADOR_TRY(lines, received_lines(context, in, sent));
    StockMoved moved{.document = in.document,
                     .reason = Reason::received,
                     .warehouse = *sent.other,
                     .at_us = context.now_us,
                     .lines = std::move(lines),
                     .other = sent.warehouse,
                     .transfer = in.transfer,
                     .note = in.note};
    MOSTRADOR_CHECK(write(context, moved));
    return document(context, {in.transfer});
}

/// A transfer that two devices received apart came twice as far as the numbers go.
Result<std::vector<tasks::Found>> received_twice(store::Database& database) {
    std::vector<tasks::Found> found;
    MOSTRADOR_CHECK(database.each(
        "SELECT r.transfer, max(r.at), count(*), coalesce(max(nullif(w.name, '')), '') "
        "FROM stock_document r LEFT JOIN stock_warehouse w ON w.id = r.warehouse "
        "WHERE r.transfer IS NOT NULL GROUP BY r.transfer HAVING count(*) > 1 ORDER BY r.transfer",
        [&](const store::Row& row) {
            found.push_back(
                {"received_twice",
                 row.id(0),
                 row.integer(1),
                 {{"count", std::to_string(row.integer(2))}, {"name", row.get<std::string>(3)}}});
        }));
    return found;
}

}  // namespace

tasks::Source transfer_source() {
    return {received_twice,
            {{.name = "received_twice",
              .detail = "",
              .sides = "SELECT d.kind AS role, d.id AS document, '' AS number, d.at, d.person, "
                       "d.device, NULL AS session, NULL AS amount, NULL AS quantity "
                       "FROM task t JOIN stock_document d ON d.id = t.subject "
                       "OR d.transfer = t.subject",
              .choices = {"adjusted", "no_effect"}}}};
}

command::Commands document_commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const command::Rule see{person, query, Permission::see_stock};
    const command::Rule write{person, durable, Permission::move_stock};
    return {
        command::command<AskDocuments, DocumentList>("stock.documents", see, documents),
        command::command<AskDocument, DocumentView>("stock.document", see, document),
        command::command<MoveIn, DocumentView>("stock.move", write, move),
        command::command<ReceiveIn, DocumentView>("stock.receive", write, receive),
    };
}

}  // namespace mostrador::stock
