#pragma once

// The taxes of a line, prepared once for all lines that carry the same ones. Internal to pricing.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "pricing/exact.hpp"
#include "pricing/pricing.hpp"

namespace mostrador::pricing {

/// Most taxes that one line may carry.
constexpr std::size_t kMostTaxesOnLine = 16;

/// What one tax takes of a line, before or after rounding.
struct ExactShare {
    Exact base;
    Exact amount;
};

/// What the engine asks of a line.
struct TaxedLine {
    Exact amount;       ///< quantity at unit price less discounts, in steps of the currency
    Exact fixed_units;  ///< what a fixed tax of 1.00 a unit takes, in steps of the currency
};

enum class PriceTerms : std::uint8_t {
    as_configured,  ///< each tax says whether the price contains it
    without_tax,    ///< the amount contains no tax, whatever the taxes say
};

/// Taxes in the order in which they apply, and how each moves the base of the others.
///
/// Neighbouring taxes of one kind that do not see each other form a batch: they share one base, and
/// when the price contains them they are taken out of it together (10 % and 8 % of 118 are 10 and
/// 8).
class TaxChain {
public:
    /// Errors: input.out_of_range{field: tax}.
    static base::Result<TaxChain> make(std::span<const TaxIndex> taxes, const TaxTable& table,
                                       PriceTerms terms);

    std::span<const TaxIndex> taxes() const { return taxes_; }

    bool is_price_included(std::size_t position) const { return rules_[position].price_included; }

    /// Fixed taxes of before `position` whose amount is part of its base.
    bool is_fixed_within_base(std::size_t fixed, std::size_t position) const;

    bool is_fixed(std::size_t position) const { return rules_[position].fixed; }

    /// Fills one share a tax. With `TaxRounding::per_line` every amount is rounded as soon as it is
    /// known, so that later bases are whole.
    void evaluate(const TaxedLine& line, TaxRounding rounding, std::span<ExactShare> shares) const;

private:
    struct Rule {
        Exact factor;  ///< amount = factor × base, or × fixed units
        bool fixed = false;
        bool price_included = false;
        bool included_in_next_base = false;
        bool base_affected_by_previous = true;
        std::size_t batch_begin = 0;  ///< its batch is [batch_begin, batch_end)
        std::size_t batch_end = 0;
    };

    void find_batches(std::span<const Tax* const> taxes);
    void find_factors(std::span<const Tax* const> taxes);
    void find_order();
    int effect(std::size_t of, std::size_t on) const;

    std::vector<TaxIndex> taxes_;
    std::vector<Rule> rules_;
    std::vector<std::size_t> order_;                                  ///< of evaluation
    std::vector<std::array<std::int8_t, kMostTaxesOnLine>> effects_;  ///< sign of tax i on base j
};

}  // namespace mostrador::pricing
