#include "orders/commands.hpp"

#include <algorithm>
#include <map>

#include "orders/find.hpp"
#include "orders/limits.hpp"
#include "orders/opening.hpp"
#include "orders/views.hpp"
#include "orders/wish.hpp"
#include "organization/licence.hpp"
#include "staff/commands.hpp"

namespace mostrador::orders {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

struct Ask {
    Id tab;

    static constexpr auto fields() { return base::fields(base::field("tab", &Ask::tab)); }
};

struct TabList {
    std::vector<TabView> tabs;

    static constexpr auto fields() { return base::fields(base::field("tabs", &TabList::tabs)); }
};

/// `tab` is the new tab's id, made by who asks: to ask twice opens one.
struct Open {
    Id tab;
    Type type = Type::dine_in;
    std::optional<Id> table;
    std::optional<std::int64_t> guests;
    std::optional<std::string> name;
    std::optional<std::string> phone;
    std::optional<std::string> address;

    static constexpr auto fields() {
        using T = Open;
        return base::fields(base::field("tab", &T::tab), base::field("type", &T::type),
                            base::field("table", &T::table), base::field("guests", &T::guests),
                            base::field("name", &T::name), base::field("phone", &T::phone),
                            base::field("address", &T::address));
    }
};

struct Add : Wish {
    Id tab;

    static constexpr auto fields() {
        using T = Add;
        return base::fields(base::field("tab", &T::tab), base::field("line", &T::line),
                            base::field("product", &T::product),
                            base::field("quantity", &T::quantity), base::field("note", &T::note),
                            base::field("course", &T::course), base::field("seat", &T::seat),
                            base::field("modifiers", &T::modifiers));
    }
};

struct Void {
    Id tab;
    std::vector<Id> lines;
    std::optional<std::string> reason;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = Void;
        return base::fields(base::field("tab", &T::tab), base::field("lines", &T::lines),
                            base::field("reason", &T::reason),
                            base::field("approval", &T::approval));
    }
};

/// Lines to fire; all that wait, or all of a course, when none is named.
struct Fire {
    Id tab;
    std::optional<std::vector<Id>> lines;
    std::optional<std::int64_t> course;

    static constexpr auto fields() {
        return base::fields(base::field("tab", &Fire::tab), base::field("lines", &Fire::lines),
                            base::field("course", &Fire::course));
    }
};

/// How far lines are; `recall` takes them back to the cooks although they were ready.
struct SetStage {
    std::vector<Id> lines;
    Stage stage = Stage::ready;
    std::optional<bool> recall;

    static constexpr auto fields() {
        using T = SetStage;
        return base::fields(base::field("lines", &T::lines), base::field("stage", &T::stage),
                            base::field("recall", &T::recall));
    }
};

/// What is assigned of a tab: its table, its waiter, its guests, its name, where it is brought to,
/// the tab that it is merged into.
struct Change {
    Id tab;
    std::optional<Id> table;
    std::optional<Id> waiter;
    std::optional<std::int64_t> guests;
    std::optional<std::string> name;
    std::optional<Id> merge;
    std::optional<std::string> phone;
    std::optional<std::string> address;

    static constexpr auto fields() {
        using T = Change;
        return base::fields(base::field("tab", &T::tab), base::field("table", &T::table),
                            base::field("waiter", &T::waiter), base::field("guests", &T::guests),
                            base::field("name", &T::name), base::field("merge", &T::merge),
                            base::field("phone", &T::phone), base::field("address", &T::address));
    }
};

/// Lines to another tab; `to` that is not known yet is opened beside this one.
struct Split {
    Id tab;
    std::vector<Id> lines;
    Id to;

    static constexpr auto fields() {
        return base::fields(base::field("tab", &Split::tab), base::field("lines", &Split::lines),
                            base::field("to", &Split::to));
    }
};

struct Cancel {
    Id tab;
    std::string reason;
    std::optional<staff::Approval> approval;

    static constexpr auto fields() {
        using T = Cancel;
        return base::fields(base::field("tab", &T::tab), base::field("reason", &T::reason),
                            base::field("approval", &T::approval));
    }
};

Status check_guests(const std::optional<std::int64_t>& guests) {
    if (guests && (*guests < 0 || *guests > kMostGuests)) return out_of_range("guests");
    return {};
}

Result<TabView> answer(Context& context, const Id& tab) {
    MOSTRADOR_TRY(found, find(context, tab));
    return view_of(context, found, Detail::lines);
}

Result<TabView> changed(Context& context, const Id& tab) {
    context.touch("orders");
    context.touch("sync");
    return answer(context, tab);
}

template <class Payload>
Status append(Context& context, const Payload& payload) {
    return context.log.append(context.person->id, payload);
}

/// An open tab, or why it is none.
Result<Tab> find_open(Context& context, const Id& id) {
    MOSTRADOR_TRY(tab, find(context, id));
    if (tab.state() != State::open) return base::fail(Code::orders_closed);
    return tab;
}

