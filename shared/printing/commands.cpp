#include "printing/commands.hpp"

#include <algorithm>

#include "documents/paper_html.hpp"
#include "documents/receipt_paper.hpp"
#include "organization/queries.hpp"
#include "printing/job_paper.hpp"
#include "printing/operations.hpp"

namespace mostrador::printing {
namespace {

using base::Code;
using base::Id;
using base::Result;
using base::Status;
using command::Context;

constexpr std::size_t kMostShown = 100;
constexpr std::size_t kMostName = 60;
constexpr std::int64_t kAskedPriority = 2;  ///< somebody stands there and waits
constexpr std::int64_t kUsualColumns = 48;

struct JobView {
    static constexpr std::string_view kType = "PrintJob";
    Id id;
    std::int64_t at_us = 0;
    std::string title;
    std::string station;
    std::string summary;
    std::string printer;
    State state = State::waiting;
    std::int64_t attempts = 0;
    std::optional<Outcome> outcome;  ///< of the last attempt
    bool copy = false;               ///< somebody wanted it once more

    static constexpr auto fields() {
        using T = JobView;
        return base::fields(base::field("id", &T::id), base::field("at", &T::at_us),
                            base::field("title", &T::title), base::field("station", &T::station),
                            base::field("summary", &T::summary),
                            base::field("printer", &T::printer), base::field("state", &T::state),
                            base::field("attempts", &T::attempts),
                            base::field("outcome", &T::outcome), base::field("copy", &T::copy));
    }
};

struct Board {
    static constexpr std::string_view kType = "PrintBoard";
    std::vector<JobView> jobs;  ///< those that need somebody first, then the newest
    std::vector<RouteRow> routes;

    static constexpr auto fields() {
        return base::fields(base::field("jobs", &Board::jobs),
                            base::field("routes", &Board::routes));
    }
};

struct One {
    Id job;

    static constexpr auto fields() { return base::fields(base::field("job", &One::job)); }
};

/// `copy` is the new job's id, made by who asks: to ask twice prints one.
struct Reprint {
    Id job;
    Id copy;
    std::optional<std::string> printer;

    static constexpr auto fields() {
        return base::fields(base::field("job", &Reprint::job), base::field("copy", &Reprint::copy),
                            base::field("printer", &Reprint::printer));
    }
};

struct Move {
    Id job;
    std::string printer;

    static constexpr auto fields() {
        return base::fields(base::field("job", &Move::job), base::field("printer", &Move::printer));
    }
};

struct Sheet {
    static constexpr std::string_view kType = "JobPaper";
    std::vector<documents::Paper> papers;
    std::string html;

