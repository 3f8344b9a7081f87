#pragma once

#include <optional>
#include <string>

#include "log/assignment.hpp"

namespace mostrador::floor {

/// The plan of an area is drawn on a sheet of this size; the shell scales it.
constexpr std::int64_t kPlanWidth = 1000;
constexpr std::int64_t kPlanHeight = 600;

/// ORD-2: a room, a terrace.
struct AreaRow {
    static constexpr std::string_view kType = "AreaRow";
    base::Id id;
    std::optional<bool> create;
    std::optional<base::Id> branch;
    std::optional<std::string> name;
    std::optional<std::int64_t> position;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = AreaRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("branch", &T::branch), base::field("name", &T::name),
                            base::field("position", &T::position),
                            base::field("active", &T::active));
    }
};

/// A table; `x` and `y` are the upper left corner on the plan.
struct TableRow {
    static constexpr std::string_view kType = "TableRow";
    base::Id id;
    std::optional<bool> create;
    std::optional<base::Id> area;
    std::optional<std::string> name;
    std::optional<std::int64_t> seats;
    std::optional<std::int64_t> x;
    std::optional<std::int64_t> y;
    std::optional<std::int64_t> width;
    std::optional<std::int64_t> height;
    std::optional<std::string> shape;  ///< "square" or "round"
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = TableRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("area", &T::area), base::field("name", &T::name),
                            base::field("seats", &T::seats), base::field("x", &T::x),
                            base::field("y", &T::y), base::field("width", &T::width),
                            base::field("height", &T::height), base::field("shape", &T::shape),
                            base::field("active", &T::active));
    }
};

struct AreasPut : log::Rows<AreaRow> {
    static constexpr std::string_view kKind = "floor.areas_put";
};

struct TablesPut : log::Rows<TableRow> {
    static constexpr std::string_view kKind = "floor.tables_put";
};

log::Capability capability();

}  // namespace mostrador::floor
