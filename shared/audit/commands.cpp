#include "audit/commands.hpp"

#include "audit/timeline.hpp"
#include "cash/drawer.hpp"
#include "organization/queries.hpp"

namespace mostrador::audit {
namespace {

using base::Code;
using base::Result;
using command::Context;

constexpr std::int64_t kMostEntries = 200;

struct Ask {
    std::optional<reports::Asked> period;
    std::optional<base::Id> person;
    std::optional<base::Id> device;
    std::optional<std::string> area;
    std::optional<std::int64_t> before;
    std::int64_t limit = 50;

    static constexpr auto fields() {
        return base::fields(base::field("period", &Ask::period),
                            base::field("person", &Ask::person),
                            base::field("device", &Ask::device), base::field("area", &Ask::area),
                            base::field("before", &Ask::before), base::field("limit", &Ask::limit));
    }
};

struct Timeline {
    std::vector<Entry> entries;

    static constexpr auto fields() {
        return base::fields(base::field("entries", &Timeline::entries));
    }
};

/// A moment: of an entry, or as the shop's clock on the wall shows it.
struct AskDrawer {
    base::Id register_id;
    std::optional<std::int64_t> at_us;
    std::optional<std::string> local;  ///< "2026-11-20T14:30"

    static constexpr auto fields() {
        using T = AskDrawer;
        return base::fields(base::field("register", &T::register_id), base::field("at", &T::at_us),
                            base::field("local", &T::local));
    }
};

struct Known {
    static constexpr std::string_view kType = "AuditKnown";
    base::Id id;
    std::string name;

    static constexpr auto fields() {
        return base::fields(base::field("id", &Known::id), base::field("name", &Known::name));
    }
};

/// Whom and what one can ask for, also people who left and devices that were stopped.
struct Who {
    std::vector<Known> people;
    std::vector<Known> devices;
    std::vector<Known> registers;

    static constexpr auto fields() {
        return base::fields(base::field("people", &Who::people),
                            base::field("devices", &Who::devices),
                            base::field("registers", &Who::registers));
    }
};

Result<Timeline> show(Context& context, const Ask& ask) {
    if (ask.limit < 1 || ask.limit > kMostEntries) {
        return base::fail(Code::input_out_of_range, {{"field", "limit"}});
    }
    Filter filter{.person = ask.person,
                  .device = ask.device,
                  .area = ask.area,
                  .before = ask.before,
                  .limit = ask.limit};
    if (ask.period) {
        MOSTRADOR_TRY(tenant, organization::tenant(context.database));
        MOSTRADOR_TRY(period, reports::period_of(*ask.period, tenant, context.now_us));
        filter.from_us = period.from_us;
        filter.to_us = period.to_us;
    }
    MOSTRADOR_TRY(entries, timeline(context.database, filter));
    return Timeline{std::move(entries)};
}

Result<std::vector<Known>> known(store::Database& database, std::string_view sql) {
    std::vector<Known> all;
    MOSTRADOR_CHECK(database.each(
        sql, [&](const store::Row& row) { all.push_back({row.id(0), row.get<std::string>(1)}); }));
    return all;
}

Result<Who> who(Context& context, const command::Nothing&) {
    auto& database = context.database;
    MOSTRADOR_TRY(people, known(database,
                                "SELECT id, name FROM person WHERE stamp > 0 "
                                "ORDER BY name"));
    MOSTRADOR_TRY(devices, known(database,
                                 "SELECT id, name FROM device WHERE enrolled_at IS NOT "
                                 "NULL ORDER BY enrolled_at"));
    MOSTRADOR_TRY(registers, known(database,
                                   "SELECT id, name FROM register WHERE stamp > 0 "
                                   "ORDER BY name"));
    return Who{std::move(people), std::move(devices), std::move(registers)};
}

Result<cash::DrawerView> drawer(Context& context, const AskDrawer& ask) {
    if (ask.at_us) return cash::drawer_at(context.database, ask.register_id, *ask.at_us);
    if (!ask.local) return base::fail(Code::input_missing, {{"field", "at"}});
    MOSTRADOR_TRY(tenant, organization::tenant(context.database));
    MOSTRADOR_TRY(at, reports::moment_of(*ask.local, tenant.time_zone));
    return cash::drawer_at(context.database, ask.register_id, at);
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    const command::Rule read{person, query, staff::Permission::see_audit};
    return {
        command::command<Ask, Timeline>("audit.timeline", read, show),
        command::command<command::Nothing, Who>("audit.who", read, who),
        command::command<AskDrawer, cash::DrawerView>("audit.drawer", read, drawer),
    };
}

}  // namespace mostrador::audit
