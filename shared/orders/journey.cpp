#include "orders/journey.hpp"

#include <map>

#include "orders/find.hpp"
#include "orders/limits.hpp"
#include "orders/views.hpp"

namespace mostrador::orders {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

/// `courier` is needed to assign one; otherwise it stays who it is.
struct Carry {
    Id tab;
    Journey step = Journey::assigned;
    std::optional<Id> courier;
    std::optional<std::string> note;

    static constexpr auto fields() {
        using T = Carry;
        return base::fields(base::field("tab", &T::tab), base::field("step", &T::step),
                            base::field("courier", &T::courier), base::field("note", &T::note));
    }
};

struct Deliveries {
    std::vector<TabView> tabs;

    static constexpr auto fields() { return base::fields(base::field("tabs", &Deliveries::tabs)); }
};

/// What may follow what. What nobody carries can only be given to somebody.
bool may_follow(const std::optional<Journey>& before, Journey step) {
    using enum Journey;
    if (!before) return step == assigned;
    switch (step) {
        case assigned:
        case issue:
            return *before != delivered;
        case accepted:
            return *before == assigned;
        case picked_up:
            return *before == assigned || *before == accepted || *before == issue;
        case delivered:
            return *before == picked_up || *before == issue;
    }
    return false;
}

/// A courier carries what is theirs, and takes what nobody carries.
bool is_theirs(const Context& context, const Tab& tab, const Id& courier) {
    if (context.person->role != staff::Role::courier) return true;
    const bool free = !tab.journey || tab.journey == Journey::issue;
    return courier == context.person->id && (free || tab.courier == context.person->id);
}

/// What is handed over is served.
Status serve(Context& context, const Tab& tab) {
    std::map<std::int64_t, std::vector<Id>> rounds;
    for (const auto& line : tab.lines)
        if (line.is_live() && line.level && line.stage() != Stage::served)
            rounds[*line.level / kStages].push_back(line.id);
    for (const auto& [round, lines] : rounds)
        MOSTRADOR_CHECK(context.log.append(
            context.person->id, LinesStaged{context.now_us, round, Stage::served, lines}));
    return {};
}

Status check(Context& context, const Tab& tab, const Carry& request, const Id& courier) {
    if (tab.type != Type::delivery || !may_follow(tab.journey, request.step)) {
        const auto state = tab.journey ? base::enum_name(*tab.journey) : "new";
        return base::fail(Code::orders_wrong_state, {{"state", std::string(state)}});
    }
    if (courier.is_nil()) return base::fail(Code::input_missing, {{"field", "courier"}});
    if (request.step == Journey::issue && request.note.value_or("").empty())
        return base::fail(Code::input_missing, {{"field", "note"}});
    if (!is_theirs(context, tab, courier)) return base::fail(Code::staff_not_allowed);
    return check_text("note", request.note);
}

Result<TabView> carry(Context& context, const Carry& request) {
    MOSTRADOR_TRY(tab, find(context, request.tab));
    if (tab.journey == request.step && request.step != Journey::assigned)
        return view_of(context, tab, Detail::lines);
    const auto courier = request.courier.value_or(tab.courier);
    MOSTRADOR_CHECK(check(context, tab, request, courier));
    TabCarried carried{tab.id, context.now_us, request.step, courier, std::nullopt};
    if (request.note && !request.note->empty()) carried.note = request.note;
    MOSTRADOR_CHECK(context.log.append(context.person->id, carried));
    if (request.step == Journey::delivered) MOSTRADOR_CHECK(serve(context, tab));
    context.touch("orders");
    context.touch("sync");
    MOSTRADOR_TRY(after, find(context, tab.id));
    return view_of(context, after, Detail::lines);
}

/// The branch's open ones, the longest open first; a courier sees what they may carry.
Result<Deliveries> list(Context& context, const command::Nothing&) {
    Deliveries out;
    MOSTRADOR_TRY(tabs, open_tabs(context.database, context.identity->branch.value_or(Id::nil())));
    for (const auto& tab : tabs) {
        if (tab.type != Type::delivery) continue;
        if (!is_theirs(context, tab, context.person->id)) continue;
        MOSTRADOR_TRY(view, view_of(context, tab, Detail::lines));
        out.tabs.push_back(std::move(view));
    }
    return out;
}

}  // namespace

command::Commands journey_commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    return {
        command::command<Carry, TabView>("orders.carry",
                                         {person, durable, Permission::deliver_orders}, carry),
        command::command<command::Nothing, Deliveries>(
            "orders.deliveries", {person, query, Permission::deliver_orders}, list),
    };
}

}  // namespace mostrador::orders
