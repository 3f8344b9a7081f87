#include "documents/commands.hpp"

#include <algorithm>
#include <array>

#include "base/concat.hpp"
#include "cash/session.hpp"
#include "documents/kitchen_paper.hpp"
#include "documents/label_paper.hpp"
#include "documents/money_text.hpp"
#include "documents/paper_html.hpp"
#include "documents/session_paper.hpp"
#include "log/link.hpp"

namespace mostrador::documents {
namespace {

enum class Kind : std::uint8_t { receipt, invoice, kitchen, report, label };

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
    };
};

namespace mostrador::documents {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

/// What is to be printed: a receipt, its invoice or its kitchen tickets, a register session's
/// report, a product's label.
struct Print {
    Kind kind = Kind::receipt;
    base::Id id;

    static constexpr auto fields() {
        return base::fields(base::field("kind", &Print::kind), base::field("id", &Print::id));
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

/// What this device has printed. It belongs to the device alone: a receipt of another device may
/// have been printed there, and is a duplicate here in any case.
constexpr std::string_view kPrintedSchema = R"sql(
CREATE TABLE printed (
  document BLOB NOT NULL,
  kind TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (document, kind)
) STRICT, WITHOUT ROWID;
)sql";

/// Marks the papers if they would be duplicates, and counts that they are printed.
Status count_print(Context& context, const Print& request, bool own, std::vector<Paper>& papers) {
    if (papers.empty()) return {};
    const auto kind = base::enum_name(request.kind);
    MOSTRADOR_TRY(again, is_reprint(context.database, request.id, kind, own));
    for (auto& paper : papers) {
        if (again) mark_duplicate(paper);
    }
    return context.database.run(
        "INSERT INTO printed (document, kind, times) VALUES (?1, ?2, 1) "
        "ON CONFLICT (document, kind) DO UPDATE SET times = times + 1",
        request.id, kind);
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
    return count_print(context, request, own, papers);
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

Status receipt(Context& context, const Print& request, const organization::Tenant& tenant,
               std::vector<Paper>& papers) {
    MOSTRADOR_TRY(view, sales::receipt_view(context, request.id));
    if (request.kind != Kind::kitchen) {
        const bool invoice = request.kind == Kind::invoice;
        if (invoice && !view.invoice) return base::fail(Code::sales_receipt_not_found);
        MOSTRADOR_TRY(link, link_of(context, tenant, request.id));
        papers.push_back((invoice ? invoice_paper : receipt_paper)(view, tenant, std::move(link)));
    } else {
        MOSTRADOR_TRY(tickets, tickets_of(context.database, view));
        for (const auto& ticket : tickets)
            papers.push_back(kitchen_paper(ticket, tenant.language, tenant.country));
    }
    return count_print(context, request, view.own, papers);
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

struct Maker {
    Kind kind;
    staff::Permission permission;
    Status (*make)(Context&, const Print&, const organization::Tenant&, std::vector<Paper>&);
};

constexpr std::array kMakers{Maker{Kind::receipt, staff::Permission::see_receipts, receipt},
                             Maker{Kind::invoice, staff::Permission::see_receipts, receipt},
                             Maker{Kind::kitchen, staff::Permission::see_receipts, receipt},
                             Maker{Kind::report, staff::Permission::see_register_report, report},
                             Maker{Kind::label, staff::Permission::sell, label}};

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

}  // namespace

log::Capability capability() {
    return {.name = "documents",
            .schema = {},  // came later
            .kinds = {},
            .tables = {},
            .later = {{10, kPrintedSchema}}};
}

Result<bool> is_reprint(store::Database& database, const base::Id& document, std::string_view kind,
                        bool own) {
    if (!own) return true;
    MOSTRADOR_TRY(
        times, database.one<std::int64_t>(
                   "SELECT times FROM printed WHERE document = ?1 AND kind = ?2", document, kind));
    return times.value_or(0) > 0;
}

namespace {

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
