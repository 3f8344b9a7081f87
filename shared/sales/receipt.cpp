#include "sales/receipt.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "documents/commands.hpp"
#include "documents/paper_html.hpp"
#include "organization/queries.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;
using payments::Method;

constexpr std::int64_t kMostListed = 200;

/// The last receipt of a page; the next page begins behind it.
struct PageEnd {
    std::int64_t at_us = 0;
    base::Id id;

    static constexpr auto fields() {
        return base::fields(base::field("at", &PageEnd::at_us), base::field("id", &PageEnd::id));
    }
};

struct List {
    std::optional<PageEnd> before;
    std::int64_t limit = 50;
    std::optional<std::string> text;   ///< part of the number
    std::optional<base::Id> customer;  ///< only what was sold or invoiced to them

    static constexpr auto fields() {
        return base::fields(base::field("before", &List::before),
                            base::field("limit", &List::limit), base::field("text", &List::text),
                            base::field("customer", &List::customer));
    }
};

struct Receipts {
    std::vector<ReceiptSummary> receipts;

    static constexpr auto fields() {
        return base::fields(base::field("receipts", &Receipts::receipts));
    }
};

struct One {
    base::Id id;

    static constexpr auto fields() { return base::fields(base::field("id", &One::id)); }
};

constexpr std::string_view kSummaryColumns =
    "SELECT r.id, r.number_text, r.at, coalesce(p.name, ''), r.total, r.device, r.sequence, "
    "(SELECT group_concat(method, ' ' ORDER BY position) FROM payment WHERE receipt = r.id) "
    "FROM receipt r LEFT JOIN person p ON p.id = r.person ";

std::vector<Method> methods_of(std::string_view names) {
    std::vector<Method> methods;
    while (!names.empty()) {
        const auto name = names.substr(0, names.find(' '));
        names.remove_prefix(std::min(names.size(), name.size() + 1));
        const auto method = base::enum_value<Method>(name);
        if (method && std::ranges::find(methods, *method) == methods.end()) {
            methods.push_back(*method);
        }
    }
    return methods;
}

/// What makes a receipt "own" and "synced" on this replica.
struct Here {
    base::Id device;
    std::int64_t acknowledged = 0;

    bool own(const base::Id& other) const { return other == device; }

    bool synced(const base::Id& other, std::int64_t sequence) const {
        return !own(other) || sequence <= acknowledged;
    }
};

Result<Here> here(Context& context) {
    MOSTRADOR_TRY(acknowledged, context.log.acknowledged());
    return Here{context.identity->device, acknowledged};
}

ReceiptSummary summary_row(const store::Row& row, const Here& here) {
    const auto device = row.id(5);
    return {row.id(0),
            row.get<std::string>(1),
            row.integer(2),
            row.get<std::string>(3),
            row.integer(4),
            methods_of(row.text(7)),
            device,
            here.own(device),
            here.synced(device, row.integer(6))};
}

Result<Receipts> list(Context& context, const List& request) {
    if (request.limit < 1 || request.limit > kMostListed) {
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    }
    MOSTRADOR_TRY(self, here(context));
    Receipts out;
    const std::string_view whose =
        request.customer ? "AND r.id IN (SELECT id FROM receipt WHERE customer = ?5 UNION "
                           "SELECT receipt FROM invoice WHERE customer = ?5) "
                         : "AND ?5 IS NULL ";
    const auto sql = base::concat(kSummaryColumns,
                                  "WHERE (r.at, r.id) < (?1, ?2) AND instr(r.number_text, ?3) > 0 ",
                                  whose, "ORDER BY r.at DESC, r.id DESC LIMIT ?4");
    const auto before = request.before.value_or(PageEnd{INT64_MAX, {}});
    MOSTRADOR_CHECK(context.database.each(
        sql, before.at_us, before.id, request.text.value_or(""), request.limit, request.customer,
        [&](const store::Row& row) { out.receipts.push_back(summary_row(row, self)); }));
    return out;
}

