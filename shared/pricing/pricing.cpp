#include "pricing/pricing.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "pricing/exact.hpp"
#include "pricing/spread.hpp"
#include "pricing/tax_chain.hpp"
#include "pricing/ticket_discount.hpp"

namespace mostrador::pricing {

namespace {

// With at most this many lines, sums of amounts below Exact::kLargest fit 64 bits.
constexpr std::size_t kMostLines = 4000;

std::unexpected<base::Error> out_of_range(std::string field) {
    return base::fail(base::Code::input_out_of_range, {{"field", std::move(field)}});
}

std::unexpected<base::Error> overflow() {
    return base::fail(base::Code::number_overflow);
}

base::Result<Minor> whole(const Exact& value) {
    const auto rounded = value.rounded();
    if (!rounded) return overflow();
    return *rounded;
}

bool is_percentage(const base::Decimal& value) {
    return !value.is_negative() && value <= base::Decimal(100);
}

base::Decimal magnitude(const base::Decimal& value) {
    return value.is_negative() ? value.negated().value_or(value) : value;
}

// An order by content in which a return stands where its sale stood.
std::strong_ordering compare(const Line& a, const Line& b) {
    const auto content = [](const Line& line) {
        return std::tie(line.unit_price, line.taxes, line.discounts);
    };
    if (const auto order = content(a) <=> content(b); order != 0) return order;
    const auto order = magnitude(a.quantity) <=> magnitude(b.quantity);
    return order != 0 ? order : a.quantity <=> b.quantity;
}

/// A line on its way: its shares stand in one row with those of the other lines.
struct Draft {
    std::size_t chain = 0;
    std::size_t first_share = 0;
    Exact excluded;
    Exact included;
    Minor undiscounted = 0;
    Minor discounted = 0;
};

/// Prices one basket. Amounts are in steps of the currency (cents, or 0.05, or whole pesos) until
/// the very end.
class Pricer {
public:
    Pricer(const Basket& basket, const TaxTable& table) : basket_(basket), table_(table) {}

    base::Result<Priced> run() {
        MOSTRADOR_CHECK(check_basket());
        order_lines();
        MOSTRADOR_CHECK(evaluate_lines());
        MOSTRADOR_CHECK(round_lines());
        MOSTRADOR_CHECK(take_ticket_discounts());
        MOSTRADOR_CHECK(add_service_charge());
        sum_up();
        restore_order();
        return std::move(priced_);
    }

private:
    base::Status check_basket() const {
        if (basket_.rounding_step < 1) return out_of_range("rounding_step");
        if (basket_.lines.size() > kMostLines) return out_of_range("lines");
        if (basket_.currency.minor_digits > base::Decimal::kMaxScale) {
            return out_of_range("currency");
        }
        return {};
    }

