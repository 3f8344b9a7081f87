#include "documents/receipt_paper.hpp"

#include "base/concat.hpp"
#include "documents/card_paper.hpp"
#include "documents/money_text.hpp"
#include "documents/words.hpp"
#include "organization/time_zone.hpp"
#include "sales/voucher.hpp"

namespace mostrador::documents {
namespace {

using base::concat;
using enum Align;

/// The law asks 30 to 40 mm of fiscal codes. Whole dots may take 3 mm from it or add as much.
constexpr std::int64_t kQrMm = 34;
constexpr std::size_t kTenantDigits = 8;
constexpr std::size_t kDateLength = 10;  ///< "20/11/2026"

Word word_of(sales::Mark mark) {
    switch (mark) {
        case sales::Mark::courtesy:
            return Word::courtesy;
        case sales::Mark::test:
            return Word::test;
        case sales::Mark::no_revenue:
            return Word::no_revenue;
    }
    return Word::test;
}

/// Writes one receipt; each method adds one part of the paper, top to bottom.
class Writer {
public:
    /// `invoice`: the one that the receipt became, to be written instead of it.
    Writer(const sales::ReceiptView& receipt, const organization::Tenant& tenant,
           const sales::InvoiceView* invoice)
        : receipt_(receipt), tenant_(tenant), invoice_(invoice) {}

    void head() {
        const auto& shop = receipt_.shop;
        paper_.logo();
        paper_.text(shop.name, TextStyle::title, center);
        if (shop.legal_name != shop.name) paper_.text(shop.legal_name, TextStyle::normal, center);
        if (!shop.tax_id.empty()) {
            paper_.text(concat(tax_id_name(tenant_.country), " ", shop.tax_id), TextStyle::normal,
                        center);
        }
        paper_.text(shop.branch, TextStyle::normal, center);
        paper_.text(shop.address, TextStyle::normal, center);
        paper_.text(title(), TextStyle::heading, center);
        if (invoice_ != nullptr) buyer(invoice_->buyer);
        if (const auto source = made_of()) {
            paper_.text(concat(says(Word::of), " ", *source), TextStyle::normal, center);
        }
        if (receipt_.mark) {
            paper_.text(std::string(says(word_of(*receipt_.mark))), TextStyle::strong, center);
        }
        const auto& time = invoice_ != nullptr ? invoice_->local_time : receipt_.local_time;
        paper_.text(concat(time, " · ", receipt_.register_name), TextStyle::normal, center);
        paper_.text(concat(says(Word::served_by), " ", receipt_.cashier), TextStyle::normal,
                    center);
    }

    void lines() {
        paper_.mark(BlockKind::rule);
        for (const auto& line : receipt_.lines) {
            paper_.item(name_of(line), detail_of(line), money(line.total));
        }
        paper_.mark(BlockKind::rule);
    }

    void sums() {
        if (receipt_.discount) row(Word::discount, -*receipt_.discount);
        row(Word::subtotal, receipt_.subtotal);
        for (const auto& tax : receipt_.taxes)
            paper_.columns(tax_text(tax), money(tax.amount));
        paper_.columns(std::string(says(Word::total)),
                       price_text(receipt_.total, tenant_.currency, tenant_.country),
                       TextStyle::total);
        if (receipt_.tip) row(Word::tip, *receipt_.tip);
        if (receipt_.rounding) row(Word::rounding, *receipt_.rounding);
        for (const auto& payment : receipt_.payments)
            pay(payment);
        if (receipt_.change > 0) row(Word::change, receipt_.change);
    }

    /// SALE-6: what is left of a voucher is spent by showing this.
    void vouchers() {
        for (const auto& payment : receipt_.payments) {
            const bool given = payment.method == payments::Method::voucher && payment.amount < 0;
            if (given && invoice_ == nullptr) voucher(payment);
        }
    }

    void foot(std::string link) {
        const bool page = link.starts_with("http");
        paper_.text(receipt_.note.value_or(""), TextStyle::normal, center);
        paper_.code(BlockKind::qr, std::move(link), kQrMm);
        if (page) paper_.text(std::string(says(Word::see_online)), TextStyle::small, center);
        paper_.text(std::string(says(Word::thanks)), TextStyle::normal, center);
        paper_.mark(BlockKind::cut);
        for (const auto& payment : receipt_.payments) {
            if (payment.method == payments::Method::cash) return paper_.mark(BlockKind::drawer);
        }
    }

    Paper finish() { return {{}, number(), tenant_.language, 1, paper_.take()}; }

private:
    std::string_view says(Word each) const { return word(each, tenant_.language); }

    std::string title() const {
        const auto kind = receipt_.original ? Word::credit_note : Word::receipt;
        return concat(says(invoice_ != nullptr ? Word::invoice : kind), " ", number());
    }

