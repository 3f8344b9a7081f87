#include "documents/session_paper.hpp"

#include "base/concat.hpp"
#include "documents/money_text.hpp"
#include "documents/words.hpp"
#include "organization/time_zone.hpp"

namespace mostrador::documents {
namespace {

using base::concat;
using enum Align;

class Writer {
public:
    Writer(const cash::SessionReport& report, const organization::Tenant& tenant)
        : report_(report), tenant_(tenant) {}

    base::Status head(const Place& place) {
        paper_.logo();
        paper_.text(tenant_.name, TextStyle::title, center);
        paper_.text(place.branch + " · " + place.register_name, TextStyle::normal, center);
        paper_.text(name(), TextStyle::heading, center);
        const auto& session = report_.session;
        MOSTRADOR_CHECK(moment(Word::opened, session.opened_at, session.opened_by));
        if (!report_.closed_at) return {};
        return moment(Word::closed, *report_.closed_at, report_.closed_by.value_or(""));
    }

    void sales() {
        paper_.mark(BlockKind::rule);
        row(Word::sales, money(report_.sales), TextStyle::total);
        row(Word::receipts, std::to_string(report_.receipts));
        if (report_.first && report_.last) {
            paper_.text(concat(*report_.first, " – ", *report_.last), TextStyle::small);
        }
        row(Word::opening_float, money(report_.session.opening_float));
        some(Word::refunds, report_.refunds);
        some(Word::discounts, report_.discounts);
        some(Word::tips, report_.tips);
        some(Word::rounding, report_.rounding);
        if (report_.marked.value_or(0) != 0) row(Word::marked, std::to_string(*report_.marked));
    }

    /// Cash that went in and out without a sale.
    void movements() {
        if (!report_.movements || report_.movements->empty()) return;
        heading(Word::movements);
        for (const auto& each : *report_.movements) {
            paper_.columns(
                each.reason.empty() ? std::string(says(Word::drawer_opened)) : each.reason,
                money(each.amount));
        }
    }

    void payments() {
        heading(Word::payments);
        for (const auto& method : report_.by_method) {
            paper_.text(std::string(says(word_of(method.method))), TextStyle::strong);
            row(Word::expected, money(method.expected));
            if (method.counted) row(Word::counted, money(*method.counted));
            if (!method.difference) continue;
            row(Word::difference, money(*method.difference),
                *method.difference == 0 ? TextStyle::normal : TextStyle::strong);
        }
    }

    void taxes() {
        if (report_.taxes.empty()) return;
        heading(Word::taxes);
        for (const auto& tax : report_.taxes) {
            paper_.columns(concat(tax.name, " (", says(Word::tax_base), " ", money(tax.base), ")"),
                           money(tax.amount));
        }
    }

    /// The notes and coins as they were counted.
    void pieces() {
        if (!report_.pieces || report_.pieces->empty()) return;
        heading(Word::counted);
        for (const auto& each : *report_.pieces) {
            paper_.text(concat(std::to_string(each.count), " × ", money(each.value)));
        }
    }

    /// What was written at the closing, and what became known after it.
    void remarks() {
        paper_.text(report_.notes.value_or(""));
        if (!report_.addendum) return;
        heading(Word::after_closing);
        row(Word::receipts, std::to_string(report_.addendum->receipts));
        row(Word::sales, money(report_.addendum->sales));
        row(Word::cash, money(report_.addendum->cash));
    }

    Paper finish() {
        paper_.mark(BlockKind::cut);
        return {PaperForm::ticket, name(), tenant_.language, 1, paper_.take()};
    }

private:
    std::string_view says(Word each) const { return word(each, tenant_.language); }

    std::string name() const {
        if (!report_.number) return std::string(says(Word::x_report));
        return concat(says(Word::z_report), " ", *report_.number);
    }

    std::string money(std::int64_t minor) const {
        return money_text(minor, tenant_.currency, tenant_.country);
    }

    void heading(Word each) {
        paper_.mark(BlockKind::rule);
        paper_.text(std::string(says(each)), TextStyle::small);
    }

    void row(Word each, std::string amount, TextStyle style = TextStyle::normal) {
        paper_.columns(std::string(says(each)), std::move(amount), style);
    }

    /// Nothing where there is nothing to say.
    void some(Word each, std::optional<std::int64_t> minor) {
        if (minor.value_or(0) != 0) row(each, money(*minor));
    }

    base::Status moment(Word each, std::int64_t at_us, const std::string& who) {
        MOSTRADOR_TRY(time, organization::local_text(tenant_.time_zone, at_us));
        paper_.text(concat(says(each), " ", time, who.empty() ? "" : " · ", who), TextStyle::normal,
                    center);
        return {};
    }

    const cash::SessionReport& report_;
    const organization::Tenant& tenant_;
    PaperWriter paper_;
};

}  // namespace

base::Result<Paper> session_paper(const cash::SessionReport& report,
                                  const organization::Tenant& tenant, const Place& place) {
    Writer writer(report, tenant);
    MOSTRADOR_CHECK(writer.head(place));
    writer.sales();
    writer.movements();
    writer.payments();
    writer.pieces();
    writer.taxes();
    writer.remarks();
    return writer.finish();
}

}  // namespace mostrador::documents
