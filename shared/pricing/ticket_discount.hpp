#pragma once

// A discount on the whole ticket, shared out over lines and taxes. Internal to pricing.

#include <span>

#include "base/error.hpp"
#include "pricing/pricing.hpp"
#include "pricing/tax_chain.hpp"

namespace mostrador::pricing {

struct DiscountableLine {
    const TaxChain* chain;
    PricedLine* line;  ///< in steps of the currency
};

/// Takes a discount off the lines and returns it, with tax, in steps of the currency.
///
/// It is computed from the document, not line by line: off the total with tax, off each tax in the
/// same proportion, each rounded once; the base gives the rest. A fixed tax is not discounted, nor
/// what other taxes take of it. Then each amount is spread over the lines.
/// Errors: input.out_of_range{field: ticket_discount}, number.overflow.
base::Result<Minor> take_ticket_discount(const Discount& discount, Minor step,
                                         std::span<const DiscountableLine> lines);

}  // namespace mostrador::pricing
