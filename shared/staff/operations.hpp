#pragma once

#include <optional>
#include <string>

#include "log/assignment.hpp"
#include "staff/permissions.hpp"

namespace mostrador::staff {

/// A person who works with the till. The PIN is known only as an Argon2id hash.
struct PersonRow {
    base::Id id;
    bool create = false;
    std::optional<std::string> name;
    std::optional<Role> role;
    std::optional<std::string> color;
    std::optional<std::string> pin_hash;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = PersonRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("name", &T::name), base::field("role", &T::role),
                            base::field("color", &T::color), base::field("pin_hash", &T::pin_hash),
                            base::field("active", &T::active));
    }
};

struct PeoplePut : log::Rows<PersonRow> {
    static constexpr std::string_view kKind = "staff.people_put";
};

/// On the audit trail only; they change no table (STAFF-4, AUD-1).
struct LoggedIn {
    static constexpr std::string_view kKind = "staff.logged_in";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;

    static constexpr auto fields() { return base::fields(); }
};

struct LoggedOut {
    static constexpr std::string_view kKind = "staff.logged_out";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;

    static constexpr auto fields() { return base::fields(); }
};

/// STAFF-2: five wrong tries locked a person on this device.
struct LockedOut {
    static constexpr std::string_view kKind = "staff.locked_out";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id person;

    static constexpr auto fields() {
        return base::fields(base::field("person", &LockedOut::person));
    }
};

log::Capability capability();

}  // namespace mostrador::staff
