#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/reflect.hpp"
#include "log/kinds.hpp"
#include "log/stamp.hpp"

// Two people who gave one field different values without knowing of each other (SYNC-3). The rule,
// with the reason why it is one of sets, is in docs/merge-rules.md.
namespace mostrador::log {

/// Which assignment a field's value comes from; the later one stands.
struct Version {
    Stamp stamp = 0;
    base::Id device;
    friend auto operator<=>(const Version&, const Version&) = default;
};

using Value = std::variant<std::nullptr_t, std::int64_t, std::string, base::Id>;

/// A value that whoever assigned the field had in view, in an assignment's payload.
struct Replaced {
    std::string field;
    Stamp stamp = 0;
    base::Id device;

    static constexpr auto fields() {
        using T = Replaced;
        return base::fields(base::field("field", &T::field), base::field("stamp", &T::stamp),
                            base::field("device", &T::device));
    }

    friend bool operator==(const Replaced&, const Replaced&) = default;
};

/// What an assignment of these fields replaces as this replica has them. Values of which nobody
/// told what they replaced (those of a creation, of an import's first day) are not named.
base::Result<std::vector<Replaced>> replaced(store::Database& database, std::string_view entity,
                                             const base::Id& row,
                                             std::span<const std::string_view> fields);

/// The same and every rival of one field: for whoever has seen all of them, and chooses.
base::Result<std::vector<Replaced>> all_replaced(store::Database& database, std::string_view entity,
                                                 const base::Id& row, std::string_view field);

/// A field of one row of a table that is assigned.
struct FieldPlace {
    std::string_view entity;
    std::string_view field;
    base::Id row;
};

/// Where a field's value comes from, and whether its author told what it replaced.
struct Standing {
    Version version;
    bool told = false;
    std::optional<base::Id> person;  ///< only of a told one
};

/// An assignment whose author told what it replaces.
struct Told {
    Version version;
    std::optional<base::Id> person;
    const Value& value;
    std::span<const Replaced> replaced;
};

/// The value that stands is about to be overridden by a later one of which nobody told what it
/// replaces: it becomes a rival.
base::Status override_standing(store::Database& database, const FieldPlace& place,
                               const Standing& standing);

/// Takes note of a told assignment, before its value is set (if it is the later one).
base::Status note_told(store::Database& database, const FieldPlace& place, const Standing& standing,
                       const Told& told);

/// Their table.
Capability rivals_capability();

}  // namespace mostrador::log
