#include "catalog/import_commands.hpp"

namespace mostrador::catalog {
namespace {

using base::Result;
using command::Context;
using command::Nothing;

struct Feed {
    std::string text;
    bool first = false;  ///< of a new list

    static constexpr auto fields() {
        return base::fields(base::field("text", &Feed::text), base::field("first", &Feed::first));
    }
};

struct Columns {
    std::vector<ImportColumn> columns;

    static constexpr auto fields() {
        return base::fields(base::field("columns", &Columns::columns));
    }
};

struct Check {
    std::vector<std::string> columns;  ///< the field of each column, empty for none

    static constexpr auto fields() { return base::fields(base::field("columns", &Check::columns)); }
};

struct Step {
    std::int64_t lines = 0;

    static constexpr auto fields() { return base::fields(base::field("lines", &Step::lines)); }
};

struct Preview {
    ImportState state = ImportState::changed;
    std::int64_t offset = 0;
    std::int64_t limit = 0;

    static constexpr auto fields() {
        using T = Preview;
        return base::fields(base::field("state", &T::state), base::field("offset", &T::offset),
                            base::field("limit", &T::limit));
    }
};

}  // namespace

command::Commands import_commands(ImportBatch& batch) {
    using enum command::Access;
    using enum command::Effect;
    using command::command;
    const command::Rule read{person, query, staff::Permission::edit_catalog};
    const command::Rule note{person, local, staff::Permission::edit_catalog};
    const command::Rule write{person, durable, staff::Permission::edit_catalog};
    return {
        command<Feed, Nothing>("import.feed", read,
                               [&batch](Context&, const Feed& request) -> Result<Nothing> {
                                   if (request.first) batch.clear();
                                   MOSTRADOR_CHECK(batch.feed(request.text));
                                   return Nothing{};
                               }),
        command<Nothing, Columns>("import.columns", read,
                                  [&batch](Context& context, const Nothing&) -> Result<Columns> {
                                      MOSTRADOR_TRY(columns, batch.columns(context));
                                      return Columns{std::move(columns)};
                                  }),
        command<Check, Nothing>(
            "import.check", note,
            [&batch](Context& context, const Check& request) -> Result<Nothing> {
                MOSTRADOR_CHECK(batch.check(context, request.columns));
                return Nothing{};
            }),
        command<Step, ImportProgress>(
            "import.step", read,
            [&batch](Context&, const Step& request) { return batch.step(request.lines); }),
        command<Preview, ImportPreviewPage>("import.preview", read,
                                            [&batch](Context&, const Preview& request) {
                                                return batch.preview(request.state, request.offset,
                                                                     request.limit);
                                            }),
        command<Nothing, ImportReport>(
            "import.promote", write,
            [&batch](Context& context, const Nothing&) { return batch.promote(context); }),
        command<Nothing, Nothing>("import.cancel", read,
                                  [&batch](Context&, const Nothing&) -> Result<Nothing> {
                                      batch.clear();
                                      return Nothing{};
                                  }),
    };
}

}  // namespace mostrador::catalog
