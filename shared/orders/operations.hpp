#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/choices.hpp"
#include "log/assignment.hpp"
#include "orders/type.hpp"

namespace mostrador::orders {

/// ORD-3: how far a line is; the states that a cook and a waiter say, in their order.
enum class Stage : std::uint8_t { fired, accepted, preparing, ready, served };

/// The fields of a tab. docs/merge-rules.md tells what happens when two are assigned apart.
struct TabRow {
    base::Id id;
    std::optional<bool> create;
    std::optional<base::Id> branch;
    std::optional<Type> type;
    std::optional<std::int64_t> number;  ///< of this type, on the device that opened it
    std::optional<std::string> number_text;
    std::optional<std::string> name;  ///< whom to call, "Lucía"
    std::optional<base::Id> place;    ///< its table; nil: none
    std::optional<std::int64_t> guests;
    std::optional<base::Id> waiter;
    std::optional<base::Id> merged;        ///< the tab in which its lines stand; nil: itself
    std::optional<std::string> cancelled;  ///< why; empty: it is not
    std::optional<std::int64_t> opened_at;
    // since version 2
    std::optional<std::string> phone;    ///< of whom something is brought to
    std::optional<std::string> address;  ///< where to

    static constexpr auto fields() {
        using T = TabRow;
        return base::fields(
            base::field("id", &T::id), base::field("create", &T::create),
            base::field("branch", &T::branch), base::field("type", &T::type),
            base::field("number", &T::number), base::field("number_text", &T::number_text),
            base::field("name", &T::name), base::field("place", &T::place),
            base::field("guests", &T::guests), base::field("waiter", &T::waiter),
            base::field("merged", &T::merged), base::field("cancelled", &T::cancelled),
            base::field("opened_at", &T::opened_at), base::field("phone", &T::phone),
            base::field("address", &T::address));
    }
};

struct TabsPut : log::Rows<TabRow> {
    static constexpr std::string_view kKind = "orders.tabs_put";
    static constexpr int kVersion = 2;
};

/// Something ordered, with what was chosen with it and its price and tax as they were then. Minor
/// units; `price` has the modifiers in it, `amount` is quantity times price, in the terms of the
/// price.
struct AddedLine {
    base::Id id;
    base::Id product;
    std::string name;
    std::string unit;
    base::Decimal quantity;
    std::int64_t price = 0;
    std::int64_t amount = 0;
    std::optional<base::Id> tax;
    std::optional<std::string> note;
    std::int64_t course = 0;          ///< 0: no course
    std::int64_t seat = 0;            ///< which guest; 0: the table
    std::optional<base::Id> station;  ///< where it is prepared
    // since version 2
    std::optional<std::vector<catalog::Modifier>> modifiers;
    std::optional<base::Id> list;          ///< CAT-6: the price list that the price is of
    std::optional<std::string> list_name;  ///< as it was called then

    static constexpr auto fields() {
        using T = AddedLine;
        return base::fields(base::field("id", &T::id), base::field("product", &T::product),
                            base::field("name", &T::name), base::field("unit", &T::unit),
                            base::field("quantity", &T::quantity), base::field("price", &T::price),
                            base::field("amount", &T::amount), base::field("tax", &T::tax),
                            base::field("note", &T::note), base::field("course", &T::course),
                            base::field("seat", &T::seat), base::field("station", &T::station),
                            base::field("modifiers", &T::modifiers), base::field("list", &T::list),
                            base::field("list_name", &T::list_name));
    }
};

struct LinesAdded {
    static constexpr std::string_view kKind = "orders.lines_added";
    static constexpr int kVersion = 2;
    static constexpr auto kFamily = log::Family::fact;
    base::Id tab;
    std::int64_t at_us = 0;
    std::vector<AddedLine> lines;

    static constexpr auto fields() {
        using T = LinesAdded;
        return base::fields(base::field("tab", &T::tab), base::field("at", &T::at_us),
                            base::field("lines", &T::lines));
    }
};

/// `seen` is how far the line was for whoever voided it; a line that is not in `seen` was not
/// fired.
struct VoidedLine {
    base::Id id;
    std::optional<std::int64_t> seen;

