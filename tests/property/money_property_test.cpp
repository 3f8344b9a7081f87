// Law 4: money is conserved over random sales, discounts, tips, tenders, refunds and vouchers.

#include <catch2/catch_test_macros.hpp>

#include "support/shop.hpp"

namespace mostrador::tests {
namespace {

using base::Json;

/// A till that works at random, under an owner who may do everything.
class Player {
public:
    explicit Player(std::uint64_t seed) : random_(seed), shop_(seed) {
        shop_.call("staff.login", {{"person", shop_.rosa.text()}, {"pin", "1234"}});
        shop_.call("cash.open", {{"openingFloat", kFloat}, {"commandId", id()}});
    }

    void play(int steps) {
        for (int i = 0; i < steps; ++i) {
            shop_.clock.advance(1'000'000);
            if (below(3) == 0)
                give_back();
            else
                sell();
        }
    }

    /// The laws, each in one query over everything that was booked.
    void check() {
        CHECK(sum("SELECT count(*) FROM receipt r WHERE total + coalesce(tip, 0) + "
                  "coalesce(rounding, 0) <> (SELECT coalesce(sum(amount), 0) FROM payment p "
                  "WHERE p.receipt = r.id)") == 0);
        CHECK(sum("SELECT count(*) FROM receipt r WHERE total <> subtotal + tax OR total <> "
                  "(SELECT sum(total) FROM receipt_line l WHERE l.receipt = r.id)") == 0);
        CHECK(sum("SELECT count(*) FROM receipt r WHERE tax <> (SELECT coalesce(sum(amount), 0) "
                  "FROM receipt_tax t WHERE t.receipt = r.id)") == 0);
        CHECK(sum("SELECT count(*) FROM payment WHERE method = 'cash' AND amount % 10 <> 0") == 0);
        CHECK(sum("SELECT count(*) FROM (SELECT original, source, sum(l.total) AS back "
                  "FROM receipt r JOIN receipt_line l ON l.receipt = r.id "
                  "WHERE original IS NOT NULL GROUP BY original, source) b JOIN receipt_line s "
                  "ON s.receipt = b.original AND s.line = b.source WHERE s.total + back < 0") == 0);
        CHECK(sum("SELECT count(*) FROM (SELECT sum(amount) AS spent FROM payment "
                  "WHERE method = 'voucher' GROUP BY reference) WHERE spent > 0") == 0);
        check_report();
        give_everything_back();
    }

    Shop& shop() { return shop_; }

private:
    static constexpr std::int64_t kFloat = 5000;

    std::uint64_t below(std::uint64_t most) { return base::random_below(random_, most); }

    std::string id() { return shop_.log().make_id().text(); }

    std::int64_t sum(const std::string& sql) {
        return *value(shop_.database().one<std::int64_t>(sql));
    }

    Json random_discount() {
        if (below(2)) return {{"percent", std::to_string(below(101))}};
        return {{"amount", below(3000)}};
    }

    void fill_cart() {
        const auto lines = 1 + below(4);
        for (std::uint64_t i = 0; i < lines; ++i) {
            const bool weighed = below(3) == 0;
            const auto& product = weighed ? shop_.rice : below(2) ? shop_.cake : shop_.coffee;
            const auto quantity =
                weighed ? "0." + std::to_string(100 + below(900)) : std::to_string(1 + below(5));
            const auto cart =
                shop_.call("cart.add", {{"product", product.text()}, {"quantity", quantity}});
            if (below(3) == 0) {
                shop_.call("cart.change_line", {{"line", cart["lines"].back()["line"]},
                                                {"discount", random_discount()}});
            }
        }
        if (below(3) == 0) shop_.call("cart.change", {{"discount", random_discount()}});
    }

    Json random_tenders() {
        auto tenders = Json::array();
        if (!voucher_.empty() && below(2)) {
            tenders.push_back({{"method", "voucher"}, {"reference", voucher_}});
        }
        if (below(2)) tenders.push_back({{"method", "cash"}, {"amount", below(1000) * 10}});
        tenders.push_back({{"method", below(2) ? "cash" : "card"}});
        return tenders;
    }

    void sell() {
        fill_cart();
        const auto cart = shop_.call("cart.view");
        const auto done = shop_.call("sales.checkout", {{"cart", cart["id"]},
                                                        {"tenders", random_tenders()},
                                                        {"tip", below(2) ? 0 : below(500)}});
        sold_.push_back(done["receipt"]);
    }

    void give_back() {
        if (sold_.empty()) return;
        const auto& receipt = sold_[static_cast<std::size_t>(below(sold_.size()))];
        const auto left = shop_.call("sales.refundable", {{"receipt", receipt["id"]}})["lines"];
        auto lines = Json::array();
        for (const auto& line : left) {
            const auto quantity = line["left"].get<std::string>();
            const bool one = quantity.size() == 1 && quantity != "0" && below(2) == 0;
            lines.push_back({{"line", line["line"]}, {"quantity", one ? "1" : quantity}});
        }
        const auto* method = below(3) == 0 ? "voucher" : below(2) ? "cash" : "card";
        const Json request{
            {"refund", id()}, {"receipt", receipt["id"]}, {"lines", lines}, {"method", method}};
        if (shop_.error("sales.refund", request) != "ok") return;  // all of it is back already
        const auto note = shop_.call("sales.refund", request);
        if (!note["payments"].empty() && note["payments"][0]["method"] == "voucher") {
            voucher_ = note["payments"][0]["reference"].get<std::string>();
        }
    }

    void check_report() {
        const auto report = shop_.call("cash.report");
        std::int64_t kept = 0;
        for (const auto& method : report["byMethod"])
            kept += method["expected"].get<std::int64_t>();
        CHECK(kept - kFloat == report["sales"].get<std::int64_t>() +
                                   report["tips"].get<std::int64_t>() +
                                   report["rounding"].get<std::int64_t>());
    }

    /// Whatever was refunded in whatever parts: in the end the parts are the whole.
    void give_everything_back() {
        for (const auto& receipt : sold_) {
            shop_.error("sales.refund",
                        {{"refund", id()}, {"receipt", receipt["id"]}, {"method", "card"}});
        }
        for (const auto* column : {"total", "tax", "subtotal"})
            CHECK(sum(std::string("SELECT sum(") + column + ") FROM receipt") == 0);
        CHECK(sum("SELECT sum(base) FROM receipt_line") == 0);
        CHECK(sum("SELECT sum(quantity) FROM stock_movement") == 0);
        CHECK(shop_.call("tasks.list")["tasks"].empty());
    }

    base::SeededRandom random_;
    Shop shop_;
    std::vector<Json> sold_;
    std::string voucher_;
};

TEST_CASE("Every cent of a random day is somewhere", "[property][SALE-5][PRICE-3][PRICE-4]") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        INFO("seed " << seed);
        Player player(seed);
        player.play(40);
        player.check();
    }
}

}  // namespace
}  // namespace mostrador::tests
