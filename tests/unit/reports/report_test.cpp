#include "reports/report.hpp"

#include <catch2/catch_test_macros.hpp>

#include "reports/csv.hpp"
#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;
using reports::By;

constexpr std::int64_t kHourUs = 3'600'000'000;
constexpr std::array kEveryBy{"product", "category", "hour",   "day",
                              "person",  "register", "branch", "method"};

/// Wednesday, 15 January 2025, 05:00 in Lima.
struct Day {
    Day() {
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
        shop.call("cash.open", {{"openingFloat", 0}, {"commandId", shop.log().make_id().text()}});
    }

    Json sell(const base::Id& product, const char* quantity, Json change = {},
              const char* method = "cash") {
        auto cart = shop.call("cart.add", {{"product", product.text()}, {"quantity", quantity}});
        if (!change.is_null()) cart = shop.call("cart.change", change);
        return shop.call(
            "sales.checkout",
            {{"cart", cart["id"]}, {"tenders", Json::array({{{"method", method}}})}})["receipt"];
    }

    void later(std::int64_t hours) {
        shop.clock.advance(hours * kHourUs);
        shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    }

    Json refund(const Json& receipt) {
        return shop.call("sales.refund", {{"refund", shop.log().make_id().text()},
                                          {"receipt", receipt["id"]},
                                          {"method", "cash"}});
    }

    Json rows(const char* by, const Json& period = {{"range", "today"}}) {
        return shop.call("reports.sales", {{"period", period}, {"by", by}, {"limit", 100}})["rows"];
    }

    Shop shop;
};

TEST_CASE("A day's sales by everything that they can be told apart by", "[reports][REP-1]") {
    Day day;
    day.sell(day.shop.coffee, "2");
    day.later(3);
    const auto cakes = day.sell(day.shop.cake, "1", {}, "card");
    day.sell(day.shop.cake, "1", {{"discount", {{"amount", 200}}}});
    day.refund(cakes);
    day.sell(day.shop.coffee, "1", {{"mark", "test"}});
    day.sell(day.shop.coffee, "1", {{"mark", "no_revenue"}});

    const auto products = day.rows("product");
    REQUIRE(products.size() == 2);
    CHECK(products[0]["name"] == "Café americano");
    CHECK(products[0]["quantity"] == "2");
    CHECK(products[0]["amount"] == 1500);
    CHECK(products[0]["bar"] == 1000);
    CHECK(products[1]["amount"] == 1000);
    CHECK(products[1]["bar"] == 667);
    CHECK(products[1]["quantity"] == "1");

    const auto hours = day.rows("hour");
    REQUIRE(hours.size() == 2);
    CHECK(hours[0]["key"] == "05");
    CHECK(hours[1]["key"] == "08");
    CHECK(hours[1]["count"] == 2);  // two receipts; the credit note counts only its amount
    CHECK(day.rows("day")[0]["key"] == "2025-01-15");
    CHECK(day.rows("person")[0]["name"] == "Rosa Huamán");
    CHECK(day.rows("register")[0]["name"] == "Caja 1");
    CHECK(day.rows("branch")[0]["name"] == "Centro");
    const auto methods = day.rows("method");
    REQUIRE(methods.size() == 2);
    CHECK(methods[0]["key"] == "cash");
    CHECK(methods[0]["amount"] == 1500 + 1000 - 1200);
    CHECK(methods[1]["amount"] == 1200);
    const auto taxes = day.rows("tax");
    REQUIRE(taxes.size() == 1);
    CHECK(taxes[0]["name"] == "IGV 18 %");
    CHECK(taxes[0]["base"].get<int>() > 2000);

    const auto summary = day.shop.call("reports.summary", {{"range", "today"}});
    CHECK(summary["totals"]["sales"] == 2500);
    CHECK(summary["totals"]["receipts"] == 3);
    CHECK(summary["totals"]["average"] == 833);
    CHECK(summary["totals"]["refunds"] == -1200);
    CHECK(summary["totals"]["refundCount"] == 1);
    CHECK(summary["totals"]["discounts"] == 200);
    CHECK(summary["totals"]["tax"] == taxes[0]["amount"]);
    CHECK(summary["change"].is_null());
    for (const auto* by : kEveryBy) {
        INFO(by);
        std::int64_t sum = 0;
        for (const auto& row : day.rows(by))
            sum += row["amount"].get<std::int64_t>();
        CHECK(sum == 2500);
    }
}