    // Of lines that deserve a left-over cent equally one must get it. Working in the order of their
    // contents makes that choice, and with it the document, independent of the order of the lines.
    void order_lines() {
        order_.resize(basket_.lines.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        const bool shares_cents =
            basket_.tax_rounding == TaxRounding::globally || !basket_.ticket_discounts.empty();
        if (!shares_cents) return;
        std::ranges::sort(order_, [&](std::size_t a, std::size_t b) {
            const auto order = compare(basket_.lines[a], basket_.lines[b]);
            return order != 0 ? order < 0 : a < b;
        });
    }

    void restore_order() {
        std::vector<PricedLine> lines(order_.size());
        for (std::size_t i = 0; i < order_.size(); ++i) {
            lines[order_[i]] = std::move(priced_.lines[i]);
        }
        priced_.lines = std::move(lines);
    }

    base::Status evaluate_lines() {
        drafts_.reserve(order_.size());
        for (const std::size_t position : order_) {
            const Line& line = basket_.lines[position];
            MOSTRADOR_TRY(chain, chain_of(line.taxes));
            Draft& draft = drafts_.emplace_back();
            draft.chain = chain;
            MOSTRADOR_TRY(taxed, taxed_line(line, draft));
            evaluate(draft, taxed);
        }
        return {};
    }

    base::Result<std::size_t> chain_of(const std::vector<TaxIndex>& taxes) {
        for (std::size_t i = 0; i < chains_.size(); ++i) {
            if (std::ranges::equal(chains_[i].taxes(), taxes)) return i;
        }
        MOSTRADOR_TRY(chain, TaxChain::make(taxes, table_, PriceTerms::as_configured));
        chains_.push_back(std::move(chain));
        return chains_.size() - 1;
    }

    // Steps of the currency in one major unit: 100 for cents, 20 for 0.05.
    Exact steps_per_unit() const {
        return Exact::fraction(power_of_ten(basket_.currency.minor_digits), basket_.rounding_step);
    }

    base::Result<TaxedLine> taxed_line(const Line& line, Draft& draft) const {
        const Exact units = exact(line.quantity) * steps_per_unit();
        const Exact undiscounted = (units * exact(line.unit_price)).reduced();
        MOSTRADOR_TRY(discounted, after_discounts(undiscounted, line.discounts));
        MOSTRADOR_TRY(before, whole(undiscounted));
        MOSTRADOR_TRY(after, whole(discounted));
        draft.undiscounted = before;
        draft.discounted = after;
        // A fixed tax has the sign of the price, so that a negative price gives it back.
        const bool gives_back = line.unit_price.is_negative() && !discounted.is_zero();
        return TaxedLine{
            .amount = basket_.tax_rounding == TaxRounding::per_line ? Exact(after) : discounted,
            .fixed_units = gives_back ? -units : units};
    }

    base::Result<Exact> after_discounts(Exact amount,
                                        const std::vector<Discount>& discounts) const {
        for (const Discount& discount : discounts) {
            if (discount.kind == Discount::Kind::percent) {
                if (!is_percentage(discount.percent)) return out_of_range("discount");
                amount = amount * (Exact(1) - percentage(discount.percent));
                continue;
            }
            const Exact off = Exact::fraction(discount.amount, basket_.rounding_step);
            const Exact left = amount - off;
            if (!off.is_zero() && (off.sign() != amount.sign() || left.sign() == -amount.sign())) {
                return out_of_range("discount");
            }
            amount = left;
        }
        return amount;
    }

    void evaluate(Draft& draft, const TaxedLine& line) {
        const TaxChain& chain = chains_[draft.chain];
        draft.first_share = shares_.size();
        shares_.resize(shares_.size() + chain.taxes().size());
        const auto shares = shares_of(draft);
        chain.evaluate(line, basket_.tax_rounding, shares);
        draft.excluded = shares.empty() ? line.amount : shares.front().base;
        draft.included = draft.excluded;
        for (const ExactShare& share : shares)
            draft.included += share.amount;
    }

    std::span<ExactShare> shares_of(const Draft& draft) {
        return std::span(shares_).subspan(draft.first_share, chains_[draft.chain].taxes().size());
    }

    base::Status round_lines() {
        priced_.lines.resize(drafts_.size());
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            PricedLine& line = priced_.lines[i];
            line.discount = drafts_[i].undiscounted - drafts_[i].discounted;
            for (const TaxIndex tax : chains_[drafts_[i].chain].taxes())
                line.taxes.push_back({tax});
        }
        return basket_.tax_rounding == TaxRounding::per_line ? round_each() : round_together();
    }

    base::Status round_each() {
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            PricedLine& line = priced_.lines[i];
            MOSTRADOR_TRY(excluded, whole(drafts_[i].excluded));
            line.total_excluded = excluded;
            line.total_included = excluded;
            const auto shares = shares_of(drafts_[i]);
            for (std::size_t k = 0; k < shares.size(); ++k) {
                MOSTRADOR_TRY(base, whole(shares[k].base));
                MOSTRADOR_TRY(amount, whole(shares[k].amount));
                line.taxes[k].base = base;
                line.taxes[k].amount = amount;
                line.total_included += amount;
            }
        }
        return {};
    }