Status check_table(Context& context, const Id& table) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(
                             "SELECT 1 FROM floor_table WHERE id = ?1 AND stamp > 0", table));
    if (!known) return base::fail(Code::floor_table_not_found);
    return {};
}

/// The tab's lines of these ids. Error: orders.line_not_found.
Result<std::vector<const Line*>> pick(const Tab& tab, const std::vector<Id>& ids) {
    std::vector<const Line*> picked;
    for (const auto& id : ids) {
        const auto line = std::ranges::find(tab.lines, id, &Line::id);
        if (line == tab.lines.end()) return base::fail(Code::orders_line_not_found);
        picked.push_back(&*line);
    }
    return picked;
}

Result<TabView> open(Context& context, const Open& request) {
    MOSTRADOR_TRY(known, load(context.database, request.tab));
    if (known) return view_of(context, *known, Detail::lines);
    MOSTRADOR_CHECK(check_text("name", request.name));
    MOSTRADOR_CHECK(check_text("phone", request.phone));
    MOSTRADOR_CHECK(check_text("address", request.address));
    MOSTRADOR_CHECK(check_guests(request.guests));
    if (request.table) MOSTRADOR_CHECK(check_table(context, *request.table));
    MOSTRADOR_CHECK(organization::check_licence(context));
    MOSTRADOR_CHECK(open_row(context, {.id = request.tab,
                                       .type = request.type,
                                       .name = request.name,
                                       .place = request.table,
                                       .guests = request.guests,
                                       .phone = request.phone,
                                       .address = request.address}));
    return changed(context, request.tab);
}

Result<TabView> add(Context& context, const Add& request) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>("SELECT 1 FROM tab_line WHERE id = ?1",
                                                            request.line));
    if (known) return answer(context, request.tab);
    MOSTRADOR_TRY(tab, find_open(context, request.tab));
    if (tab.lines.size() >= kMostLines) return out_of_range("lines");
    MOSTRADOR_TRY(line, frozen(context, tab.type, request));
    MOSTRADOR_CHECK(append(context, LinesAdded{tab.id, context.now_us, {std::move(line)}}));
    return changed(context, tab.id);
}

/// STAFF-3: what was not fired is nobody's loss. Food that is being made, or was, needs a reason
/// and whoever may decide that.
Status void_lines(Context& context, const Tab& tab, const Void& request) {
    MOSTRADOR_TRY(lines, pick(tab, request.lines));
    LinesVoided voided{.at_us = context.now_us, .lines = {}, .reason = request.reason.value_or("")};
    bool fired = false;
    for (const auto* line : lines) {
        if (!line->is_live()) continue;
        if (line->paid_amount > 0) return base::fail(Code::orders_wrong_state, {{"state", "paid"}});
        voided.lines.push_back({line->id, line->level});
        fired = fired || line->level.has_value();
    }
    if (voided.lines.empty()) return {};
    if (fired) {
        if (voided.reason.empty()) return base::fail(Code::input_missing, {{"field", "reason"}});
        MOSTRADOR_TRY(by,
                      staff::authorise(context, staff::Permission::void_fired, request.approval));
        voided.allowed = by;
    }
    return append(context, voided);
}

Result<TabView> void_some(Context& context, const Void& request) {
    MOSTRADOR_CHECK(check_text("reason", request.reason));
    MOSTRADOR_TRY(tab, find(context, request.tab));
    MOSTRADOR_CHECK(void_lines(context, tab, request));
    return changed(context, tab.id);
}

Result<TabView> fire(Context& context, const Fire& request) {
    MOSTRADOR_TRY(tab, find_open(context, request.tab));
    LinesStaged staged{.at_us = context.now_us, .stage = Stage::fired, .lines = {}};
    const auto is_meant = [&](const Line& line) {
        if (request.lines) return std::ranges::contains(*request.lines, line.id);
        return !request.course || line.course == *request.course;
    };
    for (const auto& line : tab.lines)
        if (line.is_live() && !line.level && is_meant(line)) staged.lines.push_back(line.id);
    if (!staged.lines.empty()) MOSTRADOR_CHECK(append(context, staged));
    return changed(context, tab.id);
}

/// Lines by the round they are in. Those that were not fired, or are as far already, are left out.
using Rounds = std::map<std::int64_t, std::vector<Id>>;

Result<Rounds> rounds_of(Context& context, const SetStage& request) {
    Rounds rounds;
    const bool recall = request.recall.value_or(false);
    for (const auto& id : request.lines) {
        MOSTRADOR_TRY(level,
                      context.database.one<std::int64_t>(
                          "SELECT level FROM tab_line WHERE id = ?1 AND level IS NOT NULL", id));
        if (!level) continue;
        const auto round = *level / kStages;
        const auto stage = static_cast<Stage>(*level % kStages);
        if (recall && stage >= Stage::ready)
            rounds[round + 1].push_back(id);
        else if (!recall && stage < request.stage)
            rounds[round].push_back(id);
    }
    return rounds;
}

