#include "pricing/settlement.hpp"

#include <algorithm>
#include <string>

#include "base/decimal.hpp"

namespace mostrador::pricing {

namespace {

Minor magnitude(Minor amount) {
    return amount < 0 ? -amount : amount;
}

bool is_amount(Minor amount) {
    return magnitude(amount / 2) <= INT64_MAX / 4;
}

base::Rounding rounding_of(CashRoundingMode mode) {
    switch (mode) {
        case CashRoundingMode::half_up:
            return base::Rounding::half_away;
        case CashRoundingMode::half_down:
            return base::Rounding::half_down;
        case CashRoundingMode::half_even:
            return base::Rounding::half_even;
        case CashRoundingMode::up:
            return base::Rounding::up;
        case CashRoundingMode::down:
            return base::Rounding::down;
    }
    return base::Rounding::half_away;
}

// Rounding a debt up means rounding down what is handed back of it.
CashRoundingMode opposite(CashRoundingMode mode) {
    switch (mode) {
        case CashRoundingMode::half_up:
            return CashRoundingMode::half_down;
        case CashRoundingMode::half_down:
            return CashRoundingMode::half_up;
        case CashRoundingMode::half_even:
            return CashRoundingMode::half_even;
        case CashRoundingMode::up:
            return CashRoundingMode::down;
        case CashRoundingMode::down:
            return CashRoundingMode::up;
    }
    return mode;
}

// What is still owed to the shop when positive, to the customer when negative.
base::Result<Minor> rounded_balance(Minor balance, CashRounding rounding) {
    if (balance < 0) rounding.mode = opposite(rounding.mode);
    return round_to_cash(balance, rounding);
}

/// Settles a sale; a refund is a sale with every sign turned.
class Settling {
public:
    Settling(Minor total, const std::optional<CashRounding>& rounding) : rounding_(rounding) {
        result_.total = total;
    }

    base::Status ask() {
        result_.due = result_.total;
        if (!rounds_everything()) return {};
        MOSTRADOR_TRY(due, round_to_cash(result_.total, *rounding_));
        result_.due = due;
        return {};
    }

    base::Status take(const Tender& tender) {
        const Minor due = result_.due - result_.paid;
        MOSTRADOR_TRY(proposed, proposal(tender.cash, due));
        const Minor amount = tender.amount.value_or(proposed);
        if (amount < 0) return base::fail(base::Code::input_out_of_range, {{"field", "tender"}});
        MOSTRADOR_TRY(paid, base::checked_add(result_.paid, amount));
        result_.paid = paid;
        if (tender.cash) result_.cash += amount;
        any_cash_ = any_cash_ || tender.cash;
        result_.payments.push_back({due, amount});
        return {};
    }

    base::Result<Settlement> finish() {
        const Minor balance = result_.total - result_.paid;
        const bool rounded = rounds_everything() || (rounding_ && any_cash_);
        if (rounded) {
            MOSTRADOR_TRY(in_coins, rounded_balance(balance, *rounding_));
            if (in_coins == 0) {
                result_.rounding = -balance;
                return std::move(result_);
            }
        }
        if (balance < 0) MOSTRADOR_CHECK(hand_back(-balance));
        if (balance > 0) result_.remaining = result_.due - result_.paid;
        return std::move(result_);
    }

private:
    bool rounds_everything() const {
        return rounding_ && rounding_->scope == CashRoundingScope::all_methods;
    }

    base::Result<Minor> proposal(bool cash, Minor due) const {
        if (due <= 0) return 0;
        if (!rounding_ || rounds_everything() || !cash) return due;
        return round_to_cash(due, *rounding_);
    }

    base::Status hand_back(Minor excess) {
        result_.change = excess;
        if (!rounding_) return {};
        MOSTRADOR_TRY(balance, rounded_balance(-excess, *rounding_));
        result_.change = -balance;
        result_.change_rounding = excess - result_.change;
        return {};
    }

