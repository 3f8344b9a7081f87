#include "documents/receipt_paper.hpp"

#include "base/concat.hpp"
#include "documents/money_text.hpp"
#include "documents/qr.hpp"

namespace mostrador::documents {
namespace {

/// The words on the paper; the tenant's language decides, not the screen's.
struct Words {
    std::string_view receipt, cashier, subtotal, total, change, cash, card, thanks;
};

constexpr Words kSpanish{"Recibo", "Atendido por", "Subtotal", "Total",
                         "Vuelto", "Efectivo",     "Tarjeta",  "¡Gracias por su compra!"};
constexpr Words kEnglish{"Receipt", "Served by", "Subtotal", "Total",
                         "Change",  "Cash",      "Card",     "Thank you!"};

const Words& words_of(std::string_view language) {
    return language.starts_with("en") ? kEnglish : kSpanish;
}

std::string escape(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

/// Writes one receipt; each method adds one part of the paper, top to bottom.
class Writer {
public:
    Writer(const sales::ReceiptView& receipt, const organization::Tenant& tenant)
        : receipt_(receipt), tenant_(tenant), words_(words_of(tenant.language)) {}

    void head() {
        out_ += base::concat("<header><h1>", escape(receipt_.shop.name), "</h1>");
        for (const auto* text : {&receipt_.shop.legal_name, &receipt_.shop.tax_id,
                                 &receipt_.shop.branch, &receipt_.shop.address}) {
            if (!text->empty()) out_ += base::concat("<p>", escape(*text), "</p>");
        }
        out_ += base::concat("<h2>", words_.receipt, " ", escape(receipt_.number), "</h2><p>",
                             receipt_.local_time, " · ", escape(receipt_.register_name), "</p><p>",
                             words_.cashier, " ", escape(receipt_.cashier), "</p></header>");
    }

    void lines() {
        out_ += "<table class=\"lines\">";
        for (const auto& line : receipt_.lines) {
            out_ +=
                base::concat("<tr><td colspan=\"2\">", escape(line.name), "</td></tr><tr><td>",
                             line.quantity.normalized().text(), " ", escape(line.unit), " × ",
                             money(line.unit_price), "</td><td>", money(line.total), "</td></tr>");
        }
        out_ += "</table>";
    }

    void sums() {
        out_ += "<table class=\"sums\">";
        row(words_.subtotal, receipt_.subtotal);
        for (const auto& tax : receipt_.taxes)
            row(tax.name, tax.amount);
        out_ += base::concat("<tr class=\"total\"><th>", words_.total, "</th><td>",
                             price_text(receipt_.total, tenant_.currency, tenant_.country),
                             "</td></tr>");
        for (const auto& payment : receipt_.payments) {
            const bool cash = payment.method == payments::Method::cash;
            row(cash ? words_.cash : words_.card, payment.tendered);
        }
        if (receipt_.change > 0) row(words_.change, receipt_.change);
        out_ += "</table>";
    }

    base::Status foot() {
        MOSTRADOR_TRY(qr, qr_svg("mostrador:receipt:" + receipt_.id.text()));
        out_ += base::concat("<footer>", qr, "<p>", words_.thanks, "</p></footer>");
        return {};
    }

    std::string finish(Paper paper) {
        return base::concat("<article class=\"paper ",
                            paper == Paper::mm58 ? "paper-58" : "paper-80", "\">", out_,
                            "</article>");
    }

private:
    std::string money(std::int64_t minor) const {
        return money_text(minor, tenant_.currency, tenant_.country);
    }

    void row(std::string_view name, std::int64_t minor) {
        out_ += base::concat("<tr><th>", escape(name), "</th><td>", money(minor), "</td></tr>");
    }

    const sales::ReceiptView& receipt_;
    const organization::Tenant& tenant_;
    const Words& words_;
    std::string out_;
};

}  // namespace

base::Result<std::string> receipt_html(const sales::ReceiptView& receipt,
                                       const organization::Tenant& tenant, Paper paper) {
    Writer writer(receipt, tenant);
    writer.head();
    writer.lines();
    writer.sums();
    MOSTRADOR_CHECK(writer.foot());
    return writer.finish(paper);
}

}  // namespace mostrador::documents
