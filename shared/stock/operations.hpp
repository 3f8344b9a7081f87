#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/assignment.hpp"

namespace mostrador::stock {

/// STOCK-1: something of which stock is kept. A product that keeps stock has its product's id, and
/// its product's name and codes; an ingredient that nobody sells has its own.
struct ItemRow {
    static constexpr std::string_view kType = "StockItemRow";
    base::Id id;
    std::optional<bool> create;
    std::optional<std::string> name;  ///< empty: the product's
    std::optional<std::string> unit;  ///< in which its stock is kept: "un", "kg", "l"
    /// Other units it comes in, one a line: a name, a space, how many of `unit` one is ("caja 24").
    std::optional<std::string> packs;
    std::optional<base::Decimal> minimum;  ///< below it a person is told; 0 for never
    std::optional<base::Id> category;      ///< nil: the product's
    std::optional<std::string> code;       ///< barcode of an ingredient
    /// Whether its stock is counted; what is not (a sauce made in the kitchen) is taken apart by
    /// its recipe.
    std::optional<bool> kept;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = ItemRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("name", &T::name), base::field("unit", &T::unit),
                            base::field("packs", &T::packs), base::field("minimum", &T::minimum),
                            base::field("category", &T::category), base::field("code", &T::code),
                            base::field("kept", &T::kept), base::field("active", &T::active));
    }
};

/// What making something takes. Its id is that of the product, the modifier or the item it makes.
struct RecipeRow {
    base::Id id;
    std::optional<bool> create;
    std::optional<base::Decimal> yield;  ///< how much of it the lines make
    /// One a line: the item's id, how much in the item's own unit, and the unit people read it in.
    std::optional<std::string> lines;

    static constexpr auto fields() {
        using T = RecipeRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("yield", &T::yield), base::field("lines", &T::lines));
    }
};

/// A place where stock lies. Every branch has one of its own (stock/place.hpp), which it sells
/// from.
struct WarehouseRow {
    static constexpr std::string_view kType = "WarehouseRow";
    base::Id id;
    std::optional<bool> create;
    std::optional<base::Id> branch;
    std::optional<std::string> name;
    std::optional<bool> active;

    static constexpr auto fields() {
        using T = WarehouseRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("branch", &T::branch), base::field("name", &T::name),
                            base::field("active", &T::active));
    }
};

/// SALE-7: what a sale does when there is not enough. Its id is the tenant's.
struct RuleRow {
    base::Id id;
    std::optional<bool> create;
    std::optional<std::string> on_short;  ///< "ignore", "warn" or "block"

    static constexpr auto fields() {
        using T = RuleRow;
        return base::fields(base::field("id", &T::id), base::field("create", &T::create),
                            base::field("on_short", &T::on_short));
    }
};

struct ItemsPut : log::Rows<ItemRow> {
    static constexpr std::string_view kKind = "stock.items_put";
};

struct RecipesPut : log::Rows<RecipeRow> {
    static constexpr std::string_view kKind = "stock.recipes_put";
};

struct WarehousesPut : log::Rows<WarehouseRow> {
    static constexpr std::string_view kKind = "stock.warehouses_put";
};

struct RulesPut : log::Rows<RuleRow> {
    static constexpr std::string_view kKind = "stock.rules_put";
};

/// Why stock moved. Sales and refunds are told by their receipts, counts by an operation of their
/// own.
enum class Reason : std::uint8_t { purchase, waste, adjustment, production, sent, received };

struct MovedLine {
    base::Id item;
    base::Decimal quantity;                ///< in the item's unit; negative when it left
    std::optional<std::int64_t> cost;      ///< of the whole line, minor units
    std::optional<base::Decimal> entered;  ///< what was typed, in `unit`
    std::optional<std::string> unit;

    static constexpr auto fields() {
        using T = MovedLine;
        return base::fields(base::field("item", &T::item), base::field("quantity", &T::quantity),
                            base::field("cost", &T::cost), base::field("entered", &T::entered),
                            base::field("unit", &T::unit));
    }
};

