#pragma once

// The price engine: what a basket costs, exactly. A pure function of its arguments: no clock, no
// storage, no floating point, so that a till, the hub and a test reach the same cents.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/money.hpp"

namespace mostrador::pricing {

/// An amount of the basket's currency in its minor unit (cents).
using Minor = std::int64_t;

/// Position of a tax in the `TaxTable` that a basket is priced with.
using TaxIndex = std::uint16_t;

enum class TaxKind : std::uint8_t {
    percent,           ///< `amount` percent of the base: 18 on 100.00 is 18.00
    fixed_per_unit,    ///< `amount` in major units for each unit sold: 0.50 a bag
    percent_of_total,  ///< `amount` percent of base plus tax: 10 on 90.00 is 10.00
};

/// One tax. A negative `amount` is a withholding.
struct Tax {
    std::string id;     ///< stable within its table
    std::string name;   ///< as printed
    std::string group;  ///< taxes of one group are shown as one; empty means a group of its own
    TaxKind kind = TaxKind::percent;
    base::Decimal amount;
    bool price_included = false;            ///< the unit price already contains this tax
    bool included_in_next_base = false;     ///< is part of the base of the taxes after it
    bool base_affected_by_previous = true;  ///< takes such earlier taxes into its base
};

using TaxTable = std::vector<Tax>;

/// When amounts become whole: each line's, or the document's sums.
enum class TaxRounding : std::uint8_t { per_line, globally };

/// Percent (0 to 100) or a fixed amount off; an amount has the sign of what it reduces.
struct Discount {
    enum class Kind : std::uint8_t { percent, amount };
    Kind kind = Kind::percent;
    base::Decimal percent;
    Minor amount = 0;

    auto operator<=>(const Discount&) const = default;

    static Discount by_percent(base::Decimal percent) { return {Kind::percent, percent, 0}; }

    static Discount by_amount(Minor amount) { return {Kind::amount, {}, amount}; }
};

/// `quantity` units at `unit_price` (major units, any scale). A return has a negative quantity.
/// `taxes` are applied in the order given.
struct Line {
    base::Decimal quantity;
    base::Decimal unit_price;
    std::vector<Discount> discounts;  ///< one after the other, each on what the former left
    std::vector<TaxIndex> taxes;
};

/// A percentage of the lines' total without tax after discounts, itself taxed like a line.
struct ServiceCharge {
    base::Decimal percent;
    std::vector<TaxIndex> taxes;
};

struct Basket {
    base::Currency currency;
    Minor rounding_step = 1;  ///< smallest amount of the currency in minor units (5 for 0.05)
    TaxRounding tax_rounding = TaxRounding::per_line;
    std::vector<Line> lines;
    std::vector<Discount> ticket_discounts;  ///< off the total with tax, one after the other
    std::optional<ServiceCharge> service_charge;
};

/// What one tax takes of one line or of the document.
struct TaxShare {
    TaxIndex tax = 0;
    Minor base = 0;
    Minor amount = 0;
    bool operator==(const TaxShare&) const = default;
};

/// What the taxes of one group take of the document, as receipts show it.
struct GroupShare {
    std::string group;
    std::vector<TaxIndex> taxes;  ///< of the group, those used; the first gives name and rate
    Minor base = 0;
    Minor amount = 0;
    bool operator==(const GroupShare&) const = default;
};

/// `total_included == total_excluded + Σ taxes.amount` holds for every line and for the document.
struct PricedLine {
    Minor total_excluded = 0;
    Minor total_included = 0;
    Minor discount = 0;         ///< the line's own discounts, in the terms of its unit price
    Minor ticket_discount = 0;  ///< its part of the ticket discounts, with tax
    std::vector<TaxShare> taxes;
    bool operator==(const PricedLine&) const = default;
};

/// Every document amount is the sum of the same amount over the lines and the service charge.
struct Priced {
    std::vector<PricedLine> lines;
    std::optional<PricedLine> service_charge;
    std::vector<TaxShare> taxes;     ///< one for each tax used, in table order
    std::vector<GroupShare> groups;  ///< one for each group used, in table order
    Minor total_excluded = 0;
    Minor total_tax = 0;
    Minor total_included = 0;
    Minor ticket_discount = 0;
    Minor cash_rounding = 0;  ///< added to the document by `round_document`, taxed by nobody
    bool operator==(const Priced&) const = default;

    /// What the document asks for.
    Minor total() const { return total_included + cash_rounding; }
};

/// Prices a basket. The order of its lines never changes a document amount.
/// Errors: input.out_of_range{field} for an unknown tax, a percentage outside 0..100, a discount
/// above what it reduces, a step below 1 or amounts that do not fit.
base::Result<Priced> price(const Basket& basket, const TaxTable& taxes);

/// The unit price as the decimal that a line wants: 350 minor units of PEN are 3.50.
base::Decimal unit_price(Minor amount, const base::Currency& currency);

}  // namespace mostrador::pricing
