#include <algorithm>
#include <map>
#include <set>

#include "sales/operations.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "stock/levels.hpp"
#include "stock/movements.hpp"
#include "stock/operations.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Decimal;
using base::Id;
using base::Json;

Id beans() {
    return base::derived_id("simulation", "beans");
}

// ---- what people do ----------------------------------------------------------------------------

/// The office says what keeps stock, and what a coffee takes.
void keep(World& world, Device&, Dice& dice) {
    stock::ItemRow row{.id = dice.percent(30) ? beans() : dice.pick(world.products),
                       .create = dice.percent(70)};
    row.name = "artículo";
    row.unit = "un";
    row.kept = dice.percent(80);
    row.active = true;
    world.append_at_hub(stock::ItemsPut{{{row}}});
    if (!dice.percent(40)) return;
    stock::RecipeRow recipe{.id = world.products.front(), .create = true, .yield = Decimal(1)};
    recipe.lines = beans().text() + " " + std::to_string(dice.between(1, 9)) + " un";
    world.append_at_hub(stock::RecipesPut{{{recipe}}});
}

Id any_item(World& world, Dice& dice) {
    return dice.percent(30) ? beans() : dice.pick(world.products);
}

void move(World& world, Device& device, Dice& dice) {
    const bool buys = dice.percent(60);
    Json line{{"item", any_item(world, dice).text()},
              {"quantity", std::to_string(dice.between(1, 40))}};
    if (buys) line["cost"] = std::to_string(dice.between(1, 90));
    world.ask(device, {"stock.move",
                       {{"document", base::derived_id("move", std::to_string(dice.seed())).text()},
                        {"reason", buys ? "purchase" : "waste"},
                        {"lines", Json::array({line})},
                        {"approval", world.approval()}}});
}

/// Somebody counts, and does not always finish.
void count(World& world, Device& device, Dice& dice) {
    const auto id = base::derived_id("count", std::to_string(dice.seed())).text();
    world.ask(device, {"stock.start_count", {{"count", id}, {"blind", dice.percent(50)}}});
    for (auto lines = dice.between(1, 3); lines > 0; --lines) {
        world.ask(device, {"stock.set_counted",
                           {{"count", id},
                            {"item", any_item(world, dice).text()},
                            {"quantity", std::to_string(dice.below(30))}}});
    }
    if (dice.percent(80)) world.ask(device, {"stock.finish_count", {{"count", id}}});
}

/// A person says whether a count had what came late in it already.
void settle(World& world, Device& device, Dice& dice) {
    if (!device.is_on()) return;
    std::map<Id, std::vector<Id>> late;
    std::ignore = device.database().each(
        "SELECT count, document FROM stock_late l WHERE NOT EXISTS (SELECT 1 FROM "
        "stock_late_settled s WHERE s.count = l.count AND s.document = l.document)",
        [&](const store::Row& row) { late[row.id(0)].push_back(row.id(1)); });
    if (late.empty()) return;
    const auto& [counted, documents] = *late.begin();
    world.append(device, stock::LateSettled{counted, documents, dice.percent(50)});
}

// ---- what must be true -------------------------------------------------------------------------

/// Stock is the sum of what sales, recipes, documents and counts moved; what a count had not seen
/// is noted, whoever came first.
class Shelves final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind == sales::SaleCompleted::kKind ||
            operation.kind == sales::SaleRefunded::kKind)
            return take_sale(operation);
        if (operation.kind == stock::ItemsPut::kKind) {
            for (const auto& row : read<stock::ItemsPut>(operation).rows)
                items_.insert(row.id);
        }
        if (operation.kind == stock::StockMoved::kKind) {
            const auto moved = read<stock::StockMoved>(operation);
            auto& document = add(operation, moved.document, moved.at_us);
            for (const auto& line : moved.lines)
                add(document, line.item, line.quantity);
        }
        if (operation.kind == stock::StockCounted::kKind) take_count(operation);
        if (operation.kind == stock::LateSettled::kKind) take_word(operation);
    }

    std::string audit(store::Database& database) override {
        std::map<Id, std::int64_t> sums;
        for (const auto& [id, document] : documents_) {
            for (const auto& [item, quantity] : document.moved) {
                if (items_.contains(item)) sums[item] += quantity;
            }
        }
        std::map<Id, std::int64_t> levels;
        tests::value(
            database.each("SELECT item, sum(quantity) FROM stock_level GROUP BY item",
                          [&](const store::Row& row) { levels[row.id(0)] = row.integer(1); }));
        if (levels != sums) return "the stock is not the sum of what moved";
        std::set<std::pair<Id, Id>> late;
        tests::value(
            database.each("SELECT count, document FROM stock_late",
                          [&](const store::Row& row) { late.emplace(row.id(0), row.id(1)); }));
        if (late != expected_late())
            return "what came late for a count is not what it had not seen";
        std::map<std::pair<Id, Id>, bool> words;
        tests::value(database.each(
            "SELECT count, document, included FROM stock_late_settled",
            [&](const store::Row& row) { words[{row.id(0), row.id(1)}] = row.get<bool>(2); }));
        std::map<std::pair<Id, Id>, bool> said;
        for (const auto& [pair, word] : words_)
            said[pair] = word.included;
        return words == said ? "" : "somebody's later word about a count stands";
    }

