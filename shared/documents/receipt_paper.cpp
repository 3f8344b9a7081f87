#include "documents/receipt_paper.hpp"

#include <array>

#include "base/concat.hpp"
#include "documents/money_text.hpp"
#include "documents/qr.hpp"

namespace mostrador::documents {
namespace {

/// The words on the paper; the tenant's language decides, not the screen's.
struct Words {
    std::string_view receipt, credit_note, invoice, of, cashier, subtotal, discount, total, tip,
        rounding, change, thanks;
    std::array<std::string_view, 4> methods;
    std::array<std::string_view, 3> marks;
};

constexpr Words kSpanish{.receipt = "Recibo",
                         .credit_note = "Nota de crédito",
                         .invoice = "Factura",
                         .of = "De",
                         .cashier = "Atendido por",
                         .subtotal = "Subtotal",
                         .discount = "Descuento",
                         .total = "Total",
                         .tip = "Propina",
                         .rounding = "Redondeo",
                         .change = "Vuelto",
                         .thanks = "¡Gracias por su compra!",
                         .methods = {"Efectivo", "Tarjeta", "Transferencia", "Vale"},
                         .marks = {"Cortesía", "PRUEBA", "Sin ingreso"}};
constexpr Words kEnglish{.receipt = "Receipt",
                         .credit_note = "Credit note",
                         .invoice = "Invoice",
                         .of = "Of",
                         .cashier = "Served by",
                         .subtotal = "Subtotal",
                         .discount = "Discount",
                         .total = "Total",
                         .tip = "Tip",
                         .rounding = "Rounding",
                         .change = "Change",
                         .thanks = "Thank you!",
                         .methods = {"Cash", "Card", "Transfer", "Voucher"},
                         .marks = {"Courtesy", "TEST", "No revenue"}};

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
    /// `invoice`: the one that the receipt became, to be written instead of it.
    Writer(const sales::ReceiptView& receipt, const organization::Tenant& tenant,
           const sales::InvoiceView* invoice)
        : receipt_(receipt),
          tenant_(tenant),
          words_(words_of(tenant.language)),
          invoice_(invoice) {}

    void head() {
        out_ += base::concat("<header><h1>", escape(receipt_.shop.name), "</h1>");
        for (const auto* text : {&receipt_.shop.legal_name, &receipt_.shop.tax_id,
                                 &receipt_.shop.branch, &receipt_.shop.address}) {
            if (!text->empty()) out_ += base::concat("<p>", escape(*text), "</p>");
        }
        const auto kind = receipt_.original ? words_.credit_note : words_.receipt;
        if (invoice_ != nullptr) {
            buyer(*invoice_);
        } else {
            out_ += base::concat("<h2>", kind, " ", escape(receipt_.number), "</h2>");
        }
        if (receipt_.original_number) {
            paragraph(base::concat(words_.of, " ", *receipt_.original_number));
        }
        if (receipt_.mark) paragraph(words_.marks[static_cast<std::size_t>(*receipt_.mark)]);
        out_ +=
            base::concat("<p>", invoice_ != nullptr ? invoice_->local_time : receipt_.local_time,
                         " · ", escape(receipt_.register_name), "</p><p>", words_.cashier, " ",
                         escape(receipt_.cashier), "</p></header>");
    }

    void lines() {
        out_ += "<table class=\"lines\">";
        for (const auto& line : receipt_.lines) {
            out_ +=
                base::concat("<tr><td colspan=\"2\">", escape(line.name), "</td></tr><tr><td>",
                             line.quantity.normalized().text(), " ", escape(line.unit), " × ",
                             money(line.unit_price), "</td><td>", money(line.total), "</td></tr>");
            if (line.discount) {
                out_ += base::concat("<tr><td>", words_.discount, "</td><td>−",
                                     money(*line.discount), "</td></tr>");
            }
            for (const auto& modifier : line.modifiers) {
                out_ += base::concat("<tr><td colspan=\"2\">+ ", escape(modifier.name),
                                     modifier.price == 0 ? "" : " " + money(modifier.price),
                                     "</td></tr>");
            }
            if (line.note) {
                out_ += base::concat("<tr><td colspan=\"2\">", escape(*line.note), "</td></tr>");
            }
        }
        out_ += "</table>";
    }

