#include "sales/tenders.hpp"

#include <algorithm>

#include "base/concat.hpp"
#include "cash/session.hpp"
#include "payments/charge.hpp"
#include "pricing/tax_tables.hpp"
#include "sales/voucher.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;
using payments::Method;

/// The approved charge becomes the tender.
Status take_charge(Context& context, const base::Id& cart, Paid& paid) {
    MOSTRADOR_TRY(charges, payments::open_charges(context.database, cart));
    const auto charge = std::ranges::find(charges, *paid.card, &payments::Charge::id);
    if (charge == charges.end()) return base::fail(Code::payments_charge_not_found);
    if (charge->state != payments::ChargeState::approved) {
        return base::fail(Code::payments_charge_mismatch);
    }
    paid.tendered = charge->amount;
    paid.reference = charge->reference;
    return {};
}

/// Turns tenders into payments one after the other, each knowing what the former left.
class Settling {
public:
    Settling(Context& context, const organization::Tenant& tenant, const Bill& bill)
        : context_(context), bill_(bill), rounding_(cash_rounding(tenant.country)) {}

    Result<Settled> run() {
        for (const auto& tender : bill_.tenders)
            MOSTRADOR_CHECK(take(tender));
        MOSTRADOR_TRY(sums, pricing::settle(bill_.due, offered_, rounding_));
        for (std::size_t i = 0; i < payments_.size(); ++i) {
            payments_[i].amount = payments_[i].tendered = sums.payments[i].amount;
        }
        return Settled{std::move(sums), std::move(payments_)};
    }

private:
    Status take(const Tender& tender) {
        const bool backwards = tender.amount && (*tender.amount < 0) != (bill_.due < 0);
        if (backwards && *tender.amount != 0) {
            return base::fail(Code::input_out_of_range, {{"field", "tenders"}});
        }
        Paid paid{.method = tender.method,
                  .reference = tender.reference.value_or(""),
                  .card = tender.card};
        std::optional<std::int64_t> amount = tender.amount;
        if (tender.card) {
            MOSTRADOR_CHECK(take_charge(context_, bill_.cart, paid));
            amount = paid.tendered;
        } else if (tender.method == Method::voucher && bill_.due > 0) {
            MOSTRADOR_TRY(credit, credit_of(paid.reference, amount));
            amount = credit;
        }
        offered_.push_back({tender.method == Method::cash, amount});
        payments_.push_back(std::move(paid));
        return {};
    }

    Result<std::int64_t> credit_of(const std::string& code, std::optional<std::int64_t> wanted) {
        MOSTRADOR_TRY(balance, spendable(context_, code));
        for (const auto& paid : payments_) {
            if (paid.method == Method::voucher && paid.reference == code) {
                return base::fail(Code::input_out_of_range, {{"field", "tenders"}});
            }
        }
        if (!wanted) {
            MOSTRADOR_TRY(so_far, pricing::settle(bill_.due, offered_, rounding_));
            return std::min(balance, so_far.remaining);
        }
        if (*wanted <= balance) return *wanted;
        return base::fail(Code::sales_voucher_short, {{"balance", std::to_string(balance)}});
    }

    Context& context_;
    const Bill& bill_;
    const std::optional<pricing::CashRounding>& rounding_;
    std::vector<pricing::Tender> offered_;
    std::vector<Paid> payments_;
};

/// Change is taken from the cash that was handed over, last tender first.
Status take_change(std::vector<Paid>& payments, std::int64_t change) {
    for (auto paid = payments.rbegin(); paid != payments.rend() && change > 0; ++paid) {
        if (paid->method != Method::cash) continue;
        paid->change = std::min(change, paid->tendered);
        paid->amount = paid->tendered - paid->change;
        change -= paid->change;
    }
    if (change > 0) return base::fail(Code::sales_tender_over, {{"method", "cash"}});
    return {};
}

}  // namespace

const std::optional<pricing::CashRounding>& cash_rounding(std::string_view country) {
    static const std::optional<pricing::CashRounding> none;
    const auto rules = pricing::country_rules(country);
    return rules ? (*rules)->cash_rounding : none;
}

Result<std::vector<std::int64_t>> quick_cash(const organization::Tenant& tenant, std::int64_t due) {
    const auto& rounding = cash_rounding(tenant.country);
    if (rounding) {
        MOSTRADOR_TRY(coins, pricing::round_to_cash(due, *rounding));
        due = coins;
    }
    return payments::quick_cash(due, tenant.currency.name());
}

Result<Settled> settle(Context& context, const organization::Tenant& tenant, const Bill& bill) {
    return Settling(context, tenant, bill).run();
}

Result<Settled> settle_fully(Context& context, const organization::Tenant& tenant,
                             const Bill& bill) {
    MOSTRADOR_TRY(settled, settle(context, tenant, bill));
    MOSTRADOR_CHECK(pricing::check_closed(settled.sums));
    // Nobody gets change from a refund: what is handed out is the refund.
    if (settled.sums.change < 0) return base::fail(Code::sales_tender_over, {{"method", ""}});
    MOSTRADOR_CHECK(take_change(settled.payments, settled.sums.change));
    return settled;
}

Result<Number> next_number(Context& context, std::string_view document) {
    std::optional<Number> number;
    std::int64_t latest = 0;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, last_number + 1, prefix, width, epoch FROM series WHERE device = ?1 "
        "AND register = ?2 AND document = ?3 ORDER BY id",
        context.identity->device, context.identity->register_id, document,
        [&](const store::Row& row) {
            if (number && row.integer(4) < latest) return;
            latest = row.integer(4);
            const auto digits = base::padded(row.integer(1), row.get<std::size_t>(3));
            number = Number{row.id(0), row.integer(1), row.get<std::string>(2) + digits};
        }));
    if (!number) return base::fail(Code::sales_no_series);
    return *number;
}

Result<base::Id> session_of(Context& context) {
    if (!context.identity->register_id) return base::fail(Code::device_not_enrolled);
    MOSTRADOR_TRY(session, cash::open_session(context.database, *context.identity->register_id));
    if (!session) return base::fail(Code::cash_session_not_open);
    return *session;
}

void add_allowed(SaleCompleted& sale, staff::Permission action, const std::optional<base::Id>& by) {
    if (!by) return;
    if (!sale.allowed) sale.allowed.emplace();
    sale.allowed->push_back({action, *by});
}

}  // namespace mostrador::sales
