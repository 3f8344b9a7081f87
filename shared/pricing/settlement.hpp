#pragma once

// Paying a total: cash rounding, what is still due, change. Pure, like pricing.hpp.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "pricing/pricing.hpp"

namespace mostrador::pricing {

enum class CashRoundingMode : std::uint8_t { half_up, half_down, half_even, up, down };  ///< by magnitude

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
base::Result<Minor> round_to_cash(Minor amount, const CashRounding& rounding);

/// What a customer offers. No amount means exactly what is due when its turn comes.
struct Tender {
  bool cash = false;
  std::optional<Minor> amount;
};

struct Payment {
  Minor due_before = 0;  ///< not yet covered when this tender's turn came, before its rounding
  Minor amount = 0;      ///< taken, including what is handed back as change
  bool operator==(const Payment&) const = default;
};

/// `total + rounding == paid + remaining`. Signs follow the total: refunds have negative amounts.
struct Settlement {
  Minor total = 0;
  Minor due = 0;        ///< what is asked for: the total, or it rounded when every method rounds
  Minor paid = 0;       ///< tendered less change
  Minor rounding = 0;   ///< what cash rounding adds to (or takes off) the total
  Minor change = 0;     ///< handed back; positive in a sale
  Minor remaining = 0;  ///< still missing; zero when the sale may be closed
  Minor cash = 0;       ///< tendered in cash; change above it came from another method
  std::vector<Payment> payments;  ///< one for each tender, in order
  bool operator==(const Settlement&) const = default;
};

/// Applies tenders in order to a total. It does not refuse short or excessive tenders: a caller
/// that closes a sale asks `check_closed`. Error: input.out_of_range{field}.
base::Result<Settlement> settle(Minor total, std::span<const Tender> tenders,
                            const std::optional<CashRounding>& rounding = std::nullopt);

/// Errors: sales.tender_short{due,given}; sales.tender_over when change exceeds the cash given.
base::Status check_closed(const Settlement& settlement);

}  // namespace mostrador::pricing
