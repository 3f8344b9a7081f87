#include <map>
#include <set>
#include <tuple>

#include "cash/operations.hpp"
#include "cash/session.hpp"
#include "sales/operations.hpp"
#include "simulation/capability.hpp"
#include "simulation/world.hpp"
#include "support/shop.hpp"

namespace mostrador::simulation {
namespace {

using base::Id;
using base::Json;

// ---- what people do ----------------------------------------------------------------------------

/// Counts the drawer and closes; now and then two tablets of one register do it at once.
void close(World& world, Device& device, Dice& dice) {
    if (!world.is_usable(device)) return;
    const auto session = cash::open_session(device.database(), device.register_id);
    if (!session || !*session) return;
    world.ask(device,
              {"cash.close",
               {{"session", (*session)->text()},
                {"counted", Json::array({{{"method", "cash"}, {"amount", dice.below(90'000)}}})},
                {"notes", dice.percent(20) ? "faltan monedas" : ""}}});
}

void close_twice(World& world, Device& device, Dice& dice) {
    close(world, device, dice);
    for (auto& each : world.devices) {
        if (each.get() != &device && each->register_id == device.register_id)
            close(world, *each, dice);
    }
}

void open(World& world, Device& device, Dice& dice) {
    const auto id = base::derived_id("session", std::to_string(dice.seed()));
    world.ask(device,
              {"cash.open", {{"openingFloat", dice.below(20'000)}, {"commandId", id.text()}}});
}

void move(World& world, Device& device, Dice& dice) {
    const auto id = base::derived_id("movement", std::to_string(dice.seed()));
    world.ask(device, {"cash.move",
                       {{"movement", id.text()},
                        {"direction", dice.percent(50) ? "in" : "out"},
                        {"amount", dice.between(1, 5000)},
                        {"reason", "cambio"}}});
}

// ---- what must be true -------------------------------------------------------------------------

/// Every session has the float it was opened with; of several closings the earliest stands; what it
/// had not seen is its addendum; the drawer is the sum of its movements.
class Drawers final : public Model {
public:
    void take(const log::Operation& operation) override {
        take_fact(operation);
        if (operation.kind == cash::SessionOpened::kKind) {
            const auto opened = tests::value(
                base::decode<base::Form::binary, cash::SessionOpened>(operation.payload));
            floats_[opened.session] = opened.opening_float;
        }
        if (operation.kind != cash::SessionClosed::kKind) return;
        const auto closed =
            tests::value(base::decode<base::Form::binary, cash::SessionClosed>(operation.payload));
        Closing closing{log::stamp_time_us(operation.stamp), closed.number, closed.sales, {}, {}};
        for (const auto& seen : *closed.seen)
            closing.seen[seen.device] = seen.sequence;
        for (const auto& count : closed.counts)
            closing.counted[std::string(base::enum_name(count.method))] = count.counted;
        const auto [known, fresh] = closings_.emplace(closed.session, closing);
        if (!fresh && closing.at < known->second.at) known->second = closing;
        if (!fresh && closing.at == known->second.at) ties_.insert(closed.session);
    }

    std::string audit(store::Database& database) override {
        std::map<Id, std::int64_t> floats;
        std::map<Id, Closing> closings;
        tests::value(database.each(
            "SELECT id, opening_float, closed_at, number, sales FROM register_session",
            [&](const store::Row& row) {
                floats[row.id(0)] = row.integer(1);
                if (row.is_null(2)) return;
                closings[row.id(0)] = {row.integer(2), row.integer(3), row.integer(4), {}, {}};
            }));
        tests::value(database.each(
            "SELECT session, method, counted FROM session_count", [&](const store::Row& row) {
                closings[row.id(0)].counted[row.get<std::string>(1)] = row.integer(2);
            }));
        tests::value(database.each(
            "SELECT session, device, sequence FROM session_seen",
            [&](const store::Row& row) { closings[row.id(0)].seen[row.id(1)] = row.integer(2); }));
        if (floats != floats_) return "the sessions are not those that were opened";
        for (const auto& [session, closing] : closings_) {
            if (!ties_.contains(session) && closings[session] != closing)
                return "a session is not closed as it was closed first";
        }
        if (closings.size() != closings_.size()) return "a session is closed that nobody closed";
        auto problem = check_movements(database);
        return problem.empty() ? check_late(database) : problem;
    }

private:
    /// A receipt or a movement: where it happened, and by whom.
    struct Fact {
        Id session;
        Id device;
        std::int64_t sequence = 0;
    };

    struct Closing {
        std::int64_t at = 0;
        std::int64_t number = 0;
        std::int64_t sales = 0;
        std::map<std::string, std::int64_t> counted;
        std::map<Id, std::int64_t> seen;

        friend bool operator==(const Closing&, const Closing&) = default;
    };

    void take_fact(const log::Operation& operation) {
        const auto add = [&](const Id& session) {
            facts_.push_back({session, operation.device, operation.sequence});
        };
        if (operation.kind == cash::CashMoved::kKind) {
            const auto moved =
                tests::value(base::decode<base::Form::binary, cash::CashMoved>(operation.payload));
            moved_[moved.session] += moved.amount;
            add(moved.session);
        }
        if (operation.kind == sales::SaleCompleted::kKind ||
            operation.kind == sales::SaleRefunded::kKind) {
            add(tests::value(
                    base::decode<base::Form::binary, sales::SaleCompleted>(operation.payload))
                    .session);
        }
    }

    std::string check_movements(store::Database& database) const {
        std::map<Id, std::int64_t> moved;
        tests::value(
            database.each("SELECT session, sum(amount) FROM cash_movement GROUP BY session",
                          [&](const store::Row& row) { moved[row.id(0)] = row.integer(1); }));
        return moved == moved_ ? "" : "the drawers are not the sum of their movements";
    }

    std::string check_late(store::Database& database) const {
        std::set<Id> late, told;
        for (const auto& fact : facts_) {
            const auto closing = closings_.find(fact.session);
            if (closing == closings_.end()) continue;
            const auto seen = closing->second.seen.find(fact.device);
            if (seen == closing->second.seen.end() || fact.sequence > seen->second)
                late.insert(fact.session);
        }
        for (const auto& task : tests::value(cash::late_tasks(database)))
            told.insert(task.subject);
        for (const auto& session : ties_) {
            late.erase(session);
            told.erase(session);
        }
        return late == told ? "" : "the addenda are not what came after the closings";
    }

    std::map<Id, std::int64_t> floats_;
    std::map<Id, std::int64_t> moved_;
    std::vector<Fact> facts_;
    std::map<Id, Closing> closings_;
    std::set<Id> ties_;  ///< closed twice in one millisecond: the replicas only have to agree
};

}  // namespace

Capability cash() {
    return {.name = "cash",
            .actions = {{"close", 4, close},
                        {"close_twice", 2, close_twice},
                        {"open", 2, open},
                        {"move_cash", 3, move}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Drawers>(); }};
}

}  // namespace mostrador::simulation