    // The document's sums are rounded; each line then gets whole amounts that add up to them.
    base::Status round_together() {
        MOSTRADOR_TRY(on_top, has_tax_on_top());
        MOSTRADOR_CHECK(round_taxes());
        std::vector<Exact> wanted;
        ExactSum sum;
        for (const Draft& draft : drafts_) {
            wanted.push_back(on_top ? draft.excluded : draft.included);
            sum.add(wanted.back());
        }
        const auto total = sum.rounded();
        if (!total) return overflow();
        MOSTRADOR_TRY(parts, spread(*total, wanted));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            PricedLine& line = priced_.lines[i];
            Minor taxes = 0;
            for (const TaxShare& share : line.taxes)
                taxes += share.amount;
            line.total_excluded = on_top ? parts[i] : parts[i] - taxes;
            line.total_included = line.total_excluded + taxes;
        }
        return {};
    }

    // Prices that contain all their taxes fix the total, prices that do not fix the base.
    base::Result<bool> has_tax_on_top() {
        for (const Draft& draft : drafts_) {
            const auto shares = shares_of(draft);
            for (std::size_t k = 0; k < shares.size(); ++k) {
                if (chains_[draft.chain].is_price_included(k)) continue;
                MOSTRADOR_TRY(amount, whole(shares[k].amount));
                if (amount != 0) return true;
            }
        }
        return false;
    }

    struct Place {
        std::size_t line;
        std::size_t position;
    };

