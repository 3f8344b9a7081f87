#include "simulation/orders_model.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "orders/commands.hpp"
#include "orders/operations.hpp"
#include "orders/tab.hpp"
#include "sales/operations.hpp"
#include "simulation/assigned.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using orders::Stage;
using orders::State;
using Version = std::pair<log::Stamp, Id>;

template <class Payload>
std::optional<Payload> as(const log::Operation& operation) {
    if (operation.kind != Payload::kKind) return std::nullopt;
    return tests::value(base::decode<base::Form::binary, Payload>(operation.payload));
}

std::int64_t millionths(const base::Decimal& quantity) {
    return tests::value(quantity.rescaled(6, base::Rounding::half_away)).mantissa();
}

/// What happened to one line, whether its own beginning is known or not.
struct Line {
    bool added = false;
    Id tab;  ///< to which it was added
    std::int64_t amount = 0;
    bool is_cooked = false;                                                 ///< by a station
    std::optional<std::tuple<Version, std::int64_t, std::int64_t>> voided;  ///< at, seen
    std::optional<std::pair<Version, Id>> moved;
    std::map<std::pair<std::int64_t, Stage>, std::int64_t> reached;  ///< first time, by round
    std::int64_t paid = 0;
    std::int64_t paid_quantity = 0;

    Id place() const { return moved ? moved->second : tab; }

    std::int64_t due() const { return voided ? 0 : std::max<std::int64_t>(0, amount - paid); }

    bool is_due() const { return !voided && (due() > 0 || paid_quantity == 0); }

    /// More money than it costs, or any for what nobody gets.
    std::int64_t overpaid() const {
        return std::max<std::int64_t>(0, paid - (voided ? 0 : amount));
    }

    /// It was ready when somebody voided it who did not know.
    bool is_wasted() const {
        if (!voided) return false;
        const auto& [version, at, seen] = *voided;
        return std::ranges::any_of(reached, [&](const auto& each) {
            const auto& [how_far, when] = each;
            const auto level = how_far.first * 8 + static_cast<std::int64_t>(how_far.second);
            return how_far.second >= Stage::ready && level > seen && when <= at;
        });
    }
};

/// What a person sees of a line in the bill.
struct Shown {
    bool live = false;
    std::int64_t due = 0;

    friend bool operator==(const Shown&, const Shown&) = default;
};

/// Every line stands in one tab, whatever was moved and merged; what is due is what it costs less
/// what was paid; a tab is open as long as something is to be done.
class Tabs final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (const auto put = as<orders::TabsPut>(operation)) take_tabs(operation, *put);
        if (const auto added = as<orders::LinesAdded>(operation)) take_added(*added);
        if (const auto voided = as<orders::LinesVoided>(operation)) take_voided(operation, *voided);
        if (const auto moved = as<orders::LinesMoved>(operation)) take_moved(operation, *moved);
        if (const auto staged = as<orders::LinesStaged>(operation)) take_staged(*staged);
        if (const auto paid = as<orders::Paid>(operation)) take_paid(*paid);
        if (const auto sale = as<sales::SaleCompleted>(operation)) sales_[sale->receipt] = *sale;
    }

    std::string audit(store::Database& database) override {
        if (doubled_) return "a line was ordered twice";
        for (const auto check : {&Tabs::check_numbers, &Tabs::check_bills}) {
            const auto problem = (this->*check)();
            if (!problem.empty()) return problem;
        }
        for (const auto check : {&Tabs::check_tabs, &Tabs::check_open, &Tabs::check_tasks}) {
            const auto problem = (this->*check)(database);
            if (!problem.empty()) return problem;
        }
        return {};
    }

