#include <array>
#include <map>
#include <set>

#include "sales/operations.hpp"
#include "sales/refund.hpp"
#include "sales/voucher.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using base::Json;

// ---- what people do ----------------------------------------------------------------------------

Id id_in(const Json& json) {
    return tests::value(Id::parse(json.get<std::string>()));
}

/// Where a command that makes a receipt has the receipt's id.
const char* key_of(const Asked& asked) {
    if (asked.command == "sales.refund") return "refund";
    return asked.command == "sales.checkout" ? "cart" : "id";
}

/// Asks for a receipt and looks at it.
void ask(World& world, Device& device, const Asked& sale) {
    world.ask(device, sale, [&](const Json& answer) {
        const auto& receipt = answer.contains("receipt") ? answer["receipt"] : answer;
        world.auditor.sold(device, sale.intent,
                           {id_in(receipt["id"]), receipt["number"], receipt["total"]});
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
    auto& id = again.request[key_of(again)];
    const auto now = world.behaviour.again(id_in(id), dice.seed());
    id = now.text();
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

/// Ids that this tablet's database gives, if it can.
std::vector<Id> ids(Device& device, std::string_view sql) {
    std::vector<Id> found;
    if (!device.is_on()) return found;
    std::ignore =
        device.database().each(sql, [&](const store::Row& row) { found.push_back(row.id(0)); });
    return found;
}

// ---- a ticket on the counter

/// Taps some products and says something about them. Gives the cart.
std::optional<Id> fill_cart(World& world, Device& device, Dice& dice) {
    std::optional<Id> cart;
    for (auto taps = dice.between(1, 4); taps > 0; --taps) {
        const auto command = base::derived_id("tap", std::to_string(dice.seed()));
        const Json tap{{"product", dice.pick(world.products).text()},
                       {"quantity", dice.percent(30) ? "0.350" : "1"},
                       {"commandId", command.text()}};
        world.ask(device, {"cart.add", tap},
                  [&](const Json& answer) { cart = id_in(answer["id"]); });
    }
    if (dice.percent(40)) {
        world.ask(device, {"cart.change",
                           {{"discount", {{"percent", std::to_string(dice.below(60))}}},
                            {"approval", world.approval()}}});
    }
    return cart;
}

/// A cart is paid, or left on hold for somebody to resume.
void serve(World& world, Device& device, Dice& dice) {
    insist(world, device, dice);
    const auto cart = fill_cart(world, device, dice);
    if (!cart || !world.is_usable(device)) return;
    if (dice.percent(30)) {
        world.ask(device, {"cart.hold", Json::object()});
        return;
    }
    world.auditor.asked(*cart, *cart);
    ask(world, device,
        {"sales.checkout",
         {{"cart", cart->text()},
          {"tip", dice.percent(50) ? 0 : dice.below(900)},
          {"tenders", some_tenders(dice)}},
         *cart});
}

void resume(World& world, Device& device, Dice& dice) {
    const auto held = ids(device, "SELECT id FROM cart WHERE held_at IS NOT NULL ORDER BY id");
    if (held.empty()) return;
    world.ask(device, {"cart.resume", {{"cart", dice.pick(held).text()}}});
}

// ---- goods that come back

void ask_back(World& world, Device& device, const Id& receipt, Dice& dice) {
    insist(world, device, dice);
    const auto id = base::derived_id("refund", std::to_string(dice.seed()));
    Json lines;  // nothing: all that is left
    if (dice.percent(50)) lines = Json::array({{{"line", 1}, {"quantity", "0.2"}}});
    constexpr std::array methods{"cash", "card", "voucher", "voucher"};
    world.auditor.asked(id, id);
    ask(world, device,
        {"sales.refund",
         {{"refund", id.text()},
          {"receipt", receipt.text()},
          {"lines", lines},
          {"method", dice.pick(methods)},
          {"approval", world.approval()}},
         id});
}

void refund(World& world, Device& device, Dice& dice) {
    const auto sold = ids(device, "SELECT id FROM receipt WHERE original IS NULL ORDER BY id");
    if (!sold.empty()) ask_back(world, device, dice.pick(sold), dice);
}

/// The same receipt is shown at two tablets that do not know of each other.
void refund_apart(World& world, Device& device, Dice& dice) {
    const auto sold = ids(device, "SELECT id FROM receipt WHERE original IS NULL ORDER BY id");
    if (sold.empty()) return;
    const auto receipt = dice.pick(sold);
    ask_back(world, device, receipt, dice);
    ask_back(world, world.other(device, dice), receipt, dice);
}

/// The same voucher is shown at two tablets that do not know of each other.
void spend_voucher(World& world, Device& device, Dice& dice) {
    std::vector<std::string> codes;
    if (device.is_on()) {
        std::ignore = device.database().each(
            "SELECT DISTINCT reference FROM payment WHERE method = 'voucher' ORDER BY reference",
            [&](const store::Row& row) { codes.push_back(row.get<std::string>(0)); });
    }
    if (codes.empty()) return;
    const auto code = dice.pick(codes);
    for (auto* each : {&device, &world.other(device, dice)}) {
        insist(world, *each, dice);
        auto sale = a_sale(world, dice);
        sale.request["tenders"] =
            Json::array({{{"method", "voucher"}, {"reference", code}}, {{"method", "cash"}}});
        ask(world, *each, sale);
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

/// A quantity in whole millionths, as stock movements have it.
std::int64_t millionths(const base::Decimal& quantity) {
    return tests::value(quantity.rescaled(6, base::Rounding::half_away)).mantissa();
}

class Books final : public Model {
public:
    void take(const log::Operation& operation) override {
        const bool refund = operation.kind == sales::SaleRefunded::kKind;
        if (!refund && operation.kind != sales::SaleCompleted::kKind) return;
        const auto sale =
            tests::value(base::decode<base::Form::binary, SaleCompleted>(operation.payload));
        Receipt receipt{sale.total, 0, static_cast<std::int64_t>(sale.lines.size())};
        for (const auto& paid : sale.payments) {
            receipt.paid += paid.tendered - paid.change;
            if (paid.method == payments::Method::voucher) vouchers_[paid.reference] += paid.amount;
        }
        due_[sale.receipt] = sale.total + sale.tip.value_or(0) + sale.rounding.value_or(0);
        std::int64_t number = 0;
        for (const auto& line : sale.lines) {
            stock_[line.product] -= millionths(line.quantity);
            left_[{sale.original.value_or(sale.receipt), line.source.value_or(++number)}] +=
                millionths(line.quantity);
        }
        numbers_[sale.series].insert(sale.number);
        ++sold_[sale.series];
        receipts_[sale.receipt] = receipt;
    }

    std::string audit(store::Database& database) override {
        auto problem = check_numbers();
        if (problem.empty()) problem = check_receipts(database);
        if (problem.empty()) problem = check_stock(database);
        if (problem.empty()) problem = check_tasks(database);
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
        tests::value(database.each(
            "SELECT id, total, (SELECT coalesce(sum(amount), 0) FROM payment WHERE receipt = id), "
            "(SELECT count(*) FROM receipt_line WHERE receipt = id) FROM receipt",
            [&](const store::Row& row) {
                found[row.id(0)] = {row.integer(1), row.integer(2), row.integer(3)};
            }));
        if (found != receipts_) return "the receipts are not what was sold";
        for (const auto& [id, receipt] : receipts_) {
            if (due_.at(id) != receipt.paid) return "a receipt was not paid to its total";
        }
        return {};
    }

    /// More back than was sold, or more spent than issued, is somebody's task; nothing else is.
    std::string check_tasks(store::Database& database) const {
        std::set<std::pair<Id, std::int64_t>> over, told;
        for (const auto& [line, left] : left_) {
            if (left < 0) over.insert(line);
        }
        for (const auto& task : tests::value(sales::refund_tasks(database)))
            told.emplace(task.subject, std::stoll(task.parameters.at("line")));
        if (over != told) return "the tasks about refunds are not what came back too much";
        std::map<std::string, std::int64_t> spent, said;
        for (const auto& [code, amount] : vouchers_) {
            if (amount > 0) spent[code] = amount;
        }
        for (const auto& task : tests::value(sales::voucher_tasks(database)))
            said[task.parameters.at("code")] = std::stoll(task.parameters.at("amount"));
        return spent == said ? "" : "the tasks about vouchers are not what was spent too much";
    }

    std::string check_stock(store::Database& database) const {
        std::map<Id, std::int64_t> found;
        tests::value(
            database.each("SELECT product, sum(quantity) FROM stock_movement GROUP BY product",
                          [&](const store::Row& row) { found[row.id(0)] = row.integer(1); }));
        return found == stock_ ? "" : "the stock is not what was sold";
    }

    std::map<Id, Receipt> receipts_;
    std::map<Id, std::int64_t> due_;
    /// Of each sold line, what has not come back.
    std::map<std::pair<Id, std::int64_t>, std::int64_t> left_;
    std::map<std::string, std::int64_t> vouchers_;  ///< what was spent less what was issued
    std::map<Id, std::int64_t> stock_;
    std::map<Id, std::set<std::int64_t>> numbers_;
    std::map<Id, std::int64_t> sold_;
};

}  // namespace

Capability sales() {
    return {.name = "sales",
            .actions = {{"sell", 24, sell},
                        {"sell_unseen", 2, sell_unseen},
                        {"insist", 3, insist},
                        {"serve", 6, serve},
                        {"resume", 2, resume},
                        {"refund", 3, refund},
                        {"refund_apart", 2, refund_apart},
                        {"spend_voucher", 2, spend_voucher}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Books>(); }};
}

}  // namespace mostrador::simulation