    base::Status round_taxes() {
        std::vector<std::vector<Place>> places(table_.size());
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            const auto taxes = chains_[drafts_[i].chain].taxes();
            for (std::size_t k = 0; k < taxes.size(); ++k)
                places[taxes[k]].push_back({i, k});
        }
        for (const auto& of_one_tax : places) {
            if (!of_one_tax.empty()) MOSTRADOR_CHECK(round_tax(of_one_tax));
        }
        return {};
    }

    base::Status round_tax(std::span<const Place> places) {
        const Place& first = places.front();
        const bool included = chains_[drafts_[first.line].chain].is_price_included(first.position);
        std::vector<Exact> amounts;
        std::vector<Exact> bases;
        ExactSum amount_sum;
        ExactSum base_sum;
        for (const auto& [line, position] : places) {
            const ExactShare& share = shares_of(drafts_[line])[position];
            amounts.push_back(share.amount);
            bases.push_back(share.base);
            amount_sum.add(share.amount);
            base_sum.add(share.base);
            if (included) base_sum.add(share.amount);
        }
        const auto amount = amount_sum.rounded();
        const auto base_or_total = base_sum.rounded();
        if (!amount || !base_or_total) return overflow();
        const Minor base = included ? *base_or_total - *amount : *base_or_total;
        MOSTRADOR_TRY(whole_amounts, spread(*amount, amounts));
        MOSTRADOR_TRY(whole_bases, spread(base, bases));
        for (std::size_t i = 0; i < places.size(); ++i) {
            TaxShare& share = priced_.lines[places[i].line].taxes[places[i].position];
            share.amount = whole_amounts[i];
            share.base = whole_bases[i];
        }
        return {};
    }

    base::Status take_ticket_discounts() {
        if (basket_.ticket_discounts.empty()) return {};
        std::vector<DiscountableLine> lines;
        lines.reserve(drafts_.size());
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            lines.push_back({&chains_[drafts_[i].chain], &priced_.lines[i]});
        }
        for (const Discount& discount : basket_.ticket_discounts) {
            MOSTRADOR_TRY(taken, take_ticket_discount(discount, basket_.rounding_step, lines));
            priced_.ticket_discount += taken;
        }
        return {};
    }

    // The charge is computed and rounded on its own: prices that contain their taxes keep their
    // total whatever it is.
    base::Status add_service_charge() {
        if (!basket_.service_charge) return {};
        const ServiceCharge& charge = *basket_.service_charge;
        if (!is_percentage(charge.percent)) return out_of_range("service_charge");
        Minor excluded = 0;
        for (const PricedLine& line : priced_.lines)
            excluded += line.total_excluded;
        MOSTRADOR_TRY(amount, whole(Exact(excluded) * percentage(charge.percent)));
        MOSTRADOR_TRY(chain, TaxChain::make(charge.taxes, table_, PriceTerms::without_tax));
        std::vector<ExactShare> shares(charge.taxes.size());
        chain.evaluate({.amount = Exact(amount), .fixed_units = steps_per_unit()},
                       TaxRounding::per_line, shares);
        PricedLine line{.total_excluded = amount, .total_included = amount};
        for (std::size_t k = 0; k < shares.size(); ++k) {
            MOSTRADOR_TRY(base, whole(shares[k].base));
            MOSTRADOR_TRY(tax, whole(shares[k].amount));
            line.taxes.push_back({charge.taxes[k], base, tax});
            line.total_included += tax;
        }
        priced_.service_charge = std::move(line);
        return {};
    }

    void sum_up() {
        std::vector<TaxShare> sums(table_.size());
        std::vector<bool> used(table_.size());
        std::vector<GroupShare> groups = groups_of_table();
        for (PricedLine& line : priced_.lines)
            sum_line(line, sums, used, groups);
        if (priced_.service_charge) sum_line(*priced_.service_charge, sums, used, groups);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            if (!used[i]) continue;
            const auto tax = static_cast<TaxIndex>(i);
            priced_.taxes.push_back({tax, sums[i].base, sums[i].amount});
            priced_.total_tax += sums[i].amount;
            groups[group_of_[i]].taxes.push_back(tax);
        }
        std::erase_if(groups, [](const GroupShare& group) { return group.taxes.empty(); });
        priced_.groups = std::move(groups);
        priced_.total_included = priced_.total_excluded + priced_.total_tax;
        priced_.ticket_discount *= basket_.rounding_step;
    }

    void sum_line(PricedLine& line, std::vector<TaxShare>& sums, std::vector<bool>& used,
                  std::vector<GroupShare>& groups) {
        scale(line);
        priced_.total_excluded += line.total_excluded;
        for (std::size_t k = 0; k < line.taxes.size(); ++k) {
            const TaxShare& share = line.taxes[k];
            sums[share.tax].base += share.base;
            sums[share.tax].amount += share.amount;
            used[share.tax] = true;
            GroupShare& group = groups[group_of_[share.tax]];
            group.amount += share.amount;
            // Taxes of one group on one line share its base: it counts once.
            const bool counted =
                std::ranges::any_of(std::span(line.taxes).first(k), [&](const TaxShare& other) {
                    return group_of_[other.tax] == group_of_[share.tax];
                });
            if (!counted) group.base += share.base;
        }
    }

    void scale(PricedLine& line) const {
        const Minor step = basket_.rounding_step;
        if (step == 1) return;
        line.total_excluded *= step;
        line.total_included *= step;
        line.discount *= step;
        line.ticket_discount *= step;
        for (TaxShare& share : line.taxes) {
            share.base *= step;
            share.amount *= step;
        }
    }

    std::vector<GroupShare> groups_of_table() {
        std::vector<GroupShare> groups;
        for (const Tax& tax : table_) {
            const std::string& name = tax.group.empty() ? tax.id : tax.group;
            const auto known = std::ranges::find(groups, name, &GroupShare::group);
            group_of_.push_back(static_cast<std::size_t>(known - groups.begin()));
            if (known == groups.end()) groups.push_back({.group = name});
        }
        return groups;
    }

    const Basket& basket_;
    const TaxTable& table_;
    std::vector<std::size_t> order_;  ///< position in the basket of each draft and priced line
    std::vector<TaxChain> chains_;
    std::vector<Draft> drafts_;
    std::vector<ExactShare> shares_;
    std::vector<std::size_t> group_of_;
    Priced priced_;
};

}  // namespace

base::Result<Priced> price(const Basket& basket, const TaxTable& taxes) {
    return Pricer(basket, taxes).run();
}

base::Decimal unit_price(Minor amount, const base::Currency& currency) {
    return base::to_decimal({amount, currency});
}

}  // namespace mostrador::pricing