    const std::string& number() const {
        return invoice_ != nullptr ? invoice_->number : receipt_.number;
    }

    /// The receipt that became this invoice, or that this credit note gives back.
    std::optional<std::string> made_of() const {
        return invoice_ != nullptr ? receipt_.number : receipt_.original_number;
    }

    /// For whom an invoice is.
    void buyer(const sales::Buyer& buyer) {
        paper_.text(std::string(says(Word::buyer)), TextStyle::small, center);
        for (const auto* text : {&buyer.name, &buyer.document, &buyer.address})
            paper_.text(*text, TextStyle::normal, center);
    }

    /// "Café con leche + Doble 3.00 (sin azúcar)"
    std::string name_of(const sales::ReceiptLineView& line) const {
        auto name = line.name;
        if (line.origin && line.origin->combo) name = concat(line.origin->combo->name, ": ", name);
        for (const auto& modifier : line.modifiers) {
            name += concat(" + ", modifier.name);
            if (modifier.price != 0) name += concat(" ", money(modifier.price));
        }
        if (line.note) name += concat(" (", *line.note, ")");
        return name;
    }

    std::string detail_of(const sales::ReceiptLineView& line) const {
        const auto quantity = decimal_text(line.quantity, tenant_.country);
        auto text = concat(quantity, " ", line.unit, " × ", money(line.unit_price));
        if (line.origin && line.origin->list) text += concat(" · ", line.origin->list->name);
        if (line.origin && line.origin->promotion)
            text += concat(" · ", line.origin->promotion->name);
        if (line.discount) text += concat(" · ", says(Word::discount), " ", money(-*line.discount));
        return text;
    }

    void row(Word each, std::int64_t minor) {
        paper_.columns(std::string(says(each)), money(minor));
    }

    /// A voucher with its code: what is left of it can be spent with this paper.
    void pay(const sales::PaymentView& payment) {
        const auto name = says(documents::word_of(payment.method));
        const bool voucher = payment.method == payments::Method::voucher;
        paper_.columns(voucher ? concat(name, " ", payment.reference) : std::string(name),
                       money(payment.tendered));
    }

    void voucher(const sales::PaymentView& payment) {
        paper_.mark(BlockKind::rule);
        paper_.text(concat(says(Word::voucher), " ", payment.reference), TextStyle::heading,
                    center);
        paper_.text(price_text(-payment.amount, tenant_.currency, tenant_.country),
                    TextStyle::title, center);
        paper_.code(BlockKind::qr, voucher_code(payment.reference), kQrMm);
        const auto until =
            organization::local_text(tenant_.time_zone, sales::voucher_expires_at(receipt_.at_us));
        if (until) {
            paper_.text(concat(says(Word::valid_until), " ", until->substr(0, kDateLength)),
                        TextStyle::normal, center);
        }
        paper_.mark(BlockKind::rule);
    }

    std::string money(std::int64_t minor) const {
        return money_text(minor, tenant_.currency, tenant_.country);
    }

    /// With several rates, each says of how much it was taken.
    std::string tax_text(const sales::TaxView& tax) const {
        if (receipt_.taxes.size() < 2) return tax.name;
        return concat(tax.name, " (", says(Word::tax_base), " ", money(tax.base), ")");
    }

    const sales::ReceiptView& receipt_;
    const organization::Tenant& tenant_;
    const sales::InvoiceView* invoice_;
    PaperWriter paper_;
};

Paper write(Writer writer, std::string link) {
    writer.head();
    writer.lines();
    writer.sums();
    writer.vouchers();
    writer.foot(std::move(link));
    return writer.finish();
}

}  // namespace

std::string receipt_link(std::string_view hub, const base::Id& tenant, const base::Id& receipt) {
    if (hub.empty()) return "mostrador:receipt:" + receipt.text();
    const auto digits = tenant.text();
    return concat(hub, "/r/", std::string_view(digits).substr(digits.size() - kTenantDigits), "/",
                  receipt.text());
}

Paper receipt_paper(const sales::ReceiptView& receipt, const organization::Tenant& tenant,
                    std::string link) {
    return write(Writer(receipt, tenant, nullptr), std::move(link));
}

Paper invoice_paper(const sales::ReceiptView& receipt, const organization::Tenant& tenant,
                    std::string link) {
    return write(Writer(receipt, tenant, &*receipt.invoice), std::move(link));
}

void mark_duplicate(Paper& paper) {
    take_drawer(paper);
    paper.blocks.insert(paper.blocks.begin(),
                        {.style = TextStyle::banner,
                         .align = center,
                         .text = std::string(word(Word::duplicate, paper.language))});
}

}  // namespace mostrador::documents
