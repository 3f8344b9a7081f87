#include "pricing/pricing.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "property/pricing/random_basket.hpp"

namespace mostrador::pricing::test {

namespace {

constexpr int kRounds = 5000;

void check_sums(const PricedLine& line) {
    Minor taxes = 0;
    for (const TaxShare& share : line.taxes)
        taxes += share.amount;
    CHECK(line.total_included == line.total_excluded + taxes);
}

/// Every cent of the document is on one of its lines, and nowhere else.
void check_sums(const Priced& priced) {
    std::vector<PricedLine> lines = priced.lines;
    if (priced.service_charge) lines.push_back(*priced.service_charge);
    Minor excluded = 0;
    Minor included = 0;
    Minor ticket_discount = 0;
    std::vector<TaxShare> taxes = priced.taxes;
    for (const PricedLine& line : lines) {
        check_sums(line);
        excluded += line.total_excluded;
        included += line.total_included;
        ticket_discount += line.ticket_discount;
        for (const TaxShare& share : line.taxes) {
            const auto sum = std::ranges::find(taxes, share.tax, &TaxShare::tax);
            REQUIRE(sum != taxes.end());
            sum->base -= share.base;
            sum->amount -= share.amount;
        }
    }
    CHECK(excluded == priced.total_excluded);
    CHECK(included == priced.total_included);
    CHECK(ticket_discount == priced.ticket_discount);
    CHECK(priced.total_included == priced.total_excluded + priced.total_tax);
    for (const TaxShare& rest : taxes) {
        CHECK(rest.base == 0);
        CHECK(rest.amount == 0);
    }
    Minor groups = 0;
    for (const GroupShare& group : priced.groups)
        groups += group.amount;
    CHECK(groups == priced.total_tax);
}

/// The document without what belongs to single lines.
Priced without_lines(Priced priced) {
    priced.lines.clear();
    return priced;
}

}  // namespace

TEST_CASE("Every sum of a priced basket holds", "[pricing]") {
    base::SeededRandom random(1);
    for (int round = 0; round < kRounds; ++round) {
        const Purchase purchase = random_purchase(random);
        const auto priced = price(purchase.basket, purchase.taxes);
        REQUIRE(priced);
        check_sums(*priced);
    }
}

TEST_CASE("All amounts are multiples of the currency's step", "[pricing]") {
    base::SeededRandom random(2);
    for (int round = 0; round < kRounds; ++round) {
        const Purchase purchase = random_purchase(random);
        const auto priced = price(purchase.basket, purchase.taxes);
        REQUIRE(priced);
        CHECK(priced->total_excluded % purchase.basket.rounding_step == 0);
        for (const TaxShare& share : priced->taxes) {
            CHECK(share.base % purchase.basket.rounding_step == 0);
            CHECK(share.amount % purchase.basket.rounding_step == 0);
        }
    }
}

TEST_CASE("The order of lines does not change the document", "[pricing]") {
    base::SeededRandom random(3);
    for (int round = 0; round < kRounds; ++round) {
        Purchase purchase = random_purchase(random);
        const auto priced = price(purchase.basket, purchase.taxes);
        REQUIRE(priced);
        const auto middle = base::random_below(random, purchase.basket.lines.size());
        std::ranges::rotate(purchase.basket.lines,
                            purchase.basket.lines.begin() + static_cast<std::ptrdiff_t>(middle));
        const auto rotated = price(purchase.basket, purchase.taxes);
        REQUIRE(rotated);
        CHECK(without_lines(*rotated) == without_lines(*priced));
    }
}

TEST_CASE("A return gives back what the sale took", "[pricing]") {
    base::SeededRandom random(4);
    for (int round = 0; round < kRounds; ++round) {
        Purchase purchase = random_purchase(random);
        const auto sold = price(purchase.basket, purchase.taxes);
        for (Line& line : purchase.basket.lines)
            line.quantity = *line.quantity.negated();
        // A fixed tax of the service charge does not follow the quantities.
        purchase.basket.service_charge.reset();
        const auto returned = price(purchase.basket, purchase.taxes);
        REQUIRE(sold);
        REQUIRE(returned);
        for (std::size_t i = 0; i < returned->lines.size(); ++i) {
            CHECK(returned->lines[i].total_included == -sold->lines[i].total_included);
        }
    }
}

TEST_CASE("Prices that contain their taxes keep their total", "[pricing]") {
    base::SeededRandom random(5);
    for (int round = 0; round < kRounds; ++round) {
        const Purchase purchase = plain_purchase(random, true);
        const auto priced = price(purchase.basket, purchase.taxes);
        REQUIRE(priced);
        for (std::size_t i = 0; i < priced->lines.size(); ++i) {
            const Line& line = purchase.basket.lines[i];
            CHECK(priced->lines[i].total_included ==
                  line.quantity.mantissa() * line.unit_price.mantissa());
        }
    }
}

TEST_CASE("A base found in a price gives that price again", "[pricing]") {
    base::SeededRandom random(6);
    for (int round = 0; round < kRounds; ++round) {
        const Purchase included = plain_purchase(random, true);
        const auto priced = price(included.basket, included.taxes);
        REQUIRE(priced);
        Purchase excluded = included;
        for (Tax& tax : excluded.taxes)
            tax.price_included = false;
        excluded.basket.tax_rounding = TaxRounding::per_line;
        for (std::size_t i = 0; i < excluded.basket.lines.size(); ++i) {
            Line& line = excluded.basket.lines[i];
            line.quantity = base::Decimal(1);
            line.unit_price = unit_price(priced->lines[i].total_excluded, {});
        }
        const auto again = price(excluded.basket, excluded.taxes);
        REQUIRE(again);
        for (std::size_t i = 0; i < again->lines.size(); ++i) {
            const Minor difference =
                again->lines[i].total_included - priced->lines[i].total_included;
            CHECK(difference >= -1);
            CHECK(difference <= 1);
        }
    }
}

TEST_CASE("What is paid, less change, is the total and its rounding", "[pricing]") {
    base::SeededRandom random(7);
    for (int round = 0; round < kRounds; ++round) {
        Purchase purchase = random_purchase(random);
        const auto priced = price(purchase.basket, purchase.taxes);
        REQUIRE(priced);
        purchase.tenders.back().amount = priced->total() + (priced->total() < 0 ? -777 : 777);
        for (const bool exact : {true, false}) {
            if (exact) purchase.tenders.back().amount.reset();
            const auto settled = settle(priced->total(), purchase.tenders, purchase.cash_rounding);
            REQUIRE(settled);
            CHECK(settled->remaining == 0);
            CHECK(settled->total + settled->rounding + settled->change_rounding ==
                  settled->paid - settled->change);
            CHECK(check_closed(*settled).has_value());
            if (exact) CHECK(settled->change == 0);
        }
    }
}

namespace {

class Digest {
public:
    void add(std::int64_t value) {
        for (int shift = 0; shift < 64; shift += 8) {
            bytes_.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> shift));
        }
        if (bytes_.size() < kBlock) return;
        flush();
    }

