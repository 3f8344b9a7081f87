#include "documents/receipt_paper.hpp"

#include <format>

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
        out_ += std::format("<header><h1>{}</h1>", escape(receipt_.shop.name));
        for (const auto* text : {&receipt_.shop.legal_name, &receipt_.shop.tax_id,
                                 &receipt_.shop.branch, &receipt_.shop.address}) {
            if (!text->empty()) out_ += std::format("<p>{}</p>", escape(*text));
        }
        out_ +=
            std::format("<h2>{} {}</h2><p>{} · {}</p><p>{} {}</p></header>", words_.receipt,
                        escape(receipt_.number), receipt_.local_time,
                        escape(receipt_.register_name), words_.cashier, escape(receipt_.cashier));
    }

    void lines() {
        out_ += "<table class=\"lines\">";
        for (const auto& line : receipt_.lines) {
            out_ += std::format(
                "<tr><td colspan=\"2\">{}</td></tr><tr><td>{} {} × {}</td><td>{}</td></tr>",
                escape(line.name), line.quantity.normalized().text(), escape(line.unit),
                money(line.unit_price), money(line.total));
        }
        out_ += "</table>";
    }

    void sums() {
        out_ += "<table class=\"sums\">";
        row(words_.subtotal, receipt_.subtotal);
        for (const auto& tax : receipt_.taxes)
            row(tax.name, tax.amount);
        out_ += std::format("<tr class=\"total\"><th>{}</th><td>{} {}</td></tr>", words_.total,
                            currency_sign(tenant_.currency), money(receipt_.total));
        for (const auto& payment : receipt_.payments) {
            const bool cash = payment.method == payments::Method::cash;
            row(cash ? words_.cash : words_.card, payment.tendered);
        }
        if (receipt_.change > 0) row(words_.change, receipt_.change);
        out_ += "</table>";
    }

    base::Status foot() {
        MOSTRADOR_TRY(qr, qr_svg("mostrador:receipt:" + receipt_.id.text()));
        out_ += std::format("<footer>{}<p>{}</p></footer>", qr, words_.thanks);
        return {};
    }

    std::string finish(Paper paper) {
        return std::format("<article class=\"paper {}\">{}</article>",
                           paper == Paper::mm58 ? "paper-58" : "paper-80", out_);
    }

private:
    std::string money(std::int64_t minor) const {
        return money_text(minor, tenant_.currency, tenant_.country);
    }

    void row(std::string_view name, std::int64_t minor) {
        out_ += std::format("<tr><th>{}</th><td>{}</td></tr>", escape(name), money(minor));
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
