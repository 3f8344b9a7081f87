#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "orders/tab.hpp"

namespace mostrador::orders {

/// Lines that are alike in everything that a person sees, as one.
struct LineView {
    static constexpr std::string_view kType = "OrderLineView";
    std::vector<base::Id> ids;
    base::Id product;
    std::string name;
    base::Decimal quantity;
    std::string unit;
    std::int64_t price = 0;
    std::int64_t amount = 0;
    std::optional<std::string> note;
    std::int64_t course = 0;
    std::int64_t seat = 0;
    std::optional<base::Id> station;
    std::optional<Stage> stage;  ///< nothing: not fired
    std::optional<std::int64_t> fired_at;
    std::optional<std::string> void_reason;
    bool due = false;  ///< something of it is still to be paid
    std::vector<catalog::Modifier> modifiers;
    std::optional<std::string> price_list;  ///< what the list is called that the price is of

    static constexpr auto fields() {
        using T = LineView;
        return base::fields(base::field("ids", &T::ids), base::field("product", &T::product),
                            base::field("name", &T::name), base::field("quantity", &T::quantity),
                            base::field("unit", &T::unit), base::field("price", &T::price),
                            base::field("amount", &T::amount), base::field("note", &T::note),
                            base::field("course", &T::course), base::field("seat", &T::seat),
                            base::field("station", &T::station), base::field("stage", &T::stage),
                            base::field("firedAt", &T::fired_at),
                            base::field("voided", &T::void_reason), base::field("due", &T::due),
                            base::field("modifiers", &T::modifiers),
                            base::field("priceList", &T::price_list));
    }
};

/// ORD-4: what one guest has to pay. `seat` 0 is what the table shares.
struct SeatView {
    static constexpr std::string_view kType = "SeatView";
    std::int64_t seat = 0;
    std::int64_t due = 0;  ///< minor units, with taxes
    std::vector<base::Id> lines;

    static constexpr auto fields() {
        using T = SeatView;
        return base::fields(base::field("seat", &T::seat), base::field("due", &T::due),
                            base::field("lines", &T::lines));
    }
};

/// ORD-5: a step of an order's way, and who said so.
struct StepView {
    static constexpr std::string_view kType = "JourneyStep";
    Journey step = Journey::assigned;
    std::int64_t at = 0;
    std::string person;
    std::optional<std::string> note;

    static constexpr auto fields() {
        using T = StepView;
        return base::fields(base::field("step", &T::step), base::field("at", &T::at),
                            base::field("person", &T::person), base::field("note", &T::note));
    }
};

/// A tab; a list of tabs leaves their lines and seats out. Minor units, with taxes.
struct TabView {
    static constexpr std::string_view kType = "TabView";
    base::Id id;
    State state = State::open;
    Type type = Type::dine_in;
    std::string number;
    std::string name;
    std::optional<base::Id> table;
    std::string table_name;
    std::int64_t guests = 0;
    base::Id waiter;
    std::string waiter_name;
    std::int64_t opened_at = 0;
    std::int64_t total = 0;
    std::int64_t paid = 0;
    std::int64_t due = 0;
    std::int64_t unsent = 0;   ///< lines that wait to be fired
    std::int64_t cooking = 0;  ///< fired and not ready
    std::int64_t ready = 0;    ///< ready and not served
    std::vector<LineView> lines;
    std::vector<SeatView> seats;  ///< with something due; none where no guest is told apart
    std::string phone;
    std::string address;
    std::optional<Journey> journey;
    std::optional<base::Id> courier;
    std::string courier_name;
    std::vector<StepView> steps;

    static constexpr auto fields() {
        using T = TabView;
        return base::fields(
            base::field("id", &T::id), base::field("state", &T::state),
            base::field("type", &T::type), base::field("number", &T::number),
            base::field("name", &T::name), base::field("table", &T::table),
            base::field("tableName", &T::table_name), base::field("guests", &T::guests),
            base::field("waiter", &T::waiter), base::field("waiterName", &T::waiter_name),
            base::field("openedAt", &T::opened_at), base::field("total", &T::total),
            base::field("paid", &T::paid), base::field("due", &T::due),
            base::field("unsent", &T::unsent), base::field("cooking", &T::cooking),
            base::field("ready", &T::ready), base::field("lines", &T::lines),
            base::field("seats", &T::seats), base::field("phone", &T::phone),
            base::field("address", &T::address), base::field("journey", &T::journey),
            base::field("courier", &T::courier), base::field("courierName", &T::courier_name),
            base::field("steps", &T::steps));
    }
};

enum class Detail : std::uint8_t { summary, lines };

/// Prices the tab: what it costs, and what of that is due.
base::Result<TabView> view_of(command::Context& context, const Tab& tab, Detail detail);

/// A quantity of the facts as people write it.
base::Result<base::Decimal> quantity_of(std::int64_t millionths);

/// Whom or what a tab belongs to, for a paper and a screen: "Mesa 5 · TA12".
std::string title_of(const TabView& tab);

}  // namespace mostrador::orders
