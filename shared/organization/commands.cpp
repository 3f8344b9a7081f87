#include "organization/commands.hpp"

#include "log/link.hpp"
#include "organization/licence.hpp"
#include "organization/operations.hpp"
#include "organization/queries.hpp"

namespace mostrador::organization {
namespace {

using base::Code;

/// What the log tells of a device without the hub; the hub's board knows more.
struct KnownDevice {
    static constexpr std::string_view kType = "KnownDevice";
    base::Id id;
    std::string name;
    std::string register_name;
    std::string branch;
    bool own = false;  ///< the one that is asked
    std::optional<std::int64_t> enrolled_at;
    std::optional<std::int64_t> revoked_at;
    std::optional<std::int64_t> last_at;  ///< its last operation that has come here

    static constexpr auto fields() {
        using T = KnownDevice;
        return base::fields(
            base::field("id", &T::id), base::field("name", &T::name),
            base::field("register", &T::register_name), base::field("branch", &T::branch),
            base::field("own", &T::own), base::field("enrolledAt", &T::enrolled_at),
            base::field("revokedAt", &T::revoked_at), base::field("lastAt", &T::last_at));
    }
};

struct KnownDevices {
    std::vector<KnownDevice> devices;

    static constexpr auto fields() {
        return base::fields(base::field("devices", &KnownDevices::devices));
    }
};

base::Result<KnownDevices> devices(command::Context& context, const command::Nothing&) {
    KnownDevices known;
    MOSTRADOR_CHECK(context.database.each(
        "SELECT d.id, d.name, coalesce(g.name, ''), coalesce(b.name, ''), d.id = ?1, "
        "d.enrolled_at, d.revoked_at, (SELECT stamp FROM operation o WHERE o.device = d.id "
        "ORDER BY sequence DESC LIMIT 1) FROM device d LEFT JOIN register g ON g.id = d.register "
        "LEFT JOIN branch b ON b.id = g.branch ORDER BY d.enrolled_at, d.id",
        context.identity->device, [&](const store::Row& row) {
            known.devices.push_back(
                {row.id(0), row.get<std::string>(1), row.get<std::string>(2),
                 row.get<std::string>(3), row.get<bool>(4), row.get<std::optional<std::int64_t>>(5),
                 row.get<std::optional<std::int64_t>>(6), row.get<std::optional<std::int64_t>>(7)});
            auto& last = known.devices.back().last_at;
            if (last) last = log::stamp_time_us(*last);
        }));
    return known;
}

struct OfflineDays {
    std::int64_t days = 0;

    static constexpr auto fields() { return base::fields(base::field("days", &OfflineDays::days)); }
};

base::Result<OfflineDays> offline_days(command::Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(days,
                  context.database.one<std::int64_t>(
                      "SELECT offline_days FROM tenant WHERE stamp > 0 AND offline_days > 0"));
    return OfflineDays{days.value_or(kUsualOfflineDays)};
}

base::Result<OfflineDays> set_offline_days(command::Context& context, const OfflineDays& request) {
    if (request.days < 1 || request.days > kMostOfflineDays) {
        return base::fail(Code::input_out_of_range, {{"field", "days"}});
    }
    MOSTRADOR_CHECK(context.log.append(
        context.person->id,
        TenantsPut{{{{.id = context.identity->tenant, .offline_days = request.days}}}}));
    context.touch("session");
    context.touch("sync");
    return request;
}

/// What this device wrote is in a file that somebody saved.
base::Result<command::Nothing> exported(command::Context& context, const command::Nothing&) {
    MOSTRADOR_CHECK(log::note_export(context.log));
    return command::Nothing{};
}

struct Farewell {
    bool allowed = false;
    std::int64_t unsaved = 0;  ///< own operations that are nowhere else

    static constexpr auto fields() {
        return base::fields(base::field("allowed", &Farewell::allowed),
                            base::field("unsaved", &Farewell::unsaved));
    }
};

/// ORG-3: whether the carrier may throw this database away: only a device that is out, and only
/// when what it wrote is elsewhere.
base::Result<Farewell> may_forget(command::Context& context, const command::Nothing&) {
    MOSTRADOR_TRY(unsaved, log::unsaved(context.log));
    const bool out = !check_not_revoked(context.database, context.identity->device);
    return Farewell{out && unsaved == 0, unsaved};
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    constexpr auto manage = staff::Permission::manage_devices;
    return {
        command::command<command::Nothing, KnownDevices>("organization.devices",
                                                         {person, query, manage}, devices),
        command::command<command::Nothing, OfflineDays>("organization.offline_days",
                                                        {person, query, manage}, offline_days),
        command::command<OfflineDays, OfflineDays>("organization.set_offline_days",
                                                   {person, durable, manage}, set_offline_days),
        command::command<command::Nothing, command::Nothing>("device.exported", {enrolled, durable},
                                                             exported),
        command::command<command::Nothing, Farewell>("device.may_forget", {enrolled, query},
                                                     may_forget),
    };
}

}  // namespace mostrador::organization
