#include "documents/commands.hpp"

#include <algorithm>
#include <array>

#include "base/concat.hpp"
#include "cash/session.hpp"
#include "customers/customer.hpp"
#include "documents/card_paper.hpp"
#include "documents/kitchen_paper.hpp"
#include "documents/label_paper.hpp"
#include "documents/money_text.hpp"
#include "documents/paper_html.hpp"
#include "documents/printed.hpp"
#include "documents/session_paper.hpp"
#include "guests/commands.hpp"
#include "log/link.hpp"
#include "tickets/views.hpp"

namespace mostrador::documents {
namespace {

enum class Kind : std::uint8_t {
    receipt,
    invoice,
    kitchen,
    report,
    label,
    customer,
    table,
    drawer,
    ticket
};

}  // namespace
}  // namespace mostrador::documents

template <>
struct mostrador::base::EnumNames<mostrador::documents::Kind> {
    using enum mostrador::documents::Kind;
    static constexpr std::array names{
        std::pair{receipt, std::string_view("receipt")},
        std::pair{invoice, std::string_view("invoice")},
        std::pair{kitchen, std::string_view("kitchen")},
        std::pair{report, std::string_view("report")},
        std::pair{label, std::string_view("label")},
        std::pair{customer, std::string_view("customer")},
        std::pair{table, std::string_view("table")},
        std::pair{drawer, std::string_view("drawer")},
        std::pair{ticket, std::string_view("ticket")},
    };
};

namespace mostrador::documents {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

/// What is to be printed: a receipt, its invoice, its kitchen tickets or its delivery tickets, a
/// register session's report, a product's label, a customer's card, a table's code or those of an
/// area; or nothing but the drawer, for a receipt or a cash movement.
struct Print {
    Kind kind = Kind::receipt;
    base::Id id;
    std::optional<bool> share;  ///< a copy to send or to look at: it is no print

    static constexpr auto fields() {
        return base::fields(base::field("kind", &Print::kind), base::field("id", &Print::id),
                            base::field("share", &Print::share));
    }
};

/// Papers as models for a printer, and as HTML for the screen and the system's dialog.
struct Printout {
    static constexpr std::string_view kType = "Printout";
    std::vector<Paper> papers;
    std::string html;

