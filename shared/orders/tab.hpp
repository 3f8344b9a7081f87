#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "orders/operations.hpp"
#include "store/database.hpp"

namespace mostrador::orders {

/// How far a line is, in one number that grows: its round, then its stage.
constexpr std::int64_t kStages = 8;

constexpr std::int64_t level_of(std::int64_t round, Stage stage) {
    return round * kStages + static_cast<std::int64_t>(stage);
}

/// A line as its facts have it. Quantities are millionths, amounts minor units in the terms of the
/// price.
struct Line {
    base::Id id;
    base::Id product;
    std::string name;
    std::string unit;
    std::int64_t quantity = 0;
    std::int64_t price = 0;
    std::int64_t amount = 0;
    std::optional<base::Id> tax;
    std::optional<std::string> note;
    std::int64_t course = 0;
    std::int64_t seat = 0;
    std::optional<base::Id> station;
    std::int64_t at_us = 0;
    std::optional<std::int64_t> level;     ///< nothing: not fired
    std::optional<std::int64_t> fired_at;  ///< UTC microseconds
    std::optional<std::string> void_reason;
    std::int64_t paid_quantity = 0;
    std::int64_t paid_amount = 0;
    std::vector<catalog::Modifier> modifiers;  ///< within the price
    std::optional<base::Id> list;              ///< the price list that the price is of
    std::string list_name;

    bool is_live() const { return !void_reason; }

    std::int64_t due_amount() const { return paid_amount < amount ? amount - paid_amount : 0; }

    /// Something of it is still to be paid; what costs nothing is paid with the rest.
    bool is_due() const { return is_live() && (due_amount() > 0 || paid_quantity == 0); }

    std::optional<Stage> stage() const {
        if (!level) return std::nullopt;
        return static_cast<Stage>(*level % kStages);
    }
};

enum class State : std::uint8_t { open, closed, cancelled };

/// A tab with the lines of all that were merged into it, in the order in which they were added.
struct Tab {
    base::Id id;
    base::Id branch;
    Type type = Type::dine_in;
    std::string number;
    std::string name;
    base::Id place;  ///< nil: at no table
    std::int64_t guests = 0;
    base::Id waiter;
    std::string cancelled;
    std::int64_t opened_at = 0;
    std::string phone;
    std::string address;
    std::optional<Journey> journey;  ///< ORD-5: where it is, once somebody carries it
    base::Id courier;
    std::vector<Line> lines;

    /// docs/merge-rules.md: read from the facts.
    State state() const;
};

/// The tab in which this one's lines stand, whatever was merged into what: the end of the chain, or
/// the smallest id of a ring.
base::Result<base::Id> root_of(store::Database& database, const base::Id& tab);

/// The tab in which `tab` stands; nothing while its opening was not seen.
base::Result<std::optional<Tab>> load(store::Database& database, const base::Id& tab);

/// The tabs of a branch that are open, the longest open first.
base::Result<std::vector<Tab>> open_tabs(store::Database& database, const base::Id& branch);

/// What was chosen with a line, from its column. Error: as base::decode.
base::Result<std::vector<catalog::Modifier>> modifiers_of(std::string_view text);

/// Keeps the list of tabs that may be open; after every change of this one's facts.
base::Status refresh(store::Database& database, const base::Id& tab);

}  // namespace mostrador::orders

template <>
struct mostrador::base::EnumNames<mostrador::orders::State> {
    using enum mostrador::orders::State;
    static constexpr std::array names{
        std::pair{open, std::string_view("open")},
        std::pair{closed, std::string_view("closed")},
        std::pair{cancelled, std::string_view("cancelled")},
    };
};
