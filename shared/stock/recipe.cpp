#include "stock/recipe.hpp"

#include <algorithm>
#include <set>

namespace mostrador::stock {
namespace {

using base::Code;
using base::Decimal;
using base::Id;
using base::Result;
using base::Status;

/// A shop's longest chain (dough, base, pizza, menu) has four.
constexpr std::size_t kMostDepth = 12;

/// Follows recipes down to what is kept.
class Unfolder {
public:
    explicit Unfolder(store::Database& database) : database_(database) {}

    /// What making `quantity` of `owner` takes. Nothing where it has no recipe.
    Status make(const Id& owner, const Decimal& quantity) {
        if (path_.size() >= kMostDepth || std::ranges::contains(path_, owner)) return {};
        MOSTRADOR_TRY(recipe, recipe_of(database_, owner));
        path_.push_back(owner);
        for (const auto& line : recipe.lines) {
            MOSTRADOR_TRY(part, base::multiply(line.quantity, quantity, kQuantityScale,
                                               base::Rounding::half_away));
            MOSTRADOR_TRY(
                share, base::divide(part, recipe.yield, kQuantityScale, base::Rounding::half_away));
            MOSTRADOR_CHECK(take(line.item, share));
        }
        path_.pop_back();
        return {};
    }

    Status take(const Id& item, const Decimal& quantity) {
        MOSTRADOR_TRY(kept, is_kept(database_, item));
        if (!kept) return make(item, quantity);
        const auto known = std::ranges::find(used_, item, &Used::item);
        if (known == used_.end()) {
            used_.push_back({item, quantity});
            return {};
        }
        MOSTRADOR_TRY(sum, base::add(known->quantity, quantity));
        known->quantity = sum;
        return {};
    }

    std::vector<Used> result() {
        std::erase_if(used_, [](const Used& used) { return used.quantity.is_zero(); });
        for (auto& used : used_)
            used.quantity = used.quantity.normalized();
        return std::move(used_);
    }

private:
    store::Database& database_;
    std::vector<Id> path_;
    std::vector<Used> used_;
};

/// The next word of a line of text, taken off its front.
std::string_view next_word(std::string_view& text) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

Status follow(store::Database& database, const Id& owner, std::span<const RecipeLine> lines,
              std::set<Id>& seen) {
    for (const auto& line : lines) {
        if (line.item == owner) {
            MOSTRADOR_TRY(name, database.one<std::string>(
                                    "SELECT coalesce((SELECT nullif(name, '') FROM stock_item "
                                    "WHERE id = ?1), (SELECT name FROM product WHERE id = ?1), '')",
                                    owner));
            return base::fail(Code::stock_recipe_loop, {{"product", name.value_or("")}});
        }
        if (!seen.insert(line.item).second) continue;
        MOSTRADOR_TRY(recipe, recipe_of(database, line.item));
        MOSTRADOR_CHECK(follow(database, owner, recipe.lines, seen));
    }
    return {};
}

}  // namespace

std::string lines_text(std::span<const RecipeLine> lines) {
    std::string text;
    for (const auto& line : lines) {
        if (!text.empty()) text += '\n';
        text += line.item.text() + ' ' + line.quantity.normalized().text() + ' ' + line.unit;
    }
    return text;
}

std::vector<RecipeLine> lines_of(std::string_view text) {
    std::vector<RecipeLine> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto rest = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto item = Id::parse(next_word(rest));
        const auto quantity = Decimal::parse(next_word(rest));
        if (item && quantity) lines.push_back({*item, *quantity, std::string(rest)});
    }
    return lines;
}

Result<Recipe> recipe_of(store::Database& database, const Id& owner) {
    Recipe recipe;
    MOSTRADOR_CHECK(
        database.each("SELECT yield, lines FROM stock_recipe WHERE id = ?1 AND stamp > 0", owner,
                      [&](const store::Row& row) {
                          const auto yield = Decimal::parse(row.text(0));
                          if (yield && *yield > Decimal(0)) recipe.yield = *yield;
                          recipe.lines = lines_of(row.text(1));
                      }));
    return recipe;
}

Result<bool> is_kept(store::Database& database, const Id& item) {
    MOSTRADOR_TRY(
        kept,
        database.one<std::int64_t>(
            "SELECT 1 FROM stock_item WHERE id = ?1 AND stamp > 0 AND kept AND active", item));
    return kept.has_value();
}

Result<std::vector<Used>> uses(store::Database& database, const Wanted& wanted) {
    Unfolder unfolder(database);
    MOSTRADOR_TRY(kept, is_kept(database, wanted.product));
    if (!kept) MOSTRADOR_CHECK(unfolder.make(wanted.product, wanted.quantity));
    for (const auto& modifier : wanted.modifiers)
        MOSTRADOR_CHECK(unfolder.make(modifier, wanted.quantity));
    return unfolder.result();
}

Result<std::vector<Used>> ingredients(store::Database& database, const Id& item,
                                      const Decimal& quantity) {
    Unfolder unfolder(database);
    MOSTRADOR_CHECK(unfolder.make(item, quantity));
    return unfolder.result();
}

Status check_loop(store::Database& database, const Id& owner, std::span<const RecipeLine> lines) {
    std::set<Id> seen;
    return follow(database, owner, lines, seen);
}

}  // namespace mostrador::stock
