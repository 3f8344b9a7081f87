#include "pricing/pricing.hpp"

#include <catch2/benchmark/catch_benchmark.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>

namespace mostrador::pricing {

namespace {

base::Decimal decimal(const char* text) {
    return *base::Decimal::parse(text);
}

constexpr bool kIncluded = true;

Tax percent(const char* id, const char* amount, bool price_included = false) {
    return {.id = id, .name = id, .amount = decimal(amount), .price_included = price_included};
}

Tax per_unit(const char* id, const char* amount) {
    return {.id = id, .name = id, .kind = TaxKind::fixed_per_unit, .amount = decimal(amount)};
}

Line line(const char* quantity, const char* price, std::vector<TaxIndex> taxes) {
    return {.quantity = decimal(quantity), .unit_price = decimal(price), .taxes = std::move(taxes)};
}

Priced priced(const Basket& basket, const TaxTable& taxes) {
    const auto result = price(basket, taxes);
    REQUIRE(result);
    return *result;
}

std::string field_of_error(const Basket& basket, const TaxTable& taxes) {
    const auto result = price(basket, taxes);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == base::Code::input_out_of_range);
    return result.error().parameters.at("field");
}

}  // namespace

TEST_CASE("An empty basket costs nothing", "[pricing]") {
    const Priced nothing = priced({}, {});
    CHECK(nothing.total() == 0);
    CHECK(nothing.taxes.empty());
}

TEST_CASE("A tax within the price leaves the base as the remainder", "[pricing]") {
    // 6.00 with 18 %: the tax is 0.915, so 0.92, and 5.08 remain.
    const Priced sale =
        priced({.lines = {line("1", "6.00", {0})}}, {percent("igv", "18", kIncluded)});
    CHECK(sale.total_excluded == 508);
    CHECK(sale.total_tax == 92);
    CHECK(sale.total_included == 600);
}

TEST_CASE("A tax on top is added to the price", "[pricing]") {
    const Priced sale = priced({.lines = {line("3", "6.00", {0})}}, {percent("igv", "18")});
    CHECK(sale.total_excluded == 1800);
    CHECK(sale.total_included == 2124);
}

TEST_CASE("A stacked tax is taken of the tax before it", "[pricing]") {
    TaxTable taxes{percent("isc", "10"), percent("igv", "18")};
    taxes[0].included_in_next_base = true;
    const Basket basket{.lines = {line("1", "100", {0, 1})}};
    CHECK(priced(basket, taxes).taxes == std::vector<TaxShare>{{0, 10000, 1000}, {1, 11000, 1980}});

    taxes[1].base_affected_by_previous = false;
    CHECK(priced(basket, taxes).taxes == std::vector<TaxShare>{{0, 10000, 1000}, {1, 10000, 1800}});
}

TEST_CASE("A tax per unit follows the quantity and stays out of the price", "[pricing]") {
    const TaxTable taxes{percent("igv", "18", kIncluded), per_unit("icbper", "0.50")};
    const Priced sale = priced({.lines = {line("2", "1.18", {0, 1})}}, taxes);
    CHECK(sale.taxes == std::vector<TaxShare>{{0, 200, 36}, {1, 200, 100}});
    CHECK(sale.total_included == 336);
}

TEST_CASE("A withholding lowers the total", "[pricing]") {
    const Priced sale = priced({.lines = {line("1", "100", {0, 1})}},
                               {percent("iva", "21"), percent("irpf", "-15")});
    CHECK(sale.total_tax == 600);
    CHECK(sale.total_included == 10600);
}

TEST_CASE("Rounding by line and by document differ by cents", "[pricing]") {
    const TaxTable taxes{percent("iva", "21")};
    Basket basket{.lines = {line("1", "0.12", {0}), line("1", "0.12", {0})}};
    CHECK(priced(basket, taxes).total_tax == 6);
    basket.tax_rounding = TaxRounding::globally;
    CHECK(priced(basket, taxes).total_tax == 5);
}

TEST_CASE("A currency may have a step of its own", "[pricing]") {
    const TaxTable taxes{percent("vat", "7.7", kIncluded)};
    const Priced francs = priced({.rounding_step = 5, .lines = {line("1", "5.00", {0})}}, taxes);
    CHECK(francs.total_tax == 35);
    CHECK(francs.total_included == 500);

    const base::Currency pesos{{'C', 'L', 'P'}, 0};
    const Priced chile = priced({.currency = pesos, .lines = {line("1", "1990", {0})}},
                                {percent("iva", "19", kIncluded)});
    CHECK(chile.total_tax == 318);
    CHECK(chile.total_included == 1990);
}

TEST_CASE("Discounts of a line follow each other", "[pricing]") {
    Basket basket{.lines = {line("2", "10.00", {})}};
    basket.lines[0].discounts = {Discount::by_percent(decimal("10")), Discount::by_amount(300)};
    const Priced sale = priced(basket, {});
    CHECK(sale.lines[0].discount == 500);
    CHECK(sale.total() == 1500);
}

