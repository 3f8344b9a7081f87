#include <map>
#include <tuple>

#include "cash/operations.hpp"
#include "cash/session.hpp"
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

// ---- what must be true -------------------------------------------------------------------------

/// Every session has the float it was opened with; of several closings the earliest stands.
class Drawers final : public Model {
public:
    void take(const log::Operation& operation) override {
        if (operation.kind == cash::SessionOpened::kKind) {
            const auto opened = tests::value(
                base::decode<base::Form::binary, cash::SessionOpened>(operation.payload));
            floats_[opened.session] = opened.opening_float;
        }
        if (operation.kind != cash::SessionClosed::kKind) return;
        const auto closed =
            tests::value(base::decode<base::Form::binary, cash::SessionClosed>(operation.payload));
        Closing closing{log::stamp_time_us(operation.stamp), closed.number, closed.sales, {}};
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
                closings[row.id(0)] = {row.integer(2), row.integer(3), row.integer(4), {}};
            }));
        tests::value(database.each(
            "SELECT session, method, counted FROM session_count", [&](const store::Row& row) {
                closings[row.id(0)].counted[row.get<std::string>(1)] = row.integer(2);
            }));
        if (floats != floats_) return "the sessions are not those that were opened";
        for (const auto& [session, closing] : closings_) {
            if (!ties_.contains(session) && closings[session] != closing)
                return "a session is not closed as it was closed first";
        }
        return closings.size() == closings_.size() ? "" : "a session is closed that nobody closed";
    }

private:
    struct Closing {
        std::int64_t at = 0;
        std::int64_t number = 0;
        std::int64_t sales = 0;
        std::map<std::string, std::int64_t> counted;

        friend bool operator==(const Closing&, const Closing&) = default;
    };

    std::map<Id, std::int64_t> floats_;
    std::map<Id, Closing> closings_;
    std::set<Id> ties_;  ///< closed twice in one millisecond: the replicas only have to agree
};

}  // namespace

Capability cash() {
    return {.name = "cash",
            .actions = {{"close", 4, close}, {"close_twice", 2, close_twice}, {"open", 2, open}},
            .model = []() -> std::unique_ptr<Model> { return std::make_unique<Drawers>(); }};
}

}  // namespace mostrador::simulation