    static constexpr auto fields() {
        return base::fields(base::field("papers", &Sheet::papers),
                            base::field("html", &Sheet::html));
    }
};

Result<Job> known(Context& context, const Id& id) {
    MOSTRADOR_TRY(found, job(context.database, id));
    if (!found) return base::fail(Code::print_unknown_job);
    return *std::move(found);
}

Result<JobView> view_of(Context& context, const Job& job, const organization::Tenant& tenant) {
    JobView view{.id = job.id,
                 .at_us = job.at_us,
                 .printer = job.printer,
                 .state = job.state(),
                 .attempts = static_cast<std::int64_t>(job.attempts.size()),
                 .copy = job.copy_of.has_value()};
    if (!job.attempts.empty()) {
        view.outcome = job.attempts.back().outcome;
        view.printer = job.attempts.back().printer;
    }
    MOSTRADOR_TRY(title, title_of(context.database, job));
    MOSTRADOR_TRY(station, station_of(context.database, job));
    MOSTRADOR_TRY(summary, summary_of(context.database, job, tenant));
    view.title = std::move(title);
    view.station = std::move(station);
    view.summary = std::move(summary);
    return view;
}

/// Where somebody is needed first, then what goes on, then what is done.
int rank(State state) {
    switch (state) {
        case State::screen:
            return 0;
        case State::waiting:
        case State::sending:
            return 1;
        case State::printed:
        case State::settled:
            break;
    }
    return 2;
}

Result<Board> board(Context& context, const command::Nothing&) {
    Board out;
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(all, jobs(context.database, context.now_us, false));
    std::ranges::reverse(all);
    std::ranges::stable_sort(all, {}, [](const Job& each) { return rank(each.state()); });
    if (all.size() > kMostShown) all.resize(kMostShown);
    for (const auto& each : all) {
        MOSTRADOR_TRY(view, view_of(context, each, tenant));
        out.jobs.push_back(std::move(view));
    }
    MOSTRADOR_CHECK(context.database.each(
        "SELECT id, printer, fallback, columns FROM print_route WHERE stamp > 0 ORDER BY id",
        [&](const store::Row& row) {
            out.routes.push_back({.id = row.id(0),
                                  .printer = row.get<std::string>(1),
                                  .fallback = row.get<std::string>(2),
                                  .columns = row.integer(3)});
        }));
    return out;
}

Result<Board> changed(Context& context) {
    context.touch("printing");
    context.touch("sync");
    return board(context, {});
}

Status check_name(std::string_view field, const std::optional<std::string>& name) {
    if (!name || name->size() <= kMostName) return {};
    return base::fail(Code::input_out_of_range, {{"field", std::string(field)}});
}

Result<Board> put_route(Context& context, RouteRow row) {
    MOSTRADOR_CHECK(check_name("printer", row.printer));
    MOSTRADOR_CHECK(check_name("fallback", row.fallback));
    if (row.columns && (*row.columns < 32 || *row.columns > 48)) {
        return base::fail(Code::input_out_of_range, {{"field", "columns"}});
    }
    MOSTRADOR_TRY(route, context.database.one<std::int64_t>(
                             "SELECT 1 FROM print_route WHERE id = ?1 AND stamp > 0", row.id));
    row.create.reset();
    if (!route) {
        row.create = true;
        row.columns = row.columns.value_or(kUsualColumns);
    }
    MOSTRADOR_CHECK(context.log.append(context.person->id, RoutesPut{{{std::move(row)}}}));
    return changed(context);
}

Result<std::vector<Id>> lines_of(Context& context, const Id& job) {
    std::vector<Id> lines;
    MOSTRADOR_CHECK(
        context.database.each("SELECT line FROM print_job_line WHERE job = ?1 ORDER BY line", job,
                              [&](const store::Row& row) { lines.push_back(row.id(0)); }));
    return lines;
}

Result<Board> reprint(Context& context, const Reprint& request) {
    MOSTRADOR_CHECK(check_name("printer", request.printer));
    MOSTRADOR_TRY(original, known(context, request.job));
    MOSTRADOR_TRY(made, job(context.database, request.copy));
    if (made) return board(context, {});
    MOSTRADOR_TRY(lines, lines_of(context, original.id));
    MOSTRADOR_CHECK(context.log.append(
        context.person->id, JobQueued{.job = request.copy,
                                      .at_us = context.now_us,
                                      .tab = original.tab,
                                      .station = original.station,
                                      .lines = std::move(lines),
                                      .printer = request.printer.value_or(original.printer),
                                      .fallback = original.fallback,
                                      .columns = original.columns,
                                      .priority = kAskedPriority,
                                      .copy_of = original.id}));
    return changed(context);
}

/// Another printer for what is not printed yet.
Result<Board> move(Context& context, const Move& request) {
    MOSTRADOR_CHECK(check_name("printer", request.printer));
    MOSTRADOR_TRY(found, known(context, request.job));
    if (found.printer == request.printer) return board(context, {});
    MOSTRADOR_CHECK(context.log.append(context.person->id, JobRouted{found.id, request.printer}));
    return changed(context);
}

Result<Board> settle(Context& context, const One& request) {
    MOSTRADOR_TRY(found, known(context, request.job));
    if (found.settled) return board(context, {});
    MOSTRADOR_CHECK(context.log.append(context.person->id, JobSettled{found.id, context.now_us}));
    return changed(context);
}

/// What the printer would print, for the screen and a PDF.
Result<Sheet> paper(Context& context, const One& request) {
    MOSTRADOR_TRY(found, known(context, request.job));
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(drawn, job_paper(context.database, found, tenant));
    Sheet sheet;
    if (!drawn) return sheet;
    if (found.may_be_printed()) documents::mark_duplicate(*drawn);
    MOSTRADOR_TRY(html, documents::paper_html(*drawn));
    sheet.html = std::move(html);
    sheet.papers.push_back(*std::move(drawn));
    return sheet;
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    using staff::Permission;
    const command::Rule asks{person, query, Permission::prepare_orders};
    const command::Rule decides{person, durable, Permission::prepare_orders};
    return {
        command::command<command::Nothing, Board>("printing.board", asks, board),
        command::command<RouteRow, Board>("printing.put_route",
                                          {person, durable, Permission::edit_floor}, put_route),
        command::command<Reprint, Board>("printing.reprint", decides, reprint),
        command::command<Move, Board>("printing.route", decides, move),
        command::command<One, Board>("printing.settle", decides, settle),
        command::command<One, Sheet>("printing.paper", asks, paper),
    };
}

}  // namespace mostrador::printing
