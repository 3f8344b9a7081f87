#include "payments/charge.hpp"
#include "sales/cart.hpp"
#include "sales/checkout.hpp"
#include "sales/tenders.hpp"

namespace mostrador::sales {
namespace {

using base::Code;
using base::Result;
using command::Context;

constexpr std::int64_t kTipPercents[] = {5, 10, 15};

struct Preview {
    base::Id cart;
    std::vector<Tender> tenders;
    std::optional<std::int64_t> tip;

    static constexpr auto fields() {
        using T = Preview;
        return base::fields(base::field("cart", &T::cart), base::field("tenders", &T::tenders),
                            base::field("tip", &T::tip));
    }
};

struct TenderView {
    static constexpr std::string_view kType = "TenderView";
    payments::Method method = payments::Method::cash;
    std::int64_t due = 0;  ///< when its turn came
    std::int64_t amount = 0;
    std::string reference;

    static constexpr auto fields() {
        using T = TenderView;
        return base::fields(base::field("method", &T::method), base::field("due", &T::due),
                            base::field("amount", &T::amount),
                            base::field("reference", &T::reference));
    }
};

struct TipView {
    static constexpr std::string_view kType = "TipView";
    std::int64_t percent = 0;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        return base::fields(base::field("percent", &TipView::percent),
                            base::field("amount", &TipView::amount));
    }
};

/// PAY-1: how far the tenders pay the cart, before anything is booked.
struct SettlementView {
    static constexpr std::string_view kType = "SettlementView";
    std::int64_t total = 0;
    std::int64_t tip = 0;
    std::int64_t due = 0;  ///< total and tip
    std::int64_t remaining = 0;
    std::int64_t change = 0;
    std::int64_t rounding = 0;
    bool closed = false;  ///< check-out would take it
    std::vector<TenderView> tenders;
    std::vector<std::int64_t> quick_cash;  ///< for what remains
    std::vector<TipView> tips;
    std::vector<payments::Charge> charges;  ///< of this cart, in no receipt yet

    static constexpr auto fields() {
        using T = SettlementView;
        return base::fields(base::field("total", &T::total), base::field("tip", &T::tip),
                            base::field("due", &T::due), base::field("remaining", &T::remaining),
                            base::field("change", &T::change),
                            base::field("rounding", &T::rounding),
                            base::field("closed", &T::closed), base::field("tenders", &T::tenders),
                            base::field("quickCash", &T::quick_cash), base::field("tips", &T::tips),
                            base::field("charges", &T::charges));
    }
};

/// Tips are worked out on what is sold.
Result<std::vector<TipView>> tips_on(std::int64_t total) {
    std::vector<TipView> tips;
    for (const auto percent : kTipPercents) {
        MOSTRADOR_TRY(amount,
                      base::multiply_divide(total, percent, 100, base::Rounding::half_away));
        tips.push_back({percent, amount});
    }
    return tips;
}

Result<SettlementView> preview(Context& context, const Preview& request) {
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(ticket, cart_ticket(context.database, request.cart));
    MOSTRADOR_TRY(priced, price_items(context, tenant, ticket));
    const auto total = owed(ticket, priced.total);
    const auto tip = request.tip.value_or(0);
    if (tip < 0) return base::fail(Code::input_out_of_range, {{"field", "tip"}});
    MOSTRADOR_TRY(due, base::checked_add(total, tip));
    MOSTRADOR_TRY(settled, settle(context, tenant, {request.cart, due, request.tenders}));
    MOSTRADOR_TRY(quick, quick_cash(tenant, settled.sums.remaining));
    MOSTRADOR_TRY(tips, tips_on(total));
    MOSTRADOR_TRY(charges, payments::open_charges(context.database, request.cart));
    SettlementView view{.total = total,
                        .tip = tip,
                        .due = due,
                        .remaining = settled.sums.remaining,
                        .change = settled.sums.change,
                        .rounding = rounding_of(settled.sums).value_or(0),
                        .closed = pricing::check_closed(settled.sums).has_value(),
                        .tenders = {},
                        .quick_cash = std::move(quick),
                        .tips = std::move(tips),
                        .charges = std::move(charges)};
    for (std::size_t i = 0; i < settled.payments.size(); ++i) {
        const auto& paid = settled.payments[i];
        view.tenders.push_back(
            {paid.method, settled.sums.payments[i].due, paid.tendered, paid.reference});
    }
    return view;
}

}  // namespace

command::Commands preview_commands() {
    using enum command::Access;
    using enum command::Effect;
    return {command::command<Preview, SettlementView>(
        "sales.settle", {person, query, staff::Permission::sell}, preview)};
}

}  // namespace mostrador::sales
