#include <map>
#include <set>

#include "sales/operations.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using base::Json;

// ---- what people do ----------------------------------------------------------------------------

/// Asks for a sale and looks at the receipt.
void ask(World& world, Device& device, const Asked& sale) {
    world.ask(device, sale, [&](const Json& answer) {
        world.auditor.sold(device, sale.intent,
                           {tests::value(Id::parse(answer["id"].get<std::string>())),
                            answer["number"], answer["total"]});
    });
}

/// Asks again what was not answered.
void insist(World& world, Device& device, Dice& dice) {
    if (!device.asked || !world.is_usable(device)) return;
    auto again = *device.asked;
    if (again.intent == Id{}) {
        world.ask(device, again);
        return;
    }
    const auto id = tests::value(Id::parse(again.request["id"].get<std::string>()));
    const auto now = world.behaviour.again(id, dice.seed());
    again.request["id"] = now.text();
    world.auditor.asked(again.intent, now);
    ask(world, device, again);
}

Json some_lines(World& world, Dice& dice) {
    Json lines = Json::array();
    for (auto count = dice.between(1, 4); count > 0; --count) {
        const auto quantity = dice.percent(20) ? "0.350" : std::to_string(dice.between(1, 3));
        lines.push_back({{"product", dice.pick(world.products).text()}, {"quantity", quantity}});
    }
    return lines;
}

Json some_tenders(Dice& dice) {
    switch (dice.below(4)) {
        case 0:
            return Json::array({{{"method", "card"}, {"amount", nullptr}}});
        case 1:
            return Json::array({{{"method", "cash"}, {"amount", 10'000'000}}});
        case 2:
            return Json::array(
                {{{"method", "card"}, {"amount", 100}}, {{"method", "cash"}, {"amount", nullptr}}});
        default:
            return Json::array({{{"method", "cash"}, {"amount", nullptr}}});
    }
}

Asked a_sale(World& world, Dice& dice) {
    const auto id = base::derived_id("sale", std::to_string(dice.seed()));
    world.auditor.asked(id, id);
    return {
        "sales.record",
        {{"id", id.text()}, {"lines", some_lines(world, dice)}, {"tenders", some_tenders(dice)}},
        id};
}

void sell(World& world, Device& device, Dice& dice) {
    insist(world, device, dice);
    for (auto sales = dice.between(1, 3); sales > 0; --sales) {
        ask(world, device, a_sale(world, dice));
    }
}

/// The page dies when the sale is in the books and nobody has seen it yet.
void sell_unseen(World& world, Device& device, Dice& dice) {
    insist(world, device, dice);
    if (!world.is_usable(device)) return;
    const auto sale = a_sale(world, dice);
    world.ask(device, sale);
    if (!device.is_on()) return;
    device.asked = sale;
    device.end();
    world.start(device);
}

// ---- what must be true -------------------------------------------------------------------------

class Books final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind != SaleCompleted::kKind) return;
        const auto sale =
            tests::value(base::decode<base::Form::binary, SaleCompleted>(operation.payload));
        Receipt receipt{sale.total, 0, static_cast<std::int64_t>(sale.lines.size())};
        for (const auto& paid : sale.payments)
            receipt.paid += paid.tendered - paid.change;
        for (const auto& line : sale.lines)
            stock_[line.product] -=
                tests::value(line.quantity.rescaled(6, base::Rounding::half_away)).mantissa();
        numbers_[sale.series].insert(sale.number);
        ++sold_[sale.series];
        receipts_[sale.receipt] = receipt;
    }

    std::string audit(store::Database& database) override {
        auto problem = check_numbers();
        if (problem.empty()) problem = check_receipts(database);
        if (problem.empty()) problem = check_stock(database);
        return problem;
    }

private:
    using SaleCompleted = sales::SaleCompleted;

    struct Receipt {
        std::int64_t total = 0;
        std::int64_t paid = 0;
        std::int64_t lines = 0;

        friend bool operator==(const Receipt&, const Receipt&) = default;
    };

    /// From 1, none twice, none left out.
    std::string check_numbers() const {
        for (const auto& [series, numbers] : numbers_) {
            const auto count = static_cast<std::int64_t>(numbers.size());
            if (*numbers.begin() != 1 || *numbers.rbegin() != count || sold_.at(series) != count)
                return "the numbers of a series have a gap or stand twice";
        }
        return {};
    }

    std::string check_receipts(store::Database& database) const {
        std::map<Id, Receipt> found;
        tests::value(
            database.each("SELECT id, total, (SELECT sum(amount) FROM payment WHERE receipt = id), "
                          "(SELECT count(*) FROM receipt_line WHERE receipt = id) FROM receipt",
                          [&](const store::Row& row) {
                              found[row.id(0)] = {row.integer(1), row.integer(2), row.integer(3)};
                          }));
        if (found != receipts_) return "the receipts are not what was sold";
        for (const auto& [id, receipt] : receipts_) {
            if (receipt.total != receipt.paid) return "a receipt was not paid to its total";
        }
        return {};
    }

    std::string check_stock(store::Database& database) const {
        std::map<Id, std::int64_t> found;
        tests::value(
            database.each("SELECT product, sum(quantity) FROM stock_movement GROUP BY product",
                          [&](const store::Row& row) { found[row.id(0)] = row.integer(1); }));
        return found == stock_ ? "" : "the stock is not what was sold";
    }

    std::map<Id, Receipt> receipts_;
    std::map<Id, std::int64_t> stock_;
    std::map<Id, std::set<std::int64_t>> numbers_;
    std::map<Id, std::int64_t> sold_;
};

}  // namespace

Capability sales() {
    return {.name = "sales",
            .actions = {{"sell", 24, sell}, {"sell_unseen", 2, sell_unseen}, {"insist", 3, insist}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Books>(); }};
}

}  // namespace mostrador::simulation
