#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "log/assignment.hpp"

namespace mostrador::guests {

/// How what guests order from their phones reaches the kitchen. The order is the wire's.
enum class Ordering : std::uint8_t {
    off,        ///< the menu can be read, and nothing ordered
    staff,      ///< somebody of the house accepts each order
    automatic,  ///< it is fired at once
};

/// What is called for from a table.
enum class Call : std::uint8_t { waiter, bill };

/// The shop's decision, in the one row of its id (MENU-2).
struct SettingsRow {
    base::Id id;
    std::optional<bool> create;
    std::optional<std::string> ordering;  ///< a name of Ordering
    std::optional<std::string> key;       ///< what signs the codes of tables; 64 hexadecimal digits

    static constexpr auto fields() {
        using T = SettingsRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("ordering", &T::ordering), base::field("key", &T::key));
    }
};

struct SettingsPut : log::Rows<SettingsRow> {
    static constexpr std::string_view kKind = "guests.settings_put";
};

/// MENU-3: a phone that showed the table's word. Of its secret only the hash is kept.
struct Joined {
    static constexpr std::string_view kKind = "guests.joined";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::grant;
    base::Id session;
    base::Id tab;  ///< the visit
    std::string secret_hash;
    std::string name;  ///< as the guest wants to be called; may be empty
    std::int64_t at_us = 0;
    std::int64_t ends_us = 0;

    static constexpr auto fields() {
        using T = Joined;
        return base::fields(base::field("session", &T::session), base::field("tab", &T::tab),
                            base::field("secret", &T::secret_hash), base::field("name", &T::name),
                            base::field("at", &T::at_us), base::field("ends", &T::ends_us));
    }
};

/// Written beside the lines that it names (`orders.lines_added`), in their transaction.
struct Ordered {
    static constexpr std::string_view kKind = "guests.ordered";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id order;  ///< made by the phone: the same order is written once
    base::Id tab;
    base::Id session;
    std::int64_t at_us = 0;
    std::vector<base::Id> lines;
    /// The phone that wanted each of the lines; `session` is the one that sent the order.
    std::vector<base::Id> wanted_by;

    static constexpr auto fields() {
        using T = Ordered;
        return base::fields(base::field("order", &T::order), base::field("tab", &T::tab),
                            base::field("session", &T::session), base::field("at", &T::at_us),
                            base::field("lines", &T::lines), base::field("by", &T::wanted_by));
    }
};

struct Called {
    static constexpr std::string_view kKind = "guests.called";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id call;
    base::Id tab;
    base::Id session;
    Call what = Call::waiter;
    std::int64_t at_us = 0;

    static constexpr auto fields() {
        using T = Called;
        return base::fields(base::field("call", &T::call), base::field("tab", &T::tab),
                            base::field("session", &T::session), base::field("what", &T::what),
                            base::field("at", &T::at_us));
    }
};

/// Somebody of the house goes there.
struct Answered {
    static constexpr std::string_view kKind = "guests.answered";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id call;
    std::int64_t at_us = 0;

    static constexpr auto fields() {
        return base::fields(base::field("call", &Answered::call),
                            base::field("at", &Answered::at_us));
    }
};

log::Capability capability();

}  // namespace mostrador::guests

template <>
struct mostrador::base::EnumNames<mostrador::guests::Ordering> {
    using enum mostrador::guests::Ordering;
    static constexpr std::array names{
        std::pair{off, std::string_view("off")},
        std::pair{staff, std::string_view("staff")},
        std::pair{automatic, std::string_view("automatic")},
    };
};

template <>
struct mostrador::base::EnumNames<mostrador::guests::Call> {
    using enum mostrador::guests::Call;
    static constexpr std::array names{
        std::pair{waiter, std::string_view("waiter")},
        std::pair{bill, std::string_view("bill")},
    };
};