    const std::optional<CashRounding>& rounding_;
    Settlement result_;
    bool any_cash_ = false;
};

void turn_signs(Settlement& settlement) {
    for (Minor* amount : {&settlement.total, &settlement.due, &settlement.paid, &settlement.change,
                          &settlement.remaining, &settlement.rounding, &settlement.change_rounding,
                          &settlement.cash}) {
        *amount = -*amount;
    }
    for (Payment& payment : settlement.payments)
        payment = {-payment.due, -payment.amount};
}

TaxShare& biggest_tax_of(Priced& document, const GroupShare& group) {
    const auto size = [&](const TaxShare& share) {
        return std::ranges::contains(group.taxes, share.tax) ? magnitude(share.amount) : Minor{-1};
    };
    return *std::ranges::max_element(document.taxes, {}, size);
}

// Puts an amount into a tax, on the line where it is biggest, so that every sum still holds.
void add_to_tax(Priced& document, TaxIndex tax, Minor amount) {
    TaxShare* biggest = nullptr;
    PricedLine* line_of_biggest = nullptr;
    const auto look = [&](PricedLine& line) {
        for (TaxShare& share : line.taxes) {
            if (share.tax != tax) continue;
            if (biggest && magnitude(share.amount) <= magnitude(biggest->amount)) continue;
            biggest = &share;
            line_of_biggest = &line;
        }
    };
    for (PricedLine& line : document.lines)
        look(line);
    if (document.service_charge) look(*document.service_charge);
    biggest->amount += amount;
    line_of_biggest->total_included += amount;
}

}  // namespace

base::Result<Minor> round_to_cash(Minor amount, const CashRounding& rounding) {
    if (rounding.step < 1) {
        return base::fail(base::Code::input_out_of_range, {{"field", "cash_rounding"}});
    }
    MOSTRADOR_TRY(coins,
                  base::multiply_divide(amount, 1, rounding.step, rounding_of(rounding.mode)));
    return base::checked_multiply(coins, rounding.step);
}

base::Status round_document(Priced& document, const CashRounding& rounding, RoundingPlace place) {
    MOSTRADOR_TRY(rounded, round_to_cash(document.total(), rounding));
    const Minor difference = rounded - document.total();
    if (difference == 0) return {};
    if (place == RoundingPlace::separate_line) {
        document.cash_rounding += difference;
        return {};
    }
    if (document.groups.empty()) return {};
    GroupShare& group = *std::ranges::max_element(document.groups, {}, &GroupShare::amount);
    TaxShare& tax = biggest_tax_of(document, group);
    add_to_tax(document, tax.tax, difference);
    tax.amount += difference;
    group.amount += difference;
    document.total_tax += difference;
    document.total_included += difference;
    return {};
}

base::Result<Settlement> settle(Minor total, std::span<const Tender> tenders,
                                const std::optional<CashRounding>& rounding) {
    if (!is_amount(total)) return base::fail(base::Code::number_overflow);
    const bool refund = total < 0;
    Settling settling(magnitude(total), rounding);
    MOSTRADOR_CHECK(settling.ask());
    for (Tender tender : tenders) {
        if (!is_amount(tender.amount.value_or(0))) return base::fail(base::Code::number_overflow);
        if (refund && tender.amount) tender.amount = -*tender.amount;
        MOSTRADOR_CHECK(settling.take(tender));
    }
    MOSTRADOR_TRY(settlement, settling.finish());
    if (refund) turn_signs(settlement);
    return settlement;
}

base::Status check_closed(const Settlement& settlement) {
    if (settlement.remaining != 0) {
        return base::fail(
            base::Code::sales_tender_short,
            {{"due", std::to_string(settlement.due)}, {"given", std::to_string(settlement.paid)}});
    }
    if (magnitude(settlement.change) > magnitude(settlement.cash)) {
        return base::fail(base::Code::sales_tender_over);
    }
    return {};
}

}  // namespace mostrador::pricing