private:
    void take_tabs(const log::Operation& operation, const orders::TabsPut& put) {
        for (const auto& row : put.rows) {
            const bool create = row.create.value_or(false);
            const auto assign = [&](const char* field, const auto& value, const auto& otherwise) {
                tabs_.assign(row.id, field, operation, value, create, otherwise);
            };
            assign("place", row.place, Id{});
            assign("guests", row.guests, std::int64_t{0});
            assign("waiter", row.waiter, Id{});
            assign("merged", row.merged, Id{});
            assign("cancelled", row.cancelled, std::string());
            if (!create) continue;
            created_.insert(row.id);
            leaves_house_[row.id] = row.type != orders::Type::dine_in;
            auto& given = numbers_[{operation.device, *row.type}];
            given.push_back(*row.number);
            texts_.push_back(*row.number_text);
        }
    }

    void take_added(const orders::LinesAdded& added) {
        for (const auto& each : added.lines) {
            auto& line = lines_[each.id];
            doubled_ = doubled_ || line.added;
            line.added = true;
            line.tab = added.tab;
            line.amount = each.amount;
            line.is_cooked = each.station.has_value();
        }
    }

    void take_voided(const log::Operation& operation, const orders::LinesVoided& voided) {
        const Version version{operation.stamp, operation.device};
        for (const auto& each : voided.lines) {
            auto& known = lines_[each.id].voided;
            if (!known || version < std::get<0>(*known))
                known = {version, voided.at_us, each.seen.value_or(-1)};
        }
    }

    void take_moved(const log::Operation& operation, const orders::LinesMoved& moved) {
        const Version version{operation.stamp, operation.device};
        for (const auto& id : moved.lines) {
            auto& known = lines_[id].moved;
            if (!known || version > known->first) known = {version, moved.tab};
        }
    }

    void take_staged(const orders::LinesStaged& staged) {
        for (const auto& id : staged.lines) {
            const auto [known, fresh] =
                lines_[id].reached.emplace(std::pair(staged.round, staged.stage), staged.at_us);
            if (!fresh) known->second = std::min(known->second, staged.at_us);
        }
    }

    void take_paid(const orders::Paid& paid) {
        auto& of_receipt = paid_[paid.receipt];
        for (const auto& each : paid.lines) {
            lines_[each.id].paid += each.amount;
            lines_[each.id].paid_quantity += millionths(each.quantity);
            of_receipt.push_back(each.amount);
        }
    }

    /// From 1 without a gap, for each device and type; no two tabs of the shop have the same.
    std::string check_numbers() const {
        for (auto [series, numbers] : numbers_) {
            std::ranges::sort(numbers);
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                if (numbers[i] != static_cast<std::int64_t>(i) + 1)
                    return "the numbers of a device's orders have a gap or stand twice";
            }
        }
        const std::set<std::string> different(texts_.begin(), texts_.end());
        return different.size() == texts_.size() ? "" : "two orders have one number";
    }

    /// What a bill took for a line is what the receipt charges for it, to the cent. Who adds
    /// something to a bill or gives a discount on it pays other totals.
    std::string check_bills() const {
        for (const auto& [receipt, amounts] : paid_) {
            const auto sale = sales_.find(receipt);
            if (sale == sales_.end()) return "an order was paid by no receipt";
            const auto& sold = sale->second;
            if (sold.discount || sold.mark || sold.lines.size() != amounts.size()) continue;
            for (std::size_t i = 0; i < amounts.size(); ++i) {
                if (!sold.lines[i].discount && sold.lines[i].total != amounts[i])
                    return "a bill and its receipt do not say the same of a line";
            }
        }
        return {};
    }

    /// Where the lines of `tab` stand: the end of the chain, or the smallest of a ring.
    Id root_of(const Id& tab) const {
        std::vector<Id> path{tab};
        for (;;) {
            const auto into = merged_into(path.back());
            if (!into) return path.back();
            const auto ring = std::ranges::find(path, *into);
            if (ring != path.end()) return *std::ranges::min_element(ring, path.end());
            path.push_back(*into);
        }
    }

    std::optional<Id> merged_into(const Id& tab) const {
        const auto into = tabs_.value(tab, "merged");
        const auto id = Id::parse(into);
        if (!id || id->is_nil()) return std::nullopt;
        return *id;
    }

    /// The lines of each tab that stays, by the tab.
    std::map<Id, std::map<Id, const Line*>> standing() const {
        std::map<Id, std::map<Id, const Line*>> tabs;
        for (const auto& tab : created_)
            tabs[root_of(tab)];
        for (const auto& [id, line] : lines_) {
            if (line.added) tabs[root_of(line.place())][id] = &line;
        }
        std::erase_if(tabs, [&](const auto& each) { return !created_.contains(each.first); });
        return tabs;
    }

    State state_of(const Id& tab, const std::map<Id, const Line*>& lines) const {
        bool live = false, open = false;
        for (const auto& [id, line] : lines) {
            if (line->voided) continue;
            live = true;
            open = open || line->is_due() || is_awaited(tab, *line);
        }
        if (!live) return tabs_.value(tab, "cancelled").empty() ? State::open : State::cancelled;
        return open ? State::open : State::closed;
    }

    /// Somebody has still to cook it, or to hand it over to whoever takes it away.
    bool is_awaited(const Id& tab, const Line& line) const {
        if (!line.is_cooked) return false;
        if (line.reached.empty()) return true;
        return leaves_house_.at(tab) && line.reached.rbegin()->first.second != Stage::served;
    }

    std::string check_tabs(store::Database& database) const {
        std::map<Id, Id> seen;  // where each line was found
        const auto tabs = standing();
        for (const auto& [id, lines] : tabs) {
            const auto tab = tests::value(orders::load(database, id));
            if (!tab || tab->id != id) return "a tab that stays is not where it should be";
            for (const auto& line : tab->lines) {
                if (!seen.emplace(line.id, id).second) return "a line stands twice";
            }
            const auto problem = compare(*tab, lines);
            if (!problem.empty()) return problem;
        }
        for (const auto& tab : created_) {
            const auto found = tests::value(orders::load(database, tab));
            if (tabs.contains(root_of(tab)) && (!found || found->id != root_of(tab)))
                return "a merged tab leads elsewhere";
        }
        return {};
    }

    std::string compare(const orders::Tab& tab, const std::map<Id, const Line*>& lines) const {
        std::map<Id, Shown> found, expected;
        for (const auto& line : tab.lines)
            found[line.id] = {line.is_live(), line.is_live() ? line.due_amount() : 0};
        for (const auto& [id, line] : lines)
            expected[id] = {!line->voided, line->due()};
        if (found.size() < expected.size()) return "a line that was ordered is not there";
        if (found.size() > expected.size()) return "a line stands where nobody put it";
        if (found != expected) return "a line is not what was said of it, or not what is due";
        if (tab.state() != state_of(tab.id, lines)) return "a tab is not in the state it should be";
        const bool same = tabs_.value(tab.id, "place") == tab.place.text() &&
                          tabs_.value(tab.id, "waiter") == tab.waiter.text() &&
                          tabs_.value(tab.id, "guests") == AssignedRows::text(tab.guests);
        return same ? "" : "a tab's table, waiter or guests are not what was said last";
    }

    std::string check_open(store::Database& database) const {
        std::set<Id> expected, found;
        for (const auto& [id, lines] : standing()) {
            if (state_of(id, lines) == State::open) expected.insert(id);
        }
        const auto branch =
            tests::value(database.one<Id>("SELECT id FROM branch WHERE stamp > 0 LIMIT 1"));
        for (const auto& tab : tests::value(orders::open_tabs(database, branch.value_or(Id{}))))
            found.insert(tab.id);
        return found == expected ? "" : "the tabs that are open are not those that should be";
    }

    /// Overpaid and wasted lines are somebody's task; nothing else is.
    std::string check_tasks(store::Database& database) const {
        std::map<Id, std::int64_t> over, told;
        std::set<Id> wasted, said;
        for (const auto& [id, line] : lines_) {
            if (!line.added) continue;
            if (line.overpaid() > 0) over[id] = line.overpaid();
            if (line.is_wasted()) wasted.insert(id);
        }
        for (const auto& task : tests::value(orders::order_source().find(database))) {
            if (task.kind == "order_wasted") said.insert(task.subject);
            if (task.kind == "order_overpaid")
                told[task.subject] = std::stoll(task.parameters.at("amount"));
        }
        if (over != told) return "the tasks about what was paid too much are not what was";
        return wasted == said ? "" : "the tasks about wasted food are not what was wasted";
    }

    AssignedRows tabs_;
    std::set<Id> created_;
    std::map<Id, bool> leaves_house_;
    std::map<Id, Line> lines_;
    std::map<std::pair<Id, orders::Type>, std::vector<std::int64_t>> numbers_;
    std::vector<std::string> texts_;
    std::map<Id, sales::SaleCompleted> sales_;
    std::map<Id, std::vector<std::int64_t>> paid_;  ///< what each receipt took for its lines
    bool doubled_ = false;
};

}  // namespace

std::unique_ptr<Model> orders_model() {
    return std::make_unique<Tabs>();
}

}  // namespace mostrador::simulation
