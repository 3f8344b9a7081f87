#include "property/pricing/random_basket.hpp"

#include <array>
#include <optional>
#include <string>

namespace mostrador::pricing::test {

namespace {

class Dice {
public:
    explicit Dice(base::Random& random) : random_(random) {}

    std::int64_t between(std::int64_t least, std::int64_t most) {
        const auto span = static_cast<std::uint64_t>(most - least) + 1;
        return least + static_cast<std::int64_t>(base::random_below(random_, span));
    }

    bool one_in(std::int64_t chances) { return between(1, chances) == 1; }

    template <class T, std::size_t N>
    T any(const std::array<T, N>& values) {
        return values[static_cast<std::size_t>(between(0, N - 1))];
    }

    base::Decimal decimal(std::int64_t least, std::int64_t most, int scale) {
        return *base::Decimal::scaled(between(least, most), scale);
    }

private:
    base::Random& random_;
};

Tax random_tax(Dice& dice, int number) {
    Tax tax;
    tax.id = "t" + std::to_string(number);
    tax.group = "g" + std::to_string(dice.between(0, number));
    tax.price_included = dice.one_in(2);
    tax.included_in_next_base = dice.one_in(3);
    tax.base_affected_by_previous = !dice.one_in(4);
    if (dice.one_in(6)) {
        tax.kind = TaxKind::fixed_per_unit;
        tax.amount = dice.decimal(1, 300, 2);
    } else if (dice.one_in(6)) {
        tax.kind = TaxKind::percent_of_total;
        tax.amount = dice.decimal(1, 1800, 2);
    } else {
        static constexpr std::array<std::int64_t, 12> kRates{0,    400,  500,  800,  1000, 1050,
                                                             1200, 1500, 1800, 1900, 2100, -200};
        tax.amount = *base::Decimal::scaled(dice.any(kRates), 2);
    }
    return tax;
}

std::vector<TaxIndex> random_taxes_of_line(Dice& dice, std::size_t table_size) {
    std::vector<TaxIndex> taxes;
    for (std::size_t i = 0; i < table_size; ++i) {
        if (dice.one_in(2)) taxes.push_back(static_cast<TaxIndex>(i));
    }
    return taxes;
}

Line random_line(Dice& dice, int minor_digits) {
    Line line;
    line.quantity = dice.one_in(4) ? dice.decimal(1, 9999, 3) : dice.decimal(1, 12, 0);
    if (dice.one_in(12)) line.quantity = *line.quantity.negated();
    line.unit_price = dice.decimal(0, 99999, dice.one_in(5) ? minor_digits + 2 : minor_digits);
    if (dice.one_in(4)) line.discounts.push_back(Discount::by_percent(dice.decimal(0, 1000, 1)));
    return line;
}

CashRounding random_cash_rounding(Dice& dice) {
    static constexpr std::array<Minor, 5> kSteps{1, 5, 10, 50, 100};
    return {.step = dice.any(kSteps),
            .mode = static_cast<CashRoundingMode>(dice.between(0, 4)),
            .scope = static_cast<CashRoundingScope>(dice.between(0, 1))};
}

}  // namespace

Purchase random_purchase(base::Random& random) {
    Dice dice(random);
    Purchase purchase;
    Basket& basket = purchase.basket;
    const auto digits = static_cast<int>(dice.between(0, 3));
    basket.currency.minor_digits = static_cast<std::uint8_t>(digits);
    basket.rounding_step = dice.one_in(6) ? 5 : 1;
    basket.tax_rounding = dice.one_in(2) ? TaxRounding::globally : TaxRounding::per_line;
    const auto taxes = static_cast<int>(dice.between(0, 4));
    for (int i = 0; i < taxes; ++i)
        purchase.taxes.push_back(random_tax(dice, i));
    const std::int64_t lines = dice.between(1, 5);
    for (std::int64_t i = 0; i < lines; ++i) {
        Line& line = basket.lines.emplace_back(random_line(dice, digits));
        line.taxes = random_taxes_of_line(dice, purchase.taxes.size());
    }
    if (dice.one_in(4)) {
        basket.ticket_discounts.push_back(Discount::by_percent(dice.decimal(0, 1000, 1)));
    }
    if (dice.one_in(6)) {
        basket.service_charge = {dice.decimal(1, 15, 0),
                                 random_taxes_of_line(dice, purchase.taxes.size())};
    }
    if (dice.one_in(2)) purchase.cash_rounding = random_cash_rounding(dice);
    if (dice.one_in(2)) purchase.tenders.push_back({.cash = false, .amount = 0});
    purchase.tenders.push_back({.cash = true, .amount = std::nullopt});
    return purchase;
}

Purchase plain_purchase(base::Random& random, bool price_included) {
    Dice dice(random);
    Purchase purchase;
    purchase.basket.tax_rounding = dice.one_in(2) ? TaxRounding::globally : TaxRounding::per_line;
    for (const std::int64_t rate : {18, 10, 0}) {
        Tax tax{.id = std::to_string(rate), .amount = base::Decimal(rate)};
        tax.price_included = price_included;
        purchase.taxes.push_back(tax);
    }
    const std::int64_t lines = dice.between(1, 8);
    for (std::int64_t i = 0; i < lines; ++i) {
        purchase.basket.lines.push_back({.quantity = dice.decimal(1, 9, 0),
                                         .unit_price = dice.decimal(1, 99999, 2),
                                         .taxes = {static_cast<TaxIndex>(dice.between(0, 2))}});
    }
    return purchase;
}

}  // namespace mostrador::pricing::test