    void add(const PricedLine& line) {
        add(line.total_excluded);
        add(line.total_included);
        add(line.discount);
        add(line.ticket_discount);
        for (const TaxShare& share : line.taxes) {
            add(share.base);
            add(share.amount);
        }
    }

    void add(const Priced& priced) {
        for (const PricedLine& line : priced.lines)
            add(line);
        if (priced.service_charge) add(*priced.service_charge);
        for (const GroupShare& group : priced.groups) {
            add(group.base);
            add(group.amount);
        }
        add(priced.total());
    }

    void add(const Settlement& settled) {
        for (const Minor amount : {settled.due, settled.paid, settled.change, settled.rounding,
                                   settled.change_rounding, settled.remaining}) {
            add(amount);
        }
    }

    std::string finish() {
        flush();
        return base::to_hex(hasher_.finish());
    }

private:
    static constexpr std::size_t kBlock = 1 << 16;

    void flush() {
        hasher_.add(bytes_);
        bytes_.clear();
    }

    base::Bytes bytes_;
    base::Hasher hasher_;
};

std::string digest_of(std::uint64_t seed, int purchases) {
    base::SeededRandom random(seed);
    Digest digest;
    for (int i = 0; i < purchases; ++i) {
        const Purchase purchase = random_purchase(random);
        const auto priced = price(purchase.basket, purchase.taxes);
        if (!priced) FAIL("basket " << i << " has no price");
        const auto settled = settle(priced->total(), purchase.tenders, purchase.cash_rounding);
        if (!settled) FAIL("basket " << i << " cannot be paid");
        digest.add(*priced);
        digest.add(*settled);
    }
    return digest.finish();
}

}  // namespace

// The same line stands here for every build, so that native and WebAssembly agree byte for byte
// (PRICE-1). A change of rules changes it on purpose: the failure prints the new one.
TEST_CASE("A million random baskets cost the same everywhere", "[pricing][slow]") {
    CHECK(digest_of(2026, 1'000'000) ==
          "d411254b477bdbe4d399475b2410beb12901cef579d44e778cf5d6c8af6f6d42");
}

}  // namespace mostrador::pricing::test
