#include "organization/commands.hpp"

namespace mostrador::organization {
namespace {

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
            known.devices.push_back({row.id(0), row.get<std::string>(1), row.get<std::string>(2),
                                     row.get<std::string>(3), row.get<bool>(4),
                                     row.get<std::optional<std::int64_t>>(5),
                                     row.get<std::optional<std::int64_t>>(6),
                                     row.get<std::optional<std::int64_t>>(7)});
            auto& last = known.devices.back().last_at;
            if (last) last = log::stamp_time_us(*last);
        }));
    return known;
}

}  // namespace

command::Commands commands() {
    using enum command::Access;
    using enum command::Effect;
    return {command::command<command::Nothing, KnownDevices>(
        "organization.devices", {person, query, staff::Permission::manage_devices}, devices)};
}

}  // namespace mostrador::organization