TEST_CASE("A ticket discount is shared out to the cent", "[pricing]") {
    const TaxTable taxes{percent("igv", "18", kIncluded), percent("exo", "0", kIncluded)};
    const Basket basket{
        .lines = {line("1", "3.33", {0}), line("1", "3.33", {0}), line("1", "3.34", {1})},
        .ticket_discounts = {Discount::by_amount(100)}};
    const Priced sale = priced(basket, taxes);
    CHECK(sale.ticket_discount == 100);
    CHECK(sale.total() == 900);
    Minor shared = 0;
    for (const PricedLine& each : sale.lines)
        shared += each.ticket_discount;
    CHECK(shared == 100);
}

TEST_CASE("A ticket discount leaves taxes per unit alone", "[pricing]") {
    const TaxTable taxes{per_unit("icbper", "0.50")};
    const Basket basket{.lines = {line("1", "9.50", {0})},
                        .ticket_discounts = {Discount::by_percent(decimal("100"))}};
    const Priced sale = priced(basket, taxes);
    CHECK(sale.total_excluded == 0);
    CHECK(sale.total() == 50);
}

TEST_CASE("A service charge is taken of the lines without tax", "[pricing]") {
    const TaxTable taxes{percent("iva", "15", kIncluded)};
    Basket basket{.lines = {line("1", "11.50", {0})}};
    basket.service_charge = {decimal("10"), {}};
    CHECK(priced(basket, taxes).total() == 1250);
    basket.service_charge->taxes = {0};
    const Priced taxed = priced(basket, taxes);
    CHECK(taxed.service_charge->total_excluded == 100);
    CHECK(taxed.total() == 1265);
}

TEST_CASE("Taxes of a group are shown as one", "[pricing]") {
    TaxTable taxes{percent("a", "6"), percent("b", "6"), percent("c", "3")};
    taxes[0].group = taxes[1].group = "GST";
    const Priced sale = priced({.lines = {line("1", "100", {0, 1})}}, taxes);
    REQUIRE(sale.groups.size() == 1);
    CHECK(sale.groups[0] ==
          GroupShare{.group = "GST", .taxes = {0, 1}, .base = 10000, .amount = 1200});
}

TEST_CASE("Bad baskets get a clear error", "[pricing]") {
    Basket basket{.lines = {line("1", "10.00", {1})}};
    CHECK(field_of_error(basket, {percent("igv", "18")}) == "tax");
    CHECK(field_of_error({.rounding_step = 0}, {}) == "rounding_step");

    basket.lines[0].taxes.clear();
    basket.lines[0].discounts = {Discount::by_percent(decimal("101"))};
    CHECK(field_of_error(basket, {}) == "discount");
    basket.lines[0].discounts = {Discount::by_amount(1001)};
    CHECK(field_of_error(basket, {}) == "discount");
    basket.lines[0].discounts.clear();
    basket.ticket_discounts = {Discount::by_amount(1001)};
    CHECK(field_of_error(basket, {}) == "ticket_discount");
    basket.ticket_discounts.clear();
    basket.service_charge = {decimal("-1"), {}};
    CHECK(field_of_error(basket, {}) == "service_charge");
}

TEST_CASE("Amounts beyond 64 bits are refused", "[pricing]") {
    const Basket basket{.lines = {line("9000000000000000000", "9000000000000000000", {})}};
    const auto result = price(basket, {});
    REQUIRE_FALSE(result);
    CHECK(result.error().code == base::Code::number_overflow);
}

TEST_CASE("A basket of 50 lines", "[.benchmark]") {
    const TaxTable plain{percent("igv", "18", kIncluded), percent("exo", "0", kIncluded)};
    TaxTable stacked{percent("isc", "10", kIncluded), percent("igv", "18", kIncluded),
                     per_unit("bag", "0.50"), percent("local", "3")};
    stacked[0].included_in_next_base = true;
    Basket basket;
    for (int i = 0; i < 50; ++i) {
        const std::string price_text = std::to_string(1 + i % 7) + "." + std::to_string(10 + i);
        basket.lines.push_back(line(i % 5 ? "2" : "0.375", price_text.c_str(), {TaxIndex(i % 2)}));
    }
    BENCHMARK("plain percent taxes, by line") {
        return price(basket, plain);
    };

    basket.tax_rounding = TaxRounding::globally;
    BENCHMARK("plain percent taxes, by document") {
        return price(basket, plain);
    };

    for (std::size_t i = 0; i < basket.lines.size(); ++i) {
        basket.lines[i].taxes =
            i % 3 ? std::vector<TaxIndex>{0, 1, 2, 3} : std::vector<TaxIndex>{1, 3};
    }
    basket.ticket_discounts = {Discount::by_percent(decimal("7.5"))};
    BENCHMARK("four stacked taxes and a ticket discount, by document") {
        return price(basket, stacked);
    };
    basket.tax_rounding = TaxRounding::per_line;
    BENCHMARK("four stacked taxes and a ticket discount, by line") {
        return price(basket, stacked);
    };
}

}  // namespace mostrador::pricing
