#include "pricing/tax_chain.hpp"

#include <algorithm>
#include <bitset>
#include <string>

namespace mostrador::pricing {

namespace {

Exact rounded(const Exact& value) {
    const auto whole = value.rounded();
    return whole ? Exact(*whole) : Exact::invalid();
}

// `rate` of the whole of which `rest` is what the batch leaves over. Nothing left over (taxes of
// 100 % of the total, or of -100 % of the base) has no answer by division: such a tax of a total is
// taken of what there is, such a withholding takes nothing.
Exact part(const Exact& rate, const Exact& rest, const Exact& without_rest) {
    return rest.is_zero() ? without_rest : rate * rest.inverse();
}

}  // namespace

base::Result<TaxChain> TaxChain::make(std::span<const TaxIndex> taxes, const TaxTable& table,
                                      PriceTerms terms) {
    if (taxes.size() > kMostTaxesOnLine) {
        return base::fail(base::Code::input_out_of_range, {{"field", "taxes"}});
    }
    TaxChain chain;
    std::vector<const Tax*> found;
    for (const TaxIndex index : taxes) {
        if (index >= table.size()) {
            return base::fail(base::Code::input_out_of_range, {{"field", "tax"}});
        }
        const Tax& tax = table[index];
        found.push_back(&tax);
        chain.taxes_.push_back(index);
        chain.rules_.push_back(
            {.fixed = tax.kind == TaxKind::fixed_per_unit,
             .price_included = tax.price_included && terms == PriceTerms::as_configured,
             .included_in_next_base = tax.included_in_next_base,
             .base_affected_by_previous = tax.base_affected_by_previous});
    }
    chain.find_batches(found);
    chain.find_factors(found);
    chain.find_order();
    for (std::size_t of = 0; of < taxes.size(); ++of) {
        auto& signs = chain.effects_.emplace_back();
        for (std::size_t on = 0; on < taxes.size(); ++on) {
            signs[on] = static_cast<std::int8_t>(chain.effect(of, on));
        }
    }
    return chain;
}

bool TaxChain::is_fixed_within_base(std::size_t fixed, std::size_t position) const {
    return rules_[fixed].fixed && fixed < position && rules_[fixed].included_in_next_base &&
           rules_[position].base_affected_by_previous;
}

void TaxChain::evaluate(const TaxedLine& line, TaxRounding rounding,
                        std::span<ExactShare> shares) const {
    std::array<Exact, kMostTaxesOnLine> taxed;  // what each tax is taken of
    std::bitset<kMostTaxesOnLine> known;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        taxed[i] = line.amount;
        shares[i].base = line.amount;
    }
    for (const std::size_t i : order_) {
        const Exact amount = (rules_[i].fixed ? line.fixed_units : taxed[i]) * rules_[i].factor;
        shares[i].amount = rounding == TaxRounding::per_line ? rounded(amount) : amount;
        known.set(i);
        for (std::size_t j = 0; j < rules_.size(); ++j) {
            if (effects_[i][j] == 0) continue;
            const Exact moved = effects_[i][j] > 0 ? shares[i].amount : -shares[i].amount;
            shares[j].base += moved;
            if (!known.test(j)) taxed[j] += moved;
        }
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (!rules_[i].price_included) continue;
        for (std::size_t j = rules_[i].batch_begin; j < rules_[i].batch_end; ++j) {
            shares[i].base -= shares[j].amount;
        }
    }
}

// Read from the last tax to the first: a tax joins the batch after it when both are alike and it
// does not change the base of its neighbour.
void TaxChain::find_batches(std::span<const Tax* const> taxes) {
    std::size_t end = taxes.size();
    for (std::size_t i = taxes.size(); i-- > 0;) {
        const bool joins_next =
            i + 1 < taxes.size() && taxes[i]->kind == taxes[i + 1]->kind &&
            rules_[i].price_included == rules_[i + 1].price_included &&
            rules_[i].included_in_next_base == rules_[i + 1].included_in_next_base &&
            !(rules_[i].included_in_next_base && rules_[i + 1].base_affected_by_previous);
        if (!joins_next) end = i + 1;
        rules_[i].batch_end = end;
    }
    for (std::size_t i = 0; i < taxes.size(); ++i) {
        const bool joins_previous = i > 0 && rules_[i - 1].batch_end == rules_[i].batch_end;
        rules_[i].batch_begin = joins_previous ? rules_[i - 1].batch_begin : i;
    }
}

void TaxChain::find_factors(std::span<const Tax* const> taxes) {
    for (std::size_t i = 0; i < taxes.size(); ++i) {
        Rule& rule = rules_[i];
        if (rule.fixed) {
            rule.factor = exact(taxes[i]->amount).reduced();
            continue;
        }
        const Exact rate = percentage(taxes[i]->amount);
        const bool of_total = taxes[i]->kind == TaxKind::percent_of_total;
        if (of_total == rule.price_included) {  // a percentage of exactly what it is taken of
            rule.factor = rate;
            continue;
        }
        Exact rates;
        for (std::size_t j = rule.batch_begin; j < rule.batch_end; ++j) {
            rates += percentage(taxes[j]->amount);
        }
        rule.factor =
            of_total ? part(rate, Exact(1) - rates, rate) : part(rate, Exact(1) + rates, Exact(0));
    }
}

// Fixed amounts first, since they need no base; then what the price contains, from the outside in;
// then what comes on top, from the inside out.
void TaxChain::find_order() {
    const std::size_t count = rules_.size();
    for (std::size_t i = count; i-- > 0;) {
        if (rules_[i].fixed) order_.push_back(i);
    }
    for (std::size_t i = count; i-- > 0;) {
        if (!rules_[i].fixed && rules_[i].price_included) order_.push_back(i);
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!rules_[i].fixed && !rules_[i].price_included) order_.push_back(i);
    }
}

// Every base starts as the line's whole price. A tax that the price contains leaves the bases of
// the taxes outside its batch, unless it is meant to be part of theirs; a tax on top joins such
// bases.
int TaxChain::effect(std::size_t of, std::size_t on) const {
    const Rule& rule = rules_[of];
    const bool before = on < rule.batch_begin;
    const bool after = on >= rule.batch_end;
    if (!before && !after) return 0;
    const bool part_of_base =
        after && rule.included_in_next_base && rules_[on].base_affected_by_previous;
    if (rule.price_included) return part_of_base ? 0 : -1;
    return part_of_base ? 1 : 0;
}

}  // namespace mostrador::pricing
