#include "pricing/tax_tables.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace mostrador::pricing {

namespace {

using std::chrono::year;

std::string rate(std::string_view code, std::chrono::year_month_day day) {
    const auto tax = tax_on(code, day, true);
    return tax ? tax->amount.text() : std::string(base::code_name(tax.error().code));
}

constexpr std::string_view kCountryCodes[] = {"PE", "EC", "ES", "CO", "CL"};

}  // namespace

TEST_CASE("A rate changes on its day", "[pricing]") {
    CHECK(rate("ec.iva", year(2024) / 3 / 31) == "12");
    CHECK(rate("ec.iva", year(2024) / 4 / 1) == "15");
    CHECK(rate("pe.igv.reduced", year(2025) / 12 / 31) == "10");
    CHECK(rate("pe.igv.reduced", year(2026) / 1 / 1) == "10.5");
    CHECK(rate("es.iva.basic_food", year(2024) / 11 / 5) == "2");
}

TEST_CASE("A code that is not in force has no tax", "[pricing]") {
    CHECK(rate("pe.igv.reduced", year(2022) / 8 / 31) == "catalog.tax_not_found");
    CHECK(rate("xx.none", year(2026) / 1 / 1) == "catalog.tax_not_found");
}

TEST_CASE("An amount per unit is never part of the price", "[pricing]") {
    const auto bag = tax_on("pe.icbper", year(2026) / 1 / 1, true);
    REQUIRE(bag);
    CHECK(bag->kind == TaxKind::fixed_per_unit);
    CHECK_FALSE(bag->price_included);
}

TEST_CASE("The rows of every country are readable and do not overlap", "[pricing]") {
    for (const std::string_view country : kCountryCodes) {
        const auto rules = country_rules(country);
        REQUIRE(rules);
        for (const DatedTax& row : (*rules)->taxes) {
            INFO(row.code << " from " << row.valid_from);
            CHECK(base::Decimal::parse(row.amount).has_value());
            CHECK(row.valid_from.size() == 10);
            int in_force = 0;
            for (const DatedTax& other : (*rules)->taxes) {
                in_force += other.code == row.code && other.in_force(row.valid_from) ? 1 : 0;
            }
            CHECK(in_force == 1);
        }
    }
    CHECK_FALSE(country_rules("XX"));
}

}  // namespace mostrador::pricing