    static constexpr auto fields() {
        return base::fields(base::field("papers", &Printout::papers),
                            base::field("html", &Printout::html));
    }
};

/// Marks the papers if they would be duplicates, and counts that they are printed.
Status mark_and_count(Context& context, const Print& request, bool own,
                      std::vector<Paper>& papers) {
    if (papers.empty()) return {};
    const auto kind = base::enum_name(request.kind);
    MOSTRADOR_TRY(again, is_reprint(context.database, request.id, kind, own));
    for (auto& paper : papers) {
        if (again) mark_duplicate(paper);
    }
    if (request.share.value_or(false)) return {};
    return count_print(context.database, request.id, kind);
}

/// The device's own hub, or the one that its shell came from.
Result<std::string> link_of(Context& context, const organization::Tenant& tenant,
                            const base::Id& receipt) {
    MOSTRADOR_TRY(link, log::load_link(context.database));
    const bool elsewhere = link && !link->hub.empty();
    return receipt_link(elsewhere ? std::string_view(link->hub) : context.origin, tenant.id,
                        receipt);
}

Result<Place> place_of(Context& context, const base::Id& register_id) {
    Place place;
    if (context.identity->branch) {
        MOSTRADOR_TRY(branch, organization::branch(context.database, *context.identity->branch));
        if (branch) place.branch = branch->name;
    }
    MOSTRADOR_TRY(named, organization::register_named(context.database, register_id));
    if (named) place.register_name = named->name;
    return place;
}

Status report(Context& context, const Print& request, const organization::Tenant& tenant,
              std::vector<Paper>& papers) {
    MOSTRADOR_TRY(report, cash::session_report(context.database, request.id));
    MOSTRADOR_TRY(place, place_of(context, report.session.register_id));
    MOSTRADOR_TRY(paper, session_paper(report, tenant, place));
    papers.push_back(std::move(paper));
    if (!report.closed_at) return {};  // an X is true at its moment only
    const bool own = report.session.register_id == context.identity->register_id;
    return mark_and_count(context, request, own, papers);
}

/// What was chosen and what was asked for, as a cook reads it: "Doble, Avena · sin azúcar".
Result<std::string> wishes_of(std::string_view modifiers, std::string_view note) {
    const auto json = base::Json::parse(modifiers, nullptr, false);
    MOSTRADOR_TRY(chosen, (base::decode<base::Form::text, std::vector<catalog::Modifier>>(json)));
    std::string out;
    for (const auto& modifier : chosen)
        out += base::concat(out.empty() ? "" : ", ", modifier.name);
    if (!note.empty()) out += base::concat(out.empty() ? "" : " · ", note);
    return out;
}

/// The receipt's lines that some station prepares, a ticket for each station.
Result<std::vector<KitchenTicket>> tickets_of(store::Database& database,
                                              const sales::ReceiptView& receipt) {
    std::vector<KitchenTicket> tickets;
    MOSTRADOR_CHECK(database.each(
        "SELECT p.station, l.quantity, l.name, coalesce(l.modifiers, '[]'), coalesce(l.note, '') "
        "FROM receipt_line l JOIN product p "
        "ON p.id = l.product WHERE l.receipt = ?1 AND p.station <> '' ORDER BY p.station, l.line",
        receipt.id, [&](const store::Row& row) -> Status {
            const auto station = row.text(0);
            if (tickets.empty() || tickets.back().station != station) {
                tickets.push_back({std::string(station),
                                   receipt.number,
                                   receipt.local_time,
                                   receipt.cashier,
                                   {}});
            }
            MOSTRADOR_TRY(wishes, wishes_of(row.text(3), row.text(4)));
            tickets.back().lines.push_back(
                {row.decimal(1), row.get<std::string>(2), std::move(wishes)});
            return {};
        }));
    return tickets;
}

/// The drawer opens with the first paper of a sale, unless it was opened for it before.
Status settle_drawer(Context& context, const Print& request, const sales::ReceiptView& view,
                     Paper& paper) {
    if (!has_drawer(paper)) return {};
    MOSTRADOR_TRY(opens, request.share.value_or(false)
                             ? Result<bool>(false)
                             : opens_drawer(context.database, request.id, view.own, view.at_us,
                                            context.now_us));
    if (!opens) take_drawer(paper);
    return {};
}

Status receipt(Context& context, const Print& request, const organization::Tenant& tenant,
               std::vector<Paper>& papers) {
    MOSTRADOR_TRY(view, sales::receipt_view(context, request.id));
    if (request.kind != Kind::kitchen) {
        const bool invoice = request.kind == Kind::invoice;
        if (invoice && !view.invoice) return base::fail(Code::sales_receipt_not_found);
        MOSTRADOR_TRY(link, link_of(context, tenant, request.id));
        papers.push_back((invoice ? invoice_paper : receipt_paper)(view, tenant, std::move(link)));
        MOSTRADOR_CHECK(settle_drawer(context, request, view, papers.back()));
    } else {
        MOSTRADOR_TRY(tickets, tickets_of(context.database, view));
        for (const auto& ticket : tickets)
            papers.push_back(kitchen_paper(ticket, tenant.language, tenant.country));
    }
    return mark_and_count(context, request, view.own, papers);
}

Status label(Context& context, const Print& request, const organization::Tenant& tenant,
             std::vector<Paper>& papers) {
    MOSTRADOR_CHECK(context.database.each(
        "SELECT name, price, barcodes, sku FROM product WHERE id = ?1", request.id,
        [&](const store::Row& row) {
            const auto codes = row.text(2);
            const Label label{row.get<std::string>(0),
                              price_text(row.integer(1), tenant.currency, tenant.country),
                              std::string(codes.substr(0, codes.find('\n'))),
                              row.get<std::string>(3)};
            papers.push_back(label_paper(label, tenant.language));
        }));
    if (papers.empty()) return base::fail(Code::catalog_product_not_found);
    return {};
}

/// SCAN-1: what a customer carries along, and whoever scans it knows whom the sale is for.
Status customer(Context& context, const Print& request, const organization::Tenant& tenant,
                std::vector<Paper>& papers) {
    MOSTRADOR_TRY(known, customers::known_customer(context.database, request.id));
    papers.push_back(customer_paper({tenant.name, known.name, known.id}, tenant.language));
    return {};
}

/// A table's code, or those of all tables in an area, in the order in which they stand there. Where
/// guests order from their phones it leads to the menu, else it speaks to the till alone.
Status table(Context& context, const Print& request, const organization::Tenant& tenant,
             std::vector<Paper>& papers) {
    std::vector<std::pair<base::Id, std::string>> tables;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT t.id, t.name FROM floor_table t WHERE t.stamp > 0 AND t.active = 1 "
        "AND (t.id = ?1 OR t.area = ?1) ORDER BY t.y, t.x, t.id",
        request.id,
        [&](const store::Row& row) { tables.emplace_back(row.id(0), row.get<std::string>(1)); }));
    for (const auto& [id, name] : tables) {
        MOSTRADOR_TRY(menu, guests::table_address(context, id));
        auto code = menu.starts_with("http") ? std::move(menu) : table_code(id);
        papers.push_back(table_paper({tenant.name, name, std::move(code)}, tenant.language));
    }
    if (papers.empty()) return base::fail(Code::floor_table_not_found);
    return {};
}