Result<ReceiptView> one(Context& context, const One& request) {
    return receipt_view(context, request.id);
}

/// A receipt with where it was made.
struct Made {
    ReceiptView view;
    base::Id device;
    std::int64_t sequence = 0;
    std::optional<base::Id> branch;
    std::optional<base::Id> customer;
};

Result<Made> head_of(store::Database& database, const base::Id& id) {
    std::optional<Made> made;
    MOSTRADOR_CHECK(database.each(
        "SELECT r.number_text, r.at, coalesce(p.name, ''), coalesce(g.name, ''), r.session, "
        "r.subtotal, r.tax, r.total, r.device, r.sequence, r.mark, r.note, r.discount, r.tip, "
        "r.rounding, r.original, (SELECT o.number_text FROM receipt o WHERE o.id = r.original), "
        "g.branch, r.customer, r.type FROM receipt r "
        "LEFT JOIN person p ON p.id = r.person LEFT JOIN series s ON s.id = r.series "
        "LEFT JOIN register g ON g.id = s.register WHERE r.id = ?1",
        id, [&](const store::Row& row) {
            auto& view = made.emplace().view;
            view.id = id;
            view.number = row.get<std::string>(0);
            view.at_us = row.integer(1);
            view.cashier = row.get<std::string>(2);
            view.register_name = row.get<std::string>(3);
            view.session = row.id(4);
            view.subtotal = row.integer(5);
            view.tax = row.integer(6);
            view.total = row.integer(7);
            made->device = row.id(8);
            made->sequence = row.integer(9);
            if (!row.is_null(10)) view.mark = base::enum_value<Mark>(row.text(10));
            view.note = row.get<std::optional<std::string>>(11);
            view.discount = row.get<std::optional<std::int64_t>>(12);
            view.tip = row.get<std::optional<std::int64_t>>(13);
            view.rounding = row.get<std::optional<std::int64_t>>(14);
            view.original = row.get<std::optional<base::Id>>(15);
            view.original_number = row.get<std::optional<std::string>>(16);
            made->branch = row.get<std::optional<base::Id>>(17);
            made->customer = row.get<std::optional<base::Id>>(18);
            if (row.is_null(19)) return;
            view.type =
                base::enum_value<orders::Type>(row.text(19)).value_or(orders::Type::counter);
        }));
    if (!made) return base::fail(Code::sales_receipt_not_found);
    return *std::move(made);
}

Status add_lines(store::Database& database, ReceiptView& view) {
    MOSTRADOR_CHECK(database.each(
        "SELECT line, product, name, quantity, unit, unit_price, total, list_price, discount, "
        "note, coalesce(modifiers, '[]'), origin FROM receipt_line "
        "WHERE receipt = ?1 ORDER BY line",
        view.id, [&](const store::Row& row) -> Status {
            const auto json = base::Json::parse(row.text(10), nullptr, false);
            MOSTRADOR_TRY(modifiers,
                          (base::decode<base::Form::text, std::vector<catalog::Modifier>>(json)));
            view.lines.push_back(
                {row.integer(0), row.id(1), row.get<std::string>(2), row.decimal(3),
                 row.get<std::string>(4), row.integer(5), row.integer(6),
                 row.get<std::optional<std::int64_t>>(7), row.get<std::optional<std::int64_t>>(8),
                 row.get<std::optional<std::string>>(9), std::move(modifiers), std::nullopt});
            if (row.is_null(11)) return {};
            const auto text = base::Json::parse(row.text(11), nullptr, false);
            MOSTRADOR_TRY(origin, (base::decode<base::Form::text, LineOrigin>(text)));
            view.lines.back().origin = std::move(origin);
            return {};
        }));
    MOSTRADOR_CHECK(database.each(
        "SELECT name, rate, base, amount FROM receipt_tax WHERE receipt = ?1 ORDER BY position",
        view.id, [&](const store::Row& row) {
            view.taxes.push_back(
                {row.get<std::string>(0), row.decimal(1), row.integer(2), row.integer(3)});
        }));
    return database.each(
        "SELECT method, amount, tendered, change, reference FROM payment WHERE receipt = ?1 "
        "ORDER BY position",
        view.id, [&](const store::Row& row) {
            const auto method = base::enum_value<Method>(row.text(0)).value_or(Method::cash);
            view.change += row.integer(3);
            view.payments.push_back(
                {method, row.integer(1), row.integer(2), row.integer(3), row.get<std::string>(4)});
        });
}

