#pragma once

#include <optional>
#include <string>

#include "log/assignment.hpp"

namespace mostrador::kitchen {

/// KIT-1: where something is prepared. `code` is what a product names as its station; times are
/// minutes after which a ticket asks for attention, and after which it is late.
struct StationRow {
    static constexpr std::string_view kType = "StationRow";
    base::Id id;
    std::optional<bool> create;
    std::optional<base::Id> branch;
    std::optional<std::string> name;
    std::optional<std::string> code;
    std::optional<std::int64_t> position;
    std::optional<std::int64_t> warn;
    std::optional<std::int64_t> late;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = StationRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("branch", &T::branch), base::field("name", &T::name),
                            base::field("code", &T::code), base::field("position", &T::position),
                            base::field("warn", &T::warn), base::field("late", &T::late),
                            base::field("active", &T::active));
    }
};

/// Where the products of a category are prepared that name no station themselves. `id` is the
/// category's.
struct RouteRow {
    static constexpr std::string_view kType = "RouteRow";
    base::Id id;
    std::optional<bool> create;
    std::optional<base::Id> station;  ///< nil: nowhere

    static constexpr auto fields() {
        using T = RouteRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("station", &T::station));
    }
};

struct StationsPut : log::Rows<StationRow> {
    static constexpr std::string_view kKind = "kitchen.stations_put";
};

struct RoutesPut : log::Rows<RouteRow> {
    static constexpr std::string_view kKind = "kitchen.routes_put";
};

log::Capability capability();

}  // namespace mostrador::kitchen
