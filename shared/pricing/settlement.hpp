#pragma once

// Paying a total: cash rounding, what is still due, change. Pure, like pricing.hpp.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "pricing/pricing.hpp"

namespace mostrador::pricing {

/// Of the amount to pay, whichever way the money goes: a refund is rounded like the sale it undoes.
enum class CashRoundingMode : std::uint8_t { half_up, half_down, half_even, up, down };

enum class CashRoundingScope : std::uint8_t {
    cash_only,    ///< only what is paid in cash is rounded
    all_methods,  ///< the amount due is rounded, whatever it is paid with
};

/// Rounding to the coins in use.
struct CashRounding {
    Minor step = 1;  ///< 5 for 0.05, 10 for 0.10, in minor units
    CashRoundingMode mode = CashRoundingMode::half_up;
    CashRoundingScope scope = CashRoundingScope::cash_only;
};

/// Rounds an amount to coins: 1572 at step 5 half up is 1570.
/// Errors: input.out_of_range{field: cash_rounding}, number.overflow.
base::Result<Minor> round_to_cash(Minor amount, const CashRounding& rounding);

/// Where a document keeps the rounding of its own total.
enum class RoundingPlace : std::uint8_t {
    separate_line,  ///< beside the taxes, in `Priced::cash_rounding`
    biggest_tax,    ///< in the group that takes most; nowhere when there is no tax
};

/// Rounds the total of a priced document itself, before anybody pays.
/// Errors: as `round_to_cash`.
base::Status round_document(Priced& document, const CashRounding& rounding, RoundingPlace place);

/// What a customer offers. No amount means exactly what is due when its turn comes.
struct Tender {
    bool cash = false;
    std::optional<Minor> amount;
};

struct Payment {
    Minor due = 0;     ///< still to pay when this tender's turn came
    Minor amount = 0;  ///< given, including what is handed back as change
    bool operator==(const Payment&) const = default;
};

/// How a total is paid. Signs follow the total: in a refund all amounts are negative.
/// Once `remaining` is zero, `total + rounding + change_rounding == paid - change`.
struct Settlement {
    Minor total = 0;
    Minor due = 0;        ///< asked for: the total, or it rounded when every method rounds
    Minor paid = 0;       ///< given, including what is handed back
    Minor change = 0;     ///< handed back to the customer; positive in a sale
    Minor remaining = 0;  ///< still to pay; zero when the sale may be closed
    Minor rounding = 0;   ///< paid above the total (or below) because coins end there
    Minor change_rounding =
        0;           ///< handed back below the difference (or above), for the same reason
    Minor cash = 0;  ///< the part of `paid` given in cash
    std::vector<Payment> payments;  ///< one for each tender, in order
    bool operator==(const Settlement&) const = default;
};

/// Applies tenders in order to a total (a tip belongs to the total). It does not refuse short or
/// excessive tenders: who closes a sale asks `check_closed`.
/// Errors: as `round_to_cash`; input.out_of_range{field: tender} for an amount of the wrong sign.
/// Example: 15.72 with 0.68 by card and the rest in coins of 0.05 is 0.68 and 15.05.
base::Result<Settlement> settle(Minor total, std::span<const Tender> tenders,
                                const std::optional<CashRounding>& rounding = std::nullopt);

/// Errors: sales.tender_short{due, given}; sales.tender_over when change exceeds the cash given.
base::Status check_closed(const Settlement& settlement);

}  // namespace mostrador::pricing
