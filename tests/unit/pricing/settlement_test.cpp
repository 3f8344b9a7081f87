#include "pricing/settlement.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

namespace mostrador::pricing {

namespace {

constexpr Tender kCashForTheRest{.cash = true};
constexpr Tender kCardForTheRest{.cash = false};

Tender cash(Minor amount) {
    return {.cash = true, .amount = amount};
}

Tender card(Minor amount) {
    return {.cash = false, .amount = amount};
}

Settlement settled(Minor total, std::vector<Tender> tenders,
                   std::optional<CashRounding> rounding = std::nullopt) {
    const auto result = settle(total, tenders, rounding);
    REQUIRE(result);
    return *result;
}

constexpr CashRounding kFiveCents{.step = 5};

}  // namespace

TEST_CASE("Cash is given change", "[pricing]") {
    const Settlement sale = settled(1572, {cash(2000)});
    CHECK(sale.change == 428);
    CHECK(sale.remaining == 0);
    CHECK(check_closed(sale).has_value());
}

TEST_CASE("A split payment proposes what is still due", "[pricing]") {
    const Settlement sale = settled(1572, {card(500), kCashForTheRest});
    CHECK(sale.payments == std::vector<Payment>{{1572, 500}, {1072, 1072}});
    CHECK(sale.paid == 1572);
}

TEST_CASE("A short tender leaves a rest and cannot close a sale", "[pricing]") {
    const Settlement sale = settled(1572, {cash(1000)});
    CHECK(sale.remaining == 572);
    const auto closed = check_closed(sale);
    REQUIRE_FALSE(closed);
    CHECK(closed.error().code == base::Code::sales_tender_short);
    CHECK(closed.error().parameters.at("given") == "1000");
}

TEST_CASE("Change comes out of cash only", "[pricing]") {
    CHECK(check_closed(settled(1000, {card(500), cash(600)})).has_value());
    const auto closed = check_closed(settled(1000, {card(1200)}));
    REQUIRE_FALSE(closed);
    CHECK(closed.error().code == base::Code::sales_tender_over);
}

TEST_CASE("Only cash is rounded where the law says so", "[pricing]") {
    CHECK(settled(1572, {kCardForTheRest}, kFiveCents).paid == 1572);
    const Settlement sale = settled(1572, {kCashForTheRest}, kFiveCents);
    CHECK(sale.due == 1572);
    CHECK(sale.paid == 1570);
    CHECK(sale.rounding == -2);
    CHECK(sale.remaining == 0);
}

TEST_CASE("Every method is rounded where the shop says so", "[pricing]") {
    constexpr CashRounding kEverything{.step = 5, .scope = CashRoundingScope::all_methods};
    const Settlement sale = settled(1572, {card(68), kCashForTheRest}, kEverything);
    CHECK(sale.due == 1570);
    CHECK(sale.payments == std::vector<Payment>{{1570, 68}, {1502, 1502}});
    CHECK(sale.rounding == -2);
}

TEST_CASE("Change is handed back in coins that exist", "[pricing]") {
    const Settlement sale = settled(1572, {cash(2000)}, kFiveCents);
    CHECK(sale.change == 430);
    CHECK(sale.rounding == 0);
    CHECK(sale.change_rounding == -2);
}

TEST_CASE("Rounding up a debt rounds down the change", "[pricing]") {
    constexpr CashRounding kUp{.step = 5, .mode = CashRoundingMode::up};
    CHECK(settled(1571, {kCashForTheRest}, kUp).paid == 1575);
    CHECK(settled(1571, {cash(2000)}, kUp).change == 425);
    constexpr CashRounding kDown{.step = 10, .mode = CashRoundingMode::down};
    CHECK(settled(1579, {kCashForTheRest}, kDown).paid == 1570);
    CHECK(settled(1579, {cash(2000)}, kDown).change == 430);
}

TEST_CASE("A refund is settled like the sale it undoes", "[pricing]") {
    const Settlement refund = settled(-5254, {kCashForTheRest}, kFiveCents);
    CHECK(refund.paid == -5255);
    CHECK(refund.rounding == -1);
    CHECK(refund.change == 0);
    CHECK(settled(-1572, {cash(-2000)}).change == -428);
}

TEST_CASE("Nothing to pay is paid at once", "[pricing]") {
    CHECK(check_closed(settled(0, {})).has_value());
    CHECK(settled(0, {kCashForTheRest}).paid == 0);
}

TEST_CASE("Tenders and roundings that make no sense are refused", "[pricing]") {
    const std::vector tenders{cash(-1)};
    const auto negative = settle(100, tenders);
    REQUIRE_FALSE(negative);
    CHECK(negative.error().parameters.at("field") == "tender");
    CHECK_FALSE(round_to_cash(100, {.step = 0}));
    CHECK_FALSE(settle(INT64_MIN, {}));
}

TEST_CASE("A document rounds its own total beside the taxes or in the biggest", "[pricing]") {
    TaxTable taxes{{.id = "a", .amount = base::Decimal(5)},
                   {.id = "b", .amount = base::Decimal(9)}};
    Basket basket;
    basket.lines.push_back({.quantity = base::Decimal(1),
                            .unit_price = *base::Decimal::parse("10.02"),
                            .taxes = {0, 1}});
    const auto priced = price(basket, taxes);
    REQUIRE(priced);
    CHECK(priced->total() == 1142);

    Priced beside = *priced;
    REQUIRE(round_document(beside, kFiveCents, RoundingPlace::separate_line));
    CHECK(beside.cash_rounding == -2);
    CHECK(beside.total() == 1140);
    CHECK(beside.total_tax == priced->total_tax);

    Priced within = *priced;
    REQUIRE(round_document(within, kFiveCents, RoundingPlace::biggest_tax));
    CHECK(within.total() == 1140);
    CHECK(within.cash_rounding == 0);
    CHECK(within.taxes[1].amount == priced->taxes[1].amount - 2);
    CHECK(within.lines[0].total_included == 1140);
}

}  // namespace mostrador::pricing
