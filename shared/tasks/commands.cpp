#include "tasks/commands.hpp"

#include "tasks/operations.hpp"

namespace mostrador::tasks {
namespace {

using base::Result;
using base::Status;
using command::Context;

constexpr std::string_view kCounterSchema = R"sql(
CREATE TABLE task_settled (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  subject BLOB NOT NULL,
  stamp INTEGER NOT NULL,
  device BLOB NOT NULL,
  person BLOB,
  note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

struct TaskView {
    static constexpr std::string_view kType = "TaskView";
    base::Id id;
    std::string kind;
    base::Id subject;
    std::int64_t at_us = 0;
    std::map<std::string, std::string> parameters;

    static constexpr auto fields() {
        using T = TaskView;
        return base::fields(base::field("id", &T::id), base::field("kind", &T::kind),
                            base::field("subject", &T::subject), base::field("at", &T::at_us),
                            base::field("parameters", &T::parameters));
    }
};

struct TasksView {
    std::vector<TaskView> tasks;

    static constexpr auto fields() { return base::fields(base::field("tasks", &TasksView::tasks)); }
};

struct Settle {
    base::Id id;
    std::string note;

    static constexpr auto fields() {
        return base::fields(base::field("id", &Settle::id), base::field("note", &Settle::note));
    }
};

/// The same discrepancy has the same id everywhere; when its numbers change it is another one.
base::Id id_of(const Found& found) {
    auto name = found.subject.text();
    for (const auto& [key, value] : found.parameters)
        name += "\n" + key + "\n" + value;
    return base::derived_id(found.kind, name);
}

Result<bool> is_settled(store::Database& database, const base::Id& id) {
    MOSTRADOR_TRY(row, database.one<std::int64_t>("SELECT 1 FROM task_settled WHERE id = ?1", id));
    return row.has_value();
}

/// Open discrepancies, those found first first.
Result<TasksView> open_tasks(store::Database& database, const std::vector<Source>& sources) {
    TasksView view;
    for (const auto source : sources) {
        MOSTRADOR_TRY(found, source(database));
        for (auto& each : found) {
            const auto id = id_of(each);
            MOSTRADOR_TRY(settled, is_settled(database, id));
            if (settled) continue;
            view.tasks.push_back(
                {id, std::move(each.kind), each.subject, each.at_us, std::move(each.parameters)});
        }
    }
    return view;
}

/// The first who settled it stands.
Status apply_settled(store::Database& database, const log::Operation& operation,
                     const TaskSettled& settled) {
    return database.run(
        "INSERT INTO task_settled (id, kind, subject, stamp, device, person, note) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET "
        "stamp = excluded.stamp, device = excluded.device, person = excluded.person, "
        "note = excluded.note WHERE (excluded.stamp, excluded.device) < (stamp, device)",
        settled.task, settled.kind, settled.subject, operation.stamp, operation.device,
        operation.person, settled.note);
}

}  // namespace

log::Capability capability() {
    return {.name = "tasks",
            .schema = {},
            .kinds = {log::kind<TaskSettled>(apply_settled)},
            .tables = {{"task_settled", "id"}},
            .later = {{3, kCounterSchema}}};
}

command::Commands commands(std::vector<Source> sources) {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const auto list = [sources](Context& context, const command::Nothing&) {
        return open_tasks(context.database, sources);
    };
    const auto settle = [sources](Context& context, const Settle& request) -> Result<TasksView> {
        MOSTRADOR_TRY(open, open_tasks(context.database, sources));
        for (const auto& task : open.tasks) {
            if (task.id != request.id) continue;
            MOSTRADOR_CHECK(context.log.append(
                context.person->id, TaskSettled{task.id, task.kind, task.subject, request.note}));
            context.touch("tasks");
        }
        return open_tasks(context.database, sources);
    };
    return {
        command::command<command::Nothing, TasksView>(
            "tasks.list", {person, query, Permission::see_receipts}, list),
        command::command<Settle, TasksView>("tasks.settle",
                                            {person, durable, Permission::settle_tasks}, settle),
    };
}

}  // namespace mostrador::tasks