    void sums() {
        out_ += "<table class=\"sums\">";
        if (receipt_.discount) row(words_.discount, -*receipt_.discount);
        row(words_.subtotal, receipt_.subtotal);
        for (const auto& tax : receipt_.taxes)
            row(tax.name, tax.amount);
        out_ += base::concat("<tr class=\"total\"><th>", words_.total, "</th><td>",
                             price_text(receipt_.total, tenant_.currency, tenant_.country),
                             "</td></tr>");
        if (receipt_.tip) row(words_.tip, *receipt_.tip);
        if (receipt_.rounding) row(words_.rounding, *receipt_.rounding);
        for (const auto& payment : receipt_.payments)
            pay_row(payment);
        if (receipt_.change > 0) row(words_.change, receipt_.change);
        out_ += "</table>";
    }

    base::Status foot() {
        MOSTRADOR_TRY(qr, qr_svg("mostrador:receipt:" + receipt_.id.text()));
        if (receipt_.note) paragraph(*receipt_.note);
        out_ += base::concat("<footer>", qr, "<p>", words_.thanks, "</p></footer>");
        return {};
    }

    std::string finish(Paper paper) {
        return base::concat("<article class=\"paper ",
                            paper == Paper::mm58 ? "paper-58" : "paper-80", "\">", out_,
                            "</article>");
    }

private:
    /// Number, for whom, and the receipt that it was made of.
    void buyer(const sales::InvoiceView& invoice) {
        out_ += base::concat("<h2>", words_.invoice, " ", escape(invoice.number), "</h2>");
        paragraph(invoice.buyer.name);
        for (const auto* text : {&invoice.buyer.document, &invoice.buyer.address}) {
            if (!text->empty()) paragraph(*text);
        }
        paragraph(base::concat(words_.of, " ", receipt_.number));
    }

    std::string money(std::int64_t minor) const {
        return money_text(minor, tenant_.currency, tenant_.country);
    }

    void paragraph(std::string_view text) { out_ += base::concat("<p>", escape(text), "</p>"); }

    /// A voucher with its code: what is left of it can be spent with this paper.
    void pay_row(const sales::PaymentView& payment) {
        const auto name = words_.methods[static_cast<std::size_t>(payment.method)];
        const bool voucher = payment.method == payments::Method::voucher;
        row(voucher ? base::concat(name, " ", payment.reference) : std::string(name),
            payment.tendered);
    }

    void row(std::string_view name, std::int64_t minor) {
        out_ += base::concat("<tr><th>", escape(name), "</th><td>", money(minor), "</td></tr>");
    }

    const sales::ReceiptView& receipt_;
    const organization::Tenant& tenant_;
    const Words& words_;
    const sales::InvoiceView* invoice_;
    std::string out_;
};

base::Result<std::string> write(Writer writer, Paper paper) {
    writer.head();
    writer.lines();
    writer.sums();
    MOSTRADOR_CHECK(writer.foot());
    return writer.finish(paper);
}

}  // namespace

base::Result<std::string> receipt_html(const sales::ReceiptView& receipt,
                                       const organization::Tenant& tenant, Paper paper) {
    return write(Writer(receipt, tenant, nullptr), paper);
}

base::Result<std::string> invoice_html(const sales::ReceiptView& receipt,
                                       const organization::Tenant& tenant, Paper paper) {
    return write(Writer(receipt, tenant, receipt.invoice ? &*receipt.invoice : nullptr), paper);
}

}  // namespace mostrador::documents