/// When the cash that opens a drawer moved, and whether it did so here; nothing where none moved.
struct CashMoment {
    std::int64_t at_us = 0;
    bool own = false;
};

Result<std::optional<CashMoment>> cash_moment(Context& context, const base::Id& document) {
    std::optional<CashMoment> found;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT at, device FROM cash_movement WHERE id = ?1 UNION ALL "
        "SELECT r.at, r.device FROM receipt r WHERE r.id = ?1 AND EXISTS "
        "(SELECT 1 FROM payment WHERE receipt = r.id AND method = 'cash')",
        document, [&](const store::Row& row) {
            found = CashMoment{row.integer(0), row.id(1) == context.identity->device};
        }));
    return found;
}

/// CASH-2: no paper at all, only the drawer. Nothing comes where it does not open.
Status drawer(Context& context, const Print& request, const organization::Tenant& tenant,
              std::vector<Paper>& papers) {
    MOSTRADOR_TRY(moment, cash_moment(context, request.id));
    if (!moment) return {};
    MOSTRADOR_TRY(opens, opens_drawer(context.database, request.id, moment->own, moment->at_us,
                                      context.now_us));
    if (opens) papers.push_back(drawer_paper(tenant.language));
    return {};
}

/// QRT-1: the receipt's delivery tickets.
Status ticket(Context& context, const Print& request, const organization::Tenant&,
              std::vector<Paper>& papers) {
    MOSTRADOR_TRY(issued, tickets::issued_with(context.database, request.id));
    for (const auto& each : issued) {
        MOSTRADOR_TRY(paper, tickets::paper_of(context, each));
        papers.push_back(std::move(paper));
    }
    MOSTRADOR_TRY(view, sales::receipt_view(context, request.id));
    return mark_and_count(context, request, view.own, papers);
}

struct Maker {
    Kind kind;
    staff::Permission permission;
    Status (*make)(Context&, const Print&, const organization::Tenant&, std::vector<Paper>&);
};

constexpr std::array kMakers{Maker{Kind::receipt, staff::Permission::see_receipts, receipt},
                             Maker{Kind::invoice, staff::Permission::see_receipts, receipt},
                             Maker{Kind::kitchen, staff::Permission::see_receipts, receipt},
                             Maker{Kind::report, staff::Permission::see_register_report, report},
                             Maker{Kind::label, staff::Permission::sell, label},
                             Maker{Kind::customer, staff::Permission::sell, customer},
                             Maker{Kind::table, staff::Permission::sell, table},
                             Maker{Kind::drawer, staff::Permission::sell, drawer},
                             Maker{Kind::ticket, staff::Permission::see_receipts, ticket}};

Result<Printout> print(Context& context, const Print& request) {
    const auto& maker = *std::ranges::find(kMakers, request.kind, &Maker::kind);
    if (!staff::allowed(context.person->role, maker.permission)) {
        return base::fail(Code::staff_not_allowed,
                          {{"permission", std::string(base::enum_name(maker.permission))}});
    }
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    Printout out;
    MOSTRADOR_CHECK(maker.make(context, request, tenant, out.papers));
    for (const auto& paper : out.papers) {
        MOSTRADOR_TRY(html, paper_html(paper));
        out.html += html;
    }
    return out;
}

/// The receipt or its invoice, marked when its next print would be a duplicate.
Result<Paper> preview(Context& context, const sales::ReceiptView& receipt,
                      const organization::Tenant& tenant, Kind kind) {
    MOSTRADOR_TRY(link, link_of(context, tenant, receipt.id));
    const auto make = kind == Kind::invoice ? invoice_paper : receipt_paper;
    auto paper = make(receipt, tenant, std::move(link));
    MOSTRADOR_TRY(again,
                  is_reprint(context.database, receipt.id, base::enum_name(kind), receipt.own));
    if (again) mark_duplicate(paper);
    return paper;
}

}  // namespace

Result<Paper> receipt_preview(Context& context, const sales::ReceiptView& receipt,
                              const organization::Tenant& tenant) {
    return preview(context, receipt, tenant, Kind::receipt);
}

Result<Paper> invoice_preview(Context& context, const sales::ReceiptView& receipt,
                              const organization::Tenant& tenant) {
    return preview(context, receipt, tenant, Kind::invoice);
}

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    // Each kind of paper has a permission of its own, which print() checks.
    return {command::command<Print, Printout>("documents.print", {person, local}, print)};
}

}  // namespace mostrador::documents