Status add_shop(store::Database& database, const organization::Tenant& tenant, Made& made) {
    auto& shop = made.view.shop;
    shop = {tenant.name, tenant.legal_name, tenant.tax_id, "", ""};
    if (!made.branch) return {};
    MOSTRADOR_TRY(branch, organization::branch(database, *made.branch));
    if (branch) {
        shop.branch = branch->name;
        shop.address = branch->address;
    }
    return {};
}

Status add_customer(store::Database& database, const organization::Tenant& tenant, Made& made) {
    if (made.customer) {
        MOSTRADOR_TRY(known, customers::customer(database, *made.customer));
        made.view.customer = std::move(known);
    }
    MOSTRADOR_TRY(invoice, invoice_of(database, made.view.id));
    if (!invoice) return {};
    MOSTRADOR_TRY(local, organization::local_text(tenant.time_zone, invoice->at_us));
    invoice->local_time = std::move(local);
    made.view.invoice = std::move(*invoice);
    return {};
}

Result<Made> whole(store::Database& database, const organization::Tenant& tenant,
                   const base::Id& id) {
    MOSTRADOR_TRY(made, head_of(database, id));
    MOSTRADOR_TRY(local, organization::local_text(tenant.time_zone, made.view.at_us));
    made.view.local_time = std::move(local);
    MOSTRADOR_CHECK(add_lines(database, made.view));
    MOSTRADOR_CHECK(add_shop(database, tenant, made));
    MOSTRADOR_CHECK(add_customer(database, tenant, made));
    return made;
}

}  // namespace

Result<ReceiptView> stored_receipt(store::Database& database, const base::Id& id) {
    MOSTRADOR_TRY(tenant, organization::tenant(database));
    MOSTRADOR_TRY(made, whole(database, tenant, id));
    return std::move(made.view);
}

Result<ReceiptView> receipt_view(Context& context, const base::Id& id) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(self, here(context));
    MOSTRADOR_TRY(made, whole(context.database, tenant, id));
    auto& view = made.view;
    view.own = self.own(made.device);
    view.synced = self.synced(made.device, made.sequence);
    MOSTRADOR_TRY(paper, documents::receipt_preview(context, view, tenant));
    MOSTRADOR_TRY(html, documents::paper_html(paper));
    view.paper = std::move(html);
    if (view.invoice) {
        MOSTRADOR_TRY(invoice, documents::invoice_preview(context, view, tenant));
        MOSTRADOR_TRY(invoice_html, documents::paper_html(invoice));
        view.invoice_paper = std::move(invoice_html);
    }
    return std::move(view);
}

Result<ReceiptSummary> receipt_summary(Context& context, const base::Id& id) {
    MOSTRADOR_TRY(self, here(context));
    std::optional<ReceiptSummary> summary;
    MOSTRADOR_CHECK(
        context.database.each(std::string(kSummaryColumns) + "WHERE r.id = ?1", id,
                              [&](const store::Row& row) { summary = summary_row(row, self); }));
    if (!summary) return base::fail(Code::sales_receipt_not_found);
    return *summary;
}

command::Commands receipt_commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule read{person, query, staff::Permission::see_receipts};
    return {
        command::command<List, Receipts>("sales.receipts", read, list),
        command::command<One, ReceiptView>("sales.receipt", read, one),
    };
}

}  // namespace mostrador::sales
