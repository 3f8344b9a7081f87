#include "pricing/ticket_discount.hpp"

#include <map>
#include <vector>

#include "pricing/spread.hpp"

namespace mostrador::pricing {

namespace {

std::unexpected<base::Error> out_of_range() {
    return base::fail(base::Code::input_out_of_range, {{"field", "ticket_discount"}});
}

Minor magnitude(Minor amount) {
    return amount < 0 ? -amount : amount;
}

/// The discountable part of one tax on one line.
struct Part {
    TaxShare* share;
    Minor base;
    Minor amount;
};

// What remains of an amount taken of `excluded + fixed` when the fixed taxes within it are left
// out.
base::Result<Minor> without_fixed(Minor amount, Minor excluded, Minor fixed) {
    if (fixed == 0) return amount;
    const Minor whole = excluded + fixed;
    return base::multiply_divide(amount, excluded, whole, base::Rounding::half_away);
}

class TicketDiscount {
public:
    explicit TicketDiscount(std::span<const DiscountableLine> lines) : lines_(lines) {}

    base::Result<Minor> take(const Discount& discount, Minor step) {
        MOSTRADOR_CHECK(collect());
        MOSTRADOR_TRY(taken, amount_of(discount, step));
        if (taken == 0) return 0;
        Minor from_taxes = 0;
        for (auto& [tax, parts] : parts_of_tax_) {
            MOSTRADOR_TRY(amount, reduce(parts, &Part::amount, &TaxShare::amount));
            MOSTRADOR_CHECK(reduce(parts, &Part::base, &TaxShare::base));
            from_taxes += amount;
        }
        MOSTRADOR_CHECK(reduce_bases(taken - from_taxes));
        return taken;
    }

private:
    base::Status collect() {
        for (const auto& [chain, line] : lines_) {
            total_ += line->total_excluded;
            for (std::size_t k = 0; k < line->taxes.size(); ++k) {
                if (chain->is_fixed(k)) continue;
                MOSTRADOR_TRY(part, part_of(*chain, *line, k));
                total_ += part.amount;
                parts_of_tax_[part.share->tax].push_back(part);
            }
        }
        return {};
    }

    static base::Result<Part> part_of(const TaxChain& chain, PricedLine& line,
                                      std::size_t position) {
        Minor fixed = 0;
        for (std::size_t k = 0; k < position; ++k) {
            if (chain.is_fixed_within_base(k, position)) fixed += magnitude(line.taxes[k].amount);
        }
        TaxShare& share = line.taxes[position];
        const Minor excluded = magnitude(line.total_excluded);
        MOSTRADOR_TRY(base, without_fixed(share.base, excluded, fixed));
        MOSTRADOR_TRY(amount, without_fixed(share.amount, excluded, fixed));
        return Part{&share, base, amount};
    }

    base::Result<Minor> amount_of(const Discount& discount, Minor step) {
        const Exact total(total_);
        if (discount.kind == Discount::Kind::percent) {
            ratio_ = percentage(discount.percent);
        } else {
            const auto amount = Exact::fraction(discount.amount, step).rounded();
            if (!amount) return base::fail(base::Code::number_overflow);
            if (*amount == 0) return 0;
            ratio_ = Exact::fraction(*amount, total_);
        }
        if (!ratio_.is_valid() || ratio_.sign() < 0 || (Exact(1) - ratio_).sign() < 0) {
            return out_of_range();
        }
        const auto taken = (total * ratio_).rounded();
        if (!taken) return base::fail(base::Code::number_overflow);
        return *taken;
    }

    base::Result<Minor> reduce(std::vector<Part>& parts, Minor Part::* discountable,
                               Minor TaxShare::* target) const {
        Minor sum = 0;
        std::vector<Exact> wanted;
        for (const Part& part : parts) {
            sum += part.*discountable;
            wanted.push_back(Exact(part.*discountable) * ratio_);
        }
        const auto reduction = (Exact(sum) * ratio_).rounded();
        if (!reduction) return base::fail(base::Code::number_overflow);
        MOSTRADOR_TRY(reductions, spread(*reduction, wanted));
        for (std::size_t i = 0; i < parts.size(); ++i)
            parts[i].share->*target -= reductions[i];
        return *reduction;
    }

    // What is left of the discount comes off the lines without tax; their totals follow.
    base::Status reduce_bases(Minor reduction) const {
        std::vector<Exact> wanted;
        for (const auto& [chain, line] : lines_) {
            wanted.push_back(Exact(line->total_excluded) * ratio_);
        }
        MOSTRADOR_TRY(reductions, spread(reduction, wanted));
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            PricedLine& line = *lines_[i].line;
            const Minor before = line.total_included;
            line.total_excluded -= reductions[i];
            line.total_included = line.total_excluded;
            for (const TaxShare& share : line.taxes)
                line.total_included += share.amount;
            line.ticket_discount += before - line.total_included;
        }
        return {};
    }

    std::span<const DiscountableLine> lines_;
    std::map<TaxIndex, std::vector<Part>> parts_of_tax_;
    Minor total_ = 0;
    Exact ratio_;
};

}  // namespace

base::Result<Minor> take_ticket_discount(const Discount& discount, Minor step,
                                         std::span<const DiscountableLine> lines) {
    return TicketDiscount(lines).take(discount, step);
}

}  // namespace mostrador::pricing
