#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "organization/queries.hpp"
#include "pricing/settlement.hpp"
#include "sales/operations.hpp"

namespace mostrador::sales {

/// What a customer hands over, or gets back in a refund. No amount means exactly what is due when
/// this tender's turn comes; of a voucher at most its balance. A `card` is an approved charge,
/// which says amount and reference itself.
struct Tender {
    payments::Method method = payments::Method::cash;
    std::optional<std::int64_t> amount;
    std::optional<std::string> reference;
    std::optional<base::Id> card;

    static constexpr auto fields() {
        return base::fields(
            base::field("method", &Tender::method), base::field("amount", &Tender::amount),
            base::field("reference", &Tender::reference), base::field("card", &Tender::card));
    }
};

/// A total with the tenders for it, in order. Negative in a refund.
struct Bill {
    base::Id cart;
    std::int64_t due = 0;  ///< with the tip
    const std::vector<Tender>& tenders;
};

struct Settled {
    pricing::Settlement sums;
    std::vector<Paid> payments;  ///< one for each tender; change is not yet taken from them
};

/// The coins in which a country pays, if they end above one minor unit.
const std::optional<pricing::CashRounding>& cash_rounding(std::string_view country);

/// What the tenders pay of the bill, in the coins of the country. Short and excessive tenders are
/// no error here.
/// Errors: input.out_of_range{field: tenders}; sales.voucher_*; payments.charge_not_found,
/// payments.charge_mismatch.
base::Result<Settled> settle(command::Context& context, const organization::Tenant& tenant,
                             const Bill& bill);

/// The same as it is booked: paid in full, change taken from the cash.
/// Errors also: sales.tender_short{due, given}, sales.tender_over{method}.
base::Result<Settled> settle_fully(command::Context& context, const organization::Tenant& tenant,
                                   const Bill& bill);

/// Sums that a customer is likely to hand over for an amount, the exact one first, in coins that
/// exist.
base::Result<std::vector<std::int64_t>> quick_cash(const organization::Tenant& tenant,
                                                   std::int64_t due);

/// Coins that were paid above what is due, or below it.
inline std::optional<std::int64_t> rounding_of(const pricing::Settlement& sums) {
    const auto rounding = sums.rounding + sums.change_rounding;
    if (rounding == 0) return std::nullopt;
    return rounding;
}

/// A number of a series that this device may write.
struct Number {
    base::Id series;
    std::int64_t number = 1;
    std::string text;
};

/// The next number of a document ("receipt", "credit_note", "invoice"); the latest lease counts.
/// Error: sales.no_series.
base::Result<Number> next_number(command::Context& context, std::string_view document);

/// The open session of this device's register. Errors: device.not_enrolled, cash.session_not_open.
base::Result<base::Id> session_of(command::Context& context);

/// Adds who allowed an action, if somebody had to.
void add_allowed(SaleCompleted& sale, staff::Permission action, const std::optional<base::Id>& by);

}  // namespace mostrador::sales