private:
    struct Document {
        Id device;
        std::int64_t sequence = 0;
        std::int64_t at_us = 0;
        std::map<Id, std::int64_t> moved;
    };

    struct Looked {
        Id count;
        Id item;
        std::int64_t at_us = 0;
        std::map<Id, std::int64_t> seen;
    };

    struct Word {
        log::Stamp stamp = 0;
        Id device;
        bool included = false;
    };

    template <class Payload>
    static Payload read(const log::Operation& operation) {
        return tests::value(base::decode<base::Form::binary, Payload>(operation.payload));
    }

    Document& add(const log::Operation& operation, const Id& id, std::int64_t at_us) {
        auto& document = documents_[id];
        document.device = operation.device;
        document.sequence = operation.sequence;
        document.at_us = at_us;
        return document;
    }

    static void add(Document& document, const Id& item, const Decimal& quantity) {
        document.moved[item] += tests::value(stock::millionths(quantity));
    }

    void take_sale(const log::Operation& operation) {
        const auto sale = read<sales::SaleCompleted>(operation);
        if (sale.mark == sales::Mark::test) return;
        auto& document = add(operation, sale.receipt, sale.at_us);
        for (const auto& line : sale.lines) {
            add(document, line.product, tests::value(line.quantity.negated()));
            for (const auto& used : line.uses.value_or(std::vector<stock::Used>{}))
                add(document, used.item, tests::value(used.quantity.negated()));
        }
    }

    void take_count(const log::Operation& operation) {
        const auto count = read<stock::StockCounted>(operation);
        auto& document = add(operation, count.document, count.at_us);
        for (const auto& line : count.lines) {
            add(document, line.item, tests::value(base::subtract(line.counted, line.expected)));
            Looked looked{count.document, line.item, line.at_us, {}};
            for (const auto& seen : count.seen[static_cast<std::size_t>(line.seen)].devices)
                looked.seen[seen.device] = seen.sequence;
            looked_.push_back(std::move(looked));
        }
    }

    void take_word(const log::Operation& operation) {
        const auto settled = read<stock::LateSettled>(operation);
        for (const auto& document : settled.documents) {
            const Word word{operation.stamp, operation.device, settled.included};
            const auto [known, fresh] = words_.emplace(std::pair(settled.count, document), word);
            if (!fresh && std::tie(word.stamp, word.device) <
                              std::tie(known->second.stamp, known->second.device))
                known->second = word;
        }
    }

    std::set<std::pair<Id, Id>> expected_late() const {
        std::set<std::pair<Id, Id>> late;
        for (const auto& looked : looked_) {
            const auto& by = documents_.at(looked.count).device;
            for (const auto& [id, document] : documents_) {
                const auto seen = looked.seen.find(document.device);
                const auto sequence = seen == looked.seen.end() ? 0 : seen->second;
                if (document.device != by && document.sequence > sequence &&
                    document.at_us <= looked.at_us && document.moved.contains(looked.item))
                    late.emplace(looked.count, id);
            }
        }
        return late;
    }

    std::set<Id> items_;
    std::map<Id, Document> documents_;
    std::vector<Looked> looked_;
    std::map<std::pair<Id, Id>, Word> words_;
};

}  // namespace

Capability stock() {
    return {.name = "stock",
            .actions = {{"keep_stock", 2, keep},
                        {"move_stock", 4, move},
                        {"count_stock", 4, count},
                        {"settle_count", 2, settle}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Shelves>(); }};
}

}  // namespace mostrador::simulation