    static constexpr auto fields() {
        return base::fields(base::field("id", &VoidedLine::id),
                            base::field("seen", &VoidedLine::seen));
    }
};

struct LinesVoided {
    static constexpr std::string_view kKind = "orders.lines_voided";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    std::int64_t at_us = 0;
    std::vector<VoidedLine> lines;
    std::string reason;
    std::optional<base::Id> allowed;  ///< STAFF-3: who allowed it

    static constexpr auto fields() {
        using T = LinesVoided;
        return base::fields(base::field("at", &T::at_us), base::field("lines", &T::lines),
                            base::field("reason", &T::reason), base::field("allowed", &T::allowed));
    }
};

struct LinesMoved {
    static constexpr std::string_view kKind = "orders.lines_moved";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id tab;
    std::vector<base::Id> lines;

    static constexpr auto fields() {
        return base::fields(base::field("tab", &LinesMoved::tab),
                            base::field("lines", &LinesMoved::lines));
    }
};

/// `round` grows when a line is recalled.
struct LinesStaged {
    static constexpr std::string_view kKind = "orders.lines_staged";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    std::int64_t at_us = 0;
    std::int64_t round = 0;
    Stage stage = Stage::fired;
    std::vector<base::Id> lines;

    static constexpr auto fields() {
        using T = LinesStaged;
        return base::fields(base::field("at", &T::at_us), base::field("round", &T::round),
                            base::field("stage", &T::stage), base::field("lines", &T::lines));
    }
};

/// ORD-5: how far an order is that is brought to somebody. `issue` is whatever keeps it from
/// arriving.
enum class Journey : std::uint8_t { assigned, accepted, picked_up, delivered, issue };

/// A step of an order's way. The latest (stamp, device) says where it is.
struct TabCarried {
    static constexpr std::string_view kKind = "orders.carried";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id tab;
    std::int64_t at_us = 0;
    Journey step = Journey::assigned;
    base::Id courier;
    std::optional<std::string> note;

    static constexpr auto fields() {
        using T = TabCarried;
        return base::fields(base::field("tab", &T::tab), base::field("at", &T::at_us),
                            base::field("step", &T::step), base::field("courier", &T::courier),
                            base::field("note", &T::note));
    }
};

/// How much of a line a sale paid; `amount` in the terms of its price, before any discount.
struct PaidLine {
    base::Id id;
    base::Decimal quantity;
    std::int64_t amount = 0;

    static constexpr auto fields() {
        using T = PaidLine;
        return base::fields(base::field("id", &T::id), base::field("quantity", &T::quantity),
                            base::field("amount", &T::amount));
    }
};

/// ORD-4: written beside the sale, in its transaction.
struct Paid {
    static constexpr std::string_view kKind = "orders.paid";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id receipt;
    std::int64_t at_us = 0;
    std::vector<PaidLine> lines;

    static constexpr auto fields() {
        using T = Paid;
        return base::fields(base::field("receipt", &T::receipt), base::field("at", &T::at_us),
                            base::field("lines", &T::lines));
    }
};

log::Capability capability();

}  // namespace mostrador::orders

template <>
struct mostrador::base::EnumNames<mostrador::orders::Journey> {
    using enum mostrador::orders::Journey;
    static constexpr std::array names{
        std::pair{assigned, std::string_view("assigned")},
        std::pair{accepted, std::string_view("accepted")},
        std::pair{picked_up, std::string_view("picked_up")},
        std::pair{delivered, std::string_view("delivered")},
        std::pair{issue, std::string_view("issue")},
    };
};

template <>
struct mostrador::base::EnumNames<mostrador::orders::Stage> {
    using enum mostrador::orders::Stage;
    static constexpr std::array names{
        std::pair{fired, std::string_view("fired")},
        std::pair{accepted, std::string_view("accepted")},
        std::pair{preparing, std::string_view("preparing")},
        std::pair{ready, std::string_view("ready")},
        std::pair{served, std::string_view("served")},
    };
};
