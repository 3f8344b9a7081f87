#include "floor/commands.hpp"

#include "floor/operations.hpp"

namespace mostrador::floor {
namespace {

using base::Code;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostName = 40;
constexpr std::int64_t kMostSeats = 99;
constexpr std::int64_t kLeastSide = 40;  ///< of the plan's units: a finger on a tablet

/// The plan as it stands, and what is to be changed in it: a row gives only the fields it sets.
struct Plan {
    std::vector<AreaRow> areas;
    std::vector<TableRow> tables;

    static constexpr auto fields() {
        return base::fields(base::field("areas", &Plan::areas),
                            base::field("tables", &Plan::tables));
    }
};

/// The plan of which branch is meant.
base::Id branch_of(const Context& context) {
    return context.identity->branch.value_or(base::Id::nil());
}

Result<Plan> view(Context& context, const command::Nothing&) {
    Plan plan;
    const auto branch = branch_of(context);
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, name, position FROM floor_area WHERE stamp > 0 AND active = 1 "
        "AND branch = ?1 ORDER BY position, name, id",
        branch, [&](const store::Row& row) {
            plan.areas.push_back({.id = row.id(0),
                                  .name = row.get<std::string>(1),
                                  .position = row.integer(2),
                                  .active = true});
        }));
    MOSTRADOR_CHECK(context.database.each(
        "SELECT t.id, t.area, t.name, t.seats, t.x, t.y, t.width, t.height, t.shape "
        "FROM floor_table t JOIN floor_area a ON a.id = t.area AND a.stamp > 0 AND a.active = 1 "
        "WHERE t.stamp > 0 AND t.active = 1 AND a.branch = ?1 ORDER BY t.y, t.x, t.id",
        branch, [&](const store::Row& row) {
            plan.tables.push_back({.id = row.id(0),
                                   .area = row.id(1),
                                   .name = row.get<std::string>(2),
                                   .seats = row.integer(3),
                                   .x = row.integer(4),
                                   .y = row.integer(5),
                                   .width = row.integer(6),
                                   .height = row.integer(7),
                                   .shape = row.get<std::string>(8),
                                   .active = true});
        }));
    return plan;
}

std::unexpected<base::Error> out_of_range(std::string_view field) {
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

Status check_name(const std::optional<std::string>& name) {
    if (name && (name->empty() || name->size() > kMostName)) return out_of_range("name");
    return {};
}

Status check_within(std::string_view field, const std::optional<std::int64_t>& value,
                    std::int64_t least, std::int64_t most) {
    if (value && (*value < least || *value > most)) return out_of_range(field);
    return {};
}

Status check(const TableRow& row) {
    MOSTRADOR_CHECK(check_name(row.name));
    MOSTRADOR_CHECK(check_within("seats", row.seats, 0, kMostSeats));
    MOSTRADOR_CHECK(check_within("x", row.x, 0, kPlanWidth - kLeastSide));
    MOSTRADOR_CHECK(check_within("y", row.y, 0, kPlanHeight - kLeastSide));
    MOSTRADOR_CHECK(check_within("width", row.width, kLeastSide, kPlanWidth));
    MOSTRADOR_CHECK(check_within("height", row.height, kLeastSide, kPlanHeight));
    if (row.shape && *row.shape != "square" && *row.shape != "round") return out_of_range("shape");
    return {};
}

/// A row that is not known is created. It must have a name then.
template <class Row>
Status prepare(Context& context, std::string_view sql, Row& row) {
    MOSTRADOR_TRY(known, context.database.one<std::int64_t>(sql, row.id));
    row.create.reset();
    if (known) return {};
    if (!row.name) return base::fail(Code::input_missing, {{"field", "name"}});
    row.create = true;
    row.active = row.active.value_or(true);
    return {};
}

Result<Plan> put(Context& context, Plan change) {
    for (auto& row : change.areas) {
        MOSTRADOR_CHECK(check_name(row.name));
        MOSTRADOR_CHECK(
            prepare(context, "SELECT 1 FROM floor_area WHERE id = ?1 AND stamp > 0", row));
        row.branch.reset();
        if (row.create) row.branch = branch_of(context);
    }
    for (auto& row : change.tables) {
        MOSTRADOR_CHECK(check(row));
        MOSTRADOR_CHECK(
            prepare(context, "SELECT 1 FROM floor_table WHERE id = ?1 AND stamp > 0", row));
    }
    const auto person = context.person->id;
    if (!change.areas.empty())
        MOSTRADOR_CHECK(context.log.append(person, AreasPut{{std::move(change.areas)}}));
    if (!change.tables.empty())
        MOSTRADOR_CHECK(context.log.append(person, TablesPut{{std::move(change.tables)}}));
    context.touch("floor");
    context.touch("sync");
    return view(context, {});
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    return {
        command::command<command::Nothing, Plan>("floor.view", {enrolled, query}, view),
        command::command<Plan, Plan>("floor.put", {person, durable, Permission::edit_floor}, put),
    };
}

}  // namespace mostrador::floor
