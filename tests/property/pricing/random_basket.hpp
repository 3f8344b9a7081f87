#pragma once

#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "pricing/pricing.hpp"
#include "pricing/settlement.hpp"

namespace mostrador::pricing::test {

/// What to price, and how it is paid.
struct Purchase {
    TaxTable taxes;
    Basket basket;
    std::vector<Tender> tenders;
    std::optional<CashRounding> cash_rounding;
};

/// Any purchase that the engine admits, the same for the same seed on every platform: currencies of
/// 0 to 3 digits and odd steps, stacked, included, fixed and withholding taxes, discounts, returns,
/// service charge, cash rounding.
Purchase random_purchase(base::Random& random);

/// A basket of plain percent taxes that every price contains, or none does.
Purchase plain_purchase(base::Random& random, bool price_included);

}  // namespace mostrador::pricing::test
