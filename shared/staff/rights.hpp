#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "log/log.hpp"
#include "staff/permissions.hpp"
#include "tasks/task.hpp"

// The permission matrix once more, on the hub (SYNC-3, STAFF-1): a till may not have known that
// somebody's rights were taken away, or may not be what it says it is. What happened is not undone
// by that: it is kept and applied as ever, and a person is told (docs/merge-rules.md).
namespace mostrador::staff {

/// One operation of somebody who had no right to it.
struct DoneWithoutRight {
    std::int64_t sequence = 0;  ///< of the finding's device
    std::string kind;
    std::int64_t at_us = 0;
    base::Id document;  ///< the receipt, movement, session or tab it is about, or the operation

    static constexpr auto fields() {
        using T = DoneWithoutRight;
        return base::fields(base::field("sequence", &T::sequence), base::field("kind", &T::kind),
                            base::field("at", &T::at_us), base::field("document", &T::document));
    }
};

/// What the hub found in one push: a grant's counterpart, and like a grant it counts only from the
/// hub, so that every replica is told the same whatever came to it first.
struct RightMissing {
    static constexpr std::string_view kKind = "staff.right_missing";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::grant;
    base::Id finding;
    base::Id device;
    base::Id person;
    Permission permission = Permission::none;
    std::vector<DoneWithoutRight> operations;

    static constexpr auto fields() {
        using T = RightMissing;
        return base::fields(base::field("finding", &T::finding), base::field("device", &T::device),
                            base::field("person", &T::person),
                            base::field("permission", &T::permission),
                            base::field("operations", &T::operations));
    }
};

/// What a kind of operation asks of whoever makes it; `none` for what everybody may.
Permission demanded_by(std::string_view kind);

/// On the hub, with operations that it has just taken: writes down which of them somebody made
/// without the right to it, by the role they had at the operation's own time. A supervisor's
/// approval counts, when the supervisor had the right. A change of somebody's role that comes late
/// is held against what is here already.
base::Status judge(log::Log& log, std::span<const log::Operation> taken);

/// The tasks that come of it.
tasks::Source rights_source();

/// Remembers every role that a person had and since when; a part of applying `staff.people_put`.
base::Status remember_rights(store::Database& database, const log::Operation& put);

base::Status apply_right_missing(store::Database& database, const log::Operation& operation,
                                 const RightMissing& missing);

std::string_view rights_schema();

}  // namespace mostrador::staff