/// Stock came or left for another reason than a sale. A transfer is two of them: what was sent, on
/// its way until somebody says that it was received.
struct StockMoved {
    static constexpr std::string_view kKind = "stock.moved";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id document;
    Reason reason = Reason::adjustment;
    base::Id warehouse;
    std::int64_t at_us = 0;
    std::vector<MovedLine> lines;
    std::optional<base::Id> other;     ///< of a transfer: where it goes, where it comes from
    std::optional<base::Id> transfer;  ///< of what was received: the document it was sent with
    std::optional<std::string> note;
    std::optional<std::string> supplier;
    std::optional<std::string> reference;  ///< number of the supplier's invoice

    static constexpr auto fields() {
        using T = StockMoved;
        return base::fields(
            base::field("document", &T::document), base::field("reason", &T::reason),
            base::field("warehouse", &T::warehouse), base::field("at", &T::at_us),
            base::field("lines", &T::lines), base::field("other", &T::other),
            base::field("transfer", &T::transfer), base::field("note", &T::note),
            base::field("supplier", &T::supplier), base::field("reference", &T::reference));
    }
};

/// The last operation of a device that a count had seen.
struct Seen {
    base::Id device;
    std::int64_t sequence = 0;

    static constexpr auto fields() {
        return base::fields(base::field("device", &Seen::device),
                            base::field("sequence", &Seen::sequence));
    }
};

struct SeenSet {
    std::vector<Seen> devices;

    static constexpr auto fields() {
        return base::fields(base::field("devices", &SeenSet::devices));
    }
};

/// What was found of an item, and what this device thought there was at that moment.
struct CountedLine {
    base::Id item;
    base::Decimal counted;
    base::Decimal expected;
    std::int64_t at_us = 0;
    std::int64_t seen = 0;  ///< position in the count's `seen`

    static constexpr auto fields() {
        using T = CountedLine;
        return base::fields(base::field("item", &T::item), base::field("counted", &T::counted),
                            base::field("expected", &T::expected), base::field("at", &T::at_us),
                            base::field("seen", &T::seen));
    }
};

/// STOCK-3: a count is what it found more or less than was expected, so it adds up with whatever
/// else happened; and it names what it had seen of other devices, so that what it had not seen can
/// be asked about.
struct StockCounted {
    static constexpr std::string_view kKind = "stock.counted";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id document;
    base::Id warehouse;
    std::int64_t at_us = 0;  ///< when it was finished: not before any of its lines
    std::vector<CountedLine> lines;
    std::vector<SeenSet> seen;
    bool blind = false;
    std::optional<std::string> note;

    static constexpr auto fields() {
        using T = StockCounted;
        return base::fields(base::field("document", &T::document),
                            base::field("warehouse", &T::warehouse), base::field("at", &T::at_us),
                            base::field("lines", &T::lines), base::field("seen", &T::seen),
                            base::field("blind", &T::blind), base::field("note", &T::note));
    }
};

/// A person said whether a count already had in it what these documents moved.
struct LateSettled {
    static constexpr std::string_view kKind = "stock.late_settled";
    static constexpr int kVersion = 1;
    static constexpr auto kFamily = log::Family::fact;
    base::Id count;
    std::vector<base::Id> documents;
    bool included = false;

    static constexpr auto fields() {
        using T = LateSettled;
        return base::fields(base::field("count", &T::count),
                            base::field("documents", &T::documents),
                            base::field("included", &T::included));
    }
};

log::Capability capability();

}  // namespace mostrador::stock

template <>
struct mostrador::base::EnumNames<mostrador::stock::Reason> {
    using enum mostrador::stock::Reason;
    static constexpr std::array names{
        std::pair{purchase, std::string_view("purchase")},
        std::pair{waste, std::string_view("waste")},
        std::pair{adjustment, std::string_view("adjustment")},
        std::pair{production, std::string_view("production")},
        std::pair{sent, std::string_view("sent")},
        std::pair{received, std::string_view("received")},
    };
};
