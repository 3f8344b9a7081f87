#pragma once

#include <string>
#include <vector>

#include "command/command.hpp"

namespace mostrador::staff {

/// STAFF-3: a supervisor on the spot, or whoever logs in: a name picked and its PIN typed.
struct Approval {
    static constexpr std::string_view kType = "Approval";
    base::Id person;
    std::string pin;

    static constexpr auto fields() {
        return base::fields(base::field("person", &Approval::person),
                            base::field("pin", &Approval::pin));
    }
};

/// The one check of a sensitive action: nothing when the person's own role allows it, otherwise who
/// allowed it. A handler asks before it writes anything, and its command is durable: a wrong PIN is
/// counted although the action is refused.
/// Errors: staff.approval_needed{permission}; staff.wrong_pin, staff.locked, staff.not_found and
/// staff.not_allowed{permission} of the supervisor.
base::Result<std::optional<base::Id>> authorise(command::Context& context, Permission permission,
                                                const std::optional<Approval>& approval);

struct PersonView {
    static constexpr std::string_view kType = "PersonView";
    base::Id id;
    std::string name;
    Role role = Role::viewer;
    std::string initials;
    std::string color;
    std::vector<std::string> permissions;

    static constexpr auto fields() {
        using T = PersonView;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("role", &T::role), base::field("initials", &T::initials),
                            base::field("color", &T::color),
                            base::field("permissions", &T::permissions));
    }
};

struct PersonTile {
    static constexpr std::string_view kType = "PersonTile";
    base::Id id;
    std::string name;
    Role role = Role::viewer;
    std::string initials;
    std::string color;
    std::optional<std::int64_t> locked_until;  ///< UTC microseconds

    static constexpr auto fields() {
        using T = PersonTile;
        return base::fields(base::field("id", &T::id), base::field("name", &T::name),
                            base::field("role", &T::role), base::field("initials", &T::initials),
                            base::field("color", &T::color),
                            base::field("lockedUntil", &T::locked_until));
    }
};

/// The person as the shell shows them; nothing for an unknown id.
base::Result<std::optional<PersonView>> person_view(store::Database& database, const base::Id& id);

command::Commands commands();

}  // namespace mostrador::staff
