#include "tasks/commands.hpp"

#include <algorithm>
#include <functional>

#include "base/concat.hpp"
#include "tasks/operations.hpp"
#include "tasks/views.hpp"

namespace mostrador::tasks {
namespace {

using base::Code;
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

constexpr std::string_view kInboxSchema = R"sql(
ALTER TABLE task_settled ADD COLUMN choice TEXT;
ALTER TABLE task_settled ADD COLUMN found_at INTEGER;
ALTER TABLE task_settled ADD COLUMN parameters TEXT;
CREATE INDEX task_settled_stamp ON task_settled (stamp);
)sql";

constexpr std::string_view kOther = "other";
constexpr std::size_t kMostNote = 500;
constexpr std::int64_t kMostListed = 200;

/// Every discrepancy that can be found, and what is known of its kind.
class Sources {
public:
    explicit Sources(std::vector<Source> sources) : sources_(std::move(sources)) {}

    Result<std::vector<TaskView>> open(store::Database& database) const;

    const Kind* kind(std::string_view name) const {
        for (const auto& source : sources_) {
            const auto found = std::ranges::find(source.kinds, name, &Kind::name);
            if (found != source.kinds.end()) return &*found;
        }
        return nullptr;
    }

private:
    std::vector<Source> sources_;
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

Result<std::vector<TaskView>> Sources::open(store::Database& database) const {
    std::vector<TaskView> tasks;
    for (const auto& source : sources_) {
        MOSTRADOR_TRY(found, source.find(database));
        for (auto& each : found) {
            const auto id = id_of(each);
            MOSTRADOR_TRY(settled, is_settled(database, id));
            if (settled) continue;
            tasks.push_back({id,
                             std::move(each.kind),
                             each.subject,
                             each.at_us,
                             std::move(each.parameters),
                             {}});
        }
    }
    std::ranges::stable_sort(tasks, std::greater{}, &TaskView::at_us);
    return tasks;
}

/// Names are those of now. A fact that says no session is told by where its device stands.
constexpr std::string_view kSidesBefore =
    "WITH task (subject, detail) AS (VALUES (?1, ?2)) "
    "SELECT x.role, x.document, coalesce(x.number, ''), x.at, coalesce(p.name, ''), "
    "coalesce(d.name, ''), coalesce(g.name, ''), coalesce(b.name, ''), x.amount, x.quantity FROM (";
constexpr std::string_view kSidesAfter =
    ") x LEFT JOIN person p ON p.id = x.person LEFT JOIN device d ON d.id = x.device "
    "LEFT JOIN register_session s ON s.id = x.session "
    "LEFT JOIN register g ON g.id = coalesce(s.register, d.register) "
    "LEFT JOIN branch b ON b.id = g.branch ORDER BY x.at, x.document LIMIT 100";

Result<std::vector<Side>> sides_of(store::Database& database, const Kind& kind,
                                   const TaskView& task) {
    std::vector<Side> sides;
    const auto detail = task.parameters.find(std::string(kind.detail));
    MOSTRADOR_CHECK(database.each(
        base::concat(kSidesBefore, kind.sides, kSidesAfter), task.subject,
        detail == task.parameters.end() ? std::string_view() : std::string_view(detail->second),
        [&](const store::Row& row) {
            sides.push_back({row.get<std::string>(0), row.id(1), row.get<std::string>(2),
                             row.integer(3), row.get<std::string>(4), row.get<std::string>(5),
                             row.get<std::string>(6), row.get<std::string>(7),
                             row.get<std::optional<std::int64_t>>(8),
                             row.get<std::optional<std::string>>(9)});
        }));
    return sides;
}

constexpr std::string_view kSettledColumns =
    "SELECT t.id, t.kind, t.subject, t.stamp, coalesce(t.found_at, 0), t.parameters, "
    "coalesce(p.name, ''), coalesce(d.name, ''), coalesce(t.choice, 'other'), t.note "
    "FROM task_settled t LEFT JOIN person p ON p.id = t.person "
    "LEFT JOIN device d ON d.id = t.device ";

TaskView settled_row(const store::Row& row) {
    TaskView task{.id = row.id(0),
                  .kind = row.get<std::string>(1),
                  .subject = row.id(2),
                  .at_us = row.integer(4),
                  .parameters = {},
                  .settled = SettledView{log::stamp_time_us(row.integer(3)),
                                         row.get<std::string>(6), row.get<std::string>(7),
                                         row.get<std::string>(8), row.get<std::string>(9)}};
    if (row.is_null(5)) return task;
    const auto json = base::Json::parse(row.text(5), nullptr, false);
    auto parameters = base::decode<base::Form::text, std::map<std::string, std::string>>(json);
    if (parameters) task.parameters = std::move(*parameters);
    return task;
}

Result<TasksView> settled_tasks(Context& context, const ListSettled& request) {
    if (request.limit < 1 || request.limit > kMostListed) {
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    }
    TasksView view;
    MOSTRADOR_CHECK(context.database.each(
        base::concat(kSettledColumns,
                     "WHERE ?1 IS NULL OR (t.stamp, t.id) < (SELECT stamp, id FROM task_settled "
                     "WHERE id = ?1) ORDER BY t.stamp DESC, t.id DESC LIMIT ?2"),
        request.before, request.limit,
        [&](const store::Row& row) { view.tasks.push_back(settled_row(row)); }));
    return view;
}

Result<TaskView> task_of(Context& context, const Sources& sources, const base::Id& id) {
    MOSTRADOR_TRY(open, sources.open(context.database));
    const auto found = std::ranges::find(open, id, &TaskView::id);
    if (found != open.end()) return std::move(*found);
    std::optional<TaskView> settled;
    MOSTRADOR_CHECK(
        context.database.each(base::concat(kSettledColumns, "WHERE t.id = ?1"), id,
                              [&](const store::Row& row) { settled = settled_row(row); }));
    if (!settled) return base::fail(Code::input_out_of_range, {{"field", "id"}});
    return std::move(*settled);
}

Result<TaskDetail> one(Context& context, const Sources& sources, const One& request) {
    TaskDetail detail;
    MOSTRADOR_TRY(task, task_of(context, sources, request.id));
    if (const auto* kind = sources.kind(task.kind)) {
        MOSTRADOR_TRY(sides, sides_of(context.database, *kind, task));
        detail.sides = std::move(sides);
        detail.choices.assign(kind->choices.begin(), kind->choices.end());
    }
    detail.choices.emplace_back(kOther);
    detail.task = std::move(task);
    return detail;
}

/// A word says how it was settled; "other" says nothing without a note.
Status check_choice(const Sources& sources, const TaskView& task, const Settle& request) {
    if (request.note.size() > kMostNote) {
        return base::fail(Code::input_out_of_range, {{"field", "note"}});
    }
    const auto choice = request.choice.value_or(std::string(kOther));
    if (choice == kOther) {
        if (!request.note.empty()) return {};
        return base::fail(Code::input_missing, {{"field", "note"}});
    }
    const auto* kind = sources.kind(task.kind);
    if (kind != nullptr && std::ranges::find(kind->choices, choice) != kind->choices.end())
        return {};
    return base::fail(Code::input_out_of_range, {{"field", "choice"}});
}

/// Some words do something: a price that was chosen is assigned.
Status act(Context& context, const Sources& sources, const TaskView& task, const Settle& request) {
    const auto* kind = sources.kind(task.kind);
    const auto word = request.choice.value_or(std::string(kOther));
    if (kind == nullptr || kind->settle == nullptr || word == kOther) return {};
    return kind->settle(context, {task.kind, task.subject, word, request.side});
}

/// Settling what is settled already is no error: somebody else was quicker.
Result<TasksView> settle(Context& context, const Sources& sources, const Settle& request) {
    MOSTRADOR_TRY(open, sources.open(context.database));
    const auto task = std::ranges::find(open, request.id, &TaskView::id);
    if (task == open.end()) return TasksView{std::move(open)};
    MOSTRADOR_CHECK(check_choice(sources, *task, request));
    MOSTRADOR_CHECK(act(context, sources, *task, request));
    MOSTRADOR_CHECK(context.log.append(
        context.person->id,
        TaskSettled{task->id, task->kind, task->subject, request.note,
                    request.choice.value_or(std::string(kOther)), task->at_us, task->parameters}));
    context.touch("tasks");
    context.touch("sync");
    open.erase(task);
    return TasksView{std::move(open)};
}

/// The first who settled it stands.
Status apply_settled(store::Database& database, const log::Operation& operation,
                     const TaskSettled& settled) {
    std::optional<std::string> parameters;
    if (settled.parameters) {
        parameters = base::encode<base::Form::text>(*settled.parameters).dump();
    }
    return database.run(
        "INSERT INTO task_settled (id, kind, subject, stamp, device, person, note, choice, "
        "found_at, parameters) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) "
        "ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp, device = excluded.device, "
        "person = excluded.person, note = excluded.note, choice = excluded.choice, "
        "found_at = excluded.found_at, parameters = excluded.parameters "
        "WHERE (excluded.stamp, excluded.device) < (stamp, device)",
        settled.task, settled.kind, settled.subject, operation.stamp, operation.device,
        operation.person, settled.note, settled.choice, settled.found_at_us, parameters);
}

}  // namespace

log::Capability capability() {
    return {.name = "tasks",
            .schema = {},
            .kinds = {log::kind<TaskSettled>(apply_settled)},
            .tables = {{"task_settled", "id"}},
            .later = {{3, kCounterSchema}, {5, kInboxSchema}}};
}

command::Commands commands(std::vector<Source> all) {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const command::Rule read{person, query, Permission::see_receipts};
    const Sources sources(std::move(all));
    const auto list = [sources](Context& context, const command::Nothing&) -> Result<TasksView> {
        MOSTRADOR_TRY(open, sources.open(context.database));
        return TasksView{std::move(open)};
    };
    const auto show = [sources](Context& context, const One& request) {
        return one(context, sources, request);
    };
    const auto settle_one = [sources](Context& context, const Settle& request) {
        return settle(context, sources, request);
    };
    return {
        command::command<command::Nothing, TasksView>("tasks.list", read, list),
        command::command<ListSettled, TasksView>("tasks.settled", read, settled_tasks),
        command::command<One, TaskDetail>("tasks.one", read, show),
        command::command<Settle, TasksView>(
            "tasks.settle", {person, durable, Permission::settle_tasks}, settle_one),
    };
}

}  // namespace mostrador::tasks