TEST_CASE("Days are those of the shop's clock, and are compared with as many before",
          "[reports][REP-1]") {
    Day day;
    day.later(18);  // 23:00
    day.sell(day.shop.coffee, "1");
    day.later(2);  // 01:00 of the 16th
    day.sell(day.shop.cake, "1");
    auto summary = day.shop.call("reports.summary", {{"range", "today"}});
    CHECK(summary["from"] == "2025-01-16");
    CHECK(summary["totals"]["sales"] == 1200);
    CHECK(summary["previousFrom"] == "2025-01-15");
    CHECK(summary["previous"]["sales"] == 750);
    CHECK(summary["change"] == 600);  // 60.0 % more
    summary = day.shop.call("reports.summary", {{"range", "yesterday"}});
    CHECK(summary["totals"]["sales"] == 750);
    summary = day.shop.call("reports.summary", {{"range", "week"}});
    CHECK(summary["from"] == "2025-01-13");
    CHECK(summary["to"] == "2025-01-16");
    CHECK(summary["previousFrom"] == "2025-01-09");
    CHECK(day.shop.call("reports.summary", {{"range", "month"}})["from"] == "2025-01-01");
    const Json both{{"range", "dates"}, {"from", "2025-01-15"}, {"to", "2025-01-16"}};
    REQUIRE(day.rows("day", both).size() == 2);
    CHECK(day.rows("hour", both)[0]["key"] == "01");
    const auto error = [&](const char* from, const char* to) {
        return day.shop.error("reports.summary", {{"range", "dates"}, {"from", from}, {"to", to}});
    };
    CHECK(error("2025-02-29", "2025-03-01") == "input.out_of_range");
    CHECK(error("2025-03-02", "2025-03-01") == "input.out_of_range");
    CHECK(error("2005-03-02", "2025-03-01") == "input.out_of_range");
    CHECK(error("x", "2025-03-01") == "input.out_of_range");
    CHECK(day.shop.error("reports.summary", {{"range", "dates"}}) == "input.missing");
}

TEST_CASE("A day begins at the zone's own midnight also when clocks change", "[reports][REP-1]") {
    using namespace std::chrono;
    const auto hours_of = [](sys_days day) {
        const auto from = value(reports::midnight("Europe/Madrid", day));
        return (value(reports::midnight("Europe/Madrid", day + days(1))) - from) / kHourUs;
    };
    CHECK(hours_of(2025y / March / 29) == 24);
    CHECK(hours_of(2025y / March / 30) == 23);
    CHECK(hours_of(2025y / October / 26) == 25);
    reports::LocalClock clock("Europe/Madrid");
    const auto midnight = value(reports::midnight("Europe/Madrid", 2025y / March / 30));
    CHECK(value(clock.hour(midnight)).hour == 0);
    CHECK(value(clock.hour(midnight + 2 * kHourUs)).hour == 3);
    CHECK(value(clock.hour(midnight - 1)).hour == 23);
}

TEST_CASE("The receipts behind a row, page by page", "[reports][REP-2]") {
    Day day;
    day.sell(day.shop.coffee, "1");
    day.later(1);
    for (int i = 0; i < 3; ++i)
        day.sell(day.shop.cake, "1");
    const auto behind = [&](const char* by, const Json& key, const Json& before = nullptr) {
        return day.shop.call("reports.receipts", {{"period", {{"range", "today"}}},
                                                  {"by", by},
                                                  {"key", key},
                                                  {"before", before},
                                                  {"limit", 2}})["receipts"];
    };
    CHECK(behind("product", day.shop.coffee.text()).size() == 1);
    const auto page = behind("product", day.shop.cake.text());
    REQUIRE(page.size() == 2);
    CHECK(behind("product", day.shop.cake.text(), page[1]["id"]).size() == 1);
    for (const auto* by : kEveryBy) {
        INFO(by);
        for (const auto& row : day.rows(by)) {
            const auto count = row["count"].get<std::size_t>();
            CHECK(behind(by, row["key"]).size() == std::min<std::size_t>(count, 2));
        }
    }
    CHECK(behind("tax", day.rows("tax")[0]["key"]).size() == 2);
    CHECK(behind("hour", "05").size() == 1);
    CHECK(behind("day", "").size() == 2);
}

TEST_CASE("Only who may see reports sees them", "[reports][STAFF-1]") {
    Shop shop;
    shop.log_in();
    CHECK(shop.error("reports.summary", {{"range", "today"}}) == "staff.not_allowed");
    shop.call("staff.login", {{"person", shop.rosa.text()}, {"pin", "1234"}});
    CHECK(shop.error("reports.summary", {{"range", "today"}}) == "ok");
}

TEST_CASE("CSV as RFC 4180 has it, and nothing that a spreadsheet would run", "[reports][REP-2]") {
    std::string csv;
    reports::add_record(csv, {"a,b", "say \"hi\"", "two\nlines", "=1+1", "-12.50", "-x", ""});
    CHECK(csv == "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",'=1+1,-12.50,'-x,\r\n");

    Day day;
    day.sell(day.shop.coffee, "2");
    const auto file =
        day.shop.call("reports.csv", {{"period", {{"range", "today"}}},
                                      {"by", "product"},
                                      {"headings", {"Producto", "Veces", "Cantidad", "Importe"}},
                                      {"names", Json::object()},
                                      {"mark", true}});
    CHECK(file["name"] == "product_2025-01-15_2025-01-15.csv");
    CHECK(file["text"] ==
          "\xEF\xBB\xBFProducto,Veces,Cantidad,Importe\r\nCafé americano,1,2,15.00\r\n");
    const auto methods = day.shop.call("reports.csv", {{"period", {{"range", "today"}}},
                                                       {"by", "method"},
                                                       {"headings", {"a", "b", "c", "d"}},
                                                       {"names", {{"cash", "Efectivo"}}},
                                                       {"mark", false}});
    CHECK(methods["text"] == "a,b,c,d\r\nEfectivo,1,,15.00\r\n");
}

}  // namespace
}  // namespace mostrador::tests