Result<command::Nothing> set_stage(Context& context, const SetStage& request) {
    if (request.lines.size() > kMostLines) return out_of_range("lines");
    MOSTRADOR_TRY(rounds, rounds_of(context, request));
    const auto stage = request.recall.value_or(false) ? Stage::preparing : request.stage;
    for (auto& [round, lines] : rounds)
        MOSTRADOR_CHECK(append(context, LinesStaged{context.now_us, round, stage, lines}));
    context.touch("orders");
    context.touch("sync");
    return command::Nothing{};
}

Result<TabView> change(Context& context, const Change& request) {
    MOSTRADOR_CHECK(check_guests(request.guests));
    MOSTRADOR_CHECK(check_text("name", request.name));
    MOSTRADOR_CHECK(check_text("phone", request.phone));
    MOSTRADOR_CHECK(check_text("address", request.address));
    MOSTRADOR_TRY(tab, find_open(context, request.tab));
    if (request.table && !request.table->is_nil())
        MOSTRADOR_CHECK(check_table(context, *request.table));
    TabRow row{.id = tab.id,
               .name = request.name,
               .place = request.table,
               .guests = request.guests,
               .waiter = request.waiter,
               .phone = request.phone,
               .address = request.address};
    if (request.merge) {
        MOSTRADOR_TRY(into, find_open(context, *request.merge));
        if (into.id == tab.id) return out_of_range("merge");
        row.merged = into.id;
    }
    MOSTRADOR_CHECK(append(context, TabsPut{{{std::move(row)}}}));
    return changed(context, tab.id);
}

Result<TabView> split(Context& context, const Split& request) {
    MOSTRADOR_TRY(tab, find_open(context, request.tab));
    MOSTRADOR_TRY(lines, pick(tab, request.lines));
    MOSTRADOR_TRY(known, load(context.database, request.to));
    if (!known) {
        MOSTRADOR_CHECK(open_row(context, {.id = request.to,
                                           .type = tab.type,
                                           .name = tab.name,
                                           .place = tab.place,
                                           .waiter = tab.waiter}));
    }
    MOSTRADOR_TRY(to, find_open(context, request.to));
    LinesMoved moved{.tab = to.id, .lines = {}};
    for (const auto* line : lines) {
        if (line->paid_amount > 0) return base::fail(Code::orders_wrong_state, {{"state", "paid"}});
        moved.lines.push_back(line->id);
    }
    if (!moved.lines.empty()) MOSTRADOR_CHECK(append(context, moved));
    return changed(context, tab.id);
}

/// ORD-3: voids what is there, and says that no more is expected.
Result<TabView> cancel(Context& context, const Cancel& request) {
    if (request.reason.empty()) return base::fail(Code::input_missing, {{"field", "reason"}});
    MOSTRADOR_CHECK(check_text("reason", request.reason));
    MOSTRADOR_TRY(tab, find_open(context, request.tab));
    std::vector<Id> lines;
    for (const auto& line : tab.lines)
        lines.push_back(line.id);
    MOSTRADOR_CHECK(void_lines(context, tab, {tab.id, lines, request.reason, request.approval}));
    TabRow row{.id = tab.id, .cancelled = request.reason};
    MOSTRADOR_CHECK(append(context, TabsPut{{{std::move(row)}}}));
    return changed(context, tab.id);
}

Result<TabView> one(Context& context, const Ask& request) {
    return answer(context, request.tab);
}

Result<TabList> list(Context& context, const command::Nothing&) {
    TabList out;
    MOSTRADOR_TRY(tabs, open_tabs(context.database, context.identity->branch.value_or(Id::nil())));
    for (const auto& tab : tabs) {
        MOSTRADOR_TRY(view, view_of(context, tab, Detail::summary));
        out.tabs.push_back(std::move(view));
    }
    return out;
}

}  // namespace

Result<Tab> find(Context& context, const Id& id) {
    MOSTRADOR_TRY(tab, load(context.database, id));
    if (!tab) return base::fail(Code::orders_not_found);
    return std::move(*tab);
}

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using command::command;
    using command::Nothing;
    using staff::Permission;
    const command::Rule look{person, query, Permission::sell};
    const command::Rule order{person, durable, Permission::sell};
    return {
        command<Nothing, TabList>("orders.list", look, list),
        command<Ask, TabView>("orders.view", look, one),
        command<Open, TabView>("orders.open", order, open),
        command<Add, TabView>("orders.add", order, add),
        command<Void, TabView>("orders.void", order, void_some),
        command<Fire, TabView>("orders.fire", order, fire),
        command<Change, TabView>("orders.change", order, change),
        command<Split, TabView>("orders.split", order, split),
        command<Cancel, TabView>("orders.cancel", order, cancel),
        command<SetStage, Nothing>("orders.stage", {person, durable, Permission::prepare_orders},
                                   set_stage),
    };
}

}  // namespace mostrador::orders
